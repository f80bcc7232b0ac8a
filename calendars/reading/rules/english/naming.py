"""Names as a calendar editor would write them."""

import re

from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_words, name_words, people, purposes
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.phrases import Phrase
from calendars.reading.rules.english.sentence_words import (
    CONJUNCTIONS,
    DETERMINERS,
    NUMBER_WORDS,
    ORDINALS,
    PREPOSITIONS,
    REPORTING,
)
from calendars.reading.rules.english.subjects import subject_of
from calendars.reading.rules.english.verb_words import VerbEvent

LEAST_SPACES_OF_HEADING = 2
VISITOR_REACH = 10
_NUMBERED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
# What is no number of an edition, but of a telephone or a code.
_NUMBER = re.compile(r"[\d./-]*\d[./-]\d[\d./-]*|\d{5,}")
_EMPTY_LENGTH = re.compile(r"[\w-]+-(?:day|hour|week|month)(?:-long)?")
_TITLE_ASIDE = re.compile(r",\s+(?=[\"“«])")
_SPACES = re.compile(r"\s+([,.;:)])|(\()\s+")
_EDGES = " ,;:.-–—*\"“”‘’'&|#"
_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))
_BODIES = name_words.BODIES | {"subcommittee", "panel", "government", "cabinet"}
_FUNERALS = frozenset(
    (
        "funeral",
        "memorial service",
        "funeral service",
        "funeral mass",
        "requiem",
        "burial",
        "mass",
        "memorial",
        "cremation",
        "requiem mass",
        "memorial mass",
        "thanksgiving service",
        "wake",
    )
)
_OPENING = frozenset("open opens opened inaugurate inaugurates start starts launch begin".split())
_OWNERS = frozenset("his her their".split())
_FIRST_WORDS = frozenset("The A An This These".split())
_PERSONAL = frozenset("i we he she they it you this that".split())


def name_of(line: Line, occurrence: Occurrence) -> str:
    """The name of an event in a line."""
    if occurrence.name and not occurrence.pronoun:
        return occurrence.name
    if occurrence.verb_event is not None:
        return _name_of_verb(line, occurrence, occurrence.verb_event)
    if occurrence.phrase is None:
        first, last = _core(line, *occurrence.named)
        cut = next((at for at in range(first + 1, last) if _leads_away(line, at)), last)
        return _clean(line.said(first, cut))
    name = _name_of_phrase(line, occurrence, occurrence.phrase)
    if " " not in name and (doers := _done_by(line, occurrence)) is not None:
        return f"{name} by {_plain(line, doers)}"
    matter = _matter(line, occurrence, occurrence.phrase)
    if occurrence.phrase.noun in _FUNERALS and name.lower().endswith(occurrence.phrase.noun):
        dead = people.deceased(line.text)
        return f"{name} for {dead}" if dead else name
    return f"{name} on {_plain(line, matter)}" if matter else name


def _done_by(line: Line, occurrence: Occurrence) -> Range | None:
    """Who gives an event of a common name ("A concert is to be given by former choristers")."""
    for told in occurrence.tellings:
        first = told.verb + 2
        if line.word(told.verb + 1) == "by" and (end := noun_phrase_end(line, first)) > first:
            return first, end
    return None


def _matter(line: Line, occurrence: Occurrence, phrase: Phrase) -> Range | None:
    """What an event is about that has no proper name and does not say so itself."""
    inside = range(phrase.head + 1, phrase.last)
    named = any(line.tokens[at].capitalised for at in range(phrase.first + 1, phrase.head + 1))
    told = any(line.word(at) in ("on", "about") for at in inside)
    return None if named or told else purposes.subject_matter(line, occurrence)


def _leads_away(line: Line, index: int) -> bool:
    """Whether a preposition tells of a subject where it is, not what it is on."""
    on_what = line.word(index) == "on" and line.word(index - 1) in name_words.COMMITTEES
    return line.word(index) in ("in", "at", "on") and not on_what


