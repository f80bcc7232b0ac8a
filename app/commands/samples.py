"""`dateline samples`: load articles written for a first look, with dates around today."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("samples", help="load sample articles with dates around today")
    parser.set_defaults(run=run)


def run(_arguments: Arguments) -> int:
    """Read and keep the samples; loading them again on the same day changes nothing."""
    from app import articles, wiring
    from app.articles import Handed
    from app.samples.render import render

    with wiring.opened() as parts:
        now = parts.clock()
        samples = render(now.date())
        for sample in samples:
            handed = Handed(sample.text, sample.published, sample.title, sample.url)
            reading = handed.read(limit=parts.settings.article_bytes)
            with parts.store.writing() as session:
                articles.keep(session, handed, reading, now=now, horizon=parts.horizon)
    print(f"{len(samples)} sample articles read")
    return 0
