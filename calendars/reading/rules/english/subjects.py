"""Who a verb is said of."""

from collections.abc import Sequence

from calendars.reading.candidate import ONE
from calendars.reading.rules.english import event_nouns, event_words, name_words
from calendars.reading.rules.english.heads import singular
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.noun_phrases import noun_phrase_start, quoted_end
from calendars.reading.rules.english.occurrence import Occurrence, Range
from calendars.reading.rules.english.sentence_words import MODALS, RELATIVES

SUBJECT_REACH = 45
ASIDE_REACH = 30
OPENING = 2
_IN_A_ROW = ("last", "next")
_CHAIN = frozenset("of from".split())
_AMONG = frozenset("across along in at".split())
_LOOSE_CHAIN = frozenset("for in".split())


def event_subject(line: Line, before: int, found: Sequence[Occurrence]) -> Occurrence | None:
    """The event that a verb is said of: the nearest one before it, no other verb between."""
    for occurrence in reversed(
        [o for o in found if (o.phrase or o.name == ONE) and o.named[1] <= before]
    ):
        if before - occurrence.named[1] > SUBJECT_REACH:
            return None
        if _reaches(line, occurrence, before):
            return _first_of_pair(line, occurrence, found)
    return None


def event_behind(line: Line, verb: int, found: Sequence[Occurrence]) -> Occurrence | None:
    """The event behind a participle that opens the sentence ("Running until May, the fair …")."""
    if any(line.role(index) is not Role.ADVERB for index in range(verb)):
        return None
    comma = next((at for at in range(verb, len(line.tokens)) if line.word(at) == ","), None)
    if comma is None:
        return None
    return next((o for o in found if o.phrase and o.named[0] == comma + 1), None)


def relative_event(line: Line, verb: int, found: Sequence[Occurrence]) -> Occurrence | None:
    """The event in whose relative clause a verb stands ("the summit, which Russia will host")."""
    subject = subject_of(line, verb)
    if subject is None or line.word(subject[0] - 1) not in ("which", "that"):
        return None
    last = subject[0] - 2 if line.word(subject[0] - 2) == "," else subject[0] - 1
    return next((o for o in found if o.phrase and o.named[1] == last), None)


def subject_of(line: Line, before: int) -> Range | None:
    """The noun phrase before a verb group, asides in commas and brackets skipped."""
    index = _skip_adverbs(line, before)
    if line.word(index - 1) == "and" and line.role(before) in (Role.VERB, Role.AUXILIARY):
        first = _first_verb(line, index - 1)
        return subject_of(line, first) if first else None
    if line.word(index - 1) in ("which", "who", "that"):
        index -= 1
    if line.word(index - 1) == ",":
        comma = index - 1
        index = _aside_start(line, comma)
        if index < comma and _is_person(line, index + 1, comma):
            return index + 1, comma
    first = _chained(line, noun_phrase_start(line, index), index)
    if line.word(first - 1) == "by" and line.word(first - 2) in ("led", "headed", "chaired"):
        index = first - 2
        first = _chained(line, noun_phrase_start(line, index), index)
    return (first, index) if first < index else None


def _first_verb(line: Line, conjunction: int) -> int:
    """The verb before "and" whose subject the second verb shares; 0 where there is none."""
    floor = max(0, conjunction - SUBJECT_REACH)
    for at in range(conjunction - 1, floor, -1):
        if line.role(at) is Role.AUXILIARY:
            return at if line.word(at) in MODALS else 0
    if line.word(conjunction + 1) not in MODALS:
        return 0
    return next((at for at in range(floor + 1, conjunction) if line.role(at) is Role.VERB), 0)


def whole_subject(line: Line, before: int) -> Range | None:
    """The subject with all that depends on it ("the market on the square in Maribor")."""
    subject = subject_of(line, before)
    if subject is None:
        return None
    first = subject[0]
    while line.role(first - 1) is Role.PREPOSITION and line.role(first - 2) is Role.WORD:
        first = noun_phrase_start(line, first - 1)
    return first, subject[1]


