"""Words and marks of an English sentence, with their characters in the text."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|[^\W_]+(?:[-–&./'’](?=[^\W_])[^\W_]+)*"
    r"|[^\w\s]|_"
)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `word` is it in lower case, without a possessive ending."""

    start: int
    end: int
    text: str
    word: str
    possessive: bool = False

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[:1].isalnum()


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Cut characters `[start, end)` of the text into tokens; hyphened words stay whole.

    >>> [token.word for token in tokenise("The mayor's U.S. visit.", 0, 23)]
    ['the', 'mayor', 'u.s.', 'visit', '.']
    """
    return [_token(match) for match in _TOKEN.finditer(text, start, end)]


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    bare = _POSSESSIVE.sub("", text)
    return Token(match.start(), match.end(), text, bare.lower(), bare != text)
