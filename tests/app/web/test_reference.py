import re
from html import unescape


def test_the_reference_tells_every_route(client):
    said = client.get("/api/v1/openapi.json").json()
    answer = client.get("/api/v1/docs")
    assert answer.status_code == 200
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            assert f"<h3><code>{method.upper()} {path}</code></h3>" in answer.text
            assert operation["summary"] in unescape(answer.text)


def test_the_reference_shows_parameters_bodies_and_answers(client):
    page = unescape(client.get("/api/v1/docs").text)
    assert "First day, month or year; `today`." in page
    assert '"explain": true' in page
    assert '"text": "The Second Caspian Economic Forum' in page
    assert "An answer with 201" in page
    assert '"sequence": "integer"' in page
    assert "Needs a key" in page


def test_the_reference_needs_no_script_and_nothing_from_elsewhere(client):
    answer = client.get("/api/v1/docs")
    assert "<script" not in answer.text
    loaded = re.findall(r'<(?:link|img)[^>]*(?:href|src)="([^"]*)"', answer.text)
    assert all(address.startswith("/static/") for address in loaded)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_every_link_of_the_reference_leads_somewhere(client):
    page = client.get("/api/v1/docs").text
    marks = re.findall(r'\bid="([^"]*)"', page)
    assert len(marks) == len(set(marks))
    for address in re.findall(r'<a[^>]*href="([^"]*)"', page):
        if address.startswith("#"):
            assert address[1:] in marks
        elif address.startswith("/"):
            assert client.get(address).status_code == 200


def test_the_old_addresses_of_references_are_no_pages(client):
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404
