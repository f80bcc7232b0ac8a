"""Addresses that open a page at a sentence (WICG URL Fragment Text Directives)."""

from urllib.parse import quote

# A sentence is found by its first and its last words, which survive small changes of markup.
WORDS = 4
WHOLE = 12


def at_text(address: str, sentence: str) -> str:
    """The address of that sentence on a page.

    >>> at_text("https://news.example/1", "The forum, it said, is on.")
    'https://news.example/1#:~:text=The%20forum%2C%20it%20said%2C%20is%20on.'
    >>> at_text("https://news.example/1#top", " ".join("abcdefghijklmnop"))
    'https://news.example/1#top:~:text=a%20b%20c%20d,m%20n%20o%20p'
    """
    words = sentence.split()
    if not words:
        return address
    if len(words) <= WHOLE:
        told = _encoded(words)
    else:
        told = f"{_encoded(words[:WORDS])},{_encoded(words[-WORDS:])}"
    return f"{address}{'' if '#' in address else '#'}:~:text={told}"


def _encoded(words: list[str]) -> str:
    """The words with every character that has a meaning of its own there, a dash too."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