def _skip_adverbs(line: Line, before: int) -> int:
    index = before - (line.word(before - 1) in _IN_A_ROW)
    while index > 0 and line.role(index - 1) in (Role.ADVERB, Role.DATE):
        was_date = line.role(index - 1) is Role.DATE
        index -= 1
        if was_date and line.word(index - 1) in ("on", "in"):
            index -= 1
    return index


def _chained(line: Line, first: int, last: int) -> int:
    """Take in what the phrase depends on: "ministers of …", "a delegation from …", "A and B"."""
    while True:
        before = first
        joins = line.word(first - 1) in _CHAIN and _is_plain_noun(line, first - 2)
        joins = joins or (line.word(first - 1) in _AMONG and _is_group(line, first - 2))
        if (
            joins
            or _belongs_to_many(line, first)
            or (line.word(first - 1) in ("and", "&") and _pairs(line, first))
        ):
            first = noun_phrase_start(line, first - 1)
        elif (listed := _listed_before(line, first, last)) is not None:
            first = listed
        if first >= before:
            return before


def _listed_before(line: Line, first: int, last: int) -> int | None:
    """Where a name begins that stands before those in a list ("Berg, Holm, and Soto will")."""
    serial = line.word(first - 1) == "and" and line.word(first - 2) == ","
    many = "and" in line.words[first:last]
    joint = first - 2 if serial else first - 1
    if line.word(joint) != "," or not (serial or many) or not line.tokens[first].capitalised:
        return None
    start = noun_phrase_start(line, joint)
    names = start < joint and all(line.tokens[at].capitalised for at in range(start, joint))
    return start if names and line.role(start - 1) is not Role.PREPOSITION else None


def _is_plain_noun(line: Line, index: int) -> bool:
    return line.role(index) is Role.WORD and singular(line.word(index)) not in event_nouns.HEADS


def _is_group(line: Line, index: int) -> bool:
    """Whether a noun is of many people or things ("workers across …")."""
    token = line.tokens[index] if index >= 0 else None
    plain = token is not None and (token.text.islower() or index == 0)
    return token is not None and plain and token.word.endswith("s")


def _belongs_to_many(line: Line, first: int) -> bool:
    """Whether "for" or "in" goes on with "applications for …" or "voters in …"."""
    return line.word(first - 1) in _LOOSE_CHAIN and line.word(first - 2) in (
        event_words.DEADLINE_SUBJECTS | event_words.VOTERS
    )


def _pairs(line: Line, first: int) -> bool:
    """Whether "and" joins two names ("Senators Bond and Talent")."""
    name = first + 1 if line.role(first) is Role.DETERMINER else first
    return (
        line.role(first - 2) is Role.WORD
        and line.tokens[first - 2].capitalised
        and line.tokens[name].capitalised
    )


def _is_person(line: Line, first: int, last: int) -> bool:
    """Whether an aside is a name of two to four words ("her minister, Nino Arveladze, met")."""
    names = line.tokens[first:last]
    capitals = 2 <= len(names) <= 5 and all(token.capitalised for token in names)
    titled = [token.word in name_words.TITLES for token in names]
    return capitals and (not any(titled) or (titled[0] and sum(titled) == 1 and len(names) > 2))


def _aside_start(line: Line, comma: int) -> int:
    """Where an aside that a comma closes begins: at the comma after a name."""
    start = comma
    for index in range(comma - 1, max(-1, comma - ASIDE_REACH), -1):
        if line.role(index) in (Role.VERB, Role.AUXILIARY) and line.word(index) != "led":
            break
        if line.word(index) == "," and line.role(index - 1) is Role.WORD:
            start = index
            if line.word(index + 1) in name_words.TITLES | {"who", "which", "the"}:
                break
    return start


