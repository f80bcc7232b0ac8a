"""Events that only their host or an invitation shows to be some: "join us for TramConf 2024"."""

import re

from calendars.reading.mention import Certainty
from calendars.reading.rules.english import name_words
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end, quoted_start
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.sentence_words import ORDINALS
from calendars.reading.rules.english.subjects import subject_of

# Verbs of holding whose object is an event if it has a number ("the 12th Council of …").
HOSTING = frozenset(
    "host hosts hosting hold holds holding stage stages staging attend attends co-chair co-chairs "
    "chair chairs address addresses open opens join joins".split()
)
RETURNING = frozenset("opens open premieres premiere debuts debut returns return back".split())
VENUE_REACH = 8
_NUMBERED = re.compile(r"\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d")
_PLAY = frozenset("play plays playing".split())
_JOINTS = frozenset("at of in on the and & for to with a".split())


def invited(line: Line, us: int, found: list[Occurrence]) -> Occurrence | None:
    """What "join us for" asks to: a name that no other word shows to be an event."""
    if line.word(us - 1) != "join" or line.word(us + 1) not in ("for", "at", "in"):
        return None
    mood = Mood(us - 1, us + 1, Tense.FUTURE, Certainty.CERTAIN)
    return _held(line, us + 2, Telling(Act.ATTEND, mood, us - 1), found)


def hosted(line: Line, verb: int, form: str, found: list[Occurrence]) -> Occurrence | None:
    """What is held or hosted, by its number: "hosts the 12th Council of Ministers"."""
    first = verb
    if line.word(verb) == "host" and line.word(verb - 1) in _PLAY and line.word(verb + 1) == "to":
        first = verb - 1
    mood = mood_of(line, first, form or "base")
    if mood.tense is not Tense.FUTURE or mood.passive:
        return None
    behind = verb + 1 if first == verb else verb + 2
    telling = Telling(Act.HOLD, mood, verb, subject_of(line, mood.first))
    return _held(line, behind, telling, found)


def _held(line: Line, first: int, telling: Telling, found: list[Occurrence]) -> Occurrence | None:
    """The event that a noun phrase names, known already or by its number."""
    end = noun_phrase_end(line, first)
    known = next(
        (
            o
            for o in found
            if o.phrase and not o.phrase.plural and first <= o.named[0] <= o.phrase.head < end
        ),
        None,
    )
    if known is not None:
        known.tellings.append(telling)
        return None
    while first < end and line.role(first) is Role.DETERMINER:
        first += 1
    tokens = line.tokens[first:end]
    ends = (*tokens[:1], *tokens[-1:])
    numbered = any(_NUMBERED.fullmatch(t.word) or t.word in ORDINALS for t in ends)
    if not numbered or not any(token.capitalised for token in tokens):
        return None
    event = Occurrence((first, end))
    event.tellings.append(telling)
    return event


def is_title(line: Line, verb: int) -> bool:
    """Whether what opens or is back bears a title: a show, a season, a festival of its own name."""
    at = verb
    while line.role(at - 1) in (Role.AUXILIARY, Role.ADVERB) or line.word(at - 1) == "to":
        at -= 1
    if at and quoted_start(line, at - 1) is not None:
        return True
    subject = subject_of(line, at)
    if subject is None:
        return False
    first = 0 if at <= VENUE_REACH else subject[0]
    tokens = line.tokens[first:at]
    caps = [token for token in tokens if token.capitalised and token.word not in _JOINTS]
    if not caps or any(not (t.capitalised or t.word in _JOINTS) for t in tokens):
        return False
    words = {token.word for token in tokens}
    if words & (name_words.TITLES | name_words.BODIES):
        return False
    if len(caps) < len(tokens):
        return tokens[-1].capitalised
    behind = {line.word(index) for index in range(verb + 1, verb + VENUE_REACH)}
    staged = line.word(verb + 1) in ("at", "in") and not behind.isdisjoint(name_words.HOST_HOUSES)
    return len(tokens) == 1 and staged
