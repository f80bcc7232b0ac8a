"""What all claims about an event say together, by rules that ask for no order of arrival.

Sayings are heard by the day they were published, and on one day words of change last. A
finer date sharpens the known one at once, a coarser one changes nothing. Another date needs
words that the event moves, the source of the known date correcting itself, or two sources
that agree; else it stays a conflict, which is shown. A date that was given up does not come
back without such words. The same holds for places, and for a word that an event which was
called off takes place after all. What a person said of a field stands above all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from calendars.dates import series
from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.events.naming import best_name
from calendars.events.relations import Relation, of_dates, of_places
from calendars.events.sayings import MOVES, Saying, undated
from calendars.reading.mention import Certainty, Kind, Place, Status


class Standing(StrEnum):
    """What became of one claim."""

    TAKEN = "taken"
    AGREES = "agrees"
    COARSER = "coarser"
    GIVEN_UP = "given up"
    CONFLICT = "conflict"


@dataclass(slots=True)
class Facts:
    """An event as its claims tell it; `standings` are by the ids of the claims."""

    name: str = ""
    kind: Kind = Kind.OTHER
    when: When | None = None
    window: Window | None = None
    was: When | None = None
    place: Place | None = None
    status: Status = Status.SCHEDULED
    certainty: Certainty = Certainty.CERTAIN
    confidence: float = 1.0
    organiser: str | None = None
    participants: tuple[str, ...] = ()
    rrule: str | None = None
    exdates: tuple[str, ...] = ()
    standings: dict[int, Standing] = field(default_factory=dict)


def together(sayings: Iterable[Saying]) -> Facts:
    """What sayings of articles say of their event together."""
    ordered = sorted(sayings, key=lambda saying: saying.order)
    story = _Story()
    for saying in ordered:
        story.hear(saying)
    facts = story.facts
    _settle(ordered, facts)
    facts.window = _window(ordered, facts)
    chosen = best_name(ordered)
    facts.name = chosen.name or ""
    facts.kind = chosen.kind or Kind.OTHER
    facts.confidence = chosen.confidence
    facts.organiser = next((one.organiser for one in ordered if one.organiser), None)
    facts.participants = max((one.participants for one in ordered), key=len)
    facts.certainty = _certainty(ordered, facts.status)
    return facts


@dataclass(slots=True)
class _Story:
    """What is believed while the sayings are heard one after the other."""

    facts: Facts = field(default_factory=Facts)
    heard: list[Saying] = field(default_factory=list)
    status_known: bool = False
    date_from: str = ""
    place_from: str = ""
    status_from: str = ""
    since_off: int = 0
    given_up: list[Window] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)

    def hear(self, saying: Saying) -> None:
        """Let one more saying speak: of its date, its place, then its status."""
        self.heard.append(saying)
        if saying.rrule:
            self.facts.rrule = saying.rrule
            self.facts.exdates = tuple(sorted({*self.facts.exdates, *saying.exdates}))
        elif self.facts.rrule and saying.when:
            self._hear_one_time(saying, saying.when)
            return
        gave_up = saying.status in MOVES and self._give_up(saying)
        moved = saying.when is not None and not gave_up and self._hear_date(saying, saying.when)
        if saying.place:
            self._hear_place(saying, saying.place)
        if saying.status:
            self._hear_status(saying, saying.status, moved=moved)

    def _hear_one_time(self, saying: Saying, told: When) -> None:
        """Hear of one time of a series, which moves nothing; called off, it is left out."""
        if not self._is_a_time(told):
            self._mark(saying, "date", Standing.CONFLICT)
            return
        self._mark(saying, "date", Standing.AGREES)
        if saying.status is Status.CANCELLED:
            day = told.window.first.isoformat()
            self.facts.exdates = tuple(sorted({*self.facts.exdates, day}))
            self._mark(saying, "status", Standing.TAKEN)

    def _is_a_time(self, told: When) -> bool:
        """Whether a date is one of the times of the series."""
        known, rule = self.facts.when, self.facts.rrule
        first = known.first_moment if known else None
        if first is None or rule is None or not told.certain:
            return False
        day = told.window.first
        return next(series.times(rule, first, day, day), None) is not None

    def _give_up(self, saying: Saying) -> bool:
        """Let the known date go where the event moves and no new date is told."""
        known, told = self.facts.when, saying.when
        if told and (saying.status is Status.RESCHEDULED or self._comes_later(told)):
            return False
        old = known if known and self._is_of(told, known) else (told if known is None else None)
        if old is None:
            return told is not None
        if known is not None or not self.given_up:
            self.given_up.append(old.window)
            self.facts.was, self.facts.when = old, None
        self._mark(saying, "date", Standing.GIVEN_UP)
        return True

    def _comes_later(self, told: When) -> bool:
        if self.facts.when:
            return told.window.first > self.facts.when.window.last
        return bool(self.given_up) and not self._was_given_up(told)

    def _is_of(self, told: When | None, known: When) -> bool:
        return told is None or told.window.overlaps(known.window)

    def _hear_date(self, saying: Saying, told: When) -> bool:
        """Take the date where the rules allow; whether it is another than was known."""
        known = self.facts.when
        moving = saying.status is Status.RESCHEDULED
        if known is None:
            if self._was_given_up(told) and not moving:
                self._mark(saying, "date", Standing.CONFLICT)
                return False
            self._take_date(saying, told)
            return bool(self.given_up)
        relation = of_dates(told, known)
        if relation is Relation.FINER:
            self._take_date(saying, told)
        elif relation is Relation.OTHER:
            return self._hear_other_date(saying, told, known)
        else:
            same = relation is Relation.SAME
            self._mark(saying, "date", Standing.AGREES if same else Standing.COARSER)
        return False

    def _hear_other_date(self, saying: Saying, told: When, known: When) -> bool:
        believed = saying.status is Status.RESCHEDULED or (
            not self._was_given_up(told)
            and (saying.source == self.date_from or self._two_say(told, known))
        )
        if saying.status is Status.CANCELLED or not believed:
            self._mark(saying, "date", Standing.CONFLICT)
            return False
        self.given_up.append(known.window)
        self.facts.was = known
        self._take_date(saying, told)
        return True

    def _take_date(self, saying: Saying, told: When) -> None:
        self.facts.when = told
        self.date_from = saying.source
        self._mark(saying, "date", Standing.TAKEN)

    def _was_given_up(self, told: When) -> bool:
        return any(told.window.overlaps(window) for window in self.given_up)

    def _two_say(self, told: When, known: When) -> bool:
        sources = {
            one.source
            for one in self.heard
            if one.when
            and of_dates(one.when, told) is not Relation.OTHER
            and of_dates(one.when, known) is Relation.OTHER
        }
        return len(sources) > 1

    def _hear_place(self, saying: Saying, told: Place) -> None:
        known = self.facts.place
        relation = of_places(told, known) if known else Relation.FINER
        if relation is Relation.OTHER and known and self._place_believed(saying, told, known):
            self.left.append(known)
            relation = Relation.FINER
        if relation is Relation.FINER:
            self.facts.place, self.place_from = told, saying.source
        self._mark(saying, "place", _STANDINGS[relation])

    def _place_believed(self, saying: Saying, told: Place, known: Place) -> bool:
        if saying.status in MOVES:
            return True
        if any(of_places(told, place) is not Relation.OTHER for place in self.left):
            return False
        sources = {
            one.source
            for one in self.heard
            if one.place
            and of_places(one.place, told) is not Relation.OTHER
            and of_places(one.place, known) is Relation.OTHER
        }
        return saying.source == self.place_from or len(sources) > 1

    def _hear_status(self, saying: Saying, told: Status, *, moved: bool) -> None:
        believed = self._status_after(saying, told, moved=moved)
        if believed is None:
            self._mark(saying, "status", Standing.CONFLICT)
            return
        standing = Standing.AGREES if believed is not told else Standing.TAKEN
        self._mark(saying, "status", standing)
        if not self.status_known or believed is not self.facts.status:
            self.status_from = saying.source
            self.since_off = len(self.heard)
        self.facts.status, self.status_known = believed, True

    def _status_after(self, saying: Saying, told: Status, *, moved: bool) -> Status | None:
        """The status once this is heard; None where it contradicts what is believed."""
        known = self.facts.status if self.status_known else None
        match told:
            case Status.SCHEDULED:
                return self._after_plan(saying, known, moved=moved)
            case Status.HELD:
                return self._after_report(saying, known)
            case Status.POSTPONED | Status.RESCHEDULED if known is not Status.HELD:
                return Status.RESCHEDULED if self.facts.when else Status.POSTPONED
            case Status.CANCELLED if known is not Status.HELD:
                return Status.CANCELLED
            case _:
                return None

    def _after_plan(self, saying: Saying, known: Status | None, *, moved: bool) -> Status | None:
        if known is Status.CANCELLED:
            return self._restored(saying, moved=moved)
        if known is Status.POSTPONED and self.facts.when:
            return Status.RESCHEDULED
        if moved and known is Status.SCHEDULED:
            return Status.RESCHEDULED
        return known or Status.SCHEDULED

    def _after_report(self, saying: Saying, known: Status | None) -> Status | None:
        when = self.facts.when
        if when and when.window.first > saying.published:
            return known
        if known is Status.CANCELLED and not self._word_counts(saying, Status.HELD):
            return None
        return Status.HELD

    def _restored(self, saying: Saying, *, moved: bool) -> Status | None:
        if not self._word_counts(saying, Status.SCHEDULED):
            return None
        return Status.RESCHEDULED if moved else Status.SCHEDULED

    def _word_counts(self, saying: Saying, told: Status) -> bool:
        """Whether the source of the last word takes it back, or two others contradict it."""
        since = self.heard[self.since_off :]
        sources = {one.source for one in since if one.status is told}
        return saying.source == self.status_from or len(sources) > 1

    def _mark(self, saying: Saying, name: str, standing: Standing) -> None:
        claim = saying.claims.get(name)
        if claim is not None:
            self.facts.standings[claim] = standing


_STANDINGS = {
    Relation.SAME: Standing.AGREES,
    Relation.FINER: Standing.TAKEN,
    Relation.COARSER: Standing.COARSER,
    Relation.OTHER: Standing.CONFLICT,
}


def _settle(ordered: Iterable[Saying], facts: Facts) -> None:
    """Let what was a conflict when it was heard agree where it is believed by now."""
    for saying in ordered:
        believed = _believed_of(saying, facts)
        for name, claim in saying.claims.items():
            if name in believed and facts.standings.get(claim) is Standing.CONFLICT:
                facts.standings[claim] = Standing.AGREES


def _believed_of(saying: Saying, facts: Facts) -> set[str]:
    """The fields of a saying that what is believed does not contradict."""
    found = {"status"} if saying.status is facts.status else set()
    if saying.when and facts.when and of_dates(saying.when, facts.when) is not Relation.OTHER:
        found.add("date")
    if saying.place and facts.place and of_places(saying.place, facts.place) is not Relation.OTHER:
        found.add("place")
    return found


def _window(ordered: Sequence[Saying], facts: Facts) -> Window:
    """The days on which the event can lie; called off, those on which it would have."""
    date = facts.when or (facts.was if facts.status is Status.CANCELLED else None)
    if date:
        return date.window
    spoken = [saying for saying in ordered if saying.status is facts.status] or list(ordered)
    published = spoken[0].published
    if facts.status is Status.CANCELLED:
        return Window.day(published)
    return undated(facts.status, published)


def _certainty(ordered: Sequence[Saying], status: Status) -> Certainty:
    if status is Status.CANCELLED:
        return Certainty.CANCELLED
    told = [one.certainty for one in ordered if one.certainty not in (None, Certainty.CANCELLED)]
    return told[-1] if told and told[-1] else Certainty.HIGHLY_LIKELY
