"""Names of places in English, and in other languages that write them alike."""

from calendars.reading import placenames
from calendars.reading.placematch import PlaceMatch
from calendars.reading.pointers import with_pointers


def find(text: str) -> list[PlaceMatch]:
    """The places that a text names or points back to, in order, not overlapping.

    >>> [match.name for match in find("They will meet in Sochi. Talks will be held there, too.")]
    ['Sochi', 'Sochi']
    """
    return with_pointers(text, placenames.find(text))
