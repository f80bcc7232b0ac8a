"""Why a saying cannot speak of a known event: each gate, and what it holds against it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.events.folding import words
from calendars.events.naming import KIND_NOUNS, MIDDLING, STRONG, WEAK, Name, weight, weight_of
from calendars.events.relations import in_one_town
from calendars.events.sayings import CHANGES, MOVES, Saying
from calendars.events.sounds import alike, latin
from calendars.reading.mention import Kind, Place
from calendars.store.tables import Event

NARROW = 31
"""Days: a wider claim is too lazy to bind a second date to its event."""
FARTHEST_MOVE = dt.timedelta(days=400)
JUST_PAST = dt.timedelta(days=7)
ENCOUNTERS = frozenset((Kind.MEETING, Kind.TALKS, Kind.SUMMIT))
"""Kinds that are told for one another where the same people come together."""
PLACED = "@"
NEARLY = 0.8
"""Weight of words that are enough where both names have just these."""
TELLING = 1.0
"""Weight of the words that two names must share: one rare word, or some common ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate: an event with all that was said of it."""

    event: Event
    sayings: tuple[Saying, ...]
    names: tuple[Name, ...]
    place: Place | None


def objection(
    saying: Saying, name: Name, known: Known, *, told_apart: bool = False, correcting: bool = False
) -> str | None:
    """Why a saying cannot speak of a known event, None where nothing speaks against it."""
    moving = correcting or saying.status in MOVES
    return (
        _of_kind(saying, known)
        or _of_editions(name, known)
        or _of_numbers(name, known)
        or _of_years(name, known)
        or (None if moving else _of_place(saying, known))
        or (None if correcting else _of_window(saying, name, known))
        or _of_participants(saying, known)
        or _of_name(saying, name, known, exactly=told_apart)
    )


def _of_kind(saying: Saying, known: Known) -> str | None:
    kinds = {saying.kind, known.event.kind}
    if len(kinds) == 1 or Kind.OTHER in kinds:
        return None
    if kinds <= ENCOUNTERS and _of_same_people(saying, known, least=2):
        return None
    plain = words(saying.name or "")
    guessed = plain and KIND_NOUNS.isdisjoint(plain)
    if guessed and any(plain == words(one.name) for one in known.sayings if one.name):
        return None
    return f"a {saying.kind} is no {known.event.kind}"


def _of_editions(name: Name, known: Known) -> str | None:
    editions = {other.ordinal for other in known.names if other.ordinal}
    if name.ordinal and editions and name.ordinal not in editions:
        return "another edition"
    return None


def _of_numbers(name: Name, known: Known) -> str | None:
    """Council 12 is not council 43, nor is part I part II."""
    numbers = {number for other in known.names for number in other.numbers}
    apart = name.numbers and numbers and name.numbers.isdisjoint(numbers)
    return "another number" if apart else None


def _of_years(name: Name, known: Known) -> str | None:
    if not name.years:
        return None
    years = {year for other in known.names for year in other.years}
    window = known.event.window
    if not years and window.bounded and window.days <= 366:
        years = {window.first.year, window.last.year}
    return "another year in the name" if years and not years & name.years else None


def _of_place(saying: Saying, known: Known) -> str | None:
    if saying.place is None:
        return None
    places = [one.place for one in known.sayings if one.place]
    if known.place:
        places.append(known.place)
    if places and not any(in_one_town(saying.place, place) for place in places):
        return "another place"
    return None


def _of_window(saying: Saying, name: Name, known: Known) -> str | None:
    if saying.status in MOVES or (saying.status in CHANGES and saying.when is None):
        return _of_move(saying, known)
    current, told = _open_window(known.event), saying.window
    if told.overlaps(current):
        return "too far from when it was heard of" if _too_far(told, known) else None
    edition = name.ordinal is not None and any(
        other.ordinal == name.ordinal for other in known.names
    )
    for one in known.sayings:
        if one.when and told.overlaps(one.window) and (edition or one.window.days <= NARROW):
            return None
    return None if _moved_since(saying, known) else "another date"


def _open_window(event: Event) -> Window:
    """The days on which an event may be told to lie, any later one where its date was lost."""
    if event.edtf is None and event.status in CHANGES:
        return Window(event.window_first, OPEN_FUTURE)
    return event.window


def _moved_since(saying: Saying, known: Known) -> bool:
    """Whether this is the date, read late, that a known move has given up."""
    if saying.when is None or known.event.was is not None or saying.status in CHANGES:
        return False
    return any(
        one.status in MOVES
        and saying.published <= one.published
        and one.published - JUST_PAST <= saying.window.last
        and not _apart(saying.window, known.event.window)
        for one in known.sayings
    )


def _of_move(saying: Saying, known: Known) -> str | None:
    if known.event.window_last < saying.published - JUST_PAST:
        return "it was over before it could be moved"
    if saying.when and _too_far(saying.when.window, known):
        return "too far to have been moved"
    return None


def _too_far(told: Window, known: Known) -> bool:
    """Whether days are too far from those of an event, or from all it had where it has none now."""
    windows = [known.event.window]
    if known.event.edtf is None:
        windows += [one.window for one in known.sayings if one.when]
    return all(_apart(told, one) for one in windows)


def _apart(one: Window, other: Window) -> bool:
    """Whether the windows begin and end too far from each other for one event."""
    early, late = sorted((one, other))
    reach = early.first if early.last == OPEN_FUTURE else early.last
    return late.first - reach > FARTHEST_MOVE if reach != OPEN_PAST else False


def _of_participants(saying: Saying, known: Known) -> str | None:
    told = surnames(saying.participants)
    others = surnames(known.event.participants)
    return "other participants" if told and others and not _shared(told, others) else None


def _of_name(saying: Saying, name: Name, known: Known, *, exactly: bool) -> str | None:
    if exactly:
        same = any(name.words == other.words for other in known.names)
        return None if same and name.words else "the article tells them apart"
    if _of_same_people(saying, known, least=1 if saying.kind is Kind.VISIT else 2):
        return None
    against = [_of_wordings(saying, name, other, known) for other in known.names]
    return None if None in against else (against[0] if against else "it has no name")


def _of_wordings(saying: Saying, name: Name, other: Name, known: Known) -> str | None:
    if _spelt_out(name, other) or _spelt_out(other, name):
        return None
    told, others = (_placed(one.words, saying.place, known.place) for one in (name, other))
    less, more = sorted((told, others), key=len)
    within = bool(less) and _within(less, more)
    if not within:
        return None if _of_one_edition(saying, name, other, known) else "another name"
    apart = _of_parts(saying, name, other, known)
    if apart or (less != more and _is_part(told is more, saying, known)):
        return apart or "a day of it"
    if _telling(less, saying.place, known.place) >= TELLING:
        return None
    return _of_little(less, more, saying, known)


def _of_parts(saying: Saying, name: Name, other: Name, known: Known) -> str | None:
    """What tells one name apart from another that has all its words."""
    if name.parts != other.parts:
        return "another part"
    if _of_other_countries(name, other, saying, known):
        return "other countries"
    if name.bodies and other.bodies and name.bodies != other.bodies:
        return "another body"
    return None


def _of_little(
    less: frozenset[str], more: frozenset[str], saying: Saying, known: Known
) -> str | None:
    """Whether names that tell little are of one event, for all else that is told."""
    if len(less) < len({word for word in more if not word.startswith(PLACED)}):
        return "too little in the name"
    if saying.kind is Kind.ELECTION and any(word.startswith("=") for word in less):
        return None
    if less == more and weight(less) >= NEARLY and _nearly_told(saying, known):
        return None
    if not _on_named_days(saying, known):
        return "too little in the name and the date"
    return None if _from_one_town(saying, known) else "too little in the name and the place"


def _nearly_told(saying: Saying, known: Known) -> bool:
    """Whether one is told to move, or both tell one town and days that overlap in a month."""
    if saying.status in MOVES or any(one.status in MOVES for one in known.sayings):
        return True
    if not (saying.place and known.place and saying.when and known.event.edtf):
        return False
    told, current = saying.when.window, known.event.window
    return told.overlaps(current) and max(told.days, current.days) <= NARROW


def _spelt_out(short: Name, long: Name) -> bool:
    """Whether the one name has the other's initials for a word, and no rare word besides."""
    spelt = short.words & long.acronyms
    if not spelt:
        return False
    besides = frozenset(word for word in short.words - spelt if weight_of(word) >= STRONG)
    return _within(besides, long.words)


