"""`dateline reminders`: list them, show every attempt to send one, and try dead ones anew."""

from app.commands import Arguments, Commands

STATES = ("pending", "sent", "dead", "cancelled")


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("reminders", help="list, show and replay reminders")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    every = actions.add_parser("list", help="list the reminders, the last planned first")
    every.add_argument("--state", choices=STATES)
    every.add_argument("--address", metavar="ADDRESS", help="only those to this address")
    every.add_argument("--subscription", type=int, metavar="ID")
    every.add_argument("--event", type=int, metavar="ID")
    every.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many: 50")
    every.set_defaults(run=_list)
    one = actions.add_parser("show", help="show a reminder and every attempt to send it")
    one.add_argument("reminder", type=int, metavar="ID")
    one.set_defaults(run=_show)
    again = actions.add_parser("replay", help="try dead reminders anew")
    again.add_argument("reminder", type=int, nargs="*", metavar="ID")
    again.add_argument("--all", action="store_true", help="every dead one")
    again.set_defaults(run=_replay)


def _list(arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show
    from calendars.errors import InvalidInput
    from calendars.reminders.deliveries import Wanted, listed
    from calendars.store.tables import ReminderState

    if arguments.limit < 1:
        raise InvalidInput("--limit takes a number from 1 on.")
    state = ReminderState(arguments.state) if arguments.state else None
    wanted = Wanted(state, arguments.subscription, arguments.event, arguments.address)
    with wiring.opened_store() as store, store.reading() as session:
        rows = [
            (
                str(reminder.id),
                f"{reminder.due:%Y-%m-%d %H:%M}Z",
                reminder.about,
                reminder.state,
                subscription.channel,
                subscription.address,
                reminder.last_error,
            )
            for reminder, subscription in listed(session, wanted, limit=arguments.limit)
        ]
    show.table(("Id", "Due", "About", "State", "Channel", "Address", "Reason"), rows)
    return 0


def _show(arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show
    from calendars.reminders.deliveries import attempts, one

    with wiring.opened_store() as store, store.reading() as session:
        reminder, subscription = one(session, arguments.reminder)
        facts = (
            ("key", reminder.key),
            ("about", reminder.about),
            ("event", reminder.event_id),
            ("date", reminder.occurrence or None),
            ("was", reminder.was),
            ("subscription", subscription.id),
            ("channel", subscription.channel),
            ("address", subscription.address),
            ("due", f"{reminder.due:%Y-%m-%d %H:%M:%S}Z"),
            ("next try", f"{reminder.next_at:%Y-%m-%d %H:%M:%S}Z"),
            ("state", reminder.state),
            ("failures", reminder.failures),
            ("reason", reminder.last_error),
        )
        tries = [
            (str(row.attempt), f"{row.at:%Y-%m-%d %H:%M:%S}Z", row.outcome, row.error)
            for row in attempts(session, reminder)
        ]
    for name, value in facts:
        if value is not None:
            show.text(f"{name:<13}{show.plain(str(value))}")
    show.table(("Attempt", "At", "Outcome", "Reason"), tries)
    return 0


def _replay(arguments: Arguments) -> int:
    from app import clock, wiring
    from app.commands import show
    from calendars.errors import InvalidInput
    from calendars.reminders.deliveries import replay, replay_all

    if bool(arguments.reminder) == arguments.all:
        raise InvalidInput("Name the reminders to try anew, or all of them with --all.")
    with wiring.opened_store() as store, store.writing() as session:
        now = clock.now()
        if arguments.all:
            count = replay_all(session, now)
        else:
            count = len([replay(session, number, now) for number in arguments.reminder])
    show.text(f"{count} reminder{'' if count == 1 else 's'} to be tried anew")
    return 0
