"""A text cut into words, numbers and marks, in linear time."""

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Generic, TypeVar

from calendars.dates.record import record

T = TypeVar("T")
MOST_KNOWN = 16_384


class Known(dict[str, T], Generic[T]):
    """What is known of words, each worked out when first met.

    Most words come again in every text, and a dictionary answers twice as fast as
    `functools.lru_cache`. Full, it forgets all.
    """

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        """Work it out and keep it."""
        if len(self) >= MOST_KNOWN:
            self.clear()
        known = self[word] = self._work_out(word)
        return known


# Each alternative is bounded or runs over one class of characters once: no backtracking
# beyond the token itself.
_TOKEN = re.compile(
    r"""([ ]?)(
      [^\W\d_]{2}\w*                                                 # most words
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])  # 2021-04-02T10:00
    | \d{1,4}(?:\.\d{1,2}\.|/\d{1,2}/)\d{2,4}(?![\w./]\d)           # 30.04.2021, 4/30/2021
    | \d{1,2}:\d\d(?::\d\d)?(?!\d)                                  # 15:00
    | \d{1,3}(?:,\d{3}){1,5}(?![,\d])                               # 27,440
    | \d{1,9}\.\d{1,9}(?![.\d])                                     # 4.2
    | \d+(?:st|nd|rd|th|d|s|Q|H)\b                                    # 15th, 1990s, 3Q
    | \d+
    | [‘’'`]\d0s\b | [‘’'`]\d\d\b                                   # '90s, '82
    | [‘’'`]s\b
    | o[’']clock\b
    | (?:[^\W\d_]\.){2,4} | [^\W\d_]\.[^\W\d_]\b                    # a.m., B.C., p.m
    | [^\W\d_]\w*
    | \n[ \t\r]*\n                                                  # end of a paragraph
    | [^\w\s] | _
    )""",
    re.VERBOSE,
)


@record(frozen=True, slots=True)
class Tokens:
    """The words of a text with their places; `lows` are the words in lower case."""

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)

    def span_text(self, first: int, last: int) -> str:
        """The text from one word up to, not including, another."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def glued(self, index: int) -> bool:
        """Whether nothing stands between a word and the next."""
        return index + 1 < len(self.words) and self.ends[index] == self.starts[index + 1]


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens.

    >>> tokenize("Due 10-12 May, at 3 p.m.").words
    ['Due', '10', '-', '12', 'May', ',', 'at', '3', 'p.m.']
    """
    # Gap, space, word, gap, space, word …: what follows is done for all of them at once.
    pieces = _TOKEN.split(text)
    words = pieces[2::3]
    bounds = list(accumulate(map(len, pieces)))
    return Tokens(text, words, list(map(str.lower, words)), bounds[1::3], bounds[2::3])
