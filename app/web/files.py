"""The files that pages are made of, each at an address that changes with it."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file with the short hash of what is in it."""

    body: bytes
    media_type: str
    mark: str


def _read() -> dict[str, File]:
    found = {}
    for file in (files("app.web") / "static").iterdir():
        media_type = MEDIA_TYPES.get(file.name.rpartition(".")[2])
        if media_type:
            body = file.read_bytes()
            found[file.name] = File(body, media_type, hashlib.sha256(body).hexdigest()[:12])
    return found


FILES = _read()


def address(name: str) -> str:
    """Where a file is served, for as long as it stays as it is."""
    return f"/static/{name}?v={FILES[name].mark}"
