"""Which objects of a calendar somebody asks for (RFC 4791 §9.7), and whether one is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from calendars.feeds.components import Component, Property
from calendars.feeds.instances import Span, instances, moment_of
from calendars.feeds.objects import CalendarObject


class Collation(StrEnum):
    """How texts are compared (RFC 4790, RFC 5051)."""

    ASCII = "i;ascii-casemap"
    OCTET = "i;octet"
    UNICODE = "i;unicode-casemap"

    def folded(self, text: str) -> str:
        """The text without what makes no difference."""
        if self is Collation.OCTET:
            return text
        if self is Collation.UNICODE:
            return text.casefold()
        return "".join(one.lower() if one.isascii() else one for one in text)


@dataclass(frozen=True, slots=True)
class TextMatch:
    """That a text holds another, or, `negated`, that it does not."""

    text: str
    collation: Collation = Collation.ASCII
    negated: bool = False

    def fits(self, text: str) -> bool:
        """Whether the text is so."""
        held = self.collation.folded(self.text) in self.collation.folded(text)
        return held is not self.negated


@dataclass(frozen=True, slots=True)
class ParameterFilter:
    """What a parameter must be; `absent` asks that there is none."""

    name: str
    absent: bool = False
    match: TextMatch | None = None

    def fits(self, told: Property) -> bool:
        """Whether the property has such a parameter."""
        values = told.parameters.get(self.name)
        if self.absent or values is None:
            return self.absent and values is None
        return self.match is None or self.match.fits(",".join(values))


@dataclass(frozen=True, slots=True)
class PropertyFilter:
    """What a property must be; `absent` asks that there is none."""

    name: str
    absent: bool = False
    span: Span | None = None
    match: TextMatch | None = None
    parameters: Sequence[ParameterFilter] = ()

    def fits(self, component: Component, zone: dt.tzinfo) -> bool:
        """Whether the component has such a property."""
        found = component.all(self.name)
        if self.absent:
            return not found
        return any(self._is_met(told, zone) for told in found)

    def _is_met(self, told: Property, zone: dt.tzinfo) -> bool:
        return (
            (self.span is None or _is_within(told, self.span, zone))
            and (self.match is None or self.match.fits(told.text))
            and all(one.fits(told) for one in self.parameters)
        )


@dataclass(frozen=True, slots=True)
class ComponentFilter:
    """What a component must be, all of it at once; `absent` asks that there is none."""

    name: str
    absent: bool = False
    span: Span | None = None
    properties: Sequence[PropertyFilter] = ()
    components: Sequence["ComponentFilter"] = ()


ALL_EVENTS = ComponentFilter("VCALENDAR", components=(ComponentFilter("VEVENT"),))


def finds(wanted: ComponentFilter, one: CalendarObject, zone: dt.tzinfo) -> bool:
    """Whether the object is such a calendar; days begin at the midnights of the zone."""
    if wanted.name != "VCALENDAR":
        return wanted.absent
    if wanted.absent or not all(_may_have(each, one) for each in wanted.components):
        return False
    return wanted == ALL_EVENTS or _fits(wanted, one.calendar, one, zone)


def _may_have(wanted: ComponentFilter, one: CalendarObject) -> bool:
    """Whether it is worth a closer look, at no cost for the most of a calendar."""
    return wanted.span is None or wanted.absent or one.extent.may_meet(wanted.span)


def _fits(
    wanted: ComponentFilter, component: Component, one: CalendarObject, zone: dt.tzinfo
) -> bool:
    return all(each.fits(component, zone) for each in wanted.properties) and all(
        _has(each, component, one, zone) for each in wanted.components
    )


def _has(wanted: ComponentFilter, parent: Component, one: CalendarObject, zone: dt.tzinfo) -> bool:
    found = [each for each in parent.components if each.name == wanted.name]
    if wanted.absent:
        return not found
    if wanted.span is not None:
        if wanted.name != "VEVENT":
            return False
        there = {id(each.component) for each in instances(one.events, wanted.span, zone)}
        found = [each for each in found if id(each) in there]
    return any(_fits(wanted, each, one, zone) for each in found)


def _is_within(told: Property, span: Span, zone: dt.tzinfo) -> bool:
    try:
        moment = moment_of(told)
    except ValueError:
        return False
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(), zone)
    return span.meets(moment, moment)
