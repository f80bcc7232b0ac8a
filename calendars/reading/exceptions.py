"""Days on which a series is not held, as other sentences of the article tell them."""

from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.candidate import DENIED, Candidate, Fate
from calendars.reading.group import Group
from calendars.reading.likeness import calls_so
from calendars.reading.repeated import without

LEFT_OUT = "a day left out of a series"


def leave_out(
    groups: list[Group], denied: Sequence[Candidate]
) -> tuple[list[Group], list[Candidate]]:
    """Take the days that are called off out of their series.

    `denied` are candidates of which the text says that there is none. Gives the groups that
    stay and the candidates that are only such a day.
    """
    if not any(group.series for group in groups):
        return groups, []
    kept: list[Group] = []
    settled: list[Candidate] = []
    for group in groups:
        off = group.dated if group.fate is Fate.CANCELLED else None
        if off is not None and _is_taken_out(off, groups):
            settled.append(off)
        else:
            kept.append(group)
    settled += [told for told in denied if told.drop == DENIED and _is_taken_out(told, groups)]
    return kept, settled


def _is_taken_out(told: Candidate, groups: Sequence[Group]) -> bool:
    """Take the day of a candidate out of the series that it belongs to, where there is one."""
    date = told.date
    if date is None or not date.when.certain:
        return False
    for group in reversed(groups):
        dated = group.day
        if group.series is None or dated is None or dated.date is None or dated is told:
            continue
        if not calls_so(told, group) or not group.series.falls_within(date.when.window):
            continue
        group.series = without(group.series, date)
        if dated.date.series is not None:
            begin = group.series.begin() or dated.date.date
            phrase = replace(dated.date, date=begin, series=group.series)
            group.day = group.dated = replace(dated, date=phrase)
        return True
    return False
