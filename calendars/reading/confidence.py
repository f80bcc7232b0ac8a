"""How often such mentions are right, learnt on articles with known events."""

from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.reading.candidate import Link
from calendars.reading.group import Group
from calendars.reading.mention import Status

# The share of right ones among mentions whose date is tied so to the event.
BY_LINK = {
    Link.VERB: 0.93,
    Link.NAME: 0.85,
    Link.FRONT: 0.87,
    Link.LIST: 0.85,
    Link.MEANWHILE: 0.75,
    Link.INHERITED: 0.6,
    Link.PLAN: 0.65,
    Link.NONE: 0.6,
}
WITHOUT_OWN_WORDS = 0.15
WEAK_NOUN = 0.08
REPORTED_PAST = 0.06
ONLY_A_YEAR = 0.1
TOLD_TWICE = 0.03


def confidence_of(group: Group, when: When | None, status: Status) -> float:
    """The share of such mentions that are right, 0 to 1, in hundredths."""
    lead, dated = group.lead, group.dated
    share = BY_LINK[dated.link if dated else Link.NONE]
    if lead.bare:
        share -= WITHOUT_OWN_WORDS
    if lead.weak:
        share -= WEAK_NOUN
    if status is Status.HELD:
        share -= REPORTED_PAST
    if when is not None and when.precision is Precision.YEAR:
        share -= ONLY_A_YEAR
    if len(group.members) > 1:
        share += TOLD_TWICE
    return round(min(max(share, 0.05), 0.97), 2)
