"""Events that take place: the verbs whose subject is the event."""

from dataclasses import replace

from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_words, name_words
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import quoted_start
from calendars.reading.rules.english.occurrence import (
    FATES,
    Act,
    Occurrence,
    Telling,
    inside_name,
)
from calendars.reading.rules.english.subjects import event_behind, event_subject, whole_subject

_TAKE = {"take": "base", "takes": "present", "took": "past", "taken": "past", "taking": "ing"}
_GO = {"go": "base", "goes": "present", "went": "past", "going": "ing"}
_BE_BACK = {"be": "base", "is": "present", "are": "present", "come": "base", "comes": "present"}
# Verbs of two words, by the second one.
PAIRED = {"place": _TAKE, "ahead": _GO, "forward": _GO, "back": _BE_BACK}
_PARTICLES = {
    "called": "off", "put": "off", "brought": "forward", "kick": "off",
    "kicks": "off", "kicked": "off", "step": "off", "steps": "off", "tee": "off", "tees": "off",
    "wrap": "up", "wraps": "up", "get": "underway", "gets": "underway", "announced": "for",
    "billed": "for",
}  # fmt: skip
_FOR_DAY = ("for", "on", "at", "to", "by")
_IS = frozenset("is are been now tentatively currently provisionally also".split())
# What may stand between events that share a verb.
_JOINED = frozenset(("and", "and then", ",", ", and", ", and then", "as well as", "and also"))
_BEEN = ("been", "was", "were", "is", "are", "be")
NEW_DAY_REACH = 8
_PUSHED = frozenset("back to until till into from".split())
PLANS_WITH = frozenset("for on in from between at during".split())
# What somebody does to something, unless it stands alone ("opened its office").
_DOING = frozenset(
    "opened launched started began opens launches starts begins closed close closes".split()
)
_SHUTTING = ("close", "closes", "closed")
_SPANS = ("days", "weeks", "months", "hours", "minutes")


def tell_subject(line: Line, index: int, found: list[Occurrence]) -> bool:
    """Tie a verb to the event that is its subject."""
    word = line.word(index)
    form = event_words.OCCURRING[word]
    verb = index
    if form == "second":
        verb = index - 1
        form = PAIRED[word].get(line.word(verb), "")
    if not form or not _is_complete(line, index, form):
        return False
    if word == "called":
        form = "cancel" if line.word(index + 1) == "off" else "plan"
    mood = mood_of(line, verb, form)
    suffers = mood.passive and mood.first < verb
    if not suffers and _does_something(line, index):
        return False
    mood = replace(mood, last=max(mood.last, index + 1))
    if word == "extended":
        mood = replace(mood, tense=Tense.FUTURE)
    subject = event_subject(line, mood.first, found)
    if subject is None and form == "ing":
        subject = event_behind(line, verb, found)
    if subject is None:
        subject = next((o for o in found if o.known_by == verb), None)
    if subject is None:
        return False
    deadline = subject.phrase is not None and subject.phrase.kind is Kind.DEADLINE
    act = Act.MOVE if word == "extended" and deadline else _act(word, form)
    for occurrence in (subject, *_before_and(line, subject, found)):
        occurrence.tellings.append(Telling(act, mood, verb))
    return True


def is_planned(line: Line, index: int) -> bool:
    """Whether a day is set for what a subject names, be its noun unknown.

    "The recount is scheduled for May 5", "The caroling will be on Saturday".
    """
    at = index + 1
    if line.word(index) != "be" and line.word(index) not in event_words.PLANNED:
        return False
    at += line.word(at) in _FOR_DAY
    day = line.date_at[at] if at < len(line.tokens) else -1
    if day < 0 or not line.dates[day].when.precision.names_a_day:
        return False
    helper = line.word(index - 1)
    return helper == "will" if line.word(index) == "be" else helper in _IS


def is_put_off(line: Line, index: int) -> bool:
    """Whether what a subject names gets another day, be its noun unknown.

    "The release of Orbit 5 has been pushed back two weeks to May 5".
    """
    form = event_words.OCCURRING.get(line.word(index))
    if form not in ("move", "postpone") or line.word(index - 1) not in _BEEN:
        return False
    for at in range(index + 1, min(index + NEW_DAY_REACH, len(line.tokens) - 1)):
        day = line.date_at[at + 1]
        if line.word(at) in ("to", "until", "till") and day >= 0:
            return line.dates[day].when.precision.names_a_day
    return False


