"""A place as a text names it."""

from dataclasses import replace

from calendars.dates.record import record
from calendars.reading.areas import Area, PlaceKind
from calendars.reading.gazetteer import Town

STATES_PRINTED = ("US", "CA", "AU")


@record(frozen=True, slots=True)
class PlaceMatch:
    """A place as a text names it, at the characters `[start, end)`.

    `towns` are the towns it may be, the largest first, and `areas` the countries,
    divisions and groups. `within` is the country or division that stands behind a town
    ("Moscow, Idaho"). `located` says that a word of place goes before it ("in", "at"),
    `alone` that it is not part of a longer name ("Moscow Exhibition Centre"). `seat` is
    the capital of a country, or of the country the text is about, called "the capital".
    """

    start: int
    end: int
    text: str
    kind: PlaceKind
    name: str
    towns: tuple[Town, ...] = ()
    areas: tuple[Area, ...] = ()
    within: Area | None = None
    located: bool = False
    alone: bool = True
    seat: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries (ISO 3166-1 alpha-2) it may lie in, the likeliest first, each once."""
        codes = [code for area in self.areas for code in area.countries]
        if self.within:
            codes.extend(self.within.countries)
        codes.extend(town.country for town in self.towns)
        return tuple(dict.fromkeys(codes))


def lying_in(match: PlaceMatch, area: Area, towns: tuple[Town, ...], name: str) -> PlaceMatch:
    """A match as a town of a country or division; with the state where that is customary."""
    is_state = area.kind is PlaceKind.REGION and area.countries[0] in STATES_PRINTED
    if is_state and area.town != name:
        name = f"{name}, {area.name}"
    return replace(
        match, kind=PlaceKind.CITY, name=name, towns=towns, areas=(), within=area, alone=True
    )