def is_bare(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase says no more than its head noun."""
    first, last = _core(line, phrase.first, phrase.last)
    return last - first <= 1 + phrase.noun.count(" ")


def is_definite(line: Line, phrase: Phrase) -> bool:
    """Whether an article points back to a known event."""
    own = line.word(phrase.first) in ("the", "this", "that", "these")
    before = phrase.first - 1
    own = own or (phrase.kind is Kind.VISIT and line.word(phrase.first) in _OWNERS)
    return own or (line.role(before) is Role.DATE and line.tokens[before].possessive)


def ordinal_of(line: Line, phrase: Phrase) -> int | None:
    """The number of an edition ("22nd", "Second"), where the name begins with one."""
    for index in range(phrase.first, phrase.head):
        word = line.word(index)
        numbered = _NUMBERED.fullmatch(word) if word[0].isdigit() else None
        if numbered:
            return int(numbered[1])
        if word in ORDINALS:
            return ORDINALS[word]
    return None


def person(line: Line, subject: Range) -> str:
    """A subject as a name gives it: a person in full, a delegation by its people."""
    first, last = subject
    if line.word(first) not in ("the", "a", "an"):
        first, last = _core(line, first, last)
    words = line.said(first, last)
    if line.word(first) in DETERMINERS:
        words = words[:1].lower() + words[1:]
    if last - first == 1:
        words = people.full_name(line.text, line.tokens[first].text)
    title = _title_after(line, subject)
    return people.national(_clean(f"{title} {words}" if title else words))


def _title_after(line: Line, subject: Range) -> str:
    """The office told in an aside after the name ("Grace Fu, Minister for …, will")."""
    after = subject[1]
    if line.word(after) != "," or line.word(after + 1) not in name_words.TITLES:
        return ""
    told = line.tokens[after + 1]
    return told.text if told.capitalised else ""


def _name_of_verb(line: Line, occurrence: Occurrence, event: VerbEvent) -> str:
    subject = occurrence.tellings[0].subject
    unnamed = (
        subject is None
        or _is_pronoun(line, subject)
        or (event.kind is Kind.VISIT and _describes(line, subject))
    )
    who = person(line, subject) if subject and not unnamed else ""
    what = _plain(line, occurrence.object) if occurrence.object else ""
    if who and what:
        first = what.partition(" ")[0]
        what = what.removeprefix(f"{first} ") if event.of and first in ("its", "their") else what
        return event.name.format(subject=who, object=what)
    if what:
        return _only_object(event.name, event.bare_name, what)
    if "{subject}" not in event.bare_name:
        return event.name.replace(" to {object}", "").format(subject=who) if who else ""
    return event.bare_name.format(subject=who, object=who) if who else ""


def _describes(line: Line, subject: Range) -> bool:
    """Whether somebody is only called by what he is ("the 87-year-old pontiff")."""
    small = not any(line.tokens[at].capitalised for at in range(subject[0] + 1, subject[1]))
    is_one = line.word(subject[1] - 1) in name_words.TITLES | {"pontiff", "monarch", "leader"}
    return small and is_one and line.word(subject[0]) == "the"


def _plain(line: Line, span: Range) -> str:
    """The words of a phrase, its article in small letters."""
    words = _clean(line.said(*span))
    return words[:1].lower() + words[1:] if line.word(span[0]) in DETERMINERS else words


def _only_object(name: str, bare_name: str, what: str) -> str:
    if "{object}" in bare_name:
        return bare_name.format(object=what)
    if "{subject}" not in name:
        return name.format(object=what)
    return name.replace(" of {subject}", "").format(object=what)


def _is_pronoun(line: Line, subject: Range) -> bool:
    return subject[1] - subject[0] == 1 and line.word(subject[0]) in _PERSONAL


def _name_of_phrase(line: Line, occurrence: Occurrence, phrase: Phrase) -> str:
    first, last = _core(line, phrase.first, phrase.last)
    is_visit = phrase.noun in ("visit", "trip", "tour")
    owner = _owner(line, first, phrase.head) if is_visit else None
    if owner is not None:
        whose = line.said(first, owner + 1).removesuffix("'s").removesuffix("’s")
        whose = people.full_name(line.text, whose)
        kind = line.said(owner + 1, phrase.head + 1)
        rest = line.said(phrase.head + 1, last) if phrase.head + 1 < last else ""
        return _clean(f"{kind} of {whose} {rest}")
    named = phrase.noun in event_words.CAPITAL_ONLY
    if not named and any(
        line.word(told.verb) in event_words.CELEBRATING for told in occurrence.tellings
    ):
        return _clean(f"Celebration of {line.said(phrase.first, last)}")
    holder = _holder(line, occurrence, first, last)
    if not holder and line.word(phrase.first) in ("his", "her", "their", "its"):
        holder = _visitor(line, phrase.first)
    if holder:
        head = line.said(first, phrase.head + 1)
        rest = line.said(phrase.head + 1, last) if phrase.head + 1 < last else ""
        return _clean(f"{head} of {holder} {rest}")
    return _clean(line.said(first, last))


def _owner(line: Line, first: int, head: int) -> int | None:
    for index in range(first, head):
        if line.tokens[index].possessive and line.role(index) is Role.WORD:
            return index
    return None


def _holder(line: Line, occurrence: Occurrence, first: int, last: int) -> str:
    """Who holds an event whose own words do not tell."""
    telling = _held_by(occurrence)
    if telling is None or telling.subject is None:
        return ""
    subject = telling.subject
    if line.word(telling.verb) in _OPENING and _is_guest(line, subject):
        return ""
    if _is_pronoun(line, subject):
        return _speaker(line, subject)
    own = line.tokens[first:last]
    has_own_name = any(token.capitalised for token in own[:1]) or any(
        token.word in ("of", "between") for token in own
    )
    names = line.tokens[subject[0] : subject[1]]
    many = names[-1].word.endswith("s") or "of" in (token.word for token in names)
    many = many or names[-1].word in _BODIES
    if has_own_name or not (many or any(token.capitalised for token in names)):
        return ""
    return person(line, subject)


def _is_guest(line: Line, subject: Range) -> bool:
    """Whether a person only opens the event that others hold."""
    return any(line.word(at) in name_words.TITLES for at in range(*subject))


def _speaker(line: Line, pronoun: Range) -> str:
    """Who "he" or "she" is, where the sentence begins with who says so."""
    if line.word(pronoun[0]) not in ("he", "she"):
        return ""
    for index in range(pronoun[0]):
        if line.word(index) in REPORTING:
            subject = subject_of(line, index)
            return person(line, subject) if subject and not _is_pronoun(line, subject) else ""
    return ""


def _visitor(line: Line, before: int) -> str:
    """Whose visit "his visit" is: the subject of the verb before it."""
    for index in range(before - 1, max(-1, before - VISITOR_REACH), -1):
        if line.role(index) in (Role.AUXILIARY, Role.VERB):
            subject = subject_of(line, mood_of(line, index, "base").first)
            if subject and not _is_pronoun(line, subject):
                return person(line, subject)
    return ""


def _held_by(occurrence: Occurrence) -> Telling | None:
    return next((told for told in occurrence.tellings if told.act is Act.HOLD), None)


def _core(line: Line, first: int, last: int) -> Range:
    """The words of a name, without articles and words that a calendar leaves out."""
    first = _behind_break(line, first, last)
    while first < last - 1 and _is_empty(line, first):
        first += 1
    return first, last


def _behind_break(line: Line, first: int, last: int) -> int:
    """Where a name begins that stands behind the end of another line ("833-1116 / The fair")."""
    for at in range(last - 1, first, -1):
        if line.tokens[at].text not in _FIRST_WORDS:
            continue
        gap = line.text[line.spans[at - 1][1] : line.spans[at][0]]
        if line.tokens[at - 1].text[-1].isdigit() or len(gap) > 1 or "\n" in gap:
            return at
    return first


def _is_empty(line: Line, first: int) -> bool:
    """Whether a word says nothing of the event that it stands before."""
    token = line.tokens[first]
    word = token.word
    if not token.is_word or word in DETERMINERS or word in event_words.EMPTY_MODIFIERS:
        return True
    if token.capitalised:
        return False
    if word[0].isdigit():
        counts = word.isdigit() and line.tokens[first + 1].text.islower()
        return counts or _NUMBER.fullmatch(word) is not None
    return (
        word in event_words.EMPTY_ADVERBS
        or word in NUMBER_WORDS
        or ("-" in word and _EMPTY_LENGTH.fullmatch(word) is not None)
    )


def _clean(name: str) -> str:
    name = " ".join(name.split())
    return name if name.replace(" ", "").isalpha() and not name.isupper() else _cleaned(name)


def _cleaned(name: str) -> str:
    name = _TITLE_ASIDE.sub(" ", name)
    name = _SPACES.sub(lambda match: match[1] or match[2], " ".join(name.split()))
    whole, name = name, name.strip(_EDGES)
    for opening, closing in _QUOTES:
        if _is_balanced(name, opening, closing):
            continue
        if whole.endswith(closing) and _is_balanced(name + closing, opening, closing):
            name += closing
        else:
            name = name.replace(opening, "").replace(closing, "")
    if name.isupper() and name.count(" ") >= LEAST_SPACES_OF_HEADING:
        name = _from_capitals(name)
    return name + ")" if name.count("(") > name.count(")") else name


def _is_balanced(name: str, opening: str, closing: str) -> bool:
    """Whether each quotation mark has its other half."""
    if opening == closing:
        return name.count(opening) % 2 == 0
    return name.count(opening) == name.count(closing)


def _from_capitals(name: str) -> str:
    """A heading set in capitals, as a name."""
    words = name.lower().split()
    small = DETERMINERS | PREPOSITIONS | CONJUNCTIONS
    return " ".join(word if word in small else word.capitalize() for word in words)
