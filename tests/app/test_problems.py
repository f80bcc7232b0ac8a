import inspect
import json
import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict

from app import problems
from calendars import errors

EVERY_ERROR = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.DatelineError)
]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: int


@pytest.fixture
def client():
    app = FastAPI()
    problems.install(app)

    @app.get("/raise/{name}")
    def fail(name: str):
        kind = getattr(errors, name)
        if issubclass(kind, errors.TooManyRequests):
            raise kind("Slowly.", retry_after=7)
        if issubclass(kind, errors.InvalidInput):
            raise kind("Not so.", field="size")
        raise kind("Not so.")

    @app.get("/bug")
    def bug():
        raise RuntimeError("the secret inside")

    @app.post("/body")
    def body(body: Body):
        return body

    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize("kind", EVERY_ERROR)
def test_every_error_stands_in_the_tree_of_the_docstring(kind):
    assert kind.__name__ in errors.__doc__


@pytest.mark.parametrize("kind", EVERY_ERROR)
def test_every_error_becomes_a_problem_with_a_status_of_its_own_branch(kind, client):
    answer = client.get(f"/raise/{kind.__name__}")
    said = answer.json()
    assert answer.status_code == said["status"] == problems.status_of(kind) >= 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["title"] == inspect.getdoc(kind).splitlines()[0]
    assert said["type"] == "/problems/" + problems.name_of(kind)
    assert said["instance"] == f"/raise/{kind.__name__}"
    # Only the root and a wrong setting are our own fault; every other branch is told.
    ours = kind in (errors.DatelineError, errors.InvalidSetting)
    assert (answer.status_code == 500) == ours
    assert ours or said["detail"] in ("Not so.", "Slowly.")


def test_no_class_is_missing_from_the_tree_s_own_names():
    drawn = {
        word for line in errors.__doc__.splitlines() for word in line.replace("─", " ").split()
    }
    assert {kind.__name__ for kind in EVERY_ERROR} <= drawn


def test_a_wrong_field_is_named(client):
    assert client.get("/raise/InvalidField").json()["field"] == "size"


def test_too_many_requests_say_when_to_come_again(client):
    assert client.get("/raise/TooManyRequests").headers["retry-after"] == "7"


def test_a_missing_key_says_how_to_show_one(client):
    assert client.get("/raise/KeyRequired").headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/nowhere", 404, "/problems/not-found"),
        ("PUT", "/body", 405, "/problems/method-not-allowed"),
    ],
)
def test_what_http_itself_refuses_has_the_same_shape(client, method, path, status, kind):
    answer = client.request(method, path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code == status
    assert answer.json()["type"] == kind
    assert answer.json()["instance"] == path


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (b'{"size": "x"}', "size"),
        (b"{}", "size"),
        (b'{"size": 1, "more": 2}', "more"),
        (b'{"size": 1, "\\ud800": 2}', "body"),
    ],
)
def test_a_body_that_is_not_valid_names_each_field(client, sent, field):
    answer = client.post("/body", content=sent, headers={"content-type": "application/json"})
    said = json.loads(answer.content)
    assert answer.status_code == said["status"] == 422
    assert said["field"] == field
    assert [item["field"] for item in said["errors"]] == [field]


@pytest.mark.parametrize("sent", [b"{", b"\xff{}", b""])
def test_a_body_that_is_not_json_is_a_problem(client, sent):
    answer = client.post("/body", content=sent, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_bug_is_a_problem_that_hides_the_trace(client):
    answer = client.get("/bug")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_bug_s_trace_reaches_the_server():
    app = FastAPI()
    problems.install(app)

    @app.get("/bug")
    def bug():
        raise RuntimeError("the secret inside")

    with pytest.raises(RuntimeError, match="the secret inside"):
        TestClient(app).get("/bug")


def test_a_database_that_is_away_is_logged(client, caplog):
    with caplog.at_level(logging.ERROR):
        answer = client.get("/raise/DatabaseUnavailable")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "DatabaseUnavailable" in caplog.text
