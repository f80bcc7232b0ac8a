"""The words of English that tell how sure a holding is, and what became of it."""

from calendars.reading.mention import Certainty

FUTURE = frozenset("will shall 'll going".split())
WISHES = frozenset("should must ought".split())
CONDITIONS = frozenset("if unless whether".split())
CALLS = frozenset(
    "called calls demanded demands urged urges proposed proposes suggested suggests requested "
    "asked asking asks wants wanted recommended".split()
)
DENIALS = frozenset("denied denies deny".split())
CONDITION_REACH = 16
# The same of reports that are not believed.
DISMISSED = frozenset("dismissed dismisses rumours rumors invention speculation".split())
DENIAL_REACH = 24
# The first line whose words are told decides (IPTC `eventoccurstatus`).
CERTAINTIES = (
    (frozenset("unlikely doubtful hopes hope".split()), Certainty.HIGHLY_UNCERTAIN),
    (frozenset("may might could possibly perhaps".split()), Certainty.MAY_OCCUR),
    (
        frozenset(
            "planned plans plan planning intends intend aims proposed tentatively provisionally "
            "hoping considering offered offers foreseen envisaged".split()
        ),
        Certainty.PLANNED_ONLY,
    ),
    (
        frozenset(
            "expected expects scheduled slated set due likely would supposed timed pencilled "
            "expecting preparing prepares agreed agrees".split()
        ),
        Certainty.HIGHLY_LIKELY,
    ),
)
# Words before an event that say the same of it.
DOUBTFUL_MODIFIERS = {
    "possible": Certainty.MAY_OCCUR,
    "potential": Certainty.MAY_OCCUR,
    "planned": Certainty.PLANNED_ONLY,
    "proposed": Certainty.PLANNED_ONLY,
    "tentative": Certainty.PLANNED_ONLY,
    "scheduled": Certainty.HIGHLY_LIKELY,
    "expected": Certainty.HIGHLY_LIKELY,
}
MODIFIERS_OF_FATE = {
    "cancelled": "cancel",
    "canceled": "cancel",
    "postponed": "postpone",
    "delayed": "postpone",
    "rescheduled": "move",
}
# Words that say of a plan that there is another one now.
FORMERLY = frozenset("originally initially previously formerly".split())
NEW_DATE_WORDS = frozenset("to until till for by".split())
OLD_DATE_WORDS = frozenset("from".split())
