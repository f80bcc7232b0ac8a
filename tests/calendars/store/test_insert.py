"""Rows with a key of their own are added once."""

from sqlmodel import func, select

from calendars.store.insert import insert_new
from calendars.store.tables import JobRun
from tests.calendars.reminders.makers import NOW


def slots(numbers):
    return [{"name": "pull", "slot": number, "at": NOW} for number in numbers]


def test_only_rows_that_are_not_there_are_added(store):
    with store.writing() as session:
        assert insert_new(session, JobRun, slots([1, 2]), ["name", "slot"]) == 2
        assert insert_new(session, JobRun, slots([2, 3]), ["name", "slot"]) == 1
        assert insert_new(session, JobRun, [], ["name", "slot"]) == 0


def test_many_rows_are_added_in_portions(store):
    with store.writing() as session:
        assert insert_new(session, JobRun, slots(range(1200)), ["name", "slot"]) == 1200
        assert session.exec(select(func.count()).select_from(JobRun)).one() == 1200
