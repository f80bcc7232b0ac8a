"""Who does what in a sentence: events with the verbs that tell of them."""

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import pairwise

from calendars.reading.candidate import ONE
from calendars.reading.mention import Certainty, Kind
from calendars.reading.rules.english import being, event_words, invitations, name_words
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import quoted_start
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.phrases import event_phrases
from calendars.reading.rules.english.set_phrases import set_phrases
from calendars.reading.rules.english.subjects import (
    event_behind,
    event_subject,
    relative_event,
    subject_of,
    whole_subject,
)
from calendars.reading.rules.english.verb_events import BY_FORM, verb_occurrence

OBJECT_REACH = 4
SET_REACH = 7
YEAR_DIGITS = 4
_DATE_OF = frozenset("the a as new official date dates day days of for".split())
ATTENDED_REACH = 7

_TAKE = {"take": "base", "takes": "present", "took": "past", "taken": "past", "taking": "ing"}
_GO = {"go": "base", "goes": "present", "went": "past", "going": "ing"}
_BE_BACK = {"be": "base", "is": "present", "are": "present", "come": "base", "comes": "present"}
# Verbs of two words, by the second one.
_PAIRED = {"place": _TAKE, "ahead": _GO, "back": _BE_BACK}
_PARTICLES = {
    "called": "off", "put": "off", "pushed": "back", "brought": "forward", "kick": "off",
    "kicks": "off", "kicked": "off", "step": "off", "steps": "off", "tee": "off", "tees": "off",
    "wrap": "up", "wraps": "up", "get": "underway", "gets": "underway", "announced": "for",
    "billed": "for",
}  # fmt: skip
_ACTS = {"move": Act.MOVE, "postpone": Act.POSTPONE, "cancel": Act.CANCEL}
# Verbs so sure to tell an event that their subject need not be a known noun.
_SURE = frozenset("held place ahead kick kicks kicked convened staged".split())
_PLANS_WITH = frozenset("for on in from between at during".split())
_SETTING = frozenset("set sets fixed named chose chosen picked declared announced".split())
_FOLLOWING = ("follow", "follows")
_NEIGHBOURING = frozenset("followed preceded".split())
_ON_VIEW = frozenset("view display show".split())
_WHERE = frozenset("in at on".split())
WISH_REACH = 4
_WISHES = frozenset(
    "request requests bid plea call calls demand demands motion attempt appeal petition refused "
    "declined asked urged wants wanted proposal threat threatened vowed failed".split()
)
# What somebody does to something, unless it stands alone ("opened its office").
_DOING = frozenset("opened launched started began opens launches starts begins closed".split())
_ONE, _ANOTHER = frozenset((ONE,)), frozenset(("another",))
_ORDERED = frozenset("next following last previous first second third coming".split())
_VERBAL = (Role.VERB, Role.WORD, Role.AUXILIARY)
_ALTERING = frozenset(event_words.ALTERING) | {first for first, _ in event_words.ALTERING_PAIRS}
# Every word that can tell an event, for a quick look.
_TELLING = frozenset(
    [
        *_ALTERING,
        *event_words.HOLDING,
        *event_words.ATTENDING,
        *event_words.OCCURRING,
        *_ON_VIEW,
        *_NEIGHBOURING,
        *_SETTING,
        *being.FORMS,
        *BY_FORM,
        *_PAIRED,
    ]
)
# Every word that can show its subject to be an event, for a quick look.
_SHOWING = frozenset([*_SURE, *event_words.OCCURRING, *invitations.RETURNING, *_FOLLOWING, "us"])


def occurrences(line: Line) -> list[Occurrence]:
    """All events of a sentence, in order."""
    found = [Occurrence((phrase.first, phrase.last), phrase) for phrase in event_phrases(line)]
    found.extend(set_phrases(line))
    found.extend(_others(line))
    for index in line.places(_SHOWING):
        word = line.words[index]
        sure = word in _SURE or (word in event_words.OCCURRING and _follows_edition(line, index))
        sure = sure or _is_body_s(line, index)
        sure = sure or (word in invitations.RETURNING and invitations.is_title(line, index))
        if word == "us" and (event := invitations.invited(line, index, found)) is not None:
            found.append(event)
        elif sure and (word in _PAIRED or line.role(index) in (Role.VERB, Role.WORD, Role.ADVERB)):
            _find_unknown(line, index, found)
    for index in line.places(_TELLING):
        if line.words[index] in _PAIRED or line.role(index) in _VERBAL:
            _read_verb(line, index, found)
    found.sort(key=lambda occurrence: occurrence.named)
    _tell_gapped(line, found)
    return found


