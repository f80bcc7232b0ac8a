"""Feeds and pages written for the tests."""

ATOM = "http://www.w3.org/2005/Atom"


def page(title, text, published="2026-03-02", head=""):
    """An article's page."""
    meta = f'<meta property="article:published_time" content="{published}T08:00:00Z">'
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f"{meta if published else ''}{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def rss(*entries):
    """An RSS feed of (title, link, published)."""
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{published}</pubDate></item>"
        for title, link, published in entries
    )
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def atom(*entries):
    """An Atom feed of (title, link, published)."""
    items = "".join(
        f'<entry><title>{title}</title><link href="{link}"/><id>{link}</id>'
        f"<published>{published}</published></entry>"
        for title, link, published in entries
    )
    return f'<feed xmlns="{ATOM}"><title>News</title>{items}</feed>'
