"""How Russian tells events of one name apart: in brackets, for names there change their endings."""

from calendars.reading.called import Wording

WORDING = Wording(
    of_holder="{name} ({holder})",
    in_town="{name} ({town})",
    parts=frozenset(),
    civil=frozenset(("г-н", "г-жа")),
)
