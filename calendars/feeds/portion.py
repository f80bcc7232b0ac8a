"""As much of an object as somebody asks for (RFC 4791 §9.6)."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calendars.feeds.components import Component
from calendars.feeds.instances import Instance, Moment, Span, in_utc, instances
from calendars.feeds.lines import content_line
from calendars.feeds.objects import CalendarObject

TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is wanted of a component; None where everything is.

    The values of `properties` say whether the value is wanted too, or the name alone.
    """

    properties: Mapping[str, bool] | None = None
    components: Mapping[str, "Chosen"] | None = None

    def has(self, name: str) -> bool:
        """Whether the property is wanted."""
        return self.properties is None or name in self.properties


@dataclass(frozen=True, slots=True)
class Portion:
    """What is wanted of each object.

    `expand` asks for the times of a series within a span in place of its rule; `moved`
    asks for no other moved times than those within a span.
    """

    chosen: Chosen = Chosen()
    expand: Span | None = None
    moved: Span | None = None

    def of(self, one: CalendarObject, zone: dt.tzinfo) -> str:
        """The text of as much of the object; days begin at the midnights of the zone."""
        if self == WHOLE:
            return one.text
        if self.expand is not None:
            return _expanded(one, self.chosen, self.expand, zone)
        if self.moved is None:
            return _written(one.calendar, self.chosen, lambda _: True)
        there = {id(each.component) for each in instances(one.events, self.moved, zone)}

        def is_kept(each: Component) -> bool:
            return each.get("RECURRENCE-ID") is None or id(each) in there

        return _written(one.calendar, self.chosen, is_kept)


WHOLE = Portion()


def _written(
    component: Component, chosen: Chosen, is_kept: Callable[[Component], bool], *, more: str = ""
) -> str:
    lines = [f"BEGIN:{component.name}\r\n", more]
    for told in component.properties:
        if chosen.properties is None or chosen.properties.get(told.name, False):
            lines.append(told.line)
        elif told.name in chosen.properties:
            lines.append(f"{told.name}:\r\n")
    for each in component.components:
        if is_kept(each) and (chosen.components is None or each.name in chosen.components):
            within = chosen.components[each.name] if chosen.components else Chosen()
            lines.append(_written(each, within, is_kept))
    return "".join([*lines, f"END:{component.name}\r\n"])


def _expanded(one: CalendarObject, chosen: Chosen, span: Span, zone: dt.tzinfo) -> str:
    """The object with an entry for each time in the span, in UTC, without rule and zones."""
    within = (
        chosen.components["VEVENT"]
        if chosen.components and "VEVENT" in chosen.components
        else Chosen()
    )
    bare = Component("VCALENDAR", one.calendar.properties, ())
    head = _written(bare, chosen, lambda _: True).removesuffix("END:VCALENDAR\r\n")
    if chosen.components is not None and "VEVENT" not in chosen.components:
        return head + "END:VCALENDAR\r\n"
    found = sorted(instances(one.events, span, zone), key=lambda each: each.begins)
    entries = [_instance(each, within) for each in found]
    return "".join([head, *entries, "END:VCALENDAR\r\n"])


def _instance(one: Instance, chosen: Chosen) -> str:
    told = [("DTSTART", one.start), ("DTEND", one.end), ("RECURRENCE-ID", one.origin)]
    times = "".join(_line(name, at) for name, at in told if at is not None and chosen.has(name))
    kept = tuple(each for each in one.component.properties if each.name not in TIMES)
    rest = Component("VEVENT", kept, one.component.components)
    return _written(rest, chosen, lambda _: True, more=times)


def _line(name: str, at: Moment) -> str:
    if isinstance(at, dt.datetime):
        return content_line(name, in_utc(at))
    return content_line(f"{name};VALUE=DATE", f"{at.year:04}{at:%m%d}")
