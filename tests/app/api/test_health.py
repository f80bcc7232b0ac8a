import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.wiring import Parts
from calendars.store.engine import Store
from tests.app.conftest import NOW


def test_a_server_that_lives_and_can_work_says_so(client):
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_being_asked_leaves_no_trace(client):
    assert [client.get("/readyz").status_code for _ in range(3)] == [200] * 3


@pytest.fixture
def unprepared(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    parts = Parts(Settings(database_url=url), Store(url), lambda: NOW)
    return TestClient(create_app(parts), raise_server_exceptions=False)


def test_a_server_whose_schema_is_missing_lives_but_cannot_work(unprepared):
    assert unprepared.get("/healthz").status_code == 200
    answer = unprepared.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/schema-out-of-date"


def test_a_server_whose_database_is_gone_cannot_work(tmp_path):
    url = f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}"
    parts = Parts(Settings(database_url=url), Store(url), lambda: NOW)
    answer = TestClient(create_app(parts), raise_server_exceptions=False).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/database-unavailable"