def _of_other_countries(name: Name, other: Name, saying: Saying, known: Known) -> bool:
    """Whether both names tell countries, and not the same beside the one they meet in."""
    if not name.countries or not other.countries:
        return False
    hosts = {
        f"={place.country.lower()}"
        for place in (saying.place, known.place)
        if place and place.country
    }
    return bool((name.countries ^ other.countries) - hosts)


def _of_one_edition(saying: Saying, name: Name, other: Name, known: Known) -> bool:
    """Whether both tell one edition of one body on one day, in common words that differ."""
    if name.ordinal is None or name.ordinal != other.ordinal or name.bodies != other.bodies:
        return False
    differ = name.words ^ other.words
    return (
        weight(name.words & other.words) >= TELLING
        and all(weight_of(word) <= WEAK for word in differ)
        and _on_named_days(saying, known)
        and _from_one_town(saying, known)
    )


def _is_part(fuller_is_told: bool, saying: Saying, known: Known) -> bool:
    """Whether the fuller of two names tells a day within the many days of the other."""
    if saying.when is None or not _on_named_days(saying, known):
        return False
    told, current = saying.when.window, known.event.window
    part, whole = (told, current) if fuller_is_told else (current, told)
    return whole.days > part.days and whole.first < part.first and whole.contains(part)


