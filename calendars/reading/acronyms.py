"""Acronyms that an article introduces in brackets: "the Monetary Policy Committee (MPC)"."""

import re

LONGEST_FULL_NAME = 120  # characters
LONGEST_NAME = 200
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)")
_WORD = re.compile(r"[\w'’&.-]+")
_SKIPPED = frozenset("of the for and on in to de la du des und & et".split())


def introduced(text: str, title: str = "") -> dict[str, str]:
    """The full name of each acronym that stands in brackets behind it.

    One that the title takes for known needs no full name.

    >>> introduced("The Nordic Council of Ministers (NCM) met. The NCM is old.")
    {'NCM': 'Nordic Council of Ministers'}
    """
    found: dict[str, str] = {}
    for told in _BRACKETED.finditer(text):
        full = _full_name(text[max(0, told.start() - LONGEST_FULL_NAME) : told.start()], told[1])
        if full and told[1] not in title:
            found.setdefault(told[1], full)
    return found


def _full_name(before: str, acronym: str) -> str:
    """The last words of a text whose first letters are those of an acronym."""
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    if acronym[-1] == "s" and not acronym.isupper():
        letters.pop()
    for word in reversed(list(_WORD.finditer(before))):
        initials = [part[0] for part in word[0].lower().split("-") if part]
        if letters[-len(initials) :] == initials:
            del letters[-len(initials) :]
        elif initials and initials[0] == letters[-1] and word[0][0].isupper():
            letters.pop()
        elif word[0].lower() not in _SKIPPED:
            return ""
        if not letters:
            return " ".join(before[word.start() :].split())
    return ""


def in_full(name: str, full_names: dict[str, str]) -> str:
    """A name with the full name of its first acronym that the article introduces.

    >>> in_full("NCM session", {"NCM": "Nordic Council of Ministers"})
    'Nordic Council of Ministers (NCM) session'
    """
    for word in _WORD.findall(name):
        acronym = word.removesuffix("'s").removesuffix("’s")
        full = full_names.get(acronym)
        if full and full not in name and f"({acronym})" not in name:
            at = name.index(acronym)
            told = f"{name[:at]}{full} ({acronym}){name[at + len(acronym) :]}"
            return told if len(told) <= LONGEST_NAME else name
    return name
