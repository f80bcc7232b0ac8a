import uuid

import pytest

from calendars.store.engine import Store
from tests.conftest import _database


def test_upgrade_makes_the_schema(dateline):
    url = f"sqlite:///{dateline.folder / 'new.db'}"
    dateline.environ["DATELINE_DATABASE_URL"] = url
    assert dateline("db", "upgrade").returncode == 0
    store = Store(url)
    store.require_schema()
    store.close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("oracle of delphi", 2),
        ("mysql://root@127.0.0.1/x", 2),
        ("sqlite:////no/such/folder/x.db", 1),
        ("sqlite:///notes.txt", 1),
        ("postgresql://nobody@127.0.0.1:1/x", 1),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(dateline, url, code):
    (dateline.folder / "notes.txt").write_text("This is no database. " * 100)
    dateline.environ["DATELINE_DATABASE_URL"] = url
    dateline.refuses("keys", "list", code=code)
    dateline.refuses("db", "upgrade", code=code)


def test_a_postgresql_without_schema_asks_for_the_upgrade(dateline, postgres_template):
    url = _database(postgres_template, f"bare_{uuid.uuid4().hex}")
    dateline.environ["DATELINE_DATABASE_URL"] = url
    assert "dateline db upgrade" in dateline.refuses("keys", "list", code=1)
    assert dateline("db", "upgrade").returncode == 0
    assert dateline("keys", "list").returncode == 0
