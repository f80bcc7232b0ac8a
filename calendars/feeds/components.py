r"""The text of our own calendars taken apart again: components, properties, parameters.

It reads what `ics.py` and `frame.py` write, each content line with its folds, so that a part
of a calendar has the very bytes of the whole (RFC 5545 §3.1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+(?:\r\n[ \t][^\r\n]*)*\r\n")
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_ESCAPED = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its name, its parameters with their values, its value as written.

    `line` is the line itself, folds and line end included.
    """

    name: str
    parameters: dict[str, tuple[str, ...]]
    value: str
    line: str

    @property
    def text(self) -> str:
        """The value as people read it."""
        return unescaped(self.value)


@dataclass(frozen=True, slots=True)
class Component:
    """A component with its properties and the components within, in their order."""

    name: str
    properties: tuple[Property, ...]
    components: tuple["Component", ...]

    def all(self, name: str) -> list[Property]:
        """The properties of that name."""
        return [one for one in self.properties if one.name == name]

    def get(self, name: str) -> Property | None:
        """The first property of that name, None where there is none."""
        return next((one for one in self.properties if one.name == name), None)


def parse(text: str) -> Component:
    r"""The one component that the text consists of.

    >>> parse("BEGIN:VEVENT\r\nSUMMARY:A\\, b\r\nEND:VEVENT\r\n").get("SUMMARY").text
    'A, b'
    """
    return next(_components(map(_property, _LINE.findall(text))))


def _components(lines: Iterator[Property]) -> Iterator[Component]:
    for line in lines:
        if line.name == "BEGIN":
            yield _component(line.value, lines)


def _component(name: str, lines: Iterator[Property]) -> Component:
    properties, components = [], []
    for line in lines:
        if line.name == "END":
            break
        if line.name == "BEGIN":
            components.append(_component(line.value, lines))
        else:
            properties.append(line)
    return Component(name, tuple(properties), tuple(components))


def _property(line: str) -> Property:
    unfolded = line[:-2].replace("\r\n ", "")
    name, _, value = unfolded.partition(":")
    if ";" not in name:
        return Property(name.upper(), {}, value, line)
    name = name.partition(";")[0]
    at = len(name)
    parameters: dict[str, tuple[str, ...]] = {}
    while found := _PARAMETER.match(unfolded, at):
        values = re.findall(r'"[^"]*"|[^",]+', found[2])
        parameters[found[1].upper()] = tuple(value.strip('"') for value in values)
        at = found.end()
    return Property(name.upper(), parameters, unfolded[at + 1 :], line)


def unescaped(value: str) -> str:
    r"""A TEXT value as people read it (RFC 5545 §3.3.11).

    >>> unescaped("a\\, b\\nc")
    'a, b\nc'
    """
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
