"""Which date belongs to which event of a sentence."""

from bisect import bisect_left
from dataclasses import replace

from calendars.dates.edtf import Interval
from calendars.dates.precision import Precision
from calendars.dates.record import record
from calendars.reading.candidate import Link
from calendars.reading.day_phrases import DayPhrase, tells_only_hours
from calendars.reading.mention import Kind
from calendars.reading.rules.english.event_nouns import BODIES
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Tense, mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.sentence_words import PREPOSITIONS, REPORTING
from calendars.reading.rules.english.standing import (
    DATE_PREPOSITIONS,
    goes_on,
    is_of_name,
    is_set_apart,
    is_subject,
    opens_clause,
    opens_list_entry,
)

LONGEST_ASIDE = 25
_COMMA = frozenset(",")
_STOPS = frozenset(",;•")
IN_TURN = "respectively"
NO_EVENT = "no event in its clause"
OF_NOUN = "the date of what it stands before"
STATEMENT = "the date of a statement"
_BODIES = BODIES | {"general assembly", "mission", "panel", "caucus"}
_ADJUNCTS = frozenset("with including featuring".split())
_SIDE_CLAUSES = frozenset("after before following since prior while ahead".split())
_HAPPENING = (Act.BE, Act.OCCUR, Act.HOLD)


@record(frozen=True, slots=True)
class Attachment:
    """A date of a line tied to an event, through one of its verbs or directly."""

    date: int
    occurrence: Occurrence
    telling: Telling | None
    link: Link


@record(frozen=True, slots=True)
class Loose:
    """A date that belongs to no event, and why."""

    date: int
    why: str


def attach(line: Line, found: list[Occurrence]) -> tuple[list[Attachment], list[Loose]]:
    """Tie each date of a line to the event that governs it."""
    ground = _ground(line, found)
    tied: list[Attachment] = []
    loose: list[Loose] = []
    guests = [occurrence for occurrence in found if occurrence.under_way]
    for number in range(len(line.dates)):
        result = _before_only(line, number, _governor(line, number, ground))
        if isinstance(result, Loose) and guests:
            result = Attachment(number, guests.pop(0), None, Link.MEANWHILE)
        if isinstance(result, Loose):
            loose.append(result)
        else:
            tied.extend(
                [result, *_shared(result, found), *_told_there(line, result, ground.owners)]
            )
    return (_in_turn(tied) if IN_TURN in line.words else tied), loose


def _in_turn(tied: list[Attachment]) -> list[Attachment]:
    """Give each of several events its own day ("will be held on May 4 and 5 respectively")."""
    for verb in {item.telling.verb for item in tied if item.telling}:
        own = [item for item in tied if item.telling and item.telling.verb == verb]
        dates = sorted({item.date for item in own})
        events = sorted({item.occurrence.named for item in own})
        if len(dates) == len(events) > 1:
            turn = dict(zip(events, dates, strict=True))
            tied = [
                item for item in tied if item not in own or turn[item.occurrence.named] == item.date
            ]
    return tied


def _shared(attachment: Attachment, found: list[Occurrence]) -> list[Attachment]:
    """The same date for the other events that the same verb tells."""
    telling = attachment.telling
    if telling is None:
        return []
    return [
        replace(attachment, occurrence=other, telling=told)
        for other in found
        for told in other.tellings
        if other is not attachment.occurrence and told.verb == telling.verb
    ]


def _told_there(
    line: Line, attachment: Attachment, owners: list["Owner | None"]
) -> list[Attachment]:
    """The same date for what happens at the event ("will be unveiled at the fair on May 5")."""
    start = attachment.occurrence.named[0]
    of_day = line.word(start - 1) == "of" and line.word(start - 2) == "day"
    there = of_day or line.word(start - 1) in ("at", "during")
    if attachment.link is not Link.NAME or not there:
        return []
    for index in range(start - 1, -1, -1):
        owner = owners[index]
        if owner is not None and owner[1] is not None and owner[1].act in _HAPPENING:
            return [Attachment(attachment.date, owner[0], owner[1], Link.VERB)]
        if owner is not None or line.role(index) is Role.VERB:
            return []
    return []


Owner = tuple[Occurrence, Telling | None]


@record(frozen=True, slots=True)
class Ground:
    """Where to look for what governs a date.

    For each token the event it names or tells of; the tokens at which a look to the left or
    right stops; the commas that open an aside.
    """

    owners: list[Owner | None]
    stops: list[int]
    asides: list[int]


def _owners(line: Line, found: list[Occurrence]) -> list[Owner | None]:
    """For each token the event that it names or tells of."""
    owners: list[Owner | None] = [None] * len(line.tokens)
    for occurrence in found:
        for telling in occurrence.tellings:
            for index in range(telling.mood.first, telling.mood.last):
                if line.role(index) is not Role.DATE:
                    owners[index] = (occurrence, telling)
        for index in range(*occurrence.named):
            owners[index] = owners[index] or (occurrence, None)
    return owners


