"""English number words."""

from calendars.reading.rules.english.date_words import NUMBERS, ORDINALS, SCALES


def number_of(words: list[str]) -> float | None:
    """The number that words or digits tell, None for none.

    >>> number_of(["twenty", "-", "five"]), number_of(["2.5"]), number_of(["a"])
    (25, 2.5, 1)
    >>> number_of(["one", "hundred", "and", "ten"])
    110
    """
    total, found = 0.0, False
    for word in words:
        if word in SCALES:
            total = (total or 1) * SCALES[word]
        elif word in NUMBERS:
            total += NUMBERS[word]
        elif word in ("a", "an", "single"):
            total += 1
        elif word[:1].isdigit():
            total += float(word.replace(",", ""))
        else:
            continue
        found = True
    if not found:
        return None
    return int(total) if total == int(total) else total


def ordinal_of(words: list[str]) -> int | None:
    """The number of an ordinal, None for none.

    >>> ordinal_of(["twenty", "-", "first"]), ordinal_of(["15th"])
    (21, 15)
    """
    tens = number_of(words[:-1]) or 0
    last = words[-1] if words else ""
    if last in ORDINALS:
        return int(tens) + ORDINALS[last]
    digits = last.rstrip("stndrh")
    return int(digits) if digits.isdigit() else None
