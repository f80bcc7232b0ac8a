"""Russian endings: the forms of a noun, and the nominative of what stands in another case."""

from collections.abc import Iterable, Iterator

HUSHING = "жчшщ"
AFTER_VELAR = "гкх" + HUSHING
VOWELS = "аеиоуыэюя"

# The endings by which a noun is declined: of the singular and of the plural, nominative first.
_MASCULINE = (" а у ом е", "ы ов ам ами ах")
_DECLENSIONS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("ие", ("ие ия ию ием ии", "ия ий иям иями иях")),
    ("ия", ("ия ии ии ию ией", "ии ий иям иями иях")),
    ("ье", ("ье ья ью ьем ье", "ья ий ьям ьями ьях")),
    ("ка", ("ка ки ке ку кой", "ки ок кам ками ках")),
    ("а", ("а ы е у ой ою", "ы  ам ами ах")),
    ("я", ("я и е ю ей", "и ь ям ями ях")),
    ("ь", ("ь я ю ем е и ью", "и ей ям ями ях")),
    ("й", ("й я ю ем е", "и ев ям ями ях")),
    ("о", ("о а у ом е", "а  ам ами ах")),
)
_PLURAL_ONLY: tuple[tuple[str, str], ...] = (
    ("ия", "ия ий иям иями иях"),
    ("ии", "ии ий иям иями иях"),
    ("ы", "ы ов ам ами ах"),
    ("и", "и ов ок ам ами ах"),
    ("а", "а  ам ами ах"),
)
# Endings of adjectives in other cases, by the gender of their noun, with that of the nominative.
_ADJECTIVES: dict[str, tuple[tuple[str, str], ...]] = {
    "m": (("ого", "ый"), ("ому", "ый"), ("ым", "ый"), ("ом", "ый"), ("его", "ий"),
          ("ему", "ий"), ("ем", "ий"), ("им", "ий")),
    "f": (("ую", "ая"), ("юю", "яя"), ("ой", "ая"), ("ою", "ая"), ("ей", "яя")),
    "n": (("ого", "ое"), ("ому", "ое"), ("ым", "ое"), ("ом", "ое"), ("его", "ее"),
          ("ему", "ее"), ("ем", "ее"), ("им", "ее")),
    "p": (("ыми", "ые"), ("ых", "ые"), ("ым", "ые"), ("ими", "ие"), ("их", "ие"), ("им", "ие")),
}  # fmt: skip
# Stems whose adjectives end in “ой”.
_STRESSED = frozenset(
    "втор шест седьм восьм деловы мирово мир делов городск больш отраслев правов ежев родов "
    "валов отчетн отчётн выходн целев морск людск донск портов трудов налогов цифров зернов "
    "книжн полев кремлевск передов миров круглогодов нов_ молод войсков строев годов".split()
)
_THIRD = {"третьего": "m", "третьему": "m", "третьим": "m", "третьем": "m", "третьей": "f",
          "третью": "f"}  # fmt: skip
_THIRD_NOMINATIVE = {"m": "третий", "f": "третья", "n": "третье", "p": "третьи"}

# Endings of names in a text with those that the nominative may have, the likeliest first.
_NAME_ENDINGS: tuple[tuple[str, str], ...] = (
    ("ого", "ый ое ой"), ("его", "ий ее"), ("ому", "ый ое ой"), ("ему", "ий ее"),
    ("ыми", "ые"), ("ими", "ие"), ("ами", "ы и а"), ("ями", "и я"),
    ("ией", "ия"), ("ой", "а ая"), ("ей", "я а ая"), ("ою", "а"), ("ую", "ая"), ("юю", "яя"),
    ("ом", " о ый ой"), ("ем", "ь й е ий"), ("ём", "ь й"), ("ым", "ый ов"), ("им", "ий"),
    ("ых", "ые"), ("их", "ие"), ("ах", "ы и а"), ("ях", "и я"), ("ам", "ы и а"), ("ям", "и я"),
    ("ов", "ы и"), ("ев", "ы и"), ("ии", "ия ий"), ("ию", "ия ий"), ("ия", "ий"),
    ("це", "ец ца"), ("ца", "ец"), ("цу", "ец ца"), ("цом", "ец"), ("ью", "ь"),
    ("е", " а я ь й о"), ("у", " а о"), ("ю", "я ь й"), ("ы", "а"), ("и", "а я ь"),
    ("а", " о"), ("я", "ь й"),
)  # fmt: skip
SHORTEST_STEM = 2


