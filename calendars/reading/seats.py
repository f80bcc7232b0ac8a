"""Capitals that are only called so: "the capital", "the Turkmen capital"."""

import re
from collections import deque

from calendars.reading.areas import PlaceKind
from calendars.reading.placematch import PlaceMatch

LONGEST_GAP = 40

_GOES_ON = (
    "on in for of and to from next this later until where when during between by at with after "
    "before is was were are has have had will would as over or city which that begins opens starts "
    "hosts begin began opened"
)
# Words behind the capital that is money, a letter or a punishment.
_NO_TOWN = (
    "account accounts adequacy asset assets allowance base budget buffer buffers campaign charge "
    "charges controls cost costs crime crimes expenditure expenditures expense expenses flight "
    "flow flows formation fund funding funds gain gains goods increase increases inflow inflows "
    "injection injections intensive investment investments investor investors letter letters "
    "loss losses market markets movements murder offence offences offense outflow outflows "
    "outlay outlays plan program programme project projects punishment raise ratio ratios "
    "requirement requirements reserve reserves sentence spending stock structure structures tax"
)
_CAPITAL = re.compile(
    r"(?:\bthe\s+)?(?P<head>\bcapital(?:\s+city)?)\b"
    rf"(?![-’']|\s+(?:{_NO_TOWN.replace(' ', '|')}|improvements?)\b)"
)
_CALLED_SO = re.compile(rf"\s*[.,;:!?)]|\s*\Z|\s+(?:(?:{_GOES_ON.replace(' ', '|')})\b|[A-Z])")
_BESIDE = re.compile(r"(?:,| of| city of| city| city,)?\s+\Z")
_OWNER_BEFORE = re.compile(r"(?:['’]s?)?\s+")
_OWNER_BEHIND = re.compile(r"\s+of\s+(?:the\s+)?")
# The name of the capital behind whose it is: "the capital of Bavaria, Munich".
_NAMED_BEHIND = re.compile(r",\s+[A-Z]")


def with_seats(text: str, matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """The matches with "the capital" and "the Turkmen capital" among them."""
    if "capital" not in text:
        return matches
    done: list[PlaceMatch] = []
    waiting = deque(matches)
    for found in _CAPITAL.finditer(text):
        while waiting and waiting[0].end <= found.start("head"):
            done.append(waiting.popleft())
        if waiting and waiting[0].start < found.end():
            continue
        seat = _seat(text, found, done[-1] if done else None, waiting[0] if waiting else None)
        if seat is None:
            continue
        if done and done[-1].start == seat.start:
            done.pop()
        if waiting and waiting[0].end == seat.end:
            waiting.popleft()
        done.append(seat)
    return [*done, *waiting]


def _seat(
    text: str, found: re.Match[str], before: PlaceMatch | None, after: PlaceMatch | None
) -> PlaceMatch | None:
    """The capital that is called so, with whose it is, unless its name stands beside it."""
    start, end, owner = found.start(), found.end(), None
    gap = text[end : after.start] if after and after.start - end < LONGEST_GAP else None
    if gap is not None and after and after.kind is PlaceKind.CITY and _BESIDE.match(gap):
        return None
    head = found.start("head")
    owned_behind = gap is not None and after and _OWNER_BEHIND.fullmatch(gap)
    if owned_behind and after and _NAMED_BEHIND.match(text, after.end):
        return None
    if (
        before
        and head - before.end < LONGEST_GAP
        and _OWNER_BEFORE.fullmatch(text, before.end, head)
    ):
        owner, start = before, before.start
    elif owned_behind and after:
        owner, end = after, after.end
    if owner is None and not (found[0].startswith("the") and _CALLED_SO.match(text, end)):
        return None
    countries = tuple(area for area in owner.areas if area.countries) if owner else ()
    if owner and not countries:
        return None
    words = text[start:end]
    return PlaceMatch(
        start, end, words, PlaceKind.CITY, words, areas=countries, located=True, seat=True
    )
