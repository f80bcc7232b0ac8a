"""`python -m bench [start|reading|feeds|caldav|ingest …]`: all parts, or those named."""

import sys

from bench import caldav, feeds, ingest, posts, queue, reading, start

PARTS = {
    "start": start.main,
    "reading": reading.main,
    "feeds": feeds.main,
    "caldav": caldav.main,
    "posts": posts.main,
    "queue": queue.main,
    "ingest": ingest.main,
}

for name in sys.argv[1:] or PARTS:
    PARTS[name]()
