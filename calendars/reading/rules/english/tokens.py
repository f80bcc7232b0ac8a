"""Words and marks of an English sentence."""

import re
from itertools import accumulate
from typing import NamedTuple

from calendars.reading.mention import Offsets
from calendars.reading.words import Known

_REST = r"(?:[-–&./'’](?=[^\W_])[^\W_]+)*"
_TOKEN = re.compile(
    r"( ?)([A-Za-z]{2,}+(?=[ ,])"  # a plain word between spaces
    r"|(?<![^\W_])(?:Inc|Corp|Ltd|Bros|Jr|Sr)\.(?= [a-z])"  # no end of a sentence
    rf"|[^\W_]{{2,}}{_REST}"  # most words
    r"|(?<![A-Za-z.])[A-Z]\.(?= [A-Z][a-z])"  # the initial of George W. Bush
    r"|[^\w\s]"
    r"|(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    rf"|[^\W_]{_REST}|_)"
)
_POSSESSIVES = ("'s", "’s", "'S", "’S")


class Token(NamedTuple):
    """A word or a mark; `word` is it in lower case, without a possessive ending.

    `is_word` says that it is a word or a number and not a mark, `capitalised` that it
    begins with a capital letter.
    """

    text: str
    word: str
    possessive: bool
    is_word: bool
    capitalised: bool


def tokenise(text: str, start: int, end: int) -> tuple[list[Token], list[Offsets]]:
    """Cut characters `[start, end)` of the text into tokens, and tell where each stands.

    Hyphened words stay whole.

    >>> tokens, spans = tokenise("The mayor's U.S. visit.", 0, 23)
    >>> [token.word for token in tokens], spans[1]
    (['the', 'mayor', 'u.s.', 'visit', '.'], (4, 11))
    """
    # Gap, space, token, gap, space, token …: what follows is done for all of them at once.
    pieces = _TOKEN.split(text[start:end])
    bounds = list(accumulate(map(len, pieces), initial=start))
    return list(map(_TOKENS.__getitem__, pieces[2::3])), list(
        zip(bounds[2::3], bounds[3::3], strict=True)
    )


def _read(text: str) -> Token:
    possessive = text.endswith(_POSSESSIVES)
    word = text[:-2].lower() if possessive else text.lower()
    first = text[0]
    return Token(text, word, possessive, first.isalnum(), first.isupper())


_TOKENS = Known(_read)
