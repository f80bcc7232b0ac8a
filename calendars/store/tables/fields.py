"""The kinds of columns that the tables are made of."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Text
from sqlmodel import Field

from calendars.store.columns import BigId, Json, UtcDateTime, Word


def key() -> Any:
    """The number that a row is known by."""
    return Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))


def refers(target: str, *, nullable: bool = False, index: bool = True, erase: bool = False) -> Any:
    """A reference to another row; `erase` takes this row along when that one is erased."""
    key = ForeignKey(target, ondelete="CASCADE" if erase else None)
    column: Column[int] = Column(BigId, key, nullable=nullable, index=index)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """A moment in UTC."""
    column: Column[dt.datetime] = Column(UtcDateTime, nullable=nullable, index=index)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def word(words: type[StrEnum], *, nullable: bool = False) -> Any:
    """One of the words of an enumeration, kept as text."""
    column: Column[StrEnum] = Column(Word(words), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def json(default: type[list[Any]] | type[dict[Any, Any]]) -> Any:
    """A list or an object, empty unless told."""
    return Field(default_factory=default, sa_column=Column(Json, nullable=False))


def text(*, nullable: bool = False, unique: bool = False, index: bool = False) -> Any:
    """Text of any length."""
    column: Column[str] = Column(Text, nullable=nullable, unique=unique, index=index)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)
