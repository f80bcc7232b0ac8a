"""Countries by their names, for people to read and choose."""

from functools import lru_cache
from importlib.resources import files
from operator import itemgetter

from sqlmodel import Session, select

from calendars.store.tables import Event


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """The English name of each ISO 3166-1 alpha-2 code."""
    table = (files("calendars.reading.world") / "countries.txt").read_text("utf-8")
    rows = [line.split("|") for line in table.splitlines() if line and line[0] != "#"]
    return {row[0].strip(): row[1].strip() for row in rows}


def name_of(code: str | None) -> str | None:
    """The country's name, its code where it has none.

    >>> name_of("EE")
    'Estonia'
    """
    return names().get(code, code) if code else None


def of_events(session: Session) -> list[tuple[str, str]]:
    """Code and name of every country that an event is held in, by name."""
    codes = session.exec(select(Event.country).distinct()).all()
    return sorted(((code, names().get(code, code)) for code in codes if code), key=itemgetter(1))