def _tell_gapped(line: Line, found: list[Occurrence]) -> None:
    """Tell an event by the verb of the one before it ("… and the final on Saturday")."""
    for before, occurrence in pairwise(found):
        told = before.tellings[0] if before.tellings else None
        first, last = occurrence.named
        if occurrence.phrase is None or occurrence.tellings or told is None:
            continue
        joined = line.word(first - 1) in ("and", ",", ";") and told.act is Act.OCCUR
        dated = line.role(last) is Role.DATE or (
            line.word(last) in _PLANS_WITH and line.role(last + 1) is Role.DATE
        )
        if joined and dated and told.verb < first:
            mood = replace(told.mood, first=last, last=last)
            occurrence.tellings.append(Telling(Act.OCCUR, mood, first))


def _others(line: Line) -> list[Occurrence]:
    """Each "the next one", another event of the kind that was told before."""
    return [
        Occurrence((at - 2, at + 1), pronoun=True, name=ONE)
        for at in line.places(_ONE)
        if line.word(at - 1) in _ORDERED and line.word(at - 2) in ("the", "its")
    ] + [
        Occurrence((at, at + 1), pronoun=True, name=ONE)
        for at in line.places(_ANOTHER)
        if line.word(at + 1) in _WHERE and line.word(at - 1) in ("and", ",")
    ]


def _is_body_s(line: Line, verb: int) -> bool:
    """Whether a body's session is only told to follow ("the Budget Council will follow on …")."""
    if line.word(verb) not in _FOLLOWING:
        return False
    subject = subject_of(line, mood_of(line, verb, "base").first)
    if subject is None:
        return False
    named = [line.tokens[at] for at in range(*subject) if line.tokens[at].capitalised]
    return any(token.word in name_words.BODIES for token in named) and (
        line.role(verb + 1) is Role.DATE or line.role(verb + 2) is Role.DATE
    )


def _follows_edition(line: Line, verb: int) -> bool:
    """Whether a verb of happening stands behind a name with its year ("Devdays 2025 opens")."""
    at = verb - 1
    while line.role(at) in (Role.AUXILIARY, Role.ADVERB) or line.word(at) in ("to", "be"):
        at -= 1
    if at < 1 or not (line.word(at).isdigit() and len(line.word(at)) == YEAR_DIGITS):
        return False
    return line.tokens[at - 1].capitalised and line.role(at - 1) is Role.WORD


def _read_verb(line: Line, index: int, found: list[Occurrence]) -> None:
    word = line.word(index)
    if _inside_name(index, found):
        return
    if any(tell(line, index, found) for tell in _TELLERS_BY_WORD.get(word, ())):
        return
    occurrence = verb_occurrence(line, index, lambda at: _inside_name(at, found))
    if occurrence is not None and not _tell_purpose(line, occurrence, found):
        found[:] = [other for other in found if not _is_part(line, other, occurrence)]
        found.append(occurrence)


def _is_part(line: Line, other: Occurrence, verb: Occurrence) -> bool:
    """Whether an event is only a word of a verb's ("goes on trial", "arrives for a visit")."""
    first = other.named[0]
    if verb.named[0] <= first < verb.named[1]:
        return True
    journeys = verb.verb_event is not None and verb.verb_event.kind is Kind.VISIT
    visit = other.phrase is not None and other.phrase.kind is Kind.VISIT
    ahead = verb.named[1] <= first and line.word(first - 1) in ("for", "on")
    return journeys and visit and ahead and not other.tellings


def _tell_purpose(line: Line, meeting: Occurrence, found: list[Occurrence]) -> bool:
    """Of "leaders gather in Riga for a summit" make the summit the event."""
    telling = meeting.tellings[0]
    if line.word(telling.verb) not in event_words.GATHERING or meeting.object:
        return False
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or first <= telling.verb or line.word(first - 1) != "for":
            continue
        if all(line.role(at) is not Role.VERB for at in range(telling.verb + 1, first)):
            occurrence.tellings.append(replace(telling, act=Act.HOLD))
            return True
    return False


def _inside_name(index: int, found: list[Occurrence]) -> bool:
    return any(o.named[0] <= index < o.named[1] for o in found if o.phrase or o.name)


