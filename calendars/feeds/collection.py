"""A calendar as a collection of objects, and what changed in it since it was last seen.

A state of a collection is told by the last revision that it knows, its day, and where it had
to be cut: nothing is kept for those who ask what has changed since (RFC 6578).
"""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, func, or_, select

from calendars.errors import InvalidInput
from calendars.events import calendars
from calendars.events.finding import read_cursor
from calendars.events.search import Search
from calendars.feeds import feed
from calendars.feeds.feed import Asked
from calendars.feeds.frame import remark_uid
from calendars.feeds.objects import CalendarObject, objects_of
from calendars.feeds.selection import Limits, Place, choose
from calendars.feeds.style import Style
from calendars.store.tables import Calendar, Event, Revision

# Who has missed more than this is told to look at everything anew.
MOST_MISSED = 10_000
MOST_DAYS = 400
MOST_PARTS = 8
LONGEST_TOKEN = 4_000
SCHEME = "data:,"


@dataclass(frozen=True, slots=True)
class State:
    """A state of a collection: the last revision known, the day (UTC), the last place held."""

    revision: int
    day: dt.date
    cut: Place | None


@dataclass(frozen=True, slots=True)
class Token:
    """What a client knows of a collection.

    `parts` are states in the order of UIDs, each with the last UID of which it is known,
    None for all that follow: one alone, unless changes were taken a part at a time. A state
    of None knows nothing. `frame` is what the collection depends on besides events and days.
    """

    frame: str
    parts: tuple[tuple[str | None, State | None], ...]

    def __str__(self) -> str:
        """The token as a URI that means nothing to others."""
        told = [self.frame, [[upto, _told(state)] for upto, state in self.parts]]
        packed = base64.urlsafe_b64encode(json.dumps(told, separators=(",", ":")).encode())
        return SCHEME + packed.decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Token":
        """Read a token that was given out.

        Raises:
            InvalidInput: It is none.
        """
        try:
            if not text.startswith(SCHEME) or len(text) > LONGEST_TOKEN:
                raise ValueError(text)
            packed = text.removeprefix(SCHEME).encode("ascii")
            padding = b"=" * (-len(packed) % 4)
            told = base64.b64decode(packed + padding, altchars=b"-_", validate=True)
            frame, parts = json.loads(told)
            known = tuple((upto, _state(state)) for upto, state in parts)
            if not known or not all(isinstance(upto, str | None) for upto, _ in known):
                raise ValueError(text)
            return cls(str(frame), known)
        except (ValueError, TypeError, RecursionError) as error:
            raise InvalidInput("This is no token of a calendar: ask without one.") from error

    def after(self, known: "Token | None", upto: str) -> "Token":
        """What a client knows that learnt of this state up to a UID, and had `known` before."""
        parts = known.parts if known else ((None, None),)
        rest = [part for part in parts if part[0] is None or part[0] > upto]
        return Token(self.frame, ((upto, self.parts[0][1]), *rest))


def _told(state: State | None) -> list[object] | None:
    if state is None:
        return None
    cut = state.cut and [state.cut[0].isoformat(), state.cut[1].isoformat(), state.cut[2]]
    return [state.revision, state.day.isoformat(), cut]


