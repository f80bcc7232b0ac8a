"""How an English agency article opens, such as “BAKU, March 31 (Agency) --”."""

import re

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTHS}[ \t]+\d{{1,2}}|\d{{1,2}}[ \t]+{_MONTHS})(?:,?[ \t]+\d{{4}})?"
_AGENCY = r"(?:[ \t]*\([^()\n]{2,40}\))?"
_REGION = rf"(?:,[ \t]+(?!{_MONTHS}\b)[A-Z][\w.]{{1,20}}(?:[ \t][A-Z][\w.]{{1,20}}){{0,2}})?"
_DASH = r"[ \t]*(?:--|—|–|-[ \t]|:)"
# Words in capitals that head a line without being a town.
_NO_TOWN = (
    r"(?!(?:WHAT|WHEN|WHERE|WHO|WHY|HOW|EVENT|DATE|TIME|VENUE|PLACE|LOCATION|CONTACT|NOTE|NOTICE|"
    r"UPDATE|CORRECTION|MEDIA|PRESS|NEWS|ADVISORY|DEADLINE|BREAKING|FOR|RE|SUBJECT|AGENDA|TITLE|"
    r"MEETING|PUBLIC|ANNUAL|CHRISTMAS|EASTER|ROUNDUP|OBITUARY|WATCH|VIDEO|PHOTOS?|ANALYSIS|"
    r"FACTBOX|WRAPUP|TIMELINE|OPINION|REVIEW)\b)"
)
# Only three capitals in a row are looked at further.
_CAPITALS = (
    r"(?=[A-Z][A-Z.'’-]{2})"
    + _NO_TOWN
    + r"(?P<place>[A-Z][A-Z.'’-]{2,20}(?:[ \t][A-Z.'’-]{2,20}){0,3})"
)
_TITLE_CASE = r"(?P<place>[A-Z][\w.'’-]{1,20}(?:[ \t][A-Z][\w.'’-]{1,20}){0,2})"

FORMS = tuple(
    re.compile(form + r"[ \t]{0,8}", re.MULTILINE)
    for form in (
        rf"{_CAPITALS}{_REGION}[,.][ \t]+(?P<day>{_DAY}){_AGENCY}(?:{_DASH}|\.|$)",
        rf"^{_CAPITALS}{_REGION}{_AGENCY}{_DASH}",
        rf"^{_TITLE_CASE}{_REGION},[ \t]+(?P<day>{_DAY}){_AGENCY}{_DASH}",
        rf"^{_TITLE_CASE}{_REGION}[ \t]*\([A-Z][^()\n]{{1,40}}\)[ \t]*[-–—]",
    )
)
