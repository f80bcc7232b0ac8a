import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlmodel import select
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.wiring import Parts
from calendars.store.engine import Store
from calendars.store.tables import JobRun
from tests.app.conftest import NOW


def test_a_server_that_lives_and_can_work_says_so(client):
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_being_asked_leaves_no_trace(client, parts):
    assert [client.get("/readyz").status_code for _ in range(3)] == [200] * 3
    with parts.store.reading() as session:
        assert session.exec(select(JobRun)).all() == []


def refused(store):
    answer = ready(store)
    assert answer.json()["type"] == "/problems/database-unavailable"
    return answer.status_code == 503


def test_a_server_whose_database_is_read_only_cannot_work(store):
    if store.is_sqlite:
        on_connect(store, "PRAGMA query_only = ON")
    else:
        on_connect(store, "SET default_transaction_read_only = on")
    assert refused(store)


def test_a_server_whose_database_is_full_cannot_work(store):
    if store.is_sqlite:
        on_connect(store, "PRAGMA max_page_count = 1")  # as many as it has, that is
        assert refused(store)


@pytest.fixture
def small_disk(postgres_folder):
    """A disk of a few megabytes for PostgreSQL; a test as another user than root has none."""
    folder = Path(tempfile.mkdtemp(dir=postgres_folder))
    options = f"size=24m,uid={(postgres_folder / 'data').stat().st_uid},mode=700"
    mounted = ["mount", "-t", "tmpfs", "-o", options, "dateline", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mounted, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_server_whose_postgresql_has_no_room_left_cannot_work(postgres_template, small_disk):
    server = create_engine(
        postgres_template.replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
    )
    with server.connect() as connection:
        connection.execute(text(f"CREATE TABLESPACE small LOCATION '{small_disk}'"))
        connection.execute(text("CREATE DATABASE small TEMPLATE template0 TABLESPACE small"))
    url = server.url.set(database="small").render_as_string(hide_password=False)
    store = Store(url)
    try:
        store.upgrade()
        assert ready(store).status_code == 200
        with suppress(OSError), (small_disk / "ballast").open("wb") as file:
            while True:
                file.write(bytes(4096))
                file.flush()
        answers = [ready(store).status_code for _ in range(30)]
        assert answers[-1] == 503, "what is left of pages in use is soon written"
        (small_disk / "ballast").unlink()
        assert ready(store).status_code == 200
    finally:
        store.close()
        with server.connect() as connection:
            connection.execute(text("DROP DATABASE small WITH (FORCE)"))
            connection.execute(text("DROP TABLESPACE small"))
        server.dispose()


def ready(store):
    parts = Parts(Settings(), store, lambda: NOW)
    return TestClient(create_app(parts), raise_server_exceptions=False).get("/readyz")


def on_connect(store, statement):
    def run(connection, _record):
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()
        if not store.is_sqlite:
            connection.commit()

    event.listen(store.engine, "connect", run)


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
