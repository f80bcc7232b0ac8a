"""Resolve the places that a text names, each by what else the text says."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calendars.reading.areas import Area, PlaceKind
from calendars.reading.divisions import (
    capital_name,
    capital_town,
    division,
    home_town,
    only_zone,
    seat_of,
    share,
)
from calendars.reading.gazetteer import Town, key
from calendars.reading.mention import Place
from calendars.reading.placenames import LARGE, PlaceMatch, find

__all__ = ["NOWHERE", "Context", "PlaceKind", "PlaceMatch", "capital", "context", "find", "resolve"]

EARTH_RADIUS_KM = 6371.0
# From how many people on a town is known by its names in other languages.
WELL_KNOWN = 100_000


@dataclass(frozen=True, slots=True)
class Context:
    """What a text says about where it plays.

    `countries` are ISO 3166-1 alpha-2, the one it speaks of most first, and `named` that one
    where it is called by its name and not told by its towns; `divisions` tell
    how often it speaks of pairs of country and GeoNames division; `settled` are the towns
    by names that the text itself has placed ("Moscow, Idaho").
    """

    countries: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    divisions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    settled: dict[str, Town] = field(default_factory=dict)


NOWHERE = Context()


def context(matches: Iterable[PlaceMatch], dateline: PlaceMatch | None = None) -> Context:
    """Where a text plays, from the places that it names; its dateline counts most."""
    every = (*matches, *((dateline,) if dateline else ()))
    divisions = Counter(pair for match in every for pair in _divisions(match))
    weights: Counter[str] = Counter()
    for match in every:
        code = _country(match, divisions)
        if code:
            weights[code] += 1 if match.kind is PlaceKind.DEMONYM else 2
            weights[code] += 2 if match is dateline else 0
    settled = {_own(match): match.towns[0] for match in every if match.within and match.towns}
    countries = tuple(code for code, _ in weights.most_common())
    called = {m.areas[0].countries for m in every if m.kind is PlaceKind.COUNTRY and m.areas}
    named = countries[:1] if countries[:1] in called else ()
    return Context(countries, named, divisions, settled)


def resolve(
    what: PlaceMatch | str,
    known: Context | Sequence[str] = NOWHERE,
    near: tuple[float, float] | None = None,
) -> Place:
    """The place that a match or a name means.

    `known` is the text's `context`, or the ISO codes of the countries it is about; `near`
    are degrees of latitude and longitude. The largest town wins where nothing else speaks.
    What cannot be resolved stays a name.

    >>> resolve("Paris").country, resolve("Paris, Texas").country
    ('FR', 'US')
    >>> resolve("Avalon Castle").country is None
    True
    """
    here = known if isinstance(known, Context) else Context(countries=tuple(known))
    match = _only(what) if isinstance(what, str) else what
    if match is None:
        return Place(name=str(what))
    if match.seat:
        town = seat_of(match.areas[0]) if match.areas else None
        if town is None and here.countries and not match.areas:
            town = capital_town(here.countries[0])
        return _town_place(town, capital_name(town)) if town else Place(name=match.name)
    choices: list[Town | Area] = [*match.areas, *match.towns]
    if not choices:
        return _unlisted(match, here)
    best = choices[0]
    if len(choices) > 1:
        best = max(choices, key=lambda choice: _likelihood(choice, match, here, near))
    if isinstance(best, Area):
        return _area_place(best, match.name)
    if match.kind is PlaceKind.REGION:
        return Place(match.name, best.country, zone=best.zone)
    if _is_far_fetched(best, match, here):
        return _unlisted(match, here)
    return _town_place(best, match.name)


def capital(country: str) -> Place | None:
    """The capital of a country (ISO 3166-1 alpha-2), None where it is not known."""
    town = capital_town(country)
    return _town_place(town, capital_name(town)) if town else None


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points in degrees of latitude and longitude (haversine)."""
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _country(match: PlaceMatch, divisions: Collection[tuple[str, str]]) -> str | None:
    """The country a match speaks of, None where that is open."""
    codes = tuple({code for area in match.areas for code in area.countries}) or match.countries
    if len(codes) == 1 and match.kind is not PlaceKind.GROUP:
        return codes[0]
    if match.areas or not match.towns or match.towns[0].population < LARGE:
        return None
    open_ = any((town.country, town.division) in divisions for town in match.towns[1:])
    return None if open_ else codes[0]


