"""English wordings that tell an event's place beside its own clause: hosts, venues, courts."""

import re

_ROLE = (
    r"(?:the\s|a\s|this year['’]s\s|its\s)?(?:[\w-]+\s){0,2}?"
    r"(?:host|venue|site|location|setting|meeting place)(?:\s(?:city|country|nation|town))?\b"
)
# Behind a place: "Lima is the venue of", "Riga was chosen as the host city".
IS_HOST = re.compile(
    r",?\s(?:(?:is|was|will be|would be|has been|had been|to be)\s(?:again\s)?"
    r"(?:(?:chosen|selected|named|picked|designated|confirmed|approved)\s(?:as\s|to be\s)?)?"
    rf"{_ROLE}"
    r"|(?:has been|had been|was|is|will be)\s(?:chosen|selected|picked|set|given)\sto\shost\b"
    r"|(?:will\s|is to\s|to\s)?play(?:s|ed)?\shost\b|(?:has\s)?offered\sto\shost\b"
    r"|(?:is\s)?(?:gear(?:s|ing)\sup|getting\sready)\s(?:for|to\s(?:host|welcome))\b)"
)
# Before a place: "the venue is Vienna", "hosted by Jakarta", "to be hosted in Rome".
HOST_IS = re.compile(
    r"(?:\b(?:venue|site|location|host(?:\s(?:city|country))?)(?:\s(?:of|for)\s[^.;]{2,60})?\s"
    r"(?:is|was|will be|would be)\s(?:the\s(?:[\w-]+\s)?(?:city|town|resort)\sof\s)?"
    r"|\bhosted by\s(?:the\s(?:[\w-]+\s)?(?:city|town|government)\sof\s)?"
    r"|\bto which\s)\Z"
)
# A sentence that goes on about the event before: "It will take place in …".
GOES_ON = re.compile(
    r"(?:Both|It|They|This|The\s(?:[\w-]+\s){0,3}?(?P<noun>[\w-]+))\s(?:[\w,’'-]+\s){0,6}?"
    r"(?:(?:will|is|are|was|were|would|to|be|being|has|have|been)\s){1,3}(?:also\s|again\s)?"
    r"(?:be\s)?(?:held|hosted|take|taking|taken|place|staged|convened?|open(?:ed|ing)?|run|meet|"
    r"gather|start|begin|kick|organi[sz]ed|located)\b"
    r"|(?:It|They|The\s(?:[\w-]+\s){0,3}?(?P<noun2>[\w-]+))\s(?:takes|took|opens|opened|runs|"
    r"meets|met|gathers)\b"
)
# What may be called so in such a sentence, whatever it is.
ANY_EVENT = frozenset("event meeting gathering function session occasion sessions events".split())
# Who comes to an event, and that they come: "Delegates … are expected in Kigali".
COMING = re.compile(
    r"\b(?:delegates|delegations|participants|visitors|guests|leaders|ministers|athletes|teams|"
    r"experts|attendees|publishers|exhibitors|scientists|representatives|officials|heads of state)"
    r"\b[^.;]{0,80}?\b(?:expected|gather\w*|arriv\w+|converg\w+|com(?:e|ing)|travel\w*|head\w*|"
    r"descend\w*|assembl\w+|flock\w*)\b[^.;]{0,30}\Z",
    re.IGNORECASE,
)
# A court with its town behind it or before it: "a court in Milan", "the Lagos High Court".
COURT_IN = re.compile(r"\b[Cc]ourt\b[^.;]{0,40}\Z")
COURT_OF = re.compile(r"(?:['’]s)?\s(?:[\w-]+\s){0,3}[Cc]ourt\b")
TRIED = frozenset("trial hearing sentencing arraignment inquest retrial case appeal".split())
# What is held by the people of the town a report is from.
LOCAL_BODY = re.compile(
    r"\b(?:(?:city|town|township|village|county|borough|municipal|parish|school)['’]?s?\s"
    r"(?:council|commission|board|hall|meeting|assembly|committee|supervisors|commissioners)"
    r"|(?:planning|zoning|library|park|health) (?:board|commission)|aldermen|selectmen"
    r"|board of (?:supervisors|commissioners|trustees|education|adjustment|selectmen|zoning)"
    r"|council meeting)\b",
    re.IGNORECASE,
)
# Behind a place in a title: the event is there.
TITLE_HOSTS = re.compile(
    r"(?:\sand\s[\w-]+)?\s(?:to host|hosts|will host|to welcome|welcomes|prepares for|"
    r"(?:is |are )?(?:all )?(?:gears?|geared|gearing) up|gets? ready|ready (?:for|to)|set to host|"
    r"to play host|plays host|readies)\b",
    re.IGNORECASE,
)
