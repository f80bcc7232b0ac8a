"""Events in Russian sentences: what is one, when it is, and what becomes of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from calendars.reading.candidate import Candidate, Fate, Link, Surrounds
from calendars.reading.day_phrases import DayPhrase, days_long
from calendars.reading.mention import Kind, Offsets, Timex
from calendars.reading.rules.russian import naming, verb_events, verbs
from calendars.reading.rules.russian.event_words import WEAK
from calendars.reading.rules.russian.line import Line, read_line
from calendars.reading.rules.russian.naming import Phrase
from calendars.reading.rules.russian.telling import Telling, telling_of
from calendars.reading.rules.russian.verbs import Act

NEAR = 2
_FATES = {Act.CANCEL: Fate.CANCELLED, Act.POSTPONE: Fate.POSTPONED, Act.MOVE: Fate.MOVED}
_SETTING = re.compile(r"\b(?:ходе|рамках|полях|время|кулуарах)\s+$")
_PARTICIPLE = re.compile(r"запланирован|намечен|назначен|намечавш|планировавш|приурочен")
_NO_DATES = frozenset(("от", "за"))
_LAUNCH_BREAK = 12


@dataclass(frozen=True, slots=True)
class Tied:
    """A date with the event it belongs to and how."""

    date: int
    phrase: Phrase
    link: Link


def find(
    text: str,
    span: Offsets,
    number: int,
    dates: Sequence[DayPhrase],
    durations: Sequence[Timex],
) -> tuple[list[Candidate], list[tuple[DayPhrase, str]]]:
    """The events of a sentence, and the dates that belong to none with the reason."""
    line = read_line(text, span, dates)
    every = naming.phrases(line)
    named = [phrase for phrase in every if not _is_setting(line, phrase)]
    settings = [phrase for phrase in every if _opens_setting(line, phrase)][:2]
    tied, loose = _attach(line, named)
    candidates: list[Candidate] = []
    for phrase in named:
        own = [item for item in tied if item.phrase is phrase]
        candidates.extend(_candidates(line, phrase, own, number, durations, settings))
    if not any(item.link is Link.VERB for item in tied):
        told, used = verb_events.find(line, number, set(loose))
        candidates.extend(told)
        loose = {date: why for date, why in loose.items() if date not in used}
    return candidates, [(line.dates[date], why) for date, why in loose.items()]


def listed(text: str, span: Offsets, number: int, hours: Sequence[DayPhrase]) -> list[Candidate]:
    """The event that a line without a verb names, as entries of a programme do."""
    line = read_line(text, span, hours)
    words = [line.low(at) for at in range(len(line.tokens))]
    if any(verbs.is_past(word) or verbs.is_future(word) for word in words):
        return []
    named = naming.phrases(line)[:1]
    return [told for one in named for told in _candidates(line, one, [], number, (), [])]


def _attach(line: Line, named: list[Phrase]) -> tuple[list[Tied], dict[int, str]]:
    """Tie each date to an event of its clause, or say why it belongs to none."""
    tied: list[Tied] = []
    loose: dict[int, str] = {}
    for date in range(len(line.dates)):
        why = _shielded(line, date)
        found = None if why else _owner(line, date, named)
        if found is not None:
            tied.append(found)
        else:
            loose[date] = why or "no event stands with it"
    return tied, loose


def _shielded(line: Line, date: int) -> str:
    """Why a date is not that of an event: a statement's, a document's, a statistic's."""
    first, last = line.date_tokens[date]
    before = line.low(first - 1)
    if before in _NO_DATES:
        return "the date of a document or a period"
    clause = line.clause(first)
    for at in range(*clause):
        word = line.low(at)
        if verbs.REPORTING.fullmatch(word) and (first - 3 <= at < first or last <= at <= last + 2):
            return "the date of a statement"
        if word in verbs.BACKGROUND:
            return "background"
    return ""


def _owner(line: Line, date: int, named: list[Phrase]) -> Tied | None:
    first, last = line.date_tokens[date]
    clause = line.clause(first)
    inside = [p for p in named if clause[0] <= p.head < clause[1]]
    if not inside or line.is_relative(clause):
        before = [p for p in named if p.head < clause[0]]
        modified = line.is_relative(clause) or _is_participle(line.low(clause[0]))
        if before and (modified or _tells(line, clause)):
            return Tied(date, before[-1], Link.VERB)
    if not inside:
        return None
    direct = [p for p in inside if p.word.direct]
    told = _tells(line, clause)
    if told and direct:
        return Tied(date, min(direct, key=lambda p: _distance(p, first, last)), Link.VERB)
    near = min(inside, key=lambda p: _distance(p, first, last))
    if told or _distance(near, first, last) <= NEAR:
        return Tied(date, near, Link.VERB if told else Link.NAME)
    ahead = any(verbs.is_future(line.low(at)) for at in range(*clause))
    if ahead:
        return Tied(date, near, Link.MEANWHILE)
    verbless = not any(verbs.is_past(line.low(at)) for at in range(*clause))
    return Tied(date, near, Link.FRONT) if verbless and first <= clause[0] + 2 else None


def _is_participle(word: str) -> bool:
    return (
        re.fullmatch(r"(?:запланирован|намечен|назначен|намечавш|планировавш|приурочен)\w*", word)
        is not None
    )


def _tells(line: Line, clause: tuple[int, int]) -> bool:
    return any(verbs.act_of(line.low(at)) for at in range(*clause))