def _ground(line: Line, found: list[Occurrence]) -> Ground:
    owners = _owners(line, found)
    stops = [
        at
        for at, owner in enumerate(owners)
        if owner is not None or line.roles[at] is Role.VERB or line.words[at] in _STOPS
    ]
    asides = [at for at in line.places(_COMMA) if line.word(at + 1).endswith("ing")]
    return Ground(owners, stops, asides)


def _governor(line: Line, number: int, ground: Ground) -> Attachment | Loose:
    owners = ground.owners
    first, last = line.date_tokens(number)
    if owners[first] is not None or is_of_name(line, number):
        return Loose(number, "the date is part of a name")
    if line.word(last) == "than":
        return Loose(number, "only a comparison")
    if _is_span_of_years(line.dates[number]):
        return Loose(number, "a span of years")
    named = _named_behind(line, first, last, owners)
    if named is not None:
        return Attachment(number, named, None, Link.NAME)
    if opens_list_entry(line, first, last):
        return _to_the_right(line, number, last, ground, Link.LIST)
    if opens_clause(line, first) or _is_fronted(line, first, owners):
        front = _to_the_right(line, number, last, ground, Link.FRONT)
        if not isinstance(front, Loose) or not goes_on(line, first):
            return front
    return _within(line, number, ground)


def _within(line: Line, number: int, ground: Ground) -> Attachment | Loose:
    """What governs a date that does not open its clause."""
    first, last = line.date_tokens(number)
    if _is_of_noun(line, first, last, ground.owners):
        return Loose(number, OF_NOUN)
    if is_set_apart(line, first, last):
        right = _to_the_right(line, number, last, ground, Link.FRONT)
        if not isinstance(right, Loose):
            return right
    if is_subject(line, first, last):
        return _to_the_right(line, number, last, ground, Link.FRONT)
    result = _to_the_left(line, number, first, ground)
    if isinstance(result, Loose) and result.why == "nothing before it is an event":
        return _to_the_right(line, number, last, ground, Link.FRONT)
    return result


def _before_only(line: Line, number: int, result: Attachment | Loose) -> Attachment | Loose:
    """A date that only bounds an event is not its own ("will take place before the summer")."""
    first, _ = line.date_tokens(number)
    bounds = "before" in (
        line.word(first - 1),
        line.word(first - 2 * (line.word(first - 1) == "the")),
    )
    if not isinstance(result, Attachment) or not bounds:
        return result
    occurrence = result.occurrence
    kind = occurrence.kind or (occurrence.phrase.kind if occurrence.phrase else None)
    return result if kind is Kind.DEADLINE else Loose(number, "it is only to be before this date")


def _is_span_of_years(date: DayPhrase) -> bool:
    return isinstance(date.date, Interval) and date.when.precision is Precision.YEAR


def _named_behind(
    line: Line, first: int, last: int, owners: list[Owner | None]
) -> Occurrence | None:
    """The event whose name the date qualifies ("Tuesday's hearing", "the May 5 vote")."""
    owner = owners[last] if last < len(owners) else None
    if owner is None or owner[0].phrase is None or owner[0].named[0] != last:
        return None
    before = line.role(first - 1)
    qualifies = line.tokens[last - 1].possessive or before is Role.DETERMINER
    if qualifies or (before is Role.WORD and not line.tokens[first - 1].capitalised):
        return owner[0]
    return None


def _is_fronted(line: Line, first: int, owners: list[Owner | None]) -> bool:
    """Whether only "on the eve of the drill," or its like stands before a date.

    Of "at its last meeting, on May 5," the date is the meeting's.
    """
    comma = first - 1
    while line.word(comma) in DATE_PREPOSITIONS:
        comma -= 1
    if line.word(comma) != "," or line.words[0] not in PREPOSITIONS | {"ahead"}:
        return False
    if {Role.VERB, Role.AUXILIARY} & set(line.roles[:comma]):
        return False
    owner = owners[comma - 1]
    return owner is None or owner[0].named[0] > 1


def _is_of_noun(line: Line, first: int, last: int, owners: list[Owner | None]) -> bool:
    """Whether a date only tells which of some things is meant ("the July 21 decisions")."""
    owned = line.tokens[last - 1].possessive or line.role(first - 1) is Role.DETERMINER
    plain = line.role(last) is Role.WORD and not line.tokens[last].capitalised
    end = noun_phrase_end(line, last) if owned and plain else last
    return end > last and all(owners[at] is None for at in range(last, end))


