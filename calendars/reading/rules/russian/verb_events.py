"""Russian verbs that are an event themselves: посетит, встретится, соберётся."""

import re
from dataclasses import replace
from functools import partial

from calendars.reading.candidate import Candidate, Fate, Link, Surrounds
from calendars.reading.day_phrases import DayPhrase
from calendars.reading.mention import Certainty, Kind
from calendars.reading.rules.russian import verbs
from calendars.reading.rules.russian.inflection import both
from calendars.reading.rules.russian.line import Line
from calendars.reading.rules.russian.naming import genitive
from calendars.reading.rules.russian.telling import certainty_of, fate_of
from calendars.reading.rules.russian.verbs import Act

LONGEST_SUBJECT = 8
LONGEST_GOAL = 3


def _words(text: str) -> frozenset[str]:
    return frozenset(both(text.split()))


VISITING = _words("посетит посетят посетил посетила посетили прибудет прибудут прилетит")
MEETING = _words("встретится встретятся встретился встретилась встретились")
GATHERING = _words("соберётся соберутся собрался собралась собрались заседает")
VOTING = _words("проголосуют проголосует")
_PAPERS = re.compile(r"(заяв|документ|работ|регистрац)\w*")
_DEADLINES = {
    "заяв": "приём заявок", "документ": "приём документов", "работ": "приём работ",
    "регистрац": "регистрация",
}  # fmt: skip
_PRONOUNS = {"он": "it", "она": "it", "оно": "it", "они": "they"}
_TELLING = (Act.OCCUR, Act.OPENS, Act.END)
_UNTIL = frozenset(("до", "по"))


def find(line: Line, number: int, free: set[int]) -> tuple[list[Candidate], set[int]]:
    """The events that verbs tell with the free dates of their clause, and the dates used."""
    found: list[Candidate] = []
    used: set[int] = set()
    for clause in line.clauses:
        own = [date for date in sorted(free) if clause[0] <= line.date_tokens[date][0] < clause[1]]
        own = [date for date in own if line.low(line.date_tokens[date][0] - 1) not in ("от", "за")]
        candidate = _event(line, clause, own, number) if own else None
        if candidate is not None:
            found.append(candidate)
            used.update(own[:1])
    return found, used


def _event(line: Line, clause: tuple[int, int], own: list[int], number: int) -> Candidate | None:
    words = [line.low(at) for at in range(*clause)]
    if set(words) & (verbs.WISHES | verbs.DENIALS | verbs.CONDITIONS | verbs.UNREAL):
        return None
    for at in range(*clause):
        word = line.low(at)
        if word in VISITING | MEETING | GATHERING | VOTING and line.low(at - 1) != "не":
            return _told(line, clause, at, own[0], number)
        if word in _PRONOUNS:
            return _pointing(line, clause, at, own[0], number)
    return _deadline(line, clause, own[0], number)


def _told(line: Line, clause: tuple[int, int], at: int, date: int, number: int) -> Candidate | None:
    word = line.low(at)
    subject = _subject(line, clause, at)
    if not subject:
        return None
    goal = None
    if word in VISITING:
        kind, noun = Kind.VISIT, "визит"
        first = at + 1 if line.low(at + 1) not in ("в", "во") else at + 2
        last = _goal_end(line, first, clause[1])
        goal = line.span(first, last) if first < last else None
        if goal is None:
            return None
        name = f"визит {genitive(subject)} в {line.said(first, last)}"
    elif word in MEETING:
        kind, noun = Kind.MEETING, "meeting"
        partner = _partner(line, at, clause[1])
        name = f"встреча {genitive(subject)}{partner}"
    elif word in VOTING:
        kind, noun, name = Kind.ELECTION, "голосование", f"голосование {genitive(subject)}"
    else:
        kind, noun, name = Kind.MEETING, "заседание", f"заседание {genitive(subject)}"
    return Candidate(
        name=name,
        kind=kind,
        noun=noun,
        anchor=line.span(at, at + 1),
        sentence=number,
        date=line.dates[date],
        link=Link.VERB,
        fate=Fate.HELD if verbs.is_past(word) else Fate.COMING,
        fate_span=line.span(at, at + 1),
        certainty=Certainty.CERTAIN,
        destination=goal,
        target=" ".join(line.text[slice(*goal)].split()) if goal else "",
        surrounds=partial(Surrounds, scopes=(line.span(*clause), line.span(0, len(line.tokens)))),
        rules=("a verb that is an event",),
    )


