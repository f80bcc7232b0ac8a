"""How English tells events of one name apart."""

from calendars.reading.called import Wording

WORDING = Wording(
    of_holder="{name} of {holder}",
    in_town="{name} in {town}",
    parts=frozenset("opening closing inaugural plenary".split()),
    civil=frozenset("pm fm mr mrs ms dr sir".split()),
)
