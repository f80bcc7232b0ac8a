"""Rows of values as a table that a statement reads.

They travel as a parameter a column on PostgreSQL and as one on SQLite, so a statement can be
made once and is the same however many rows there are: neither side has to read it anew.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    Text,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine


class Values:
    """A table of values with a name and typed columns; `rows` gives it its rows."""

    def __init__(self, name: str, **columns: TypeEngine[Any]) -> None:
        self._name = name
        self._columns = columns

    def table(self, dialect: Dialect) -> FromClause:
        """The table, for a statement."""
        if dialect.name == "sqlite":
            each = func.json_each(bindparam(self._name, type_=Text())).table_valued("value")
            picked = [
                func.json_extract(each.c.value, f"$[{at}]", type_=kind).label(key)
                for at, (key, kind) in enumerate(self._columns.items())
            ]
            return select(*picked).subquery(self._name)
        lists = [
            cast(bindparam(self._list(key), type_=Text()), ARRAY(kind))
            for key, kind in self._columns.items()
        ]
        named = [column(key, kind) for key, kind in self._columns.items()]
        return func.unnest(*lists).table_valued(*named, name=self._name).render_derived()

    def among(self, dialect: Dialect, number: ColumnElement[Any], key: str) -> ColumnElement[bool]:
        """Whether something is one of a column, in the words that an index is used for."""
        if dialect.name == "sqlite":
            return number.in_(select(self.table(dialect).c[key]))
        told = bindparam(self._list(key), type_=Text())
        return number == func.any(cast(told, ARRAY(self._columns[key])))

    def rows(self, dialect: Dialect, rows: Sequence[Sequence[Any]]) -> Mapping[str, str]:
        """The parameters of a statement that reads these rows."""
        lists = list(zip(*rows, strict=True)) or [()] * len(self._columns)
        for at, kind in enumerate(self._columns.values()):
            bind = kind.dialect_impl(dialect).bind_processor(dialect)
            if bind is not None:
                lists[at] = tuple(None if one is None else bind(one) for one in lists[at])
        if dialect.name == "sqlite":
            return {self._name: json.dumps(list(zip(*lists, strict=True)))}
        return {self._list(key): _array(one) for key, one in zip(self._columns, lists, strict=True)}

    def _list(self, key: str) -> str:
        return f"{self._name}_{key}"


def _array(values: Sequence[Any]) -> str:
    """A PostgreSQL array as text (PostgreSQL manual, 8.15.6)."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    told = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{told}"'
