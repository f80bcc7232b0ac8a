"""Where a date stands in its sentence: at the head of an entry or clause, in a name, set apart."""

from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.noun_phrases import is_season_in_name
from calendars.reading.rules.english.sentence_words import PLANNING

_LIST_MARKS = frozenset((":", "–", "—", "-", "|", "*"))
DATE_PREPOSITIONS = frozenset(
    "on in at from by for until till through between during to since around about".split()
)
_SUBJECTS_OPEN = frozenset("since because as although while that whereas if".split())
_FRONTS = frozenset("that and but while whereas as".split())


def opens_list_entry(line: Line, first: int, last: int) -> bool:
    """Whether the date at tokens `[first, last)` heads an entry of a list ("June 4: …")."""
    if first > 4 or _LIST_MARKS.isdisjoint(line.words[last : last + 3]):
        return False
    return all(not token.is_word or token.text.isdigit() for token in line.tokens[:first])


def opens_clause(line: Line, first: int) -> bool:
    """Whether the date at a token stands first in its clause ("…, and on May 5 the …")."""
    start = first
    while line.word(start - 1) in DATE_PREPOSITIONS or line.role(start - 1) is Role.ADVERB:
        start -= 1
    if all(not token.is_word for token in line.tokens[:start]):
        return True
    as_planned = line.word(start - 1) == "as" and line.word(start) in PLANNING
    return line.word(start - 1) in _FRONTS and start < first and not as_planned


def is_subject(line: Line, first: int, last: int) -> bool:
    """Whether a date is what a verb is said of ("…, since the coming week will be critical")."""
    before = line.word(first - 1)
    opens = before in _SUBJECTS_OPEN or line.role(first - 1) is Role.CONJUNCTION
    return opens and line.role(last) is Role.AUXILIARY


def is_set_apart(line: Line, first: int, last: int) -> bool:
    """Whether commas part a date from the verb behind it ("and, on Friday, is due to speak")."""
    at = first
    while line.word(at - 1) in DATE_PREPOSITIONS:
        at -= 1
    behind = line.role(last + 1) is Role.AUXILIARY
    return line.word(at - 1) == "," and line.word(last) == "," and behind


def goes_on(line: Line, first: int) -> bool:
    """Whether "and" adds a date to one before it ("on May 4 in Riga and on May 6 in Tartu")."""
    at = first
    while line.word(at - 1) in DATE_PREPOSITIONS:
        at -= 1
    return line.word(at - 1) == "and" and Role.DATE in line.roles[: at - 1]


def is_of_name(line: Line, number: int) -> bool:
    """Whether a year or a season belongs to what it stands at ("the year-end party")."""
    first, last = line.date_tokens(number)
    qualifies = line.dates[number].rule == "year-end" and line.role(last) is Role.WORD
    return qualifies or _is_year_of_name(line, first, last) or is_season_in_name(line, last - 1)


def _is_year_of_name(line: Line, first: int, last: int) -> bool:
    """Whether it is a bare year right behind a name ("FOSDEM 2026")."""
    before = line.tokens[first - 1] if first else None
    return (
        last - first == 1
        and line.word(first).isdigit()
        and before is not None
        and before.capitalised
        and line.role(first - 1) is Role.WORD
        and line.role(last) is not Role.MARK
    )