def _to_the_left(line: Line, number: int, first: int, ground: Ground) -> Attachment | Loose:
    bare = line.word(first - 1) not in DATE_PREPOSITIONS
    comma = False
    index = first
    while (before := bisect_left(ground.stops, index)) > 0:
        index = ground.stops[before - 1]
        if line.word(index) == ",":
            comma, index = True, _over_aside(index, ground.asides)
        owner = ground.owners[index]
        if owner is not None:
            if comma and _is_side_clause(line, owner):
                break
            if _is_adjunct(line, owner) and not _is_own_hour(line, number):
                continue
            return _tied(line, number, owner, bare, ground.owners)
        if line.role(index) is Role.VERB:
            word = line.word(index)
            announced_for = line.word(index + 1) == "for"
            if (
                word in REPORTING
                and not announced_for
                and mood_of(line, index, "past").tense is not Tense.FUTURE
            ):
                return Loose(number, f"{STATEMENT} (“{word}”)")
            return Loose(number, f"the date of something else (“{word}”)")
        if line.word(index) in (";", "•"):
            break
    return Loose(number, "nothing before it is an event")


def _over_aside(comma: int, asides: list[int]) -> int:
    """From a comma back to the one that opens an aside ("…, bringing together stars, …")."""
    before = bisect_left(asides, comma) - 1
    start = asides[before] if before >= 0 else 0
    return start if start > max(0, comma - LONGEST_ASIDE) else comma


def _is_own_hour(line: Line, number: int) -> bool:
    """Whether it is an hour behind another date, so that what stands between has it."""
    return number > 0 and tells_only_hours(line.dates[number])


def _is_adjunct(line: Line, owner: Owner) -> bool:
    """Whether the event only goes along with another ("with workshops and a gala")."""
    occurrence, _ = owner
    if occurrence.phrase is None or occurrence.tellings:
        return False
    index = occurrence.named[0] - 1
    while line.role(index) in (Role.WORD, Role.DETERMINER, Role.CONJUNCTION) or (
        line.word(index) == ","
    ):
        index -= 1
    return line.word(index) in _ADJUNCTS


def _is_side_clause(line: Line, owner: Owner) -> bool:
    """Whether the event is only what comes before or after ("after attending the forum, …")."""
    telling = owner[1] or (owner[0].tellings[0] if owner[0].tellings else None)
    first = telling.mood.first if telling else owner[0].named[0]
    return line.word(first - 1) in _SIDE_CLAUSES


def _tied(
    line: Line, number: int, owner: Owner, bare: bool, owners: list[Owner | None]
) -> Attachment | Loose:
    occurrence, telling = owner
    if telling is not None:
        return Attachment(number, occurrence, telling, Link.VERB)
    _, behind = line.date_tokens(number)
    if occurrence.phrase and _acts(line, occurrence.phrase.noun, behind):
        return Loose(number, f"the date of what the “{occurrence.phrase.noun}” does")
    before = occurrence.named[0] - 1
    if (
        bare
        and not occurrence.tellings
        and line.role(before) is Role.VERB
        and owners[before] is None
    ):
        return Loose(number, f"the date of “{line.word(before)}”, not of its object")
    return Attachment(number, occurrence, None, Link.NAME)


def _acts(line: Line, noun: str, behind: int) -> bool:
    """Whether a body does something that day ("The General Assembly on Tuesday adopted …")."""
    return noun in _BODIES and line.role(behind) is Role.VERB


def _sets_date(line: Line, telling: Telling) -> bool:
    """Whether a verb without helpers has the event's date right behind it ("set 5 May as …")."""
    alone = telling.mood.first == telling.verb and telling.act is Act.OCCUR
    return (
        alone
        and line.role(telling.verb + 1) is Role.DATE
        and (telling.mood.tense is Tense.FUTURE and line.role(telling.verb) is Role.VERB)
    )


def _to_the_right(
    line: Line, number: int, last: int, ground: Ground, link: Link
) -> Attachment | Loose:
    named: Occurrence | None = None
    for index in ground.stops[bisect_left(ground.stops, last) :]:
        owner = ground.owners[index]
        if owner is not None:
            occurrence, telling = owner
            if telling is not None and _sets_date(line, telling):
                return Loose(number, "the day on which another date was set")
            if telling is not None:
                return Attachment(number, occurrence, telling, link)
            if link is Link.LIST:
                return Attachment(number, occurrence, None, link)
            named = named or (occurrence if occurrence.tellings else None)
        elif line.role(index) is Role.VERB and link is not Link.LIST:
            if named is not None:
                break
            return Loose(number, f"the date of something else (“{line.word(index)}”)")
    if named is not None:
        return Attachment(number, named, named.tellings[0], link)
    return Loose(number, NO_EVENT)