def _tell_object(line: Line, verb: int, form: str, act: Act, found: list[Occurrence]) -> bool:
    """Tie a verb to the event that is its object."""
    mood = mood_of(line, verb, form)
    if (mood.passive and mood.first < verb) or (form == "base" and not _acts(line, verb)):
        return False
    target = _object(line, verb, act, found) or relative_event(line, mood.first, found)
    if target is None:
        return False
    if mood.passive:
        tense = Tense.PAST if form == "past" else mood.tense
        mood = replace(mood, tense=tense, passive=False)
    for occurrence in (target, *_coordinated(line, target, found)):
        occurrence.tellings.append(Telling(act, mood, verb, subject_of(line, mood.first)))
    return True


def _acts(line: Line, verb: int) -> bool:
    """Whether a word is a verb and no noun: by its role, or between many and an object."""
    many = line.word(verb - 1).endswith("s") and line.role(verb - 1) is Role.WORD
    return line.role(verb) is not Role.WORD or (many and line.role(verb + 1) is Role.DETERMINER)


def _tell_held(line: Line, verb: int, found: list[Occurrence]) -> bool:
    return _tell_object(line, verb, event_words.HOLDING[line.word(verb)], Act.HOLD, found)


def _tell_hosted(line: Line, verb: int, found: list[Occurrence]) -> bool:
    event = invitations.hosted(line, verb, _form(line.word(verb)), found)
    if event is not None:
        found.append(event)
    return event is not None


def _form(word: str) -> str:
    return event_words.HOLDING.get(word) or event_words.ATTENDING.get(word, "base")


def _tell_attended(line: Line, verb: int, found: list[Occurrence]) -> bool:
    return _tell_object(line, verb, event_words.ATTENDING[line.word(verb)], Act.ATTEND, found)


def _is_only_wanted(line: Line, verb: int) -> bool:
    """Whether a change is only asked for ("a request to delay the ballot")."""
    asked = {line.word(at) for at in range(max(0, verb - WISH_REACH), verb)}
    return line.word(verb - 1) == "to" and bool(asked & _WISHES)


