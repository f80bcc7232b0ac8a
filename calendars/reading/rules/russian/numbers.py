"""Russian number words, Roman numerals and ordinals."""

from calendars.reading.rules.russian.date_words import NUMBERS, ORDINALS, ROMAN


def number_of(words: list[str]) -> float | None:
    """The number that words or digits tell, None for none.

    >>> number_of(["двадцать", "пять"]), number_of(["10"]), number_of(["несколько"])
    (25, 10, None)
    """
    told = [NUMBERS[word] if word in NUMBERS else float(word) for word in words if _tells(word)]
    if not told:
        return None
    total = sum(told)
    return int(total) if total == int(total) else total


def ordinal_of(words: list[str]) -> int | None:
    """The number of an ordinal in words, digits or Roman numerals, None for none.

    >>> ordinal_of(["двадцать", "первого"]), ordinal_of(["15", "-", "го"]), ordinal_of(["iii"])
    (21, 15, 3)
    """
    found = [_place(word) for word in words]
    known = [number for number in found if number is not None]
    return sum(known) if known else None


def _tells(word: str) -> bool:
    return word in NUMBERS or word.isdecimal()


def _place(word: str) -> int | None:
    if word in ORDINALS:
        return ORDINALS[word]
    if word in NUMBERS:
        return int(NUMBERS[word])
    if word.upper() in ROMAN:
        return ROMAN[word.upper()]
    return int(word) if word.isdecimal() else None