def without_yo(word: str) -> str:
    """The word with “е” for “ё”, as most texts write it."""
    return word.replace("ё", "е")


def both(words: Iterable[str]) -> list[str]:
    """Words with and without the dots of “ё”."""
    return sorted({form for word in words for form in (word, without_yo(word))})


def declined(lemma: str) -> tuple[list[str], list[str]]:
    """The forms of a noun in the singular and in the plural, the nominative first.

    >>> declined("форум")[0]
    ['форум', 'форума', 'форуму', 'форумом', 'форуме']
    >>> declined("встреча")[0]
    ['встреча', 'встречи', 'встрече', 'встречу', 'встречей']
    """
    ending, (singular, plural) = next(
        ((tail, tables) for tail, tables in _DECLENSIONS if lemma.endswith(tail)), ("", _MASCULINE)
    )
    stem = lemma.removesuffix(ending)
    return _joined(stem, singular), _joined(stem, plural)


def declined_plural(lemma: str) -> list[str]:
    """The forms of a noun that is always plural, the nominative first.

    >>> declined_plural("переговоры")
    ['переговоры', 'переговоров', 'переговорам', 'переговорами', 'переговорах']
    """
    ending, table = next((tail, table) for tail, table in _PLURAL_ONLY if lemma.endswith(tail))
    return _joined(lemma.removesuffix(ending), table)


def _joined(stem: str, endings: str) -> list[str]:
    found = [_spelt(stem, ending) for ending in endings.split(" ")]
    return list(dict.fromkeys(found))


def _spelt(stem: str, ending: str) -> str:
    """Stem and ending as they are written together: “и” after к, “е” for “о” after ч."""
    last = stem[-1:]
    if last in AFTER_VELAR and ending.startswith("ы"):
        ending = "и" + ending[1:]
    if last in HUSHING and ending in ("ой", "ом"):
        ending = "е" + ending[1:]
    if last in HUSHING and ending == "ою":
        ending = "ей"
    return stem + ending


def nominative_adjective(word: str, gender: str) -> str:
    """The nominative of an adjective or participle; `gender` is m, f, n or p for plural.

    >>> nominative_adjective("Каспийского", "m"), nominative_adjective("второй", "f")
    ('Каспийский', 'вторая')
    """
    low = word.lower()
    if low in _THIRD:
        return _like(_THIRD_NOMINATIVE[gender], word)
    for ending, nominative in _ADJECTIVES[gender]:
        if low.endswith(ending) and len(low) > len(ending) + SHORTEST_STEM:
            stem = word[: -len(ending)]
            return stem + _adjective_ending(stem.lower(), nominative)
    return word


def _adjective_ending(stem: str, nominative: str) -> str:
    last = stem[-1:]
    if nominative == "ый" and stem in _STRESSED:
        return "ой"
    if nominative == "ый" and last in AFTER_VELAR:
        return "ий"
    if nominative == "ые" and last in AFTER_VELAR:
        return "ие"
    if nominative == "яя" and last in AFTER_VELAR:
        return "ая"
    return nominative


def _like(told: str, word: str) -> str:
    return told.capitalize() if word[:1].isupper() else told


def lemmas(word: str) -> Iterator[str]:
    """What a name may be in the nominative, itself first, in small letters.

    >>> "москва" in lemmas("Москве"), "баку" in lemmas("Баку"), "ашхабад" in lemmas("Ашхабада")
    (True, True, True)
    """
    low = without_yo(word.lower())
    yield low
    for ending, nominatives in _NAME_ENDINGS:
        stem = low.removesuffix(ending)
        if stem != low and len(stem) >= SHORTEST_STEM:
            for nominative in nominatives.split(" "):
                yield stem + nominative
