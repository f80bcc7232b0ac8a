"""Countries by their names, for people to read and choose."""

from functools import lru_cache
from operator import itemgetter

from sqlmodel import Session, select

from calendars.events.naming import country_name
from calendars.store.tables import Event


@lru_cache(maxsize=512)
def name_of(code: str) -> str:
    """The country's name, the code where there is none.

    >>> name_of("EE")
    'Estonia'
    """
    return country_name(code)


def of_events(session: Session) -> list[tuple[str, str]]:
    """Code and name of every country that an event is held in, by name."""
    codes = session.exec(select(Event.country).distinct()).all()
    return sorted(((code, name_of(code)) for code in codes if code), key=itemgetter(1))
