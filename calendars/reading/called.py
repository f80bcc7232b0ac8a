"""What an event is called in its article, and who takes part: what one sentence leaves out."""

from collections.abc import Sequence

from calendars.dates.record import record
from calendars.reading.candidate import Candidate
from calendars.reading.document import Document
from calendars.reading.group import Group, content
from calendars.reading.mention import Kind
from calendars.reading.placing import Placed

PART_REACH = 6  # sentences
# What an article's own occasion has of these needs no other name.
_OF_THE_TOPIC = (Kind.DEADLINE, Kind.CONFERENCE, Kind.EXHIBITION, Kind.FORUM)
# What has parts that are only called "the opening session".
_WHOLES = (Kind.SUMMIT, Kind.CONFERENCE, Kind.FORUM, Kind.MEETING, Kind.FESTIVAL, Kind.EXHIBITION)


@record(frozen=True)
class Wording:
    """How a language tells events of one name apart.

    `of_holder` and `in_town` are templates with `{name}` and `{holder}` or `{town}`; `parts`
    are words for parts of an event, and `civil` stand before a person's name.
    """

    of_holder: str
    in_town: str
    parts: frozenset[str]
    civil: frozenset[str]


def name_of(
    group: Group,
    before: Sequence[Group],
    topic: str | None,
    placed: Placed | None,
    document: Document,
    wording: Wording,
) -> str:
    """The name of an event as the whole article tells it.

    `before` are the events told before it, the nearest last; `topic` is the occasion that
    the article is about.
    """
    lead = group.lead
    name = lead.name
    whole = _whole(group, before, wording.parts) or (topic if may_be_of_topic(lead) else None)
    if whole is not None:
        return f"{whole[:1].upper()}{whole[1:]}: {name}"
    nameless = not any(word[0].isupper() for word in name.split()[1:])
    if " " not in name or (lead.kind is Kind.ELECTION and (lead.bare or nameless)):
        name = _told_apart(name, group, placed, document, wording)
    if lead.target.lower().endswith("capital") and placed:
        name = name.replace(lead.target, placed.place.name)
    return name


def _whole(group: Group, before: Sequence[Group], parts: frozenset[str]) -> str | None:
    """What a bare hearing or an opening session belongs to: the trial, the conference."""
    lead = group.lead
    part = not parts.isdisjoint(lead.name.lower().split()) and content(lead) <= parts
    if not part and not (lead.bare and lead.kind is Kind.HEARING):
        return None
    kinds = _WHOLES if part else (Kind.HEARING,)
    for other in reversed(before):
        whole = other.lead
        if lead.sentence - other.members[-1].sentence > PART_REACH:
            return None
        if whole.kind in kinds and not whole.bare and content(whole) - parts:
            return whole.name
    return None


def may_be_of_topic(told: Candidate) -> bool:
    """Whether an event whose own words do not tell may be one of the article's occasion."""
    return told.bare and told.kind in _OF_THE_TOPIC


def _told_apart(
    name: str, group: Group, placed: Placed | None, document: Document, wording: Wording
) -> str:
    """A name of one common word with the holder or the place that tells it from others."""
    holder = next((m.organiser for m in group.members if m.organiser), None)
    if holder is not None and group.lead.kind is not Kind.ELECTION:
        holder_name = " ".join(document.text[slice(*holder)].split())
        return wording.of_holder.format(name=name, holder=holder_name)
    own = name[:1].isupper() and not (group.lead.bare or group.lead.kind is Kind.ELECTION)
    if placed is None or placed.place.country is None or own:
        return name
    whole = placed.town.name if placed.town else placed.place.name.rpartition(", ")[2]
    town = whole.partition(", ")[0]
    if town.lower() in name.lower():
        return name
    return wording.in_town.format(name=name, town=town)


def participants(group: Group, document: Document, civil: frozenset[str]) -> tuple[str, ...]:
    """Who takes part, each once by the fullest name."""
    spans = dict.fromkeys(span for member in group.members for span in member.participants)
    told = list(dict.fromkeys(" ".join(document.text[a:b].split()) for a, b in spans))
    words = [frozenset(name.lower().split()) - civil for name in told]
    return tuple(
        name
        for number, name in enumerate(told)
        if not any(
            words[number] < other or (words[number] == other and at < number)
            for at, other in enumerate(words)
        )
    )
