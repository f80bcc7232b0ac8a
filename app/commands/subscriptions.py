"""`dateline subscriptions`: list, add and erase subscriptions."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("subscriptions", help="list, add and erase subscriptions")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the subscriptions").set_defaults(run=_list)
    new = actions.add_parser("add", help="remind an address, without asking it first")
    new.add_argument("address", metavar="ADDRESS", help="an e-mail address, or a webhook's URL")
    new.add_argument("--channel", choices=("email", "webhook"), help="found out if not told")
    new.add_argument("--calendar", metavar="SLUG")
    new.add_argument("--event", type=int, metavar="ID")
    new.add_argument("--search", action="append", metavar="FILTER=VALUE", help="may be given again")
    new.add_argument(
        "--before", action="append", metavar="DURATION", help="such as P1D or PT2H, the default P1D"
    )
    new.add_argument("--timezone", default="UTC", metavar="ZONE", help="such as Europe/Riga")
    new.set_defaults(run=_add)
    erase = actions.add_parser("erase", help="remove every trace of an address")
    erase.add_argument("address", metavar="ADDRESS")
    erase.set_defaults(run=_erase)


def _list(_arguments: Arguments) -> int:
    from sqlmodel import col, select

    from app import wiring
    from app.commands import show
    from calendars.store.tables import Calendar, Subscription

    with wiring.opened_store() as store, store.reading() as session:
        slugs = {calendar.id: calendar.slug for calendar in session.exec(select(Calendar))}
        rows = [
            (
                one.address,
                one.channel,
                _target(one.event_id, one.search, slugs.get(one.calendar_id or 0)),
                ", ".join(one.before),
                one.state,
            )
            for one in session.exec(select(Subscription).order_by(col(Subscription.id)))
        ]
    show.table(("Address", "Channel", "Of", "Before", "State"), rows)
    return 0


def _target(event_id: int | None, search: dict[str, object] | None, slug: str | None) -> str:
    if event_id is not None:
        return f"event {event_id}"
    return f"calendar {slug}" if slug else f"search {search}"


def _add(arguments: Arguments) -> int:
    from app import wiring
    from app.articles import is_web_address
    from app.commands.inputs import filters
    from calendars.reminders.subscriptions import DEFAULT_BEFORE, subscribe

    channel = "webhook" if is_web_address(arguments.address) else "email"
    with wiring.opened() as parts, parts.store.writing() as session:
        made = subscribe(
            session,
            channel=arguments.channel or channel,
            address=arguments.address,
            now=parts.clock(),
            calendar=arguments.calendar,
            event=arguments.event,
            search=None if arguments.search is None else filters(arguments.search),
            before=arguments.before or DEFAULT_BEFORE,
            zone=arguments.timezone,
            confirmed=True,
            horizon=parts.horizon,
        )
    print(f"token {made.token}")
    if made.signing_secret:
        print(f"secret {made.signing_secret}")
    return 0


def _erase(arguments: Arguments) -> int:
    from app import wiring
    from calendars.reminders.subscriptions import erase

    with wiring.opened_store() as store, store.writing() as session:
        count = erase(session, arguments.address)
    print(f"{count} subscription{'' if count == 1 else 's'} erased")
    return 0
