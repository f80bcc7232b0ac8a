"""Names as they sound, so that spellings of one name in another script's letters are alike."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

SHORTEST = 4
# Words of few consonants sound alike by chance, so that their letters count for more.
FEW = 3

_LATIN = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчшщъыьэюяіїєґқңғүұөһәӣӯҷҳ",
        "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i i e g "
        "q ng gh u u o h a i u j h".split(" "),
        strict=True,
    )
)
# One sound, many spellings: the longest first.
_SPELLINGS = (
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("dsch", "j"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "k"),
    ("ph", "f"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("x", "ks"),
)
_VOICELESS = str.maketrans("bdgvzwq", "ptkfsfk")
_SILENT = re.compile("[aeiouy]+")


def latin(word: str) -> str:
    """A word of Cyrillic letters in Latin ones; any other as it is.

    >>> latin("туркменбаши"), latin("forum")
    ('turkmenbashi', 'forum')
    """
    return "".join(_LATIN.get(letter, letter) for letter in word)


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """The consonants of a plain word, alike for spellings that sound alike.

    >>> sound("berdymukhamedov") == sound("berdimuhamedow"), sound("tokayev") == sound("toqayev")
    (True, True)
    """
    said = latin(word)
    for spelling, heard in _SPELLINGS:
        said = said.replace(spelling, heard)
    said = said.translate(_VOICELESS)
    bare = said[:1].replace("y", "i") + _SILENT.sub("", said[1:])
    return re.sub(r"(.)\1+", r"\1", bare)


@lru_cache(maxsize=16_384)
def alike(one: str, other: str) -> bool:
    """Whether two plain words are spellings of one name.

    >>> alike("zelensky", "zelenskyy"), alike("lukashenko", "lukashenka"), alike("grain", "green")
    (True, True, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or sound(one) != sound(other):
        return False
    ratio = SequenceMatcher(None, latin(one), latin(other)).ratio()
    return ratio >= (0.75 if len(sound(one)) <= FEW else 0.5)
