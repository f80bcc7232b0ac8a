"""Mail that comes back, as mail servers tell it."""

import pytest

from jobs.remind.bounces import bounce_in

KEY = "rem_0123456789abcdef0123456789abcdef"
HEAD = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry. Message-ID: nothing here.
"""
STATUS = """\
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; anna@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <anna@example.org>:
    no such user
"""
RETURNED = """\
--b
Content-Type: {kind}

From: dateline@example.org
Message-ID: <{key}@example.org>
Subject: Reminder

--b--
"""


def mail(to="bounces@example.org", action="failed", kind="message/rfc822", key=KEY):
    text = HEAD.format(to=to) + STATUS.format(action=action) + RETURNED.format(kind=kind, key=key)
    return text.encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers", "message/global"])
def test_the_returned_mail_tells_which_message_it_was(kind):
    bounce = bounce_in(mail(kind=kind))
    assert bounce.key == KEY
    assert bounce.reason == ("The mail came back: smtp; 550 5.1.1 <anna@example.org>: no such user")


def test_the_address_that_it_came_to_tells_it_too():
    assert bounce_in(mail(to=f"bounces+{KEY}@example.org", key="x")).key == KEY


def test_line_ends_do_not_matter():
    assert bounce_in(mail().replace(b"\n", b"\r\n")).key == KEY


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_is_not_final_is_no_bounce(action):
    assert bounce_in(mail(action=action)) is None


@pytest.mark.parametrize("key", ["x", "rem_1", "rem_" + "g" * 32, "usr_" + "0" * 32])
def test_a_mail_of_another_is_no_bounce_of_ours(key):
    assert bounce_in(mail(key=key)) is None


def test_exim_tells_it_in_its_own_way():
    text = (
        f"X-Failed-Recipients: anna@example.org\nTo: dateline@example.org\n"
        f"Content-Type: text/plain\n\nA message could not be delivered.\n\n"
        f"------ This is a copy of the message's headers. ------\n\n"
        f"Message-ID: <{KEY}@example.org>\n"
    )
    assert bounce_in(text.encode()).key == KEY


@pytest.mark.parametrize(
    "raw",
    [
        b"hello", b"\x00\xff" * 50, b"Subject: hi\n\nthanks!",
        b"Content-Type: multipart/report\n\n", b"Content-Type: message/rfc822\n\n" * 5000,
    ],
)  # fmt: skip
def test_anything_else_is_no_bounce(raw):
    assert bounce_in(raw) is None
