import anyio
import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse

from app.limits import CALLERS, Allowance, BodyLimit
from calendars.errors import TooManyRequests


async def echo(scope, receive, send):
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def ask(pieces, headers=(), limit=10, app=echo):
    """The status and body of the answer to a request whose body comes in pieces."""
    sent = []
    waiting = list(pieces)

    async def receive():
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/x", "headers": list(headers)}
    anyio.run(BodyLimit(app, limit), scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return sent[0]["status"], sent[1]["body"]


def test_a_body_within_the_limit_passes():
    assert ask([b"12345", b"67890"]) == (200, b"10")


def test_a_body_that_says_it_is_too_long_is_not_read():
    status, body = ask([], headers=[(b"content-length", b"11")])
    assert status == 413
    assert b"/problems/" in body


def test_a_body_that_does_not_say_is_stopped_at_the_limit():
    status, _ = ask([b"123456", b"78901", b"never read"])
    assert status == 413


def test_an_app_that_swallows_the_stop_still_answers_413():
    async def stubborn(scope, receive, send):
        try:
            await echo(scope, receive, send)
        except ClientDisconnect:
            await PlainTextResponse("fine")(scope, receive, send)

    assert ask([b"1" * 11], app=stubborn)[0] == 413


def test_a_bug_behind_the_limit_stays_a_bug():
    async def broken(scope, receive, send):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ask([], app=broken)


def test_an_allowance_is_used_up_and_grows_again():
    allowance = Allowance(2, what="texts")
    allowance.take("a", 0)
    allowance.take("a", 10)
    with pytest.raises(TooManyRequests, match="2 texts") as raised:
        allowance.take("a", 20)
    assert raised.value.retry_after == 3580
    allowance.take("b", 20)
    allowance.take("a", 3601)


def test_an_allowance_of_none_is_none():
    with pytest.raises(TooManyRequests):
        Allowance(0, what="texts").take("a", 0)


def test_an_allowance_does_not_remember_everybody():
    allowance = Allowance(1, what="texts")
    for number in range(CALLERS + 5):
        allowance.take(str(number), 0)
    assert len(allowance._used) == CALLERS
