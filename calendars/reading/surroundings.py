"""Where an event is held that its own sentences do not place: what stands around it says so."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from calendars.reading.areas import people
from calendars.reading.candidate import Candidate, Fate
from calendars.reading.divisions import capital_town
from calendars.reading.elsewhere import Elsewhere
from calendars.reading.journeys import Journeys, days_of
from calendars.reading.mention import Kind, Offsets, Place
from calendars.reading.placematch import PlaceMatch
from calendars.reading.places import Context, PlaceKind, context, resolve
from calendars.reading.placing import HELD_IN, Placed, Places
from calendars.reading.rules import rules
from calendars.reading.venues import unlisted_town

LONGEST_TITLE = 300
NEAR_SENTENCES = 4
LABEL_REACH = 500
LONGEST_OCCASION = 31  # days
SHORTEST_WORD = 4
LONGEST_ACRONYM = 5

Members = Sequence[Candidate]

_PLACELESS = (Kind.DEADLINE,)
# What a body of the dateline's own town or country holds.
_LOCAL = (Kind.HEARING, Kind.CEREMONY)
# What is held where its report is written, unless that is where all reports are.
_REPORTED_ON_THE_SPOT = (*_LOCAL, Kind.LAUNCH, Kind.FESTIVAL, Kind.EXHIBITION)
# What a town's own people hold.
_OF_THE_TOWN = (*_REPORTED_ON_THE_SPOT, Kind.MEETING, Kind.OTHER)
_OF_A_TOWN = (Kind.FESTIVAL, Kind.EXHIBITION, Kind.CONFERENCE, Kind.FORUM, Kind.HEARING)
_IN_HOUSE = (Kind.FESTIVAL, Kind.EXHIBITION, Kind.CEREMONY, Kind.OTHER)
OPENING_REACH = 160
MAIN_SHARE = 3
LEAST_TOLD = 2
_HOUSE = re.compile(
    r"(?:[A-Z][\w'’.-]+ ){1,4}(?:Library|Museum|Gallery|Theatre|Theater|Church|Cathedral|Castle|"
    r"Zoo|Abbey|Observatory|Planetarium)\b"
)
_TEAMS_MEET = ("match", "game", "final", "derby", "fixture")
_OWN_WORDS = re.compile(
    r"(?P<hosted>-hosted)?(?P<own>['’]s)?"
    r"(?:\s(?!(?:of|with|for|between|from|to|in|on|by|at|and)\b)[\w'’&.-]+){0,6}?\s\Z"
)
_LOCAL_BODY = re.compile(
    r"(?:['’]s)?\s(?:City|Town|Township|Village|County|Borough|Municipal|School|Planning|Public|"
    r"Council|Board|Library|University|Institute of|Polytechnic|[Pp]ort [Aa]uthority|"
    r"city|town|village|municipal|parish)\b"
)
_UNIVERSITY_OF = re.compile(r"\b(?:University|College|Port|Museum|Library) of (?:the )?\Z")
_LABEL = re.compile(
    r"^\W{0,4}(?:venue|place|where|location|address)[ \t]*[:–—-][ \t]*(?P<line>[^\n]{2,120})"
    r"|\bvenue (?:is|will be) (?:the )?(?P<told>[A-Z][^\n;]{2,80}?)"
    r"(?=[.;]\s|[.;]?$|\s(?:on|from)\s)",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SAME_PLACE = re.compile(
    r"same(?<=\bsame) (?:time and )?(?:place|venue|location|hall|site|building)\b"
)
_IN_UNLISTED = re.compile(
    r"\b(?P<in>in|to)\s(?P<name>[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|de|la|el|al|am|sur)){0,2})"
    r"(?=\s*(?:[,.;)—–]|\Z)|\s(?:on|from|until|this|next|in|at|between|for|later|tomorrow|and|takes|begins|starts|will|is)\b)"
)
_JOURNEYS = ("pilgrimage", "trip", "excursion", "journey", "expedition", "procession")
# Names behind "in" that are of no town.
_NO_TOWNS = frozenset(
    "parliament congress senate english french german spanish arabic russian chinese group stage "
    "round phase part article chapter section spring summer autumn winter fall christmas easter "
    "ramadan lent january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday internet facebook youtube "
    "zoom instagram twitter art science law medicine microsoft god christ jesus the a an all our "
    "his her their your this that its q1 q2 q3 q4 president prime minister foreign king queen "
    "pope mr mrs ms dr level class grade room suite hall year years week".split()
)


class Surroundings:
    """The places of one article as its events have them, told by themselves or by their context."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._text = places.document.text
        self._elsewhere = Elsewhere(places)
        self._journeys = Journeys(places)

    def of(self, members: Members, around: Sequence[Members]) -> Placed | None:
        """The place of an event; `around` are the events told near it, the nearest first."""
        placed = self._places.told(members)
        if placed is not None:
            return self._complete(placed, members, around) if placed.open else placed
        if any(member.kind in _PLACELESS for member in members):
            return None
        return (
            self._elsewhere.of(members, around)
            or self._unlisted(members)
            or self._from_name(members)
            or self._from_label(members, around)
            or self._from_events(members, around)
            or self._journeys.of(members, around)
            or self._from_title(members)
            or self._at_home(members)
            or self._at_named_dateline(members)
            or self._in_house(members)
            or self._in_main_town(members)
        )

    def _complete(self, placed: Placed, members: Members, around: Sequence[Members]) -> Placed:
        """A venue with the town that the events around it, the title or the dateline give it."""
        unlisted = placed.span and unlisted_town(self._text, placed.span)
        if placed.span and unlisted and not self._places.within(unlisted):
            name = f"{placed.place.name}, {' '.join(self._text[slice(*unlisted)].split())}"
            return Placed(Place(name, self._only_country), (placed.span[0], unlisted[1]))
        beside = self._from_name(members) or self._from_events(members, around)
        town = (beside and beside.town) or self._title_town or self._home
        if town is None:
            return replace(placed, place=replace(placed.place, country=self._only_country))
        place = resolve(town, self._places.context)
        if place.name not in placed.place.name:
            place = replace(place, name=f"{placed.place.name}, {place.name}")
        else:
            place = replace(place, name=placed.place.name)
        return Placed(place, placed.span, town)

    @property
    def _only_country(self) -> str | None:
        """The country of the article, None where it speaks of several."""
        countries = self._places.context.countries
        return countries[0] if len(countries) == 1 else None

    @cached_property
    def _home(self) -> PlaceMatch | None:
        """The town of the article: that of its dateline, or the one that it names most."""
        if self._places.opening is not None:
            return self._places.opening
        return self._main_town

    @cached_property
    def _main_town(self) -> PlaceMatch | None:
        """The town that the article names most, where that is most of all its towns."""
        matches = [*self._title_matches, *self._places.matches]
        towns = [m for m in matches if m.kind is PlaceKind.CITY and not m.areas]
        if not towns:
            return None
        counts = Counter(town.name for town in towns)
        name, times = counts.most_common(1)[0]
        rest = len(towns) - times
        if rest > times // MAIN_SHARE:
            return None
        return next(town for town in towns if town.name == name)

    def _in_main_town(self, members: Members) -> Placed | None:
        """The town that the whole article is about, for what is shown or gathers people there."""
        town = self._main_town
        if town is None or self._places.opening is not None:
            return None
        if any(member.kind not in _OF_A_TOWN for member in members):
            return None
        if town not in self._title_matches and len(self._told_there(town)) < LEAST_TOLD:
            return None
        return Placed(resolve(town, self._title_context), None, town)

    def _told_there(self, town: PlaceMatch) -> list[PlaceMatch]:
        """The words that say that something is in a town."""
        return [m for m in self._places.matches if m.name == town.name and m.located]

    def _unlisted(self, members: Members) -> Placed | None:
        """A town that no list knows: "in Mariazell on September 10"."""
        for member in members:
            if member.date is None and member.fate is Fate.TOLD:
                continue
            travels = member.noun in _JOURNEYS or member.kind is Kind.VISIT
            for scope in member.own_scopes:
                for told in _IN_UNLISTED.finditer(self._text, *scope):
                    span = told.span("name")
                    if (told["in"] == "in" or travels) and self._may_be_town(told["name"], span):
                        name = " ".join(told["name"].split())
                        return Placed(Place(name, self._only_country), span)
        return None

    def _may_be_town(self, name: str, span: Offsets) -> bool:
        first = name.split(maxsplit=1)[0].lower()
        is_acronym = name.isupper() and len(name) <= LONGEST_ACRONYM
        named = self._places.within(span)
        return not (is_acronym or named or first in _NO_TOWNS or first in people())

    def _from_name(self, members: Members) -> Placed | None:
        """The town that its name tells: "a Baku summit", "the Springfield City Council"."""
        for member in members:
            named = [m for m in self._places.within(member.anchor) if self._names(m, member)]
            named = named or [m for m in self._holders(member) if self._is_local(m)]
            if named and len({match.name for match in named}) == 1:
                return self._places.placed(named[0])
        return None

    def _holders(self, member: Candidate) -> list[PlaceMatch]:
        """The places in the names of who holds an event, and of whose it is."""
        sentence = self._places.document.sentences[member.sentence]
        own = [m for m in self._places.within(sentence.span) if m.text in member.name]
        return own + (self._places.within(member.organiser) if member.organiser else [])

    def _is_local(self, match: PlaceMatch) -> bool:
        """Whether it names a body of a town: "the Springfield City Council"."""
        before = self._text[max(0, match.start - 30) : match.start]
        behind = _LOCAL_BODY.match(self._text, match.end)
        is_town = match.kind is PlaceKind.CITY and not match.areas
        return is_town and (behind is not None or _UNIVERSITY_OF.search(before) is not None)

    def _names(self, match: PlaceMatch, member: Candidate) -> bool:
        if match.kind is not PlaceKind.CITY or match.seat or member.noun in _TEAMS_MEET:
            return False
        if self._text[match.start - 1 : match.start] in ("-", "–", "/"):
            return False
        if member.kind is not Kind.VISIT and self._is_local(match):
            return True
        behind = self._text[match.end : member.anchor[1]]
        noun = behind.lower().find(member.noun.partition(" ")[0])
        between = _OWN_WORDS.fullmatch(behind[:noun]) if noun > 0 else None
        if between is None or self._names_other_land(match, match.end + noun):
            return False
        if member.kind is Kind.VISIT:
            return not behind[:noun].strip()
        return between["own"] is None or member.kind not in (Kind.TALKS, Kind.SUMMIT, Kind.MEETING)

    def _names_other_land(self, match: PlaceMatch, end: int) -> bool:
        """Whether a town's name goes on to another land: "the Singapore Chamber India Summit"."""
        following = self._places.within((match.end, end))
        return any(not set(other.countries) & set(match.countries) for other in following)

    def _from_label(self, members: Members, around: Sequence[Members]) -> Placed | None:
        """The place behind "Venue:" or "The venue is" after the event."""
        last = max(member.sentence for member in members)
        begin = self._places.document.sentences[last].start
        label = _LABEL.search(self._text, begin, begin + LABEL_REACH)
        if label is None or self._is_between(label.start(), last, around):
            return None
        start, end = label.span("line" if label["line"] else "told")
        towns = [m for m in self._places.within((start, end)) if m.kind in HELD_IN]
        said = " ".join(self._text[start:end].split()).rstrip(".")
        if not towns:
            return Placed(Place(said), (start, end), open=True)
        place = resolve(towns[-1], self._places.context)
        return Placed(replace(place, name=said), (start, end), towns[-1])

    def _is_between(self, label: int, last: int, around: Sequence[Members]) -> bool:
        """Whether another event is told between an event's last sentence and a label."""
        sentences = self._places.document.sentences
        numbers = (member.sentence for members in around for member in members)
        return any(number > last and sentences[number].start < label for number in numbers)

    def _from_events(self, members: Members, around: Sequence[Members]) -> Placed | None:
        """The place of the occasion it belongs to, or of what is held the same day beside it."""
        for other in around:
            if self._belongs(members, other):
                placed = self._places.told(other) or self._elsewhere.of(other, ())
                if placed is not None and placed.place.name != "online":
                    return placed
        return None

    def _belongs(self, members: Members, other: Members) -> bool:
        settings = {member.setting for member in members if member.setting}
        before = other[0].sentence <= members[-1].sentence
        if any(told.noun in settings for told in other):
            return before
        if before and any(self._says_same_place(member) for member in members):
            return True
        apart = min(abs(a.sentence - b.sentence) for a in members for b in other)
        if apart > NEAR_SENTENCES or any(m.kind is Kind.VISIT or m.another for m in members):
            return False
        alone = any(told.kind in (Kind.VISIT, Kind.ELECTION, Kind.DEADLINE) for told in other)
        if alone or any(self._is_foreign(member, other) for member in members):
            return False
        return any(
            one.overlaps(two)
            for one in days_of(members)
            for two in days_of(other)
            if max(one.days, two.days) <= LONGEST_OCCASION
        )

    def _says_same_place(self, member: Candidate) -> bool:
        sentence = self._places.document.sentences[member.sentence]
        return _SAME_PLACE.search(self._text, *sentence.span) is not None

    def _is_foreign(self, member: Candidate, other: Members) -> bool:
        """Whether an event is of another country than the one it stands beside."""
        own = {code for m in self._places.within(member.anchor) for code in m.countries[:1]}
        theirs = {
            code for told in other for m in self._places.within(told.anchor) for code in m.countries
        }
        return bool(own) and bool(theirs) and not own & theirs

    def _from_title(self, members: Members) -> Placed | None:
        """The place that the title gives the event that the article is of."""
        town = self._title_place
        if town is None or not self._is_of_title(members):
            return None
        return Placed(resolve(town, self._title_context), self._title_span(town), town)

    def _is_of_title(self, members: Members) -> bool:
        title = {
            word.lower()[:6] for word in _WORD.findall(self._title) if len(word) >= SHORTEST_WORD
        }
        for member in members:
            name = {w.lower()[:6] for w in _WORD.findall(member.name) if len(w) >= SHORTEST_WORD}
            if name & title:
                return True
        return False

    @cached_property
    def _title(self) -> str:
        return (self._places.document.title or "")[:LONGEST_TITLE]

    @cached_property
    def _title_matches(self) -> list[PlaceMatch]:
        found: list[PlaceMatch] = rules(self._places.language, "places").find(self._title)
        return found

    @cached_property
    def _title_context(self) -> Context:
        return context([*self._title_matches, *self._places.matches], self._places.opening)

    @cached_property
    def _title_place(self) -> PlaceMatch | None:
        """The one place in which the title says that something is, or that hosts it."""
        told = [m for m in self._title_matches if m.kind in HELD_IN and self._is_told(m)]
        if not told or len({match.name for match in told}) > 1:
            return None
        return told[0]

    def _is_told(self, match: PlaceMatch) -> bool:
        return match.located or (
            match.start == 0
            and bool(
                rules(self._places.language, "hosts").TITLE_HOSTS.match(self._title, match.end)
            )
        )

    @property
    def _title_town(self) -> PlaceMatch | None:
        town = self._title_place
        return town if town is not None and town.kind is PlaceKind.CITY else None

    def _title_span(self, match: PlaceMatch) -> Offsets | None:
        """Where the title stands in the text, None where it is told apart."""
        at = self._text.find(self._title, 0, 2 * LONGEST_TITLE)
        return (at + match.start, at + match.end) if at >= 0 else None

    def _at_home(self, members: Members) -> Placed | None:
        """The dateline's place, for what is plainly held where the report was written."""
        town = self._places.opening
        if town is None or town.kind is not PlaceKind.CITY or not (town.towns or town.within):
            return None
        place = resolve(town, self._places.context)
        seat = capital_town(place.country or "")
        is_capital = seat is not None and seat.id == place.geonames_id
        kinds = _LOCAL if is_capital else _REPORTED_ON_THE_SPOT
        if any(member.kind not in kinds for member in members) and not self._is_of_town(members):
            return None
        for member in members:
            for span in (member.anchor, *member.scopes):
                if any(place.country not in m.countries for m in self._places.within(span)):
                    return None
        return self._places.placed(town)

    def _is_of_town(self, members: Members) -> bool:
        """Whether it is held by a body of a town: "the April 28 council meeting"."""
        body = rules(self._places.language, "hosts").LOCAL_BODY
        return all(
            member.kind in _OF_THE_TOWN and body.search(self._text, *self._told(member))
            for member in members
        )

    def _told(self, member: Candidate) -> Offsets:
        """The characters from an event's organiser to its name."""
        organiser = member.organiser or member.anchor
        return min(organiser[0], member.anchor[0]), max(organiser[1], member.anchor[1])

    def _at_named_dateline(self, members: Members) -> Placed | None:
        """The town of the dateline that no list knows, for what is held by its own people."""
        named = self._places.dateline_name
        if named is None or any(member.kind not in _OF_THE_TOWN for member in members):
            return None
        if any(self._places.within(span) for m in members for span in (m.anchor, *m.scopes)):
            return None
        return Placed(Place(named, self._only_country), None)

    def _in_house(self, members: Members) -> Placed | None:
        """The museum, library or church that the article opens with, for what is shown there."""
        if self._places.opening is not None or any(m.kind not in _IN_HOUSE for m in members):
            return None
        opening = _HOUSE.search(self._text, 0, OPENING_REACH)
        if opening is None:
            return None
        home = self._only_country
        return Placed(Place(" ".join(opening[0].split()), home), opening.span())
