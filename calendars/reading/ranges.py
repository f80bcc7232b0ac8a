"""Ranges whose ends complete each other, in any language: from 30 March to 2 April 2021."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from calendars.reading.meaning import Bound, Context, TimexHit, Value
from calendars.reading.periods import Period

WITHOUT_YEAR = frozenset(("MONTHDAY", "MONTHNAME"))
WITH_YEAR = frozenset(("DAYDATE", "MONTHYEAR"))


def opened(first: Value) -> Value:
    """A value as the first end of a range that the next expression closes."""
    return replace(first, finish=Bound.NEXT)


def closed(last: Value) -> Value:
    """A value as the last end of the range that the expression before opened."""
    return replace(last, begin=Bound.PREVIOUS)


@dataclass(frozen=True, slots=True)
class Ranges:
    """How a language joins two dates: its months, ordinals and the words of lists.

    Dates joined by one of the `conjunctions` are a list, after `between` a range.
    """

    month_of: Mapping[str, int]
    ordinal_of: Callable[[list[str]], int | None]
    conjunctions: frozenset[str]
    between: frozenset[str]

    def joined(self, hit: TimexHit, first: Value, last: Value) -> tuple[Value, Value]:
        """The two parts of a hit, bound to each other where they make a range."""
        joint = hit.tokens.lows[hit.range(hit.rule.apart[0])[1] : hit.range("last")[0]]
        if hit.before not in self.between and self.conjunctions.intersection(joint):
            return first, last
        return opened(first), closed(last)

    def dates(self, hit: TimexHit, context: Context) -> tuple[Value, Value]:
        """The end gives its year to the start, or the start its own to the end."""
        first, last = hit.child("first"), hit.child("last")
        if first.rule.kind in WITHOUT_YEAR and last.rule.kind in WITH_YEAR:
            end = context.value(last)
            return self.joined(hit, Value.of(self.until(first, context.period(last))), end)
        start = context.value(first)
        if last.rule.kind in WITHOUT_YEAR:
            return self.joined(hit, start, Value.of(self._since(last, context.period(first))))
        return self.joined(hit, start, context.value(last))

    def until(self, hit: TimexHit, end: Period) -> Period:
        """The last such day or month that is not after the end."""
        found = self.in_year(hit, end.first.year)
        return found if found.first <= end.first else self.in_year(hit, end.first.year - 1)

    def _since(self, hit: TimexHit, start: Period) -> Period:
        found = self.in_year(hit, start.first.year)
        return found if found.last >= start.first else self.in_year(hit, start.first.year + 1)

    def in_year(self, hit: TimexHit, year: int) -> Period:
        """The day or month of a hit in a year.

        Raises:
            ValueError: The year has no such day.
        """
        month = self.month_of[hit.word("m")]
        if hit.rule.kind == "MONTHNAME":
            return Period.month(year, month)
        return Period.day(year, month, self.ordinal_of(hit.words("d")) or 0)