def _placed(told: frozenset[str], *places: Place | None) -> frozenset[str]:
    """The words of a name with one word for the town it is held in, however that is spelt."""
    for place in places:
        if place is None or place.geonames_id is None:
            continue
        left = told - place_words([place])
        if left and left != told:
            told = left | {f"{PLACED}{place.geonames_id}"}
    return told


def _within(less: frozenset[str], more: frozenset[str]) -> bool:
    """Whether each word of a name is in the other, in one spelling or another."""
    missing = less - more
    return all(any(alike(word, other) for other in more - less) for word in missing)


def _shared(told: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The surnames that others have too, in one spelling or another."""
    return frozenset(one for one in told if any(alike(one, other) for other in others))


def _of_same_people(saying: Saying, known: Known, *, least: int) -> bool:
    """Whether the same people are told to come, at least so many."""
    told, others = surnames(saying.participants), surnames(known.event.participants)
    both = len(_shared(told, others))
    return both >= least and both == len(told) == len(others)


def _telling(told: frozenset[str], *places: Place | None) -> float:
    """How much the words tell, where those of a place tell less than they look."""
    of_places = {word for place in places if place for word in words(place.name)}
    of_places |= {word for word in told if word.startswith(PLACED)}
    return weight(told - of_places) + sum(
        min(MIDDLING, weight_of(word)) for word in told & of_places
    )


def _on_named_days(saying: Saying, known: Known) -> bool:
    when = saying.when
    if when is None or not (when.certain and known.event.certain):
        return False
    return when.window.overlaps(known.event.window)


def _from_one_town(saying: Saying, known: Known) -> bool:
    """Whether both name a place, which then is the same, or one source tells of both."""
    if saying.place and known.place:
        return True
    return any(one.source == saying.source for one in known.sayings)


def surnames(people: Iterable[str]) -> frozenset[str]:
    """The last words of names, by which people are told apart; bodies have too many names."""
    named = [told for told in people if not Name.of(told).bodies]
    return frozenset(latin(told[-1]) for told in map(words, named) if told)


def place_words(places: Iterable[Place | None]) -> frozenset[str]:
    """The words of the towns of places, which a name may tell or leave out."""
    towns = [place.name.rsplit(",", 1)[-1] for place in places if place]
    return frozenset(word for town in towns for word in Name.of(town).words)
