"""The orders in which events are listed, and the cursors that go on from a place in them."""

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, bindparam, tuple_
from sqlmodel import col

from calendars.errors import InvalidFilter
from calendars.store.tables import Event

Place = tuple[dt.date, dt.date, int]
"""Where an event stands by the start of its window: window start, window end, id."""


class Order(StrEnum):
    """By what events are listed; those with a minus begin with the last."""

    START = "start"
    START_LAST = "-start"
    MODIFIED = "modified"
    MODIFIED_LAST = "-modified"
    CREATED = "created"
    CREATED_LAST = "-created"

    @property
    def keys(self) -> Sequence[Any]:
        """The columns to order by, which tell each event apart.

        Of windows that begin on one day the narrower ends first, so its end stands for the
        width.
        """
        return [col(getattr(Event, name)) for name in self.names]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those columns."""
        return _NAMES.get(self) or (self.value.removeprefix("-"), "id")

    @property
    def is_last_first(self) -> bool:
        """Whether the list begins with the last."""
        return self.value.startswith("-")

    def ordered(self) -> list[ColumnElement[Any]]:
        """What to sort by."""
        return [key.desc() if self.is_last_first else key for key in self.keys]

    def place(self, event: Any) -> tuple[Any, ...]:
        """Where an event, or a row with its columns, stands in this order."""
        return tuple([getattr(event, name) for name in self.names])

    def after(self, place: Sequence[Any] | None) -> ColumnElement[bool]:
        """Whether an event comes after a place in this order, or one that is `told` later."""
        names = self.told(place or [None] * len(self.names))
        told = (
            bindparam(name, value, type_=key.type)
            for key, (name, value) in zip(self.keys, names.items(), strict=True)
        )
        here, there = tuple_(*self.keys), tuple_(*told)
        return here < there if self.is_last_first else here > there

    def told(self, place: Sequence[Any]) -> dict[str, Any]:
        """A place by the names that a statement has for it."""
        return {f"after_{name}": one for name, one in zip(self.names, place, strict=True)}

    def cursor(self, place: Sequence[Any]) -> str:
        """The cursor of what follows a place."""
        told = "/".join(one.isoformat() if isinstance(one, dt.date) else str(one) for one in place)
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")

    def read(self, cursor: str) -> tuple[Any, ...]:
        """The place that a cursor stands for.

        Raises:
            InvalidFilter: The cursor is none that was given out for this order.
        """
        try:
            text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
            *told, number = text.split("/")
            event_id = int(number)
            if not 0 <= event_id < 2**63 or len(told) != len(self.names) - 1:
                raise ValueError(text)
            return (*map(self._moment, told), event_id)
        except (binascii.Error, ValueError) as error:
            raise InvalidFilter(
                "The cursor is none of ours: take it from the “next” of an answer, or leave it "
                "out.",
                field="cursor",
            ) from error

    def _moment(self, text: str) -> dt.date:
        if self in (Order.START, Order.START_LAST):
            return dt.date.fromisoformat(text)
        moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        return moment


_NAMES = dict.fromkeys((Order.START, Order.START_LAST), ("window_first", "window_last", "id"))
