"""Set phrases that tell an event without naming one: deadlines, polls, guests in town."""

from collections.abc import Iterator
from dataclasses import replace

from calendars.reading.mention import Certainty, Kind
from calendars.reading.rules.english import event_words, name_words, people
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end, noun_phrase_start
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.subjects import subject_of

DATE_REACH = 6
ENTRY_MARKS = frozenset(":–—|")
LONGEST_ENTRY = 24
LONGEST_ENTRY_NAME = 9
SUBJECT_REACH = 12
ORDER_REACH = 16
_LIMITS = frozenset("by until till before on through at in from later".split())
_ORDER_LIMITS = frozenset("by before until than".split())
_LIMITED = (Role.DATE, Role.DETERMINER, Role.WORD)
_ASKED = frozenset(
    "asked invited requested required reminded urged need needs have wishing".split()
)
_VOTING = frozenset("polls ballot ballots vote".split())
# Every word that a set phrase is known by, for a quick look.
_TELLING = frozenset(
    [
        *event_words.DEADLINE_VERBS,
        *event_words.DEADLINE_ORDERS,
        *event_words.VOTING_VERBS,
        "visiting",
        ":",
    ]
)


def set_phrases(line: Line) -> Iterator[Occurrence]:
    """The events that a set phrase tells, in order."""
    for index, word in enumerate(line.words):
        if word not in _TELLING:
            continue
        if word in event_words.DEADLINE_VERBS:
            yield from _deadline(line, index)
        elif word == ":" and line.word(index - 1) in event_words.DEADLINE_SUBJECTS:
            yield from _limit(line, index)
        elif word in event_words.DEADLINE_ORDERS and _is_order(line, index):
            yield from _order(line, index)
        elif word in event_words.VOTING_VERBS:
            yield from _poll(line, index)
        elif word == "visiting":
            yield from _guest(line, index)


def list_entry(line: Line) -> Occurrence | None:
    """What an entry of a list of dates tells ("June 4: Planning Commission, 7 p.m.").

    Only short entries count, and only with words of a name or of something planned.
    """
    colon = next((at for at, word in enumerate(line.words) if word in ENTRY_MARKS), None)
    if colon is None or len(line.tokens) > LONGEST_ENTRY:
        return None
    last = colon + 1
    while (
        last < len(line.tokens)
        and line.role(last) is not Role.DATE
        and (line.tokens[last].is_word or line.word(last) in ("'", "’", "&", "-"))
    ):
        last += 1
    words = [token for token in line.tokens[colon + 1 : last] if token.is_word]
    if not 2 <= len(words) <= LONGEST_ENTRY_NAME:
        return None
    return Occurrence((colon + 1, last), kind=Kind.OTHER, name=line.said(colon + 1, last))


def _deadline(line: Line, verb: int) -> Iterator[Occurrence]:
    """Read "applications close on …", "proposals can be sent until …"."""
    form = event_words.DEADLINE_VERBS[line.word(verb)]
    mood = mood_of(line, verb, form)
    subject = _what_ends(line, mood.first)
    if subject is None or not _limit_follows(line, verb):
        return
    yield _telling(
        Occurrence(subject, kind=Kind.DEADLINE, name=f"Deadline for {_said(line, subject)}"),
        line,
        verb,
        form,
    )


def _what_ends(line: Line, before: int) -> Range | None:
    """The applications, proposals or entries before a verb."""
    for at in range(before - 1, max(-1, before - SUBJECT_REACH), -1):
        if line.word(at) in event_words.DEADLINE_SUBJECTS:
            return noun_phrase_start(line, at), before
        if line.role(at) in (Role.VERB, Role.AUXILIARY) or line.word(at) in (",", ";", "."):
            return None
    return None


def _limit(line: Line, colon: int) -> Iterator[Occurrence]:
    """Read "Registration: until …"."""
    if not _limit_follows(line, colon):
        return
    subject = noun_phrase_start(line, colon), colon
    occurrence = Occurrence(
        subject, kind=Kind.DEADLINE, name=f"Deadline for {_said(line, subject)}"
    )
    mood = Mood(colon, colon + 1, Tense.FUTURE, Certainty.CERTAIN)
    occurrence.tellings.append(Telling(Act.BE, mood, colon))
    yield occurrence


