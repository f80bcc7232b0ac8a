"""Values that a statement reads as a table come out as they went in."""

import datetime as dt

import pytest
from sqlalchemy import BigInteger, Text, select

from calendars.store.columns import UtcDateTime
from calendars.store.engine import Store
from calendars.store.values import Values

TABLE = Values("told", id=BigInteger(), word=Text(), at=UtcDateTime())
NOON = dt.datetime(2021, 4, 2, 12, 0, 0, 500, tzinfo=dt.UTC)


def read(store: Store, rows, *conditions):
    with store.reading() as session:
        dialect = session.get_bind().dialect
        table = TABLE.table(dialect)
        statement = select(*table.c).where(*(one(dialect, table) for one in conditions))
        return [tuple(row) for row in session.execute(statement, TABLE.rows(dialect, rows))]


@pytest.mark.parametrize(
    "word", ["", "NULL", "null", 'said "no"', "a\\b", "{a,b}", "two\nlines", "Čapek, 日本", " "]
)
def test_a_word_is_not_taken_for_what_it_looks_like(store, word):
    assert read(store, [(1, word, NOON)]) == [(1, word, NOON)]


def test_what_is_not_told_stays_so(store):
    assert read(store, [(2**40, None, None), (2, "b", NOON)]) == [
        (2**40, None, None),
        (2, "b", NOON),
    ]


def test_no_rows_are_no_rows(store):
    assert read(store, []) == []


def test_one_of_the_values_is_found_among_them(store):
    def is_first(dialect, table):
        return TABLE.among(dialect, table.c.id, "id") & (table.c.word == "a")

    assert read(store, [(1, "a", None), (2, "b", None)], is_first) == [(1, "a", None)]
