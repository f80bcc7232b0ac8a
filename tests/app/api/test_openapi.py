"""Whatever is asked, the answer is one that the OpenAPI document tells, and never a 500."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as drawn
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app import keys
from app.keys import Scope
from app.main import create_app
from app.wiring import Parts
from calendars.events import by_hand, calendars
from calendars.feeds import secrets
from jobs.guard.client import GuardedClient
from tests.app.conftest import NOW

EXAMPLES = 8
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def nowhere(host, port):
    raise OSError(f"{host} is not looked up in a test")


@pytest.fixture
def api(settings, store):
    """The document of a server with something in it, and an administrator's key."""
    with store.writing() as session:
        key = keys.create(session, "test", [Scope.ADMIN], NOW)
        for day in ("2021-05-01", "2021-06", "2021-05-02T10:00+03:00"):
            told = {"name": f"Meeting of {day}", "start": day, "place": "Riga", "country": "LV"}
            by_hand.create(session, told, person="test", now=NOW)
        calendars.create(session, "desk", "Our desk", {}, now=NOW)
        secrets.create(session, "desk", "Anna", now=NOW)
    parts = Parts(settings.model_copy(update={"host_seconds": 0}), store, lambda: NOW)
    vars(parts)["client"] = GuardedClient(resolver=nowhere)
    app = create_app(parts)
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app), key
    parts.client.close()


def test_every_answer_is_one_that_the_document_tells(api):
    document, key = api
    told = 0
    for found in document.get_all_operations():
        told += 1
        _ask(found.ok(), key)
    assert told > 30


def _ask(operation, key):
    @seed(1)
    @drawn(
        max_examples=EXAMPLES,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy())
    def ask(case):
        answer = case.call(headers={**(case.headers or {}), "Authorization": f"Bearer {key}"})
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code != 500, (operation.label, answer.text)

    ask()
