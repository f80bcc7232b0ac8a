"""How wide the windows of events are, asked so that an index can answer.

Nearly all windows are narrow. Those that are not have an index of their own, so that what
can lie on some days is found among the windows that begin shortly before, and the few wide ones.
"""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

NARROW = dt.timedelta(days=61)


class _LastNarrowDay(FunctionElement[dt.date]):
    """The last day of the widest narrow window that begins on a day.

    The number of days is written out: only so a database sees that an index has the rows.
    """

    type = Date()
    inherit_cache = True
    name = "last_narrow_day"


@compiles(_LastNarrowDay)
def _on_postgresql(element: _LastNarrowDay, compiler: Any, **named: Any) -> str:
    return f"({compiler.process(element.clauses, **named)} + {NARROW.days})"


@compiles(_LastNarrowDay, "sqlite")
def _on_sqlite(element: _LastNarrowDay, compiler: Any, **named: Any) -> str:
    return f"date({compiler.process(element.clauses, **named)}, '+{NARROW.days} days')"


def is_wide(first: Any, last: Any) -> ColumnElement[bool]:
    """Whether the window with these columns of first and last day is a wide one."""
    wide: ColumnElement[bool] = last > _LastNarrowDay(first)
    return wide