def _tell_altered(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie a verb that calls off or puts off to the event that is its object."""
    pair = (line.word(verb), line.word(verb + 1))
    form = event_words.ALTERING.get(pair[0]) or event_words.ALTERING_PAIRS.get(pair)
    if form is None:
        return False
    mood = mood_of(line, verb, "past")
    if (mood.passive and mood.first < verb) or _is_only_wanted(line, verb):
        return False
    target = _object(line, verb, Act.HOLD, found)
    if target is None:
        return False
    decided = replace(mood, unreal="", passive=False)
    target.tellings.append(Telling(_ACTS[form], decided, verb))
    return True


def _object(line: Line, verb: int, act: Act, found: list[Occurrence]) -> Occurrence | None:
    reach = ATTENDED_REACH if act is Act.ATTEND else OBJECT_REACH
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or not verb < first <= verb + reach:
            continue
        if all(_may_stand_before_object(line, at, act) for at in range(verb + 1, first)):
            return occurrence
    return None


def _may_stand_before_object(line: Line, index: int, act: Act) -> bool:
    role = line.role(index)
    if role in (Role.ADVERB, Role.DETERMINER, Role.DATE) or line.word(index) in ("off", "a", "for"):
        return True
    attended = (Role.PREPOSITION, Role.WORD, Role.CONJUNCTION)
    return act is Act.ATTEND and role in attended


def _coordinated(line: Line, first: Occurrence, found: list[Occurrence]) -> list[Occurrence]:
    """The events that follow the first one with "and" between."""
    told: list[Occurrence] = []
    last = first
    for occurrence in found:
        if occurrence.phrase is None or occurrence.named[0] <= last.named[1]:
            continue
        between = [line.word(index) for index in range(last.named[1], occurrence.named[0])]
        if between not in (["and"], [","], [",", "and"], ["and", "then"], ["followed", "by"]):
            break
        told.append(occurrence)
        last = occurrence
    return told


def _tell_subject(line: Line, index: int, found: list[Occurrence]) -> bool:
    """Tie a verb to the event that is its subject."""
    word = line.word(index)
    form = event_words.OCCURRING[word]
    verb = index
    if form == "second":
        verb = index - 1
        form = _PAIRED[word].get(line.word(verb), "")
    if not form or not _is_complete(line, index, form):
        return False
    form = "cancel" if word == "called" else form
    mood = mood_of(line, verb, form)
    suffers = mood.passive and mood.first < verb
    if word in _DOING and not suffers and line.role(index + 1) is Role.DETERMINER:
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


def _find_unknown(line: Line, index: int, found: list[Occurrence]) -> None:
    """Find an event that only its verb shows to be one, before the verbs are tied."""
    second = _PAIRED.get(line.word(index))
    verb = index if second is None else index - 1
    form = (second or event_words.OCCURRING).get(line.word(verb), "")
    if not form or not _is_complete(line, index, form) or _inside_name(index, found):
        return
    mood = mood_of(line, verb, form)
    if (line.word(index) == "held" and not mood.passive) or event_subject(line, mood.first, found):
        return
    unknown = _unknown_noun(line, mood, found)
    if unknown is not None:
        unknown.known_by = verb
        found.append(unknown)


def _before_and(line: Line, last: Occurrence, found: list[Occurrence]) -> list[Occurrence]:
    """The event before "and" that shares its verb with the last one."""
    for occurrence in found:
        between = [line.word(index) for index in range(occurrence.named[1], last.named[0])]
        if occurrence.phrase and between == ["and"] and not occurrence.tellings:
            return [occurrence]
    return []


def _is_complete(line: Line, index: int, form: str) -> bool:
    """Whether the words that a verb needs stand behind it ("put off", "scheduled for")."""
    word, following = line.word(index), line.word(index + 1)
    if word in _PARTICLES:
        return following == _PARTICLES[word]
    if form == "plan":
        return following in _PLANS_WITH or line.role(index + 1) in (
            Role.DATE, Role.MARK, Role.ADVERB,
        )  # fmt: skip
    return not (word == "held" and following in event_words.NEVER_HELD_AS)


def _act(word: str, form: str) -> Act:
    if form in _ACTS:
        return _ACTS[form]
    if word in event_words.LAST_DAYS:
        return Act.END
    return Act.RUN if word in event_words.STILL_RUNNING else Act.OCCUR


def _tell_set_date(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Read "set 15 October as the date of the election": the date behind the verb is its own."""
    first = last = verb + 1
    while line.role(last) is Role.DATE:
        last += 1
    passive = (
        line.word(verb - 1) in ("been", "was", "were", "be") and Role.DATE in line.roles[:verb]
    )
    if (last == first and not passive) or line.word(last) not in ("as", "for"):
        return False
    for occurrence in found:
        named = occurrence.named[0]
        if occurrence.phrase is None or not last < named <= last + SET_REACH:
            continue
        if all(line.word(at) in _DATE_OF or at == last for at in range(last, named)):
            mood = Mood(verb, verb + 1, Tense.FUTURE, Certainty.CERTAIN)
            occurrence.tellings.append(Telling(Act.OCCUR, mood, verb))
            return True
    return False


def _tell_neighbour(line: Line, index: int, found: list[Occurrence]) -> bool:
    """Read "followed on 15 June by a meeting", "preceded by consultations"."""
    by = index + 1
    while line.role(by) is Role.DATE or line.word(by) == "on":
        by += 1
    if line.word(by) != "by" or line.role(index - 1) is Role.AUXILIARY:
        return False
    for occurrence in found:
        if occurrence.phrase is not None and occurrence.named[0] == by + 1:
            mood = Mood(index, index + 1, Tense.OPEN, Certainty.HIGHLY_LIKELY)
            occurrence.tellings.append(Telling(Act.OCCUR, mood, index))
            return True
    return False


def _tell_view(line: Line, index: int, found: list[Occurrence]) -> bool:
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
    if subject is None or _inside_name(subject[0], found):
        return None
    words = {line.word(index) for index in range(*subject)}
    names = any(line.tokens[index].capitalised for index in range(*subject))
    if mood.tense is not Tense.FUTURE and not names:
        return None
    if words & event_words.NEVER_EVENTS or not any(
        line.role(index) is Role.WORD for index in range(*subject)
    ):
        return None
    return Occurrence(subject)


# What a verb may tell of an event, by its words, the surest first.
_TELLERS: tuple[tuple[Collection[str], Callable[[Line, int, list[Occurrence]], bool]], ...] = (
    (_ALTERING, _tell_altered),
    (_SETTING, _tell_set_date),
    (event_words.HOLDING, _tell_held),
    (event_words.ATTENDING, _tell_attended),
    (invitations.HOSTING, _tell_hosted),
    (event_words.OCCURRING, _tell_subject),
    (_NEIGHBOURING, _tell_neighbour),
    (_ON_VIEW, _tell_view),
    (being.FORMS, being.tell_being),
)
_TELLERS_BY_WORD = {
    word: tuple(tell for words, tell in _TELLERS if word in words)
    for words, _ in _TELLERS
    for word in words
}
