"""Find a quote in a text, literally but for the white space between its words."""

import re
from bisect import bisect_right
from itertools import accumulate

from calendars.reading.mention import Offsets

# A quote of one letter may stand a million times within words of the text.
MOST_TRIES = 50

_WORD = re.compile(r"\S+")


class Quotable:
    """A text in which quotes are found, at whole words.

    >>> text = Quotable("The  forum opens in Riga.")
    >>> text.find("opens in Riga"), text.find("for"), text.find("in Paris")
    ((11, 24), None, None)
    """

    def __init__(self, text: str, start: int = 0) -> None:
        """Take a text; `start` is added to every offset that is found."""
        words = list(_WORD.finditer(text))
        self._words = " ".join(word[0] for word in words)
        self._starts = list(accumulate((len(word[0]) + 1 for word in words), initial=0))
        self._offsets = [start + word.start() for word in words]

    def find(self, quote: str) -> Offsets | None:
        """The characters of the first place where the quote stands, `[from, to)`."""
        wanted = " ".join(quote.split())
        at = self._words.find(wanted) if wanted else -1
        for _ in range(MOST_TRIES):
            if at < 0:
                break
            end = at + len(wanted)
            if self._parts(at) and self._parts(end):
                return self._offset(at), self._offset(end - 1) + 1
            at = self._words.find(wanted, at + 1)
        return None

    def _parts(self, at: int) -> bool:
        """Whether no word goes on across a place."""
        return not (self._words[at - 1 : at].isalnum() and self._words[at : at + 1].isalnum())

    def _offset(self, at: int) -> int:
        word = bisect_right(self._starts, at) - 1
        return self._offsets[word] + at - self._starts[word]