def find_unknown(line: Line, index: int, found: list[Occurrence]) -> None:
    """Find an event that only its verb shows to be one, before the verbs are tied."""
    second = PAIRED.get(line.word(index))
    verb = index if second is None else index - 1
    form = (second or event_words.OCCURRING).get(line.word(verb), "")
    form = form or ("base" if line.word(verb) == "be" else "")
    if not form or not _is_complete(line, index, form) or inside_name(index, found):
        return
    mood = mood_of(line, verb, form)
    if line.word(index) == "held" and (not mood.passive or _has_object(line, mood)):
        return
    if event_subject(line, mood.first, found):
        return
    unknown = _unknown_noun(line, mood, found)
    if unknown is not None:
        unknown.known_by = verb
        found.append(unknown)


def _does_something(line: Line, index: int) -> bool:
    """Whether a verb is done to something else ("opened its office", "will close schools")."""
    word, following = line.word(index), line.word(index + 1)
    if line.role(index + 1) is Role.DETERMINER:
        return word in _DOING
    many = line.role(index + 1) is Role.WORD and following.endswith("s")
    return many and word in _SHUTTING and following not in _SPANS


def _has_object(line: Line, mood: Mood) -> bool:
    """Whether a verb without a helper is done to what follows it ("Teachers held a strike")."""
    alone = mood.first == mood.last - 1
    return alone and line.role(mood.last) in (Role.DETERMINER, Role.WORD)


def _before_and(line: Line, last: Occurrence, found: list[Occurrence]) -> list[Occurrence]:
    """The events before "and" that share their verb with the last one."""
    for occurrence in found:
        between = " ".join(line.words[occurrence.named[1] : last.named[0]])
        behind = line.role(occurrence.named[0] - 1) is Role.PREPOSITION
        if occurrence.phrase and not behind and between in _JOINED and not occurrence.tellings:
            return [*_before_and(line, occurrence, found), occurrence]
    return []


def _is_complete(line: Line, index: int, form: str) -> bool:
    """Whether the words that a verb needs stand behind it ("put off", "scheduled for")."""
    word, following = line.word(index), line.word(index + 1)
    if word == "called" and line.word(index - 1) in ("be", "been"):
        return following in PLANS_WITH or line.role(index + 1) is Role.DATE or following == "off"
    if word in _PARTICLES:
        return following == _PARTICLES[word]
    if word == "pushed":
        return following in _PUSHED
    if form == "plan":
        return following in PLANS_WITH or line.role(index + 1) in (
            Role.DATE, Role.MARK, Role.ADVERB,
        )  # fmt: skip
    return not (word == "held" and following in event_words.NEVER_HELD_AS)


def _act(word: str, form: str) -> Act:
    if form in FATES:
        return FATES[form]
    if word in event_words.LAST_DAYS:
        return Act.END
    return Act.RUN if word in event_words.STILL_RUNNING else Act.OCCUR


def _unknown_noun(line: Line, mood: Mood, found: list[Occurrence]) -> Occurrence | None:
    """An event by its verb alone: a name, or "it", before "will be held"."""
    if mood.tense is Tense.PAST and line.word(mood.last - 1) == "held":
        return None
    if line.word(mood.first) == "being":
        return None
    if line.word(mood.first - 1) == "it":
        return Occurrence((mood.first - 1, mood.first), pronoun=True)
    if line.word(mood.first - 1) == "they" and mood.tense is Tense.FUTURE:
        return Occurrence((mood.first - 1, mood.first), pronoun=True, name="they")
    subject = whole_subject(line, mood.first)
    if subject is None or inside_name(subject[0], found):
        return None
    words = {line.word(index) for index in range(*subject)}
    names = any(line.tokens[index].capitalised for index in range(*subject))
    put_off = event_words.OCCURRING.get(line.word(mood.last - 1)) in FATES
    if mood.tense is not Tense.FUTURE and not names and not put_off:
        return None
    never = event_words.NEVER_EVENTS
    if put_off or line.word(mood.last - 1) in event_words.PLANNED | {"be"}:
        never = never | event_words.NEVER_PLANNED | name_words.TITLES | name_words.VISITORS
    if words & never or not any(line.role(index) is Role.WORD for index in range(*subject)):
        return None
    return Occurrence(subject)


def tell_view(line: Line, index: int, found: list[Occurrence]) -> bool:
    """Read "is on view until …", said of what is shown: an exhibition."""
    stays = line.word(index - 2) in ("remain", "remains", "stay", "stays", "go", "goes")
    if line.word(index - 1) != "on" or not (stays or line.role(index - 2) is Role.AUXILIARY):
        return False
    mood = replace(mood_of(line, index - 2 if stays else index - 1, "base"), last=index + 1)
    subject = event_subject(line, mood.first, found)
    if subject is None:
        title = quoted_start(line, mood.first - 1) if mood.first else None
        named = (mood.first, index + 1) if title is None else (title, mood.first)
        subject = Occurrence(named, pronoun=True, name="exhibition")
        found.append(subject)
    subject.tellings.append(Telling(Act.RUN, mood, index))
    return True
