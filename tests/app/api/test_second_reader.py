import pytest

from app.settings import Settings
from tests.app.conftest import served
from tests.jobs.pull.llm import serving

TEXT = "Hotels in Riga are full on May 5 because of the Pontoon Rendezvous, three people said."
ARTICLE = {"text": TEXT, "published": "2021-04-28"}
EVENT = {
    "quote": TEXT,
    "name": "Pontoon Rendezvous",
    "date": {"value": "2021-05-05", "quote": "on May 5"},
}


@pytest.fixture
def model():
    with serving() as model:
        model.says({"events": [EVENT]})
        yield model


@pytest.fixture
def server(parts, writer, model):
    """A writer of a server whose settings name the model."""
    told = Settings(llm_url=model.url, llm_model="small-model", llm_key=model.key)
    named = {name: getattr(told, name) for name in ("llm_url", "llm_model", "llm_key")}
    with served(parts, writer, **named) as server:
        yield server


def test_reading_and_keeping_ask_the_second_reader(server, model):
    [read] = server.post("/api/v1/read", json=ARTICLE).json()["events"]
    assert (read["name"], read["start"]) == ("Pontoon Rendezvous", "2021-05-05")
    [kept] = server.post("/api/v1/articles", json=ARTICLE).json()["events"]
    assert kept["event"]["sources"][0]["quote"] == TEXT
    assert len(model.asked) == 2


def test_a_failing_endpoint_fails_no_request(server, model):
    model.answers(b"<html>", 200)
    answer = server.post("/api/v1/read", json=ARTICLE)
    assert (answer.status_code, answer.json()["events"]) == (200, [])


def test_words_that_no_encoding_can_write_break_no_answer(server, model):
    model.says({"events": [EVENT | {"name": "\ud800"}, EVENT | {"place": "\udfff"}]})
    [read] = server.post("/api/v1/read", json=ARTICLE).json()["events"]
    assert read["place"] is None
