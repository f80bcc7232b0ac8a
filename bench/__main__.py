"""`python -m bench [start|reading|feeds|kept|lists|caldav|ingest …]`: all parts, or those named."""

import sys

from bench import caldav, feeds, ingest, kept, lists, posts, queue, reading, start

PARTS = {
    "start": start.main,
    "reading": reading.main,
    "feeds": feeds.main,
    "kept": kept.main,
    "lists": lists.main,
    "caldav": caldav.main,
    "posts": posts.main,
    "queue": queue.main,
    "ingest": ingest.main,
}

for name in sys.argv[1:] or PARTS:
    PARTS[name]()
