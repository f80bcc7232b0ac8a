"""An event in a sentence, with the verbs that tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from calendars.dates.record import record
from calendars.reading.mention import Kind
from calendars.reading.rules.english.moods import Mood
from calendars.reading.rules.english.phrases import Phrase
from calendars.reading.rules.english.verb_words import VerbEvent

Range = tuple[int, int]


class Act(Enum):
    """What a verb does to an event."""

    BE = "the verb is the event"
    OCCUR = "it takes place"
    HOLD = "somebody holds it"
    RUN = "it is under way"
    END = "it ends"
    ATTEND = "somebody goes to it"
    MOVE = "it gets another date"
    POSTPONE = "it is put off"
    CANCEL = "it is called off"


# What a verb form of change does to an event.
FATES = {"move": Act.MOVE, "postpone": Act.POSTPONE, "cancel": Act.CANCEL}


@record(frozen=True, slots=True)
class Telling:
    """A verb that tells of an event, with its mood and its subject."""

    act: Act
    mood: Mood
    verb: int
    subject: Range | None = None


@dataclass(slots=True)
class Occurrence:
    """An event in a sentence: a noun phrase, a verb, or a set phrase.

    `named` are the tokens that name it; `object` those of what a verb event is done to.
    A set phrase brings its own `kind` and `name`. `pronoun` says that it is only called
    "it"; `under_way` that it goes on while something else is told ("visiting president");
    `known_by` the verb without which nothing would show it to be an event; `by_them` that
    only "they" do it.
    """

    named: Range
    phrase: Phrase | None = None
    verb_event: VerbEvent | None = None
    object: Range | None = None
    kind: Kind | None = None
    name: str = ""
    pronoun: bool = False
    under_way: bool = False
    known_by: int = -1
    by_them: bool = False
    tellings: list[Telling] = field(default_factory=list)


def inside_name(index: int, found: Sequence[Occurrence]) -> bool:
    """Whether a token is part of the name of an event."""
    return any(o.named[0] <= index < o.named[1] for o in found if o.phrase or o.name)
