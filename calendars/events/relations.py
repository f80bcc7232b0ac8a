"""How two dates or two places stand to each other: the same, finer, coarser, another."""

from enum import Enum

from calendars.dates.edtf import Point
from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.events.folding import words
from calendars.events.naming import country_called
from calendars.reading.mention import Place


class Relation(Enum):
    """What a new value is to the one that is known."""

    SAME = "the same"
    FINER = "finer"
    COARSER = "coarser"
    OTHER = "another"


def of_dates(new: When, known: When) -> Relation:
    """How a date stands to the one that is known.

    A window inside the other is finer. Of two dates whose days were named the longer is
    finer, for the shorter told a part of it; of two clock times on a day neither is.

    >>> of_dates(When.of("2021-08-12"), When.of("2021-08")).value
    'finer'
    >>> of_dates(When.of("2021-03-30/2021-04-02"), When.of("2021-03-30")).value
    'finer'
    """
    if new.edtf == known.edtf:
        return Relation.SAME
    if not new.window.overlaps(known.window):
        return Relation.OTHER
    if new.window == known.window:
        return _of_equal_windows(new, known)
    if new.certain and known.certain:
        return _of_named_days(new, known)
    if new.certain != known.certain:
        return Relation.FINER if new.certain else Relation.COARSER
    if known.window.contains(new.window):
        return Relation.FINER
    if new.window.contains(known.window):
        return Relation.COARSER
    return Relation.FINER if new.window.days < known.window.days else Relation.COARSER


def of_places(new: Place, known: Place) -> Relation:
    """How a place stands to the one that is known: a venue is finer than its town.

    >>> of_places(Place("Manege, Moscow", "RU"), Place("Moscow", "RU")).value
    'finer'
    """
    if new.country and known.country and new.country != known.country:
        return Relation.OTHER
    if is_country(new) or is_country(known):
        return _by_size(is_country(known), is_country(new))
    told, had = set(words(new.name)), set(words(known.name))
    if told == had:
        return _by_size(_resolved(new) > _resolved(known), _resolved(known) > _resolved(new))
    if told > had or told < had:
        return Relation.FINER if told > had else Relation.COARSER
    if new.geonames_id is not None and new.geonames_id == known.geonames_id:
        return _by_size("," in new.name, "," in known.name, both=Relation.OTHER)
    return Relation.OTHER


def in_one_town(one: Place, other: Place) -> bool:
    """Whether both may be in the same town."""
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    return of_places(one, other) is not Relation.OTHER


def is_country(place: Place) -> bool:
    """Whether no more than a country is named."""
    return place.geonames_id is None and country_called(place.name) is not None


def _of_equal_windows(new: When, known: When) -> Relation:
    if new.precision is known.precision is Precision.MINUTE:
        return _of_clocks(new.begins, known.begins)
    return _by_size(_fineness(new) > _fineness(known), _fineness(known) > _fineness(new))


def _of_clocks(new: Point | None, known: Point | None) -> Relation:
    if new is None or known is None or new.clock != known.clock:
        same = new and known and new.moment and new.moment == known.moment
        return Relation.SAME if same else Relation.OTHER
    if new.offset is not None and known.offset is not None and new.offset != known.offset:
        return Relation.OTHER
    return _by_size(new.offset is not None, known.offset is not None)


def _of_named_days(new: When, known: When) -> Relation:
    if new.window.contains(known.window):
        return Relation.FINER
    return Relation.COARSER if known.window.contains(new.window) else Relation.OTHER


def _fineness(when: When) -> tuple[bool, int]:
    return when.certain, -when.precision.rank


def _resolved(place: Place) -> tuple[bool, bool]:
    return place.country is not None, place.geonames_id is not None


def _by_size(finer: bool, coarser: bool, *, both: Relation = Relation.SAME) -> Relation:
    if finer and coarser:
        return both
    if finer:
        return Relation.FINER
    return Relation.COARSER if coarser else Relation.SAME