def _pointing(
    line: Line, clause: tuple[int, int], at: int, date: int, number: int
) -> Candidate | None:
    """“Он пройдёт …”: an event that another sentence names."""
    verb = next((v for v in range(at, clause[1]) if verbs.act_of(line.low(v)) in _TELLING), None)
    if verb is None or line.low(verb - 1) == verbs.NEGATION:
        return None
    ends = verbs.act_of(line.low(verb)) is Act.END
    return Candidate(
        name=line.low(at),
        kind=Kind.OTHER,
        noun=_PRONOUNS[line.low(at)],
        anchor=line.span(at, at + 1),
        sentence=number,
        date=replace(line.dates[date], ends_only=ends or line.dates[date].ends_only),
        link=Link.VERB,
        fate=fate_of(line, clause, verb),
        fate_span=line.span(verb, verb + 1),
        certainty=certainty_of(line, clause, verb),
        definite=True,
        bare=True,
        surrounds=partial(Surrounds, scopes=(line.span(*clause),)),
        rules=("a pronoun",),
    )


def _subject(line: Line, clause: tuple[int, int], verb: int) -> str:
    """The words right before the verb, without what stands before a comma."""
    first = verb
    while first > max(clause[0], verb - LONGEST_SUBJECT) and _is_subject(line, first - 1):
        first -= 1
    if first < verb:
        return line.said(first, verb)
    last = verb + 1
    while last < min(clause[1], verb + LONGEST_SUBJECT) and _is_subject(line, last):
        last += 1
    return line.said(verb + 1, last)


def _is_subject(line: Line, at: int) -> bool:
    token = line.tokens[at]
    if token.date >= 0 or not (token.text[0].isalnum() or token.text in "«»"):
        return False
    return token.low not in ("в", "во", "на", "с", "со", "к", "по", "до", "за", "что", "уже")


def _goal_end(line: Line, first: int, end: int) -> int:
    last = first
    while last < min(end, first + LONGEST_GOAL) and line.tokens[last].text[0].isupper():
        if line.tokens[last].date >= 0:
            break
        last += 1
    return last


def _partner(line: Line, verb: int, end: int) -> str:
    """“с президентом …” behind the verb, up to a date or a place."""
    for first in range(verb + 1, min(end, verb + LONGEST_SUBJECT)):
        if line.low(first) in ("с", "со") and first + 1 < end and line.tokens[first + 1].date < 0:
            last = first + 1
            while last < min(end, first + LONGEST_SUBJECT) and _is_subject(line, last):
                last += 1
            return f" {line.said(first, last)}"
    return ""


def _deadline(line: Line, clause: tuple[int, int], date: int, number: int) -> Candidate | None:
    """“Заявки принимаются до 5 мая”, “приём заявок завершится 5 мая”."""
    words = [line.low(at) for at in range(*clause)]
    papers = next(
        ((at, told) for at in range(*clause) if (told := _PAPERS.fullmatch(line.low(at)))), None
    )
    if papers is None:
        return None
    at, told = papers
    ends = any(verbs.act_of(word) is Act.END for word in words)
    until = line.low(line.date_tokens[date][0] - 1) in _UNTIL
    if not (ends or (until and any(word in _TAKEN for word in words))):
        return None
    return Candidate(
        name=_DEADLINES[told[1]],
        kind=Kind.DEADLINE,
        noun="срок",
        anchor=line.span(at, at + 1),
        sentence=number,
        date=_plain(line, date),
        link=Link.VERB,
        fate=Fate.COMING,
        certainty=Certainty.CERTAIN,
        surrounds=partial(Surrounds, scopes=(line.span(*clause),)),
        rules=("a deadline",),
    )


def _plain(line: Line, date: int) -> DayPhrase:
    return replace(line.dates[date], ends_only=False)


_TAKEN = _words("принимаются принимается приём приема приёма подать подачи продлится продлён "
                "продлится направить прислать открыта открыт будет зарегистрироваться")  # fmt: skip
