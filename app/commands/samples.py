"""`dateline samples`: load articles written for a first look, with dates around today."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("samples", help="load sample articles with dates around today")
    parser.set_defaults(run=run)


def run(_arguments: Arguments) -> int:
    """Read and keep the samples, unless those that are kept still have much to come."""
    from app import articles, wiring
    from app.articles import Handed
    from app.samples.load import are_fresh
    from app.samples.render import render

    with wiring.opened() as parts:
        now = parts.clock()
        with parts.store.reading() as session:
            if are_fresh(session, now.date()):
                print("the sample articles are here already")
                return 0
        samples = render(now.date())
        for sample in samples:
            handed = Handed(sample.text, sample.published, sample.title, sample.url)
            reading = handed.read(limit=parts.settings.article_bytes)
            with parts.store.writing() as session:
                articles.keep(session, handed, reading, now=now, horizon=parts.horizon)
    print(f"{len(samples)} sample articles read")
    return 0
