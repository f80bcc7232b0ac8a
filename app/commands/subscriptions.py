"""`dateline subscriptions`: list, add, change, end and erase subscriptions."""

import argparse
from typing import Any

from app.commands import Arguments, Commands

CHANNELS = ("email", "webhook", "ntfy", "chat")


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "subscriptions", help="list, add, change, end and erase subscriptions"
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the subscriptions").set_defaults(run=_list)
    new = actions.add_parser("add", help="remind an address, without asking it first")
    new.add_argument(
        "address",
        metavar="ADDRESS",
        help="an e-mail address, the URL of a webhook or ntfy topic, or a chat service's name",
    )
    new.add_argument("--channel", choices=CHANNELS, help="found out if not told: email or webhook")
    new.add_argument("--calendar", metavar="SLUG")
    new.add_argument("--event", type=int, metavar="ID")
    new.add_argument("--search", action="append", metavar="FILTER=VALUE", help="may be given again")
    new.add_argument("--access-token", metavar="TOKEN", help="what an ntfy server asks for")
    _add_choices(new)
    new.set_defaults(run=_add)
    change = actions.add_parser("change", help="change what a subscription chose")
    change.add_argument("subscription", type=int, metavar="ID")
    _add_choices(change)
    change.set_defaults(run=_change)
    rotate = actions.add_parser("rotate", help="give a webhook a new secret, and print it, once")
    rotate.add_argument("subscription", type=int, metavar="ID")
    rotate.set_defaults(run=_rotate)
    end = actions.add_parser("end", help="send nothing more to a subscription")
    end.add_argument("subscription", type=int, metavar="ID")
    end.set_defaults(run=_end)
    erase = actions.add_parser("erase", help="remove every trace of an address")
    erase.add_argument("address", metavar="ADDRESS")
    erase.set_defaults(run=_erase)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--before",
        action="append",
        metavar="DURATION",
        help="such as P1D or PT2H, may be given again; none for no reminder",
    )
    parser.add_argument(
        "--notice",
        action="append",
        dest="notices",
        metavar="NOTICE",
        help="moved, cancelled, dated, unset or unheard, may be given again; none for no notice",
    )
    parser.add_argument("--timezone", dest="zone", metavar="ZONE", help="such as Europe/Riga")
    parser.add_argument("--digest", metavar="PERIOD", help="daily, weekly or none")
    parser.add_argument("--digest-hour", type=int, metavar="HOUR", help="local hour of digests")
    parser.add_argument(
        "--all-day-hour", type=int, metavar="HOUR", help="local hour for events without a time"
    )
    parser.add_argument("--quiet-hours", metavar="HH:MM-HH:MM", help="or none")
    parser.add_argument("--certainty", metavar="EOS", help="at least so sure: eos1 to eos5, or any")
    parser.add_argument("--language", metavar="LANGUAGE", help="en or ru")


def _choices(arguments: Arguments) -> dict[str, Any]:
    """The choices that were given; `none` and `any` take one back."""
    chosen: dict[str, Any] = {}
    for name in ("zone", "digest_hour", "all_day_hour", "language"):
        if getattr(arguments, name) is not None:
            chosen[name] = getattr(arguments, name)
    for name in ("digest", "quiet_hours", "certainty"):
        told = getattr(arguments, name)
        if told is not None:
            chosen[name] = None if told in ("none", "any") else told
    for name in ("before", "notices"):
        told = getattr(arguments, name)
        if told is not None:
            chosen[name] = [] if told == ["none"] else told
    return chosen


def _list(_arguments: Arguments) -> int:
    from sqlmodel import col, select

    from app import wiring
    from app.commands import show
    from calendars.store.tables import Calendar, Subscription

    with wiring.opened_store() as store, store.reading() as session:
        slugs = {calendar.id: calendar.slug for calendar in session.exec(select(Calendar))}
        rows = [
            (
                str(one.id),
                one.address,
                one.channel,
                _target(one.event_id, one.search, slugs.get(one.calendar_id or 0)),
                ", ".join([*one.before, *([one.digest] if one.digest else [])]),
                one.state,
                one.reason,
            )
            for one in session.exec(select(Subscription).order_by(col(Subscription.id)))
        ]
    show.table(("Id", "Address", "Channel", "Of", "When", "State", "Reason"), rows)
    return 0


def _target(event_id: int | None, search: dict[str, object] | None, slug: str | None) -> str:
    if event_id is not None:
        return f"event {event_id}"
    return f"calendar {slug}" if slug else f"search {search}"


def _add(arguments: Arguments) -> int:
    from app import wiring
    from app.articles import is_web_address
    from app.commands.inputs import filters
    from calendars.reminders.subscriptions import subscribe

    channel = "webhook" if is_web_address(arguments.address) else "email"
    channel = arguments.channel or channel
    with wiring.opened() as parts, parts.store.writing() as session:
        parts.check_service(channel, arguments.address)
        made = subscribe(
            session,
            channel=channel,
            address=arguments.address,
            now=parts.clock(),
            calendar=arguments.calendar,
            event=arguments.event,
            search=None if arguments.search is None else filters(arguments.search),
            access_token=arguments.access_token,
            confirmed=True,
            horizon=parts.horizon,
            **_choices(arguments),
        )
    print(f"token {made.token}")
    if made.signing_secret:
        print(f"secret {made.signing_secret}")
    return 0


def _change(arguments: Arguments) -> int:
    from app import wiring
    from calendars.reminders.subscriptions import change, get

    with wiring.opened() as parts, parts.store.writing() as session:
        subscription = get(session, arguments.subscription)
        change(session, subscription, _choices(arguments), parts.clock(), horizon=parts.horizon)
    return 0


def _rotate(arguments: Arguments) -> int:
    import datetime as dt

    from app import wiring
    from calendars.reminders.subscriptions import get, rotate

    with wiring.opened() as parts, parts.store.writing() as session:
        overlap = dt.timedelta(hours=parts.settings.secret_hours)
        subscription = get(session, arguments.subscription)
        print(f"secret {rotate(session, subscription, parts.clock(), overlap=overlap)}")
    return 0


def _end(arguments: Arguments) -> int:
    from app import wiring
    from calendars.reminders.subscriptions import end, get

    with wiring.opened() as parts, parts.store.writing() as session:
        end(session, get(session, arguments.subscription), parts.clock())
    return 0


def _erase(arguments: Arguments) -> int:
    from app import wiring
    from calendars.reminders.subscriptions import erase

    with wiring.opened() as parts:
        with parts.store.writing() as session:
            erased = erase(session, arguments.address)
        _erase_mails(parts.settings.mail_folder, erased.keys)
    print(f"{erased.count} subscription{'' if erased.count == 1 else 's'} erased")
    return 0


def _erase_mails(folder: str, keys: list[str]) -> None:
    """Remove what was written to files where there is no mail server."""
    from pathlib import Path

    for key in keys:
        for ending in ("eml", "part"):
            (Path(folder) / f"{key}.{ending}").unlink(missing_ok=True)
