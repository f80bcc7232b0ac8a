"""`dateline review`: what waits for a person, and what a person decides."""

import json
from typing import TYPE_CHECKING, Any

from app.commands import Arguments, Commands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlmodel import Session

    from calendars.store.tables import Event

LISTS = frozenset(("participants", "exdates"))


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "review",
        help="decide what the reader could not",
        description="Lists doubtful merges, conflicts, unsure mentions and readers' corrections, "
        "and keeps what a person decides, whatever is read later.",
    )
    parser.add_argument("--as", dest="person", metavar="NAME", help="who decides; your user name")
    parser.set_defaults(run=_list, state="open", doubt=None, event=None, format="table")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    listing = actions.add_parser("list", help="list the questions")
    listing.add_argument(
        "--state", choices=("open", "accepted", "rejected", "closed"), default="open"
    )
    listing.add_argument("--doubt", choices=("match", "conflict", "mention", "correction"))
    listing.add_argument("--event", type=int, metavar="EVENT", help="only about this event")
    listing.add_argument("--format", choices=("table", "json"), default="table")
    listing.set_defaults(run=_list)
    for name, run, what in (
        ("show", _show, "tell all of a question"),
        ("accept", _accept, "say yes: one event, a right claim or correction, an event"),
        ("reject", _reject, "say no: two events, a wrong claim or correction, no event"),
        ("undo", _undo, "take an answer back; with --event the last decision about it"),
    ):
        action = actions.add_parser(name, help=what)
        action.add_argument("id", type=int, metavar="ID")
        action.set_defaults(run=run)
        if name == "accept":
            action.add_argument("fields", nargs="*", metavar="FIELD=VALUE", help="say so instead")
        if name == "undo":
            action.add_argument("--event", action="store_true", help="ID is an event's")
    merge = actions.add_parser("merge", help="make two events one, which is the older")
    merge.add_argument("one", type=int, metavar="EVENT")
    merge.add_argument("other", type=int, metavar="EVENT")
    merge.set_defaults(run=_merge)
    split = actions.add_parser(
        "split", help="part an event that was merged, or some articles of it"
    )
    split.add_argument("id", type=int, metavar="EVENT")
    split.add_argument("articles", type=int, nargs="*", metavar="ARTICLE")
    split.set_defaults(run=_split)
    edit = actions.add_parser("edit", help="change fields, which articles then leave alone")
    edit.add_argument("id", type=int, metavar="EVENT")
    edit.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help="an empty value clears it")
    edit.set_defaults(run=_edit)


def _list(arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show
    from calendars.events import reviews, shape
    from calendars.store.tables import Doubt, ReviewState

    with wiring.opened_store() as store, store.reading() as session:
        found = reviews.queue(
            session,
            states=(ReviewState(arguments.state),),
            doubts=(Doubt(arguments.doubt),) if arguments.doubt else (),
            event_id=arguments.event,
            limit=1_000,
        )
        told = shape.reviews(session, found)
    if arguments.format == "json":
        show.text(json.dumps({"items": told}, ensure_ascii=False, indent=2))
        return 0
    rows = [(str(one["id"]), one["doubt"], _named(one["event"]), _asked(one)) for one in told]
    show.table(("Id", "Doubt", "Event", "Question"), rows)
    return 0


def _show(arguments: Arguments) -> int:
    from app import wiring
    from app.commands.show import text
    from calendars.events import reviews, shape

    with wiring.opened_store() as store, store.reading() as session:
        [told] = shape.reviews(session, [reviews.get(session, arguments.id)])
    text(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def _accept(arguments: Arguments) -> int:
    from calendars.events import reviews

    fields = _fields(arguments.fields) if arguments.fields else None

    def act(session: "Session", person: str, now: Any) -> "Sequence[Event]":
        done = reviews.accept(session, arguments.id, person=person, now=now, fields=fields)
        return done.changed

    return _decide(arguments, act)


def _reject(arguments: Arguments) -> int:
    from calendars.events import reviews

    return _decide(
        arguments,
        lambda session, person, now: (
            reviews.reject(session, arguments.id, person=person, now=now).changed
        ),
    )


def _undo(arguments: Arguments) -> int:
    from calendars.events import reviews

    def act(session: "Session", person: str, now: Any) -> "Sequence[Event]":
        if arguments.event:
            return reviews.undo_last(session, arguments.id, person=person, now=now)
        return reviews.undo(session, arguments.id, person=person, now=now).changed

    return _decide(arguments, act)


def _merge(arguments: Arguments) -> int:
    from calendars.events.parting import join_by_hand

    return _decide(
        arguments,
        lambda session, person, now: join_by_hand(
            session, arguments.one, arguments.other, person=person, now=now
        ),
    )


def _split(arguments: Arguments) -> int:
    from calendars.events.parting import split

    return _decide(
        arguments,
        lambda session, person, now: split(
            session, arguments.id, person=person, now=now, articles=arguments.articles
        ),
    )


def _edit(arguments: Arguments) -> int:
    from calendars.events import by_hand

    fields = _fields(arguments.fields)
    return _decide(
        arguments,
        lambda session, person, now: [
            by_hand.change(session, arguments.id, fields, person=person, now=now)
        ],
    )


def _decide(arguments: Arguments, act: "Callable[[Session, str, Any], Sequence[Event]]") -> int:
    """Do what was decided, plan reminders anew, and tell what became of the events."""
    import getpass

    from app import wiring
    from app.commands.show import plain, text
    from calendars.reminders.plan import plan

    person = arguments.person or getpass.getuser()
    with wiring.opened() as parts, parts.store.writing() as session:
        now = parts.clock()
        changed = list(act(session, person, now))
        plan(session, changed, now=now, horizon=parts.horizon)
        lines = [_line(event) for event in changed]
    for line in lines or ["No event changed."]:
        text(plain(line))
    return 0


def _line(event: "Event") -> str:
    if event.merged_into is not None:
        state = f"merged into {event.merged_into}"
    else:
        state = "withdrawn" if event.withdrawn else event.status.value
    return f"[{event.id}] {event.name}  {event.edtf or '–'}  {event.place or '–'}  {state}"


def _fields(told: "Sequence[str]") -> dict[str, Any]:
    """The fields of `name=value` words; lists with commas between.

    >>> _fields(["name=Birch Forum", "place=", "participants=Anna Birch, Jonas Lind"])
    {'name': 'Birch Forum', 'place': None, 'participants': ['Anna Birch', 'Jonas Lind']}
    """
    from calendars.errors import InvalidField

    fields: dict[str, Any] = {}
    for word in told:
        name, equals, value = word.partition("=")
        if not equals:
            raise InvalidField(f"“{word[:40]}” is no change: write FIELD=VALUE.", field="fields")
        if name in LISTS:
            fields[name] = [part.strip() for part in value.split(",") if part.strip()]
        else:
            fields[name] = value or None
    return fields


def _named(event: dict[str, Any]) -> str:
    return f"[{event['id']}] {event['name']}, {event['edtf'] or 'no date'}"


def _asked(told: dict[str, Any]) -> str:
    """The question in words."""
    match told["doubt"]:
        case "match":
            return f"the same as {_named(told['other'])}?"
        case "conflict":
            value = told["value"]
            named = value.get("name") if isinstance(value, dict) else value
            return f"{told['field']}: {named}?"
        case "mention":
            return f"an event? “{told['value']['quote']}”"
        case _:
            fields = told["value"]["fields"]
            told_fields = ", ".join(f"{name}: {value}" for name, value in fields.items())
            return " – ".join(filter(None, (told_fields, told["value"]["note"])))