def _first_of_pair(line: Line, occurrence: Occurrence, found: Sequence[Occurrence]) -> Occurrence:
    """Of "the summit and its related meetings" the summit, of "Agrofair, the biggest fair," it."""
    first, last = occurrence.named
    if line.word(first - 1) == line.word(last) == "," and line.role(first) is Role.DETERMINER:
        named = next((o for o in found if o.phrase and o.named[1] == first - 1), None)
        return named or occurrence
    tied = next((o for o in found if o.phrase and _is_tied(line, o, first)), None)
    if tied is not None:
        return tied
    if line.word(occurrence.named[0]) not in ("its", "their"):
        return occurrence
    for other in found:
        if other.named[1] == occurrence.named[0] - 1 and line.word(other.named[1]) == "and":
            return other
    return occurrence


def _is_tied(line: Line, other: Occurrence, first: int) -> bool:
    """Whether an event is only that to which another is tied ("talks linked to the summit")."""
    at = other.named[1]
    return (
        first - 3 <= at < first
        and line.word(at).endswith("ed")
        and line.role(at + 1) is Role.PREPOSITION
        and all(line.role(i) is Role.DETERMINER for i in range(at + 2, first))
    )


def _shares_subject(line: Line, occurrence: Occurrence, before: int) -> bool:
    """Whether a verb behind "and" or "but" has the event that opens the sentence as its subject."""
    words = range(occurrence.named[1], before - 1)
    return not any(
        line.word(at) in (";", ":")
        or (line.role(at) is Role.PRONOUN and line.word(at) not in RELATIVES)
        for at in words
    )


def _is_participle(line: Line, index: int) -> bool:
    """Whether a verb only says more of the noun before it ("a man accused of giving …")."""
    acts = line.role(index - 1) in (Role.AUXILIARY, Role.PRONOUN)
    return line.word(index).endswith("ed") and not acts


def _reaches(line: Line, occurrence: Occurrence, before: int) -> bool:
    if line.word(before - 1) in ("and", "but") and occurrence.named[0] <= OPENING:
        return _shares_subject(line, occurrence, before)
    if line.word(before - 1) in ("which", "that") and line.word(before - 2) == ",":
        return _is_near(line, occurrence.named[1], before - 2)
    own = {at for told in occurrence.tellings for at in range(told.mood.first, told.mood.last)}
    aside = False
    finite = line.role(before) is Role.AUXILIARY
    helped = occurrence.named[0] <= OPENING and finite
    skipped = 0
    for index in range(occurrence.named[1], before):
        role, word = line.role(index), line.word(index)
        if word == "whether" and line.role(index - 1) is Role.PREPOSITION:
            return True
        if index < skipped:
            continue
        skipped = quoted_end(line, index, before)
        if not skipped and finite and not aside:
            skipped = _modifier_end(line, index, before)
        if role is Role.DATE or skipped or (helped and _is_participle(line, index)):
            continue
        if word in (",", "(", ")", "–", "—", "-"):
            aside = not aside
        elif (
            word in (";", ":")
            or (role in (Role.VERB, Role.AUXILIARY) and index not in own and not aside)
            or (role is Role.CONJUNCTION and not aside and word != "and")
            or (role is Role.PRONOUN and word in ("he", "she", "they", "it", "we", "i"))
        ):
            return False
    return True


def _is_near(line: Line, first: int, comma: int) -> bool:
    """Whether only a place stands between an event and its relative ("forum in Riga, which")."""
    return all(
        line.role(at) in (Role.PREPOSITION, Role.DETERMINER, Role.DATE, Role.MARK)
        or line.tokens[at].capitalised
        for at in range(first, comma)
    )


def _modifier_end(line: Line, index: int, before: int) -> int:
    """Behind the verbs of a clause that only says more of a noun, 0 where none begins.

    "talks that were suspended last month", "a meeting to discuss the plan".
    """
    relative = line.word(index) in ("that", "which", "who") and line.role(index - 1) is Role.WORD
    purpose = line.word(index) == "to" and line.role(index + 1) is Role.VERB
    if not (relative or purpose) or line.role(index - 1) in (Role.VERB, Role.AUXILIARY):
        return 0
    end = index + 1
    while end < before and line.role(end) in (Role.AUXILIARY, Role.ADVERB, Role.VERB):
        end += 1
    return end if end > index + 1 and line.word(end) != "that" else 0
