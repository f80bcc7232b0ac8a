"""Names as a calendar editor would write them."""

import re

from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_nouns, event_words, name_words, people, purposes
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.name_core import clean, core
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.phrases import Phrase
from calendars.reading.rules.english.sentence_words import (
    DETERMINERS,
    ORDINALS,
)
from calendars.reading.rules.english.verb_words import VerbEvent
from calendars.reading.rules.english.who import (
    describes,
    is_pronoun,
    named,
    person,
    subject_told,
    traveller,
    visitor,
)

_NUMBERED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
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


def name_of(line: Line, occurrence: Occurrence) -> str:
    """The name of an event in a line."""
    if occurrence.name and not occurrence.pronoun:
        return occurrence.name
    if occurrence.verb_event is not None:
        return _name_of_verb(line, occurrence, occurrence.verb_event)
    if occurrence.phrase is None:
        first, last = core(line, *occurrence.named)
        cut = next((at for at in range(first + 1, last) if _leads_away(line, at)), last)
        return clean(line.said(first, cut))
    named = _title_behind(line, occurrence.phrase)
    if named is not None:
        return clean(line.said(*named))
    name = _name_of_phrase(line, occurrence, occurrence.phrase)
    if " " not in name and (doers := _done_by(line, occurrence)) is not None:
        return f"{name} by {_plain(line, doers)}"
    matter = _matter(line, occurrence, occurrence.phrase)
    if occurrence.phrase.noun in _FUNERALS and name.lower().endswith(occurrence.phrase.noun):
        dead = people.deceased(line.text)
        return f"{name} for {dead}" if dead else name
    return f"{name} on {_plain(line, matter)}" if matter else name


def _title_behind(line: Line, phrase: Phrase) -> Range | None:
    """The proper name that stands behind a common one ("the biggest fair, Agrolamp, opens")."""
    common = all(not line.tokens[at].capitalised for at in range(phrase.first + 1, phrase.last))
    first = phrase.last + 1
    if not common or line.word(phrase.last) != "," or phrase.kind is Kind.VISIT:
        return None
    end = noun_phrase_end(line, first)
    inside = range(first, end)
    proper = inside and all(
        line.tokens[at].capitalised or line.role(at) is not Role.WORD for at in inside
    )
    closed = line.word(end) == "," and line.role(end + 1) is not Role.WORD
    is_title = not any(line.word(at) in name_words.TITLES | {"and"} for at in inside)
    return (first, end) if proper and closed and is_title else None


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
    own = any(line.tokens[at].capitalised for at in range(phrase.first + 1, phrase.head + 1))
    told = any(line.word(at) in ("on", "about") for at in inside)
    return None if own or told else purposes.subject_matter(line, occurrence)


def _leads_away(line: Line, index: int) -> bool:
    """Whether a preposition tells of a subject where it is, not what it is on."""
    on_what = line.word(index) == "on" and line.word(index - 1) in name_words.COMMITTEES
    return line.word(index) in ("in", "at", "on") and not on_what


def is_bare(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase says no more than its head noun."""
    first, last = core(line, phrase.first, phrase.last)
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


def _name_of_verb(line: Line, occurrence: Occurrence, event: VerbEvent) -> str:
    subject = subject_told(line, occurrence.tellings[0])
    unnamed = (
        subject is None
        or is_pronoun(line, subject)
        or (event.kind is Kind.VISIT and describes(line, subject))
    )
    who = ""
    if subject is not None:
        who = named(line, subject) if unnamed else person(line, subject)
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


def _plain(line: Line, span: Range) -> str:
    """The words of a phrase, its article in small letters."""
    words = clean(line.said(*span))
    return words[:1].lower() + words[1:] if line.word(span[0]) in DETERMINERS else words


def _only_object(name: str, bare_name: str, what: str) -> str:
    if "{object}" in bare_name:
        return bare_name.format(object=what)
    if "{subject}" not in name:
        return name.format(object=what)
    return name.replace(" of {subject}", "").format(object=what)


def _name_of_phrase(line: Line, occurrence: Occurrence, phrase: Phrase) -> str:
    first, last = core(line, phrase.first, phrase.last)
    is_visit = phrase.noun in ("visit", "trip", "tour")
    owner = _owner(line, first, phrase.head) if is_visit else None
    if owner is not None:
        whose = line.said(first, owner + 1).removesuffix("'s").removesuffix("’s")
        whose = people.full_name(line.text, whose)
        kind = line.said(owner + 1, phrase.head + 1)
        rest = line.said(phrase.head + 1, last) if phrase.head + 1 < last else ""
        return clean(f"{kind} of {whose} {rest}")
    a_name = phrase.noun in event_nouns.CAPITAL_ONLY
    if not a_name and any(
        line.word(told.verb) in event_words.CELEBRATING for told in occurrence.tellings
    ):
        return clean(f"Celebration of {line.said(phrase.first, last)}")
    holder = _holder(line, occurrence, first, last)
    if not holder and line.word(phrase.first) in ("his", "her", "their", "its"):
        holder = visitor(line, phrase.first)
    elif not holder and is_visit and not _tells_who(line, phrase, first):
        holder = traveller(line, phrase.first)
    if holder:
        head = line.said(first, phrase.head + 1)
        rest = line.said(phrase.head + 1, last) if phrase.head + 1 < last else ""
        return clean(f"{head} of {holder} {rest}")
    return clean(line.said(first, last))


def _tells_who(line: Line, phrase: Phrase, first: int) -> bool:
    """Whether a visit has the visitor in its own words ("a visit by …", "the papal visit")."""
    behind = {line.word(at) for at in range(phrase.head + 1, phrase.last)}
    before = range(first, phrase.head)
    return bool(behind & {"of", "by", "between"}) or any(
        line.tokens[at].capitalised for at in before
    )


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
    if is_pronoun(line, subject):
        return named(line, subject)
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


def _held_by(occurrence: Occurrence) -> Telling | None:
    return next((told for told in occurrence.tellings if told.act is Act.HOLD), None)
