"""Words and marks of an English sentence, with their characters in the text."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|[^\W_]+(?:[-–&./'’](?=[^\W_])[^\W_]+)*"
    r"|[^\w\s]|_"
)
_POSSESSIVES = ("'s", "’s", "'S", "’S")


class Token(NamedTuple):
    """A word or a mark; `word` is it in lower case, without a possessive ending.

    `is_word` says that it is a word or a number and not a mark, `capitalised` that it
    begins with a capital letter.
    """

    start: int
    end: int
    text: str
    word: str
    possessive: bool
    is_word: bool
    capitalised: bool


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Cut characters `[start, end)` of the text into tokens; hyphened words stay whole.

    >>> [token.word for token in tokenise("The mayor's U.S. visit.", 0, 23)]
    ['the', 'mayor', 'u.s.', 'visit', '.']
    """
    return [_token(match) for match in _TOKEN.finditer(text, start, end)]


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    possessive = text.endswith(_POSSESSIVES)
    word = text[:-2].lower() if possessive else text.lower()
    first = text[0]
    return Token(*match.span(), text, word, possessive, first.isalnum(), first.isupper())