def _is_order(line: Line, verb: int) -> bool:
    """Whether a verb opens the sentence or is what somebody is asked or has to do."""
    before = line.word(verb - 1)
    if verb == 0 or before in ("please", "must", "should"):
        return True
    asked = any(line.word(at) in _ASKED for at in range(max(0, verb - 4), verb - 1))
    return before == "to" and asked


def _order(line: Line, verb: int) -> Iterator[Occurrence]:
    """Read "Register by …", "are asked to submit an abstract before …"."""
    behind = range(verb + 1, min(verb + ORDER_REACH, len(line.tokens)))
    if not any(line.word(at) in _ORDER_LIMITS and line.role(at + 1) in _LIMITED for at in behind):
        return
    what = event_words.DEADLINE_ORDERS[line.word(verb)]
    order = Occurrence((verb, verb + 1), kind=Kind.DEADLINE, name=f"Deadline for {what}")
    mood = replace(mood_of(line, verb, "base"), unreal="", certainty=Certainty.CERTAIN)
    order.tellings.append(Telling(Act.BE, mood, verb))
    yield order


def _poll(line: Line, verb: int) -> Iterator[Occurrence]:
    """Read "voters in … will go to the polls", "citizens elect a parliament"."""
    mood = mood_of(line, verb, event_words.VOTING_VERBS[line.word(verb)])
    goes = line.word(verb) in event_words.GOING
    if goes and [line.word(verb + at) for at in (1, 2, 3)] != ["to", "the", "polls"]:
        return
    subject = subject_of(line, mood.first)
    if subject is None:
        return
    voters = {line.word(at) for at in range(*subject)}
    if not goes and not voters & event_words.VOTERS:
        return
    yield _telling(
        Occurrence((verb, verb + 1), kind=Kind.ELECTION, name=_poll_name(line, verb, subject)),
        line,
        verb,
        event_words.VOTING_VERBS[line.word(verb)],
    )


def _poll_name(line: Line, verb: int, subject: Range) -> str:
    where = ""
    for at in range(*subject):
        if line.word(at) in ("in", "of") and at + 1 < subject[1]:
            where = f" in {line.said(at + 1, subject[1])}"
    if not where and line.tokens[subject[0]].capitalised and subject[1] - subject[0] > 1:
        where = f" of {line.said(*subject)}"
    elected = next((at for at in range(verb, len(line.tokens)) if line.word(at) == "elect"), None)
    if elected is not None and (end := noun_phrase_end(line, elected + 1)) > elected + 1:
        return f"Election of {line.said(elected + 1, end)}{where}"
    return f"Election{where}" if line.word(verb) in event_words.GOING else f"Vote{where}"


def _guest(line: Line, index: int) -> Iterator[Occurrence]:
    """Read "visiting Prime Minister …": the visit goes on while something else is told."""
    end = noun_phrase_end(line, index + 1)
    names = line.tokens[index + 1 : end]
    has_title = any(token.word in name_words.TITLES for token in names)
    if line.role(index) is Role.VERB or not has_title or not names[-1].capitalised:
        return
    who = people.full_name(line.text, line.said(index + 1, end))
    yield Occurrence((index, end), kind=Kind.VISIT, name=f"Visit of {who}", under_way=True)


def _telling(occurrence: Occurrence, line: Line, verb: int, form: str) -> Occurrence:
    mood = mood_of(line, verb, form)
    occurrence.tellings.append(Telling(Act.BE, mood, verb))
    return occurrence


def _limit_follows(line: Line, verb: int) -> bool:
    for at in range(verb + 1, min(verb + 1 + DATE_REACH, len(line.tokens))):
        if line.role(at) is Role.DATE:
            return line.word(at - 1) in _LIMITS or at == verb + 1
    return False


def _said(line: Line, span: Range) -> str:
    first, last = span
    while first < last - 1 and line.role(first) is Role.DETERMINER:
        first += 1
    return line.said(first, last).lower() if last - first == 1 else _lower_first(line, first, last)


def _lower_first(line: Line, first: int, last: int) -> str:
    text = line.said(first, last)
    return text if line.tokens[first].text.isupper() else text[:1].lower() + text[1:]
