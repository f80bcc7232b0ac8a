"""`dateline feed`: look at a feed, and hand out secret addresses of one."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("feed", help="check a feed; make and revoke secret addresses")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="look at a feed as a calendar program would")
    check.add_argument("feed", metavar="URL|SLUG", help="any address, or a calendar of ours")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.set_defaults(run=_check)
    share = actions.add_parser("share", help="make a secret address and print it, once")
    share.add_argument("slug", metavar="SLUG")
    share.add_argument("name", metavar="NAME", help="for whom it is")
    share.set_defaults(run=_share)
    shared = actions.add_parser("shared", help="list the secret addresses of a calendar")
    shared.add_argument("slug", metavar="SLUG")
    shared.set_defaults(run=_shared)
    rotate = actions.add_parser("rotate", help="exchange a secret address and print the new one")
    rotate.add_argument("slug", metavar="SLUG")
    rotate.add_argument("id", metavar="ID", type=int)
    rotate.set_defaults(run=_rotate)
    revoke = actions.add_parser("revoke", help="take a secret address back for good")
    revoke.add_argument("slug", metavar="SLUG")
    revoke.add_argument("id", metavar="ID", type=int)
    revoke.set_defaults(run=_revoke)


def _check(arguments: Arguments) -> int:
    import json
    from urllib.parse import urlsplit

    from app import doctor, wiring
    from app.commands import show

    with wiring.opened() as parts:
        host = urlsplit(arguments.feed).hostname
        # Who runs this command may look at a feed on a machine of their own.
        allowed = (*parts.settings.allow_hosts, *([host] if host else []))
        settings = parts.settings.model_copy(update={"allow_hosts": allowed})
        with wiring.client(settings) as client:
            report = doctor.check(parts, arguments.feed, client).as_json()
    if arguments.format == "json":
        show.text(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        show.text("\n".join(_lines(report)))
    return 0


def _lines(report: dict[str, object]) -> list[str]:
    from typing import Any, cast

    told = cast("dict[str, Any]", report)
    packed = f", {told['packed_bytes']:,} compressed" if told["packed_bytes"] else ""
    days = f", {told['first']} to {told['last']}" if told["first"] else ""
    lines = [
        told["feed"],
        f"  events         {told['events']:,}{days}",
        f"  bytes          {told['bytes']:,}{packed}",
        f"  zones          {', '.join(told['zones']) or 'none'}",
        f"  ETag           {told['etag'] or 'none'}",
        f"  Last-Modified  {told['last_modified'] or 'none'}",
    ]
    if told["limits"]:
        limits = ", ".join(f"{name} {value:,}" for name, value in told["limits"].items())
        lines.append(f"  limits         {limits}")
    lines += [f"  last fetch     {one['at']} by {one['client']}" for one in told["clients"]]
    lines += [f"  warning        {words}" for words in told["warnings"]]
    return lines if told["warnings"] else [*lines, "  Nothing is wrong with it."]


def _share(arguments: Arguments) -> int:
    from app import wiring
    from calendars.feeds import secrets

    with wiring.opened() as parts, parts.store.writing() as session:
        _, token = secrets.create(session, arguments.slug, arguments.name, now=parts.clock())
    print(f"{parts.settings.base_url}/feeds/{token}.ics")
    return 0


def _shared(arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show
    from calendars.feeds import secrets

    with wiring.opened_store() as store, store.reading() as session:
        rows = []
        for one in secrets.every(session, arguments.slug):
            used = secrets.last_used(session, one)
            state = f"revoked {one.revoked:%Y-%m-%d}" if one.revoked else "in use"
            rows.append((str(one.id), one.name, state, f"{used:%Y-%m-%d %H:%M}" if used else ""))
    show.table(("Id", "For", "State", "Last fetch (UTC)"), rows)
    return 0


def _rotate(arguments: Arguments) -> int:
    from app import wiring
    from calendars.feeds import secrets

    with wiring.opened() as parts, parts.store.writing() as session:
        _, token = secrets.rotate(session, arguments.slug, arguments.id, now=parts.clock())
    print(f"{parts.settings.base_url}/feeds/{token}.ics")
    return 0


def _revoke(arguments: Arguments) -> int:
    from app import wiring
    from calendars.feeds import secrets

    with wiring.opened() as parts, parts.store.writing() as session:
        secrets.revoke(session, arguments.slug, arguments.id, now=parts.clock())
    return 0
