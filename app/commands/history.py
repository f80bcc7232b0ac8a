"""`dateline history`: each change of one event, and why."""

from typing import Any

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("history", help="tell each change of an event, and why")
    parser.add_argument("event", metavar="EVENT", help="its id or UID")
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print an event's revisions, oldest first."""
    from app import wiring
    from app.commands.show import moved, plain, text
    from calendars.events import shape

    with wiring.opened_store() as store, store.reading() as session:
        event = _event(session, arguments.event)
        text(f"{plain(event.name)}  {event.uid}")
        said = None
        for revision in shape.revisions(session, event):
            text(f"{revision['at']}  {plain(_cause(session, revision))}")
            for change in revision["changes"]:
                what = f"{change['change']:<12} {change['field']}"
                text(plain(f"  {what}: {moved(change['from'], change['to'])}"))
                if change["quote"] and change["quote"] != said:
                    said = change["quote"]
                    text(plain(f"    “{said}”"))
    return 0


def _event(session: Any, given: str) -> Any:
    from sqlmodel import col, select

    from calendars.errors import NotFound
    from calendars.store.tables import Event

    is_id = given.isascii() and given.isdigit() and len(given) < 19
    known = col(Event.id) == int(given) if is_id else col(Event.uid) == given
    event = session.exec(select(Event).where(known)).one_or_none()
    if event is None:
        raise NotFound(f"There is no event “{given[:60]}”: see `dateline events`.")
    return event


def _cause(session: Any, revision: dict[str, Any]) -> str:
    from calendars.store.tables import Article

    if revision["person"]:
        return f"by {revision['person']}"
    article = session.get(Article, revision["article"]) if revision["article"] else None
    if article is None:
        return "as time passed"
    return f"by the article “{article.title or article.url or article.id}” of {article.published}"
