import pytest

from app.api.examples import READ

PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture
def said(client):
    return client.get("/api/v1/openapi.json").json()


def operations(said):
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_openapi_describes_every_resource(said):
    assert said["openapi"].startswith("3.1")
    told = {name for name, _ in operations(said)}
    assert {
        "GET /api/v1/events",
        "POST /api/v1/events",
        "GET /api/v1/events/{event_id}",
        "PATCH /api/v1/events/{event_id}",
        "DELETE /api/v1/events/{event_id}",
        "GET /api/v1/events/{event_id}/claims",
        "GET /api/v1/events/{event_id}/revisions",
        "POST /api/v1/read",
        "POST /api/v1/articles",
        "GET /api/v1/articles/{article_id}",
        "DELETE /api/v1/articles/{article_id}",
        "GET /api/v1/calendars",
        "POST /api/v1/calendars",
        "POST /api/v1/subscriptions",
        "GET /api/v1/sources",
        "GET /healthz",
        "GET /readyz",
    } <= told


def test_openapi_says_how_each_request_can_fail(said):
    assert said["components"]["schemas"]["Problem"]["properties"]["detail"]
    for name, operation in operations(said):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert answer["content"] == {"application/problem+json": {"schema": PROBLEM}}, name


def test_openapi_shows_an_example_of_every_body(said):
    schemas = said["components"]["schemas"]
    for name, operation in operations(said):
        if "requestBody" in operation:
            [media] = operation["requestBody"]["content"].values()
            # A body that may be left out is said as a choice between it and nothing.
            said_as = media["schema"].get("anyOf", [media["schema"]])[0]
            assert schemas[said_as["$ref"].rpartition("/")[2]]["example"], name


def test_the_example_of_a_reading_is_what_reading_gives(writer, said):
    assert said["components"]["schemas"]["Read"]["example"]["explain"]
    body = said["components"]["schemas"]["ExplainedReading"]["example"]
    told = writer.post("/api/v1/read", json=body).json()
    assert told.keys() == READ.keys()
    assert told["explain"]["timexes"] == READ["explain"]["timexes"]
    assert told["explain"]["decisions"][0].keys() == READ["explain"]["decisions"][0].keys()


def test_openapi_refers_to_nothing_that_is_missing(said):
    def references(value):
        if isinstance(value, dict):
            yield from [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    for reference in references(said):
        assert reference.rpartition("/")[2] in said["components"]["schemas"], reference


def test_a_route_that_is_not_there_is_a_problem(client):
    answer = client.get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"


def test_a_body_beyond_the_limit_is_refused_whatever_the_route(client):
    answer = client.post("/nowhere", content=b"x" * 6_000_001)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_type_of_a_problem_leads_to_what_it_means(client):
    kind = client.get("/api/v1/events/99").json()["type"]
    answer = client.get(kind)
    assert answer.text == "Nothing of that name is kept here.\n\nHTTP status 404 Not Found.\n"
    assert client.get("/problems/no-such-thing").status_code == 404