def _state(told: Any) -> State | None:
    if told is None:
        return None
    revision, day, cut = told
    number = int(revision)
    if not 0 <= number < 2**63:
        raise ValueError(told)
    place = None
    if cut is not None:
        first, last, event_id = cut
        place = dt.date.fromisoformat(first), dt.date.fromisoformat(last), int(event_id)
    return State(number, dt.date.fromisoformat(day), place)


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar with its objects by UID, in the order of its feed.

    `missing` are the texts of events that should be kept and were not yet; `remark` is the
    UID of the entry that says so where the calendar had to be cut.
    """

    calendar: Calendar
    objects: Mapping[str, CalendarObject]
    frame: str
    state: State
    remark: str
    missing: dict[int, str]

    @property
    def token(self) -> Token:
        """The token of who knows all of it."""
        return Token(self.frame, ((None, self.state),))

    @property
    def tag(self) -> str:
        """What changes with any object, and with nothing else."""
        tags = "".join(self.objects[uid].tag for uid in sorted(self.objects))
        return hashlib.sha256(tags.encode()).hexdigest()[:32]

    @property
    def octets(self) -> int:
        """The memory that it takes, nearly."""
        return sum(4 * len(one.body) + 1_000 for one in self.objects.values())


def load(
    session: Session,
    slug: str,
    *,
    now: dt.datetime,
    style: Style,
    limits: Limits,
    known: Collection | None = None,
) -> Collection:
    """The objects of a calendar, which are those of its feed.

    Raises:
        NotFound: There is no such calendar.
    """
    # Asked for first: what is committed meanwhile is told again, rather than never.
    revision = session.exec(select(func.max(Revision.id))).one() or 0
    asked = Asked(f"/calendars/{slug}.ics", "ics", slug, {})
    built = feed.build(session, asked, now=now, style=style, limits=limits)
    calendar = calendars.get(session, slug)
    objects = objects_of(built.body, known.objects if known else {})
    cut = read_cursor(built.next) if built.next else None
    state = State(revision, now.astimezone(dt.UTC).date(), cut)
    return Collection(
        calendar=calendar,
        objects=objects,
        frame=_frame(calendar, style, limits),
        state=state,
        remark=remark_uid(style.base_url + asked.path),
        missing=built.missing,
    )


def _frame(calendar: Calendar, style: Style, limits: Limits) -> str:
    told = [calendar.id, calendar.created.isoformat(), calendar.search, style.mark, repr(limits)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def changed_since(
    session: Session, collection: Collection, token: Token, *, limits: Limits
) -> set[str]:
    """The UIDs of objects that came, changed or went since the client saw the collection.

    Those that the collection does not have went; some of them the client may never have seen.

    Raises:
        InvalidInput: The token is of another collection, or too old.
    """
    now = collection.token
    if token == now:
        return set()
    if token.frame != now.frame or len(token.parts) > MOST_PARTS:
        raise InvalidInput("The calendar is another one since: ask without a token.")
    found: set[str] = set()
    low = ""
    for upto, state in token.parts:
        changed = set(collection.objects)
        if state is not None:
            changed = _since(session, collection, state, limits)
        found |= {uid for uid in changed if uid > low and (upto is None or uid <= upto)}
        low = upto or low
    return found


def _since(session: Session, collection: Collection, then: State, limits: Limits) -> set[str]:
    now = collection.state
    if then.revision > now.revision or abs(now.day - then.day) > dt.timedelta(days=MOST_DAYS):
        raise InvalidInput("The token is too old, or of another database: ask without one.")
    revised = select(Revision.event_id).where(col(Revision.id) > then.revision)
    statement = select(Event.uid).where(
        or_(col(Event.id).in_(revised), col(Event.merged_into).in_(revised))
    )
    found = set(session.exec(statement.limit(MOST_MISSED)).all())
    if len(found) == MOST_MISSED:
        raise InvalidInput("Too much has changed since: ask without a token.")
    if (then.day, then.cut) != (now.day, now.cut):
        found |= _held(session, collection, then, limits, len(found)) ^ _own(collection)
    if now.cut or then.cut:
        found.add(collection.remark)
    return found


def _held(
    session: Session, collection: Collection, then: State, limits: Limits, revised: int
) -> set[str]:
    """The UIDs that the collection held on that day, as far as they were not revised since."""
    roomy = replace(limits, events=limits.events + revised)
    search = Search.parse(collection.calendar.search)
    entries = choose(session, search, today=then.day, limits=roomy).entries
    ids = [entry.id for entry in entries if then.cut is None or entry.place <= then.cut]
    found: set[str] = set()
    for start in range(0, len(ids), MOST_MISSED):
        some = select(Event.uid).where(col(Event.id).in_(ids[start : start + MOST_MISSED]))
        found.update(session.exec(some).all())
    return found


def _own(collection: Collection) -> set[str]:
    """The UIDs of the events that the collection has."""
    return set(collection.objects) - {collection.remark}
