"""Capitals that are only called so: "the capital", "the Turkmen capital"."""

import re
from collections import deque

from calendars.reading.areas import PlaceKind
from calendars.reading.placematch import PlaceMatch

LONGEST_GAP = 40

_GOES_ON = (
    "on in for of and to from next this later until where when during between by at with after "
    "before is was were are has have had will would as over or city which that"
)
_CAPITAL = re.compile(
    r"(?:\bthe\s+)?(?P<head>\bcapital(?:\s+city)?)\b"
    rf"(?=\s*[.,;:!?)]|\s*\Z|\s+(?:(?:{_GOES_ON.replace(' ', '|')})\b|[A-Z]))"
)
_BESIDE = re.compile(r"(?:,| of| city of| city| city,)?\s+\Z")
_OWNER_BEFORE = re.compile(r"(?:['’]s?)?\s+")
_OWNER_BEHIND = re.compile(r"\s+of\s+(?:the\s+)?")


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
    if (
        before
        and head - before.end < LONGEST_GAP
        and _OWNER_BEFORE.fullmatch(text, before.end, head)
    ):
        owner, start = before, before.start
    elif gap is not None and after and _OWNER_BEHIND.fullmatch(gap):
        owner, end = after, after.end
    if owner is None and not found[0].startswith("the"):
        return None
    countries = tuple(area for area in owner.areas if area.countries) if owner else ()
    if owner and not countries:
        return None
    words = text[start:end]
    return PlaceMatch(
        start, end, words, PlaceKind.CITY, words, areas=countries, located=True, seat=True
    )