def _distance(phrase: Phrase, first: int, last: int) -> int:
    return max(first - phrase.last, phrase.first - last, 0)


def _candidates(
    line: Line,
    phrase: Phrase,
    own: list[Tied],
    number: int,
    durations: Sequence[Timex],
    settings: list[Phrase],
) -> list[Candidate]:
    telling = telling_of(line, phrase)
    base = replace(
        _base(line, phrase, telling, number, durations), setting=_setting(phrase, settings)
    )
    if telling.act in _FATES:
        return [_fated(line, base, own, telling)]
    if not own:
        return [base]
    return [
        replace(base, date=_date(line, item.date, telling, base.kind), link=item.link)
        for item in own
    ]


def _date(line: Line, date: int, telling: Telling, kind: Kind) -> DayPhrase:
    phrase = line.dates[date]
    if telling.act is Act.END and kind is not Kind.DEADLINE:
        return replace(phrase, ends_only=True)
    return phrase


def _base(
    line: Line, phrase: Phrase, telling: Telling, number: int, durations: Sequence[Timex]
) -> Candidate:
    bare = naming.is_bare(line, phrase)
    target = _destination(line, phrase)
    clause = line.clause(phrase.head)
    return Candidate(
        name=naming.name_of(line, phrase, _guest(line, phrase, telling)),
        kind=phrase.kind,
        noun=phrase.word.noun,
        anchor=line.span(phrase.first, phrase.last),
        sentence=number,
        fate=_FATES.get(telling.act, telling.fate) if telling.act else telling.fate,
        fate_span=line.span(telling.at, telling.at + 1) if telling.at >= 0 else None,
        certainty=telling.certainty,
        definite=bare and telling.act is not Act.HOLD,
        bare=bare,
        weak=phrase.word.noun in WEAK,
        plural=phrase.word.gender == "p",
        days=_days(line, durations),
        destination=target,
        target=" ".join(line.text[slice(*target)].split()) if target else "",
        surrounds=partial(
            Surrounds,
            scopes=(line.span(*clause), line.span(0, len(line.tokens))),
            organiser=telling.host,
        ),
        ordinal=naming.ordinal_of(line, phrase),
        rules=(
            f"the noun “{phrase.word.nominative}”",
            *((telling.act.value,) if telling.act else ()),
        ),
        drop=_drop(line, phrase, telling),
    )


def _guest(line: Line, phrase: Phrase, telling: Telling) -> str:
    """Whose visit it is, where only the verb tells: “президент совершит визит”."""
    follows = line.low(phrase.head + 1) if phrase.last > phrase.head + 1 else "в"
    if phrase.kind is not Kind.VISIT or telling.host is None or follows not in ("в", "во"):
        return ""
    return naming.genitive(" ".join(line.text[slice(*telling.host)].split()))


def _drop(line: Line, phrase: Phrase, telling: Telling) -> str:
    if telling.drop:
        return telling.drop
    if (
        phrase.word.nominative in ("пресс-конференция", "брифинг")
        and telling.fate is not Fate.COMING
    ):
        return "an occasion of a statement"
    return "denied" if line.low(phrase.first - 1) == "без" else ""


def _setting(phrase: Phrase, settings: list[Phrase]) -> str | None:
    """The noun of the occasion it belongs to: “в ходе визита”, “на полях саммита”."""
    return next((other.word.noun for other in settings if other is not phrase), None)


def _is_setting(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase only tells the occasion, without a clause of its own."""
    clause = line.clause(phrase.head)
    behind = next((other for other in line.clauses if other[0] >= clause[1]), None)
    described = behind is not None and line.is_relative(behind) and phrase.last >= clause[1] - 1
    return _opens_setting(line, phrase) and not described


def _opens_setting(line: Line, phrase: Phrase) -> bool:
    start = line.tokens[phrase.first].start
    return _SETTING.search(line.text, max(0, start - _LAUNCH_BREAK), start) is not None


def _destination(line: Line, phrase: Phrase) -> Offsets | None:
    """Where a visit goes: behind “в”."""
    if phrase.kind is not Kind.VISIT:
        return None
    clause = line.clause(phrase.head)
    for at in (*range(phrase.head, clause[1]), *range(clause[0], phrase.head)):
        following = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
        if line.low(at) in ("в", "во") and following and following.date < 0:
            return line.span(at + 1, min(at + 4, clause[1]))
    return None


def _days(line: Line, durations: Sequence[Timex]) -> int:
    del line
    return next((days for duration in durations if (days := days_long(duration))), 0)


def _fated(line: Line, base: Candidate, own: list[Tied], telling: Telling) -> Candidate:
    """An event that was called off or moved: its old and its new date."""
    old: DayPhrase | None = None
    new: DayPhrase | None = None
    for item in own:
        date = replace(line.dates[item.date], ends_only=False)
        first = line.date_tokens[item.date][0]
        towards = _is_towards(line, first) and first > telling.at
        if telling.act is not Act.CANCEL and towards:
            new = date
        else:
            old = old or date
    if new is not None:
        return replace(base, date=new, old_date=old, link=Link.VERB, fate=Fate.MOVED)
    fate = Fate.POSTPONED if base.fate is Fate.MOVED else base.fate
    return replace(base, date=old, link=Link.VERB if old else Link.NONE, fate=fate)


def _is_towards(line: Line, first: int) -> bool:
    """Whether a date is the new one: behind “на” or “до”, perhaps “на конец”."""
    return any(line.low(at) in ("на", "до") for at in (first - 1, first - 2))
