"""Set phrases that tell an event without naming one: deadlines, polls, guests in town."""

from collections.abc import Iterator

from calendars.reading.mention import Kind
from calendars.reading.rules.english import deadlines, event_words, name_words, people
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.subjects import subject_of

ENTRY_MARKS = frozenset(":–—|")
LONGEST_ENTRY = 24
LONGEST_ENTRY_NAME = 9
_DATE_JOINTS = frozenset("on at from to until and the of".split())
# Words of labels that date the page or a thing, not an event.
_STAMPS = frozenset(
    "published updated posted modified created issued release date dated effective born died "
    "retrieved accessed copyright edited last revised since expires valid when founded "
    "established look ahead week weeks diary agenda programme program schedule calendar overview "
    "period events today".split()
)
_OFFICES = {
    "president": "presidential", "parliament": "parliamentary", "legislature": "legislative",
    "governor": "gubernatorial", "mayor": "mayoral", "senate": "senate", "assembly": "assembly",
    "councils": "council", "council": "council", "senators": "senate", "mayors": "mayoral",
    "governors": "gubernatorial", "lawmakers": "parliamentary",
}  # fmt: skip
_BESIDE_OFFICES = frozenset("a an the new next their its and , both".split())
_ELECTS = frozenset("elect choose".split())
LONGEST_ASIDE = 8
_VOTING = frozenset("polls ballot ballots vote".split())
# Every word that a set phrase is known by, for a quick look.
_TELLING = frozenset(
    [
        *deadlines.WORDS,
        *event_words.VOTING_VERBS,
        "visiting",
    ]
)


def set_phrases(line: Line) -> Iterator[Occurrence]:
    """The events that a set phrase tells, in order."""
    for index in line.places(_TELLING):
        word = line.words[index]
        limit = deadlines.at(line, index)
        if limit is not None:
            yield limit
        elif word in event_words.VOTING_VERBS:
            yield from _poll(line, index)
        elif word == "visiting":
            yield from _guest(line, index)


def list_entry(line: Line) -> Occurrence | None:
    """What an entry of a list of dates tells ("June 4: Planning Commission, 7 p.m.").

    Only short entries count, and only with words of a name or of something planned.
    """
    colon = next(
        (
            at
            for at, word in enumerate(line.words)
            if word in ENTRY_MARKS and line.role(at) is not Role.DATE
        ),
        None,
    )
    if colon is None or len(line.tokens) > LONGEST_ENTRY:
        return None
    first = colon + 1
    while line.role(first) is Role.DATE or line.word(first) in ENTRY_MARKS | {"-", ",", "|"}:
        first += 1
    last = first
    while (
        last < len(line.tokens)
        and line.role(last) is not Role.DATE
        and (line.tokens[last].is_word or line.word(last) in ("'", "’", "&", "-"))
    ):
        last += 1
    return _entry(line, first, last)


def labelled_date(line: Line) -> Occurrence | None:
    """What stands before the colon of a line that ends with its date ("Annual meeting: 5 May")."""
    marks = [
        at
        for at, word in enumerate(line.words)
        if line.role(at) is Role.MARK and word in ENTRY_MARKS
    ]
    if not marks or len(line.tokens) > LONGEST_ENTRY:
        return None
    last = marks[-1]
    behind = [at for at in range(last + 1, len(line.tokens)) if line.role(at) is not Role.DATE]
    if any(line.tokens[at].is_word and line.word(at) not in _DATE_JOINTS for at in behind):
        return None
    colon, last = last, _before_bracket(line, last)
    first = next(at for at in range(last + 1) if line.tokens[at].is_word or at == last)
    labels = {line.word(at) for at in range(first, last)}
    if Role.DATE not in line.roles[colon:] or labels & _STAMPS:
        return None
    return _entry(line, first, last)


def plain_entry(line: Line) -> Occurrence | None:
    """What a short line is that begins with a capital ("Eurogroup (from 15:00)")."""
    first = next((at for at, token in enumerate(line.tokens) if token.is_word), len(line.tokens))
    first = next((at for at in range(first, len(line.tokens)) if line.role(at) is Role.WORD), first)
    if len(line.tokens) > LONGEST_ENTRY or first == len(line.tokens):
        return None
    last = first
    while last < len(line.tokens) and line.role(last) not in (Role.DATE, Role.MARK):
        last += 1
    while last > first and line.role(last - 1) is Role.PREPOSITION:
        last -= 1
    if last == first or not line.tokens[first].capitalised or last - first > LONGEST_ENTRY_NAME:
        return None
    return Occurrence((first, last), kind=Kind.OTHER, name=line.said(first, last))


def _before_bracket(line: Line, end: int) -> int:
    """Where a label ends without what it says in brackets ("Abstracts (300 words)")."""
    if line.word(end - 1) != ")":
        return end
    return next((at for at in range(end - 1, 0, -1) if line.word(at) == "("), end)


def _entry(line: Line, first: int, last: int) -> Occurrence | None:
    words = [token for token in line.tokens[first:last] if token.is_word]
    plain = [at for at in range(first, last) if line.role(at) is Role.WORD]
    fewest = 1 if line.word(first) in event_words.DEADLINE_SUBJECTS else 2
    if not plain or not fewest <= len(words) <= LONGEST_ENTRY_NAME:
        return None
    name = line.said(first, last)
    opening = line.word(first) in event_words.DEADLINE_SUBJECTS
    if line.word(last - 1) in event_words.DEADLINE_SUBJECTS or opening:
        return Occurrence((first, last), kind=Kind.DEADLINE, name=f"Deadline for {name.lower()}")
    return Occurrence((first, last), kind=Kind.OTHER, name=name)


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
    elected = next((at for at in range(verb, len(line.tokens)) if line.word(at) in _ELECTS), None)
    if elected is not None and (chosen := _chosen(line, elected)) is not None:
        offices = _offices(line, *chosen)
        if offices:
            return f"{offices.capitalize()} election{where}"
        return f"Election of {line.said(*chosen)}{where}"
    return f"Election{where}" if line.word(verb) in event_words.GOING else f"Vote{where}"


def _chosen(line: Line, verb: int) -> Range | None:
    """Whom voters elect, an aside before it left out ("elect, for the first time, a mayor")."""
    first = verb + 1
    if line.word(first) == ",":
        aside = range(first + 1, min(first + LONGEST_ASIDE, len(line.tokens)))
        first = next((at + 1 for at in aside if line.word(at) == ","), first)
    end = noun_phrase_end(line, first)
    if end == first or line.word(first) in ("between", "whether", "to"):
        return None
    return (first + 1 if line.word(first) in ("their", "its") else first), end


def _offices(line: Line, first: int, last: int) -> str:
    """The offices to be filled as adjectives, where nothing else is elected."""
    told = [line.word(at) for at in range(first, last)]
    plain = [word for word in told if word not in _BESIDE_OFFICES]
    if not plain or any(word not in _OFFICES for word in plain):
        return ""
    return " and ".join(_OFFICES[word] for word in plain)


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
