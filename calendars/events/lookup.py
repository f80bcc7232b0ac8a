"""How known events are found by the words of a saying, in one question to one index.

An event is kept under the words of all its names and the people who take part. Two names
are of one event where the words of the one are among the other's: each word knows how many
words the shortest name with it has, so that whoever shares less is not looked at.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from calendars.events.gates import TELLING, place_words, surnames
from calendars.events.naming import MIDDLING, STRONG, Name, weight, weight_of
from calendars.events.sayings import Saying
from calendars.events.sounds import SHORTEST, sound
from calendars.reading.mention import Place
from calendars.store.tables import EventWord

MOST_CANDIDATES = 20
WIDEST = dt.timedelta(days=800)
SPELT = -1
"""In place of how many words a name has: what its words spell by their first letters."""


def find_words(
    names: Iterable[Name], participants: Iterable[str], places: Iterable[Place | None] = ()
) -> dict[str, int]:
    """The words by which an event is found, each with how many the shortest name with it has.

    Words of the places do not count, for a town may be told or left out. People are enough
    alone, and so are acronyms.
    """
    held_in = place_words(places)
    found: dict[str, int] = {}
    for name in names:
        length = len(name.words - held_in)
        for word in map(_key, name.words):
            found[word] = min(length, found.get(word, length))
    found.update(dict.fromkeys(map(_key, surnames(participants)), 0))
    spelt = {_key(word) for name in names for word in name.acronyms}
    return dict.fromkeys(spelt, SPELT) | found


def found_by_words(
    session: Session, saying: Saying, name: Name, first: dt.date, last: dt.date
) -> set[int]:
    """The ids of the events of those days whose names, or people, may be a saying's."""
    looked_for = _looked_for(saying, name)
    if not looked_for:
        return set()
    spelt = {_key(word) for word in name.acronyms} - {_key(word) for word in name.words}
    telling = func.sum(case(looked_for, value=col(EventWord.word), else_=0.0))
    statement = (
        select(EventWord.event_id)
        .where(
            col(EventWord.word).in_(looked_for),
            or_(col(EventWord.least) > SPELT, col(EventWord.word).not_in(spelt)),
            col(EventWord.first) <= last,
            col(EventWord.first) >= first - min(WIDEST, first - dt.date.min),
            col(EventWord.last) >= first,
        )
        .group_by(col(EventWord.event_id))
        .having(
            telling >= min(TELLING, weight(name.words)),
            or_(*_one_holds_the_other(saying, name), _shared(spelt) > 0),
        )
        .order_by(telling.desc(), col(EventWord.event_id))
        .limit(MOST_CANDIDATES)
    )
    return set(session.exec(statement).all())


def _one_holds_the_other(saying: Saying, name: Name) -> tuple[Any, Any]:
    """Whether all words of the saying's name are shared, or all of another name's.

    Common words are only asked for of what shares telling ones. Two names of one edition may
    differ in them.
    """
    needed = name.words - place_words([saying.place])
    telling = {_key(word) for word in needed if weight_of(word) >= MIDDLING}
    common = {_key(word) for word in name.words if weight_of(word) < MIDDLING}
    other = aliased(EventWord)
    also = (
        select(func.count())
        .where(col(other.event_id) == col(EventWord.event_id), col(other.word).in_(common))
        .scalar_subquery()
    )
    wanted = 0 if name.ordinal else len(common & set(map(_key, needed)))
    return (
        and_(_shared(telling) == len(telling), also >= wanted),
        func.min(col(EventWord.least)) <= func.count() + also,
    )


def _shared(wanted: set[str]) -> Any:
    return func.sum(case((col(EventWord.word).in_(wanted), 1), else_=0))


def _looked_for(saying: Saying, name: Name) -> dict[str, float]:
    """The words to look up with what each tells; common ones only where there is no rare one."""
    told = name.words | surnames(saying.participants)
    rare = any(weight_of(word) >= TELLING for word in told)
    if rare:
        told = frozenset(word for word in told if weight_of(word) >= MIDDLING)
    return {_key(word): weight_of(word) for word in told | name.acronyms}


def _key(word: str) -> str:
    """What a word is looked up by: how it sounds where it is rare and long enough for that."""
    if weight_of(word) < STRONG or len(word) < SHORTEST or not word.isalpha():
        return word
    return f"~{sound(word)}"
