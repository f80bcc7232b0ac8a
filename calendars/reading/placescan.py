"""The words of a text, as names of places are looked up among them."""

import re
from functools import lru_cache
from itertools import accumulate

from calendars.dates.record import record
from calendars.reading.areas import areas
from calendars.reading.gazetteer import gazetteer, plain
from calendars.reading.words import Known

LONGEST_ABBREVIATION = 4

_WORD = re.compile(r"( ?)([A-Za-z]++(?=[ ,.])|[^\W\d_]+(?:['’ʻʼ][^\W\d_]+)*)")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_GAP = re.compile(r"(?: |\u00a0|\n|[-‐‑–]|\. ?)\Z")


@record(frozen=True, slots=True)
class Words:
    """The words of a text with their places."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def openings(self) -> list[int]:
        """Where a name may begin."""
        return [at for at, most in enumerate(map(_LONGEST.__getitem__, self.words)) if most]

    def names(self, first: int) -> list[str]:
        """The keys of one, two, three … words from here, as many as a name can have."""
        words = self.words
        names = [plain(bare(words[first]))]
        whole = plain(words[first])
        for at in range(first + 1, min(first + _LONGEST[words[first]], len(words))):
            before, gap = words[at - 1], self.gap(at)
            full_stop = "." in gap and len(before) > LONGEST_ABBREVIATION
            joined = gap == " " or (not full_stop and _GAP.match(gap))
            if not joined or (bare(before) != before and at - first >= areas().longest(names[0])):
                break
            names.append(_with_possessive(whole, words[at]))
            whole = f"{whole} {plain(words[at])}"
        return names

    def last(self, at: int, name: str) -> str:
        """A word as it ends a name: "St. John's" is one, that of Riga's mayor is Riga."""
        word = self.words[at]
        return word if name.endswith(plain(word)) else bare(word)

    def gap(self, at: int) -> str:
        """What stands between a word and the one before."""
        return self.text[self.ends[at - 1] : self.starts[at]]


def _with_possessive(name: str, word: str) -> str:
    """A name with one more word, its possessive ending kept where a town is called so."""
    stem = bare(word)
    whole = f"{name} {plain(word)}"
    return whole if stem == word or whole in gazetteer() else f"{name} {plain(stem)}"


def cut(text: str) -> Words:
    """Cut a text into words.

    >>> cut("In Xi'an, on 5 May").words
    ['In', "Xi'an", 'on', 'May']
    """
    # Gap, space, word, gap, space, word …: what follows is done for all of them at once.
    pieces = _WORD.split(text)
    bounds = list(accumulate(map(len, pieces)))
    return Words(text, pieces[2::3], bounds[1:-1:3], bounds[2::3])


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """A word without the ending of a possessive."""
    return _POSSESSIVE.sub("", word) if word[-1] in "sS" else word


def _longest_name(word: str) -> int:
    """How many words the longest name has that begins with this one; 0 where none does."""
    if not word[0].isupper():
        return 0
    first = plain(bare(word))
    town, area = gazetteer().longest(first), areas().longest(first)
    return 0 if town == 1 and not area and first not in gazetteer() else max(town, area)


_LONGEST = Known(_longest_name)