def _divisions(match: PlaceMatch) -> Iterator[tuple[str, str]]:
    """The divisions a match speaks of for sure; a great town speaks of more than its own."""
    if len(match.areas) == 1:
        code = division(match.areas[0])
        if code:
            yield match.areas[0].countries[0], code
    elif match.towns and not match.areas:
        town = match.towns[0]
        if match.within or (len(match.towns) == 1 and town.population < LARGE):
            yield town.country, town.division


def _only(name: str) -> PlaceMatch | None:
    """The match that is the whole of a name."""
    bare = name.strip()
    bare = bare[4:].lstrip() if bare[:4].casefold() == "the " else bare
    for phrase in (f"in {bare}", f"in the {bare}"):
        whole = [match for match in find(phrase) if match.end == len(phrase)]
        if whole and (whole[-1].seat or whole[-1].text == bare):
            return whole[-1]
    return None


def _own(match: PlaceMatch) -> str:
    """The key of a town's own name, without its division."""
    return key(match.name.partition(",")[0])


def _likelihood(
    choice: Town | Area, match: PlaceMatch, here: Context, near: tuple[float, float] | None
) -> float:
    """How likely a choice is: the logarithm of its people, and what the context adds."""
    if isinstance(choice, Area):
        return _area_likelihood(choice, here)
    own = _own(match)
    score = math.log10(choice.population + 1000) + min(choice.fame, 60) / 40
    score += 1.4 if key(choice.name) == own else 0.0
    score += 0.5 if capital_town(choice.country) == choice else 0.0
    score += 1.2 if choice.country in here.countries else 0.0
    score += 0.8 if choice.country in here.named else 0.0
    score += _nearby(choice, here)
    score += 8.0 if here.settled.get(own) == choice else 0.0
    score -= 4.0 if match.areas else 0.0
    if near:
        away = distance((choice.latitude, choice.longitude), near)
        score += max(0.0, 2.0 - away / 250)
    return score


def _nearby(town: Town, here: Context) -> float:
    """What it adds that the text speaks of the town's division, more the smaller that is."""
    times = here.divisions.get((town.country, town.division), 0)
    if not times:
        return 0.0
    return (3.5 if times > 1 else 1.0) * (1 - share(town.country, town.division))


def _area_likelihood(area: Area, here: Context) -> float:
    """Countries before divisions, unless the text is of the division's country."""
    code = area.countries[0] if area.countries else ""
    if area.kind is PlaceKind.REGION:
        inside = code in here.countries[:1] or (code, division(area)) in here.divisions
        return 10.0 if inside else 8.0
    return 9.0 + (2.0 if code in here.countries[1:] or here.countries[:1] == (code,) else 0.0)


def _is_far_fetched(town: Town, match: PlaceMatch, here: Context) -> bool:
    """Whether a small town of a land that is not spoken of is only called so elsewhere."""
    if match.within or town.population >= WELL_KNOWN:
        return False
    if not here.countries or town.country in here.countries:
        return False
    return not any(key(town.name) == _own(match) for town in match.towns)


def _town_place(town: Town, name: str) -> Place:
    return Place(name, town.country, town.latitude, town.longitude, town.zone, town.id)


def _unlisted(match: PlaceMatch, here: Context) -> Place:
    """A place that no list knows: its name, in the country behind it or of the whole text."""
    if match.within:
        country = match.within.countries[0]
        code = division(match.within) if match.within.kind is PlaceKind.REGION else None
        return Place(match.name, country, zone=only_zone(country, code))
    is_town = match.kind is PlaceKind.CITY and len(here.countries) == 1
    return Place(match.name, here.countries[0] if is_town else None)


def _area_place(area: Area, name: str) -> Place:
    if len(area.countries) != 1:
        return Place(name=area.name)
    country = area.countries[0]
    if area.kind is PlaceKind.CITY:
        town = home_town(area)
        told = area.name == area.town or area.town in area.name.split()
        known = area.name if told else f"{area.name}, {area.town}"
        return _town_place(town, known) if town else Place(known, country)
    if area.kind is PlaceKind.REGION:
        return Place(name, country, zone=only_zone(country, division(area)))
    return Place(area.name, country, zone=only_zone(country))
