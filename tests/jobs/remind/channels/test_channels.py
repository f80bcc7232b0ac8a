"""What every channel keeps to, whatever it is."""

import datetime as dt
import json
from email.header import decode_header, make_header

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from app import clock
from calendars.errors import DeliveryError, InvalidSetting
from calendars.store.tables import Channel
from jobs.guard import GuardedClient
from jobs.remind.channels import channels, email
from jobs.remind.message import Message
from tests.jobs.remind.receivers import mail_server, web_server

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SENDER = "Dateline <dateline@example.org>"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def message(address, **fields):
    told = {
        "key": "rem_0123456789abcdef",
        "address": address,
        "secrets": (SECRET,),
        "subject": "Moved: “Forum”, now 12 April 2021 (was 2 April 2021), and then some words more",
        "text": "Über den Dächern.\n",
        "html": "<p>Über den Dächern.</p>",
        "short": "Über den Dächern.",
        "page": "https://dates.example/events/1",
        "page_words": "More about it",
        "body": {"version": 1, "type": "reminder.moved", "data": {"title": "Ü"}},
        "ics": CALENDAR,
        "leave": "https://dates.example/unsubscribe/abc",
    }
    return Message(**told | fields)


class Mail:
    """The e-mail channel with a real server."""

    def __init__(self, server):
        self.server = server
        self.address = "anna@example.org"
        self.send = channels(None, sender=SENDER, smtp_url=server.url)["email"]

    def arrived(self):
        return len(self.server.mails)

    def keys(self):
        return [mail["Message-ID"][1:].split("@")[0] for mail in self.server.mails]

    def answer(self, kind):
        words = {"later": "451 try later", "never": "550 no such mailbox"}
        self.server.answers.append(words[kind])


class Post:
    """The webhook channel with a real server."""

    def __init__(self, server):
        self.server = server
        self.address = server.url
        client = GuardedClient(allow_hosts=["127.0.0.1"])
        self.send = channels(client, sender=SENDER)["webhook"]

    def arrived(self):
        return len(self.server.requests)

    def keys(self):
        return [headers["webhook-id"] for _, headers, _ in self.server.requests]

    def answer(self, kind):
        self.server.answers.append({"later": (503, {}), "never": (410, {})}[kind])


class Topic(Post):
    """The ntfy channel with a real server."""

    def __init__(self, server):
        super().__init__(server)
        client = GuardedClient(allow_hosts=["127.0.0.1"])
        self.send = channels(client, sender=SENDER)["ntfy"]

    def keys(self):
        return [headers["X-Sequence-ID"] for _, headers, _ in self.server.requests]


class Chat(Post):
    """The chat channel with a real server, by Apprise's way to any JSON receiver."""

    def __init__(self, server):
        super().__init__(server)
        self.address = "desk"
        urls = {"desk": server.url.replace("http://", "json://")}
        self.send = channels(None, sender=SENDER, chat_urls=urls)["chat"]

    def answer(self, kind):
        if kind == "never":
            self.address = "nobody"
        else:
            super().answer(kind)


WAYS = {
    "email": (Mail, mail_server), "webhook": (Post, web_server),
    "ntfy": (Topic, web_server), "chat": (Chat, web_server),
}  # fmt: skip


@pytest.fixture(params=WAYS)
def channel(request):
    made, server = WAYS[request.param]
    with server() as running:
        yield made(running)


@pytest.fixture(params=[way for way in WAYS if way != "chat"])
def keyed(request):
    """A channel that tells its receiver the key; chat services have no room for one."""
    made, server = WAYS[request.param]
    with server() as running:
        yield made(running)


def test_a_message_arrives(channel):
    channel.send(message(channel.address), clock.now())
    assert channel.arrived() == 1


def test_a_message_arrives_under_its_key_however_often_it_is_tried(keyed):
    for _ in range(2):
        keyed.send(message(keyed.address), clock.now())
    assert keyed.keys() == ["rem_0123456789abcdef"] * 2


def test_every_channel_there_is_keeps_to_this():
    assert set(WAYS) == set(Channel) == set(channels(None, sender=SENDER))


def test_a_receiver_in_trouble_is_tried_again(channel):
    channel.answer("later")
    with pytest.raises(DeliveryError) as error:
        channel.send(message(channel.address), clock.now())
    assert not error.value.permanent
    assert not error.value.disable
    channel.send(message(channel.address), clock.now())


def test_a_receiver_that_never_will_is_not(channel):
    channel.answer("never")
    with pytest.raises(DeliveryError, match=r"550|410|no service") as error:
        channel.send(message(channel.address), clock.now())
    assert error.value.permanent or error.value.disable


def test_a_server_that_is_away_is_tried_again():
    with mail_server() as mail, web_server() as hook:
        ways = [Mail(mail), Post(hook), Topic(hook), Chat(hook)]
    for way in ways:
        with pytest.raises(DeliveryError) as error:
            way.send(message(way.address), clock.now())
        assert not error.value.permanent


# E-mail


@pytest.fixture
def mail():
    with mail_server() as server:
        yield Mail(server)


def test_a_mail_has_its_text_its_html_and_the_event_with_whole_line_ends(mail):
    mail.send(message(mail.address), clock.now())
    [got] = mail.server.mails
    kinds = [part.get_content_type() for part in got.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "application/ics"]
    calendar = next(part for part in got.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "PUBLISH"
    assert calendar.get_payload(decode=True) == CALENDAR
    assert got.get_body(("plain",)).get_content().replace("\r\n", "\n") == "Über den Dächern.\n"
    assert got["Subject"] == message("").subject


def test_a_mail_says_who_sent_it_what_list_it_is_of_and_how_to_leave(mail):
    mail.send(message(mail.address), dt.datetime(2021, 4, 1, tzinfo=dt.UTC))
    [got] = mail.server.mails
    assert got["From"] == SENDER
    assert got["To"] == "anna@example.org"
    assert got["Date"] == "Thu, 01 Apr 2021 00:00:00 +0000"
    assert got["Message-ID"] == "<rem_0123456789abcdef@example.org>"
    assert got["List-Unsubscribe"] == "<https://dates.example/unsubscribe/abc>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got["List-Id"] == "Dateline reminders <reminders.example.org>"
    assert got["Auto-Submitted"] == "auto-generated"


def test_a_mail_is_of_seven_bits_and_short_lines(mail):
    mail.send(message(mail.address, text="ü" * 5000), clock.now())
    [raw] = mail.server.raw
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 999


def test_a_mailbox_that_is_refused_is_refused_for_good(mail):
    mail.server.refuse["anna@example.org"] = "550 5.1.1 no such user"
    with pytest.raises(DeliveryError, match=r"550 5\.1\.1 no such user") as error:
        mail.send(message(mail.address), clock.now())
    assert error.value.permanent
    mail.server.refuse["anna@example.org"] = "451 4.7.1 greylisted"
    with pytest.raises(DeliveryError, match="451") as error:
        mail.send(message(mail.address), clock.now())
    assert not error.value.permanent


def test_a_password_is_not_sent_in_the_clear(mail, monkeypatch):
    monkeypatch.setattr(email, "LOOPBACK", ())
    url = mail.server.url.replace("smtp://", "smtp://anna:secret@")
    with pytest.raises(DeliveryError, match="offers no TLS"):
        email.ByServer(url, SENDER)(message(mail.address), clock.now())
    assert mail.server.mails == []


def test_a_header_cannot_be_smuggled_into_a_mail(mail):
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        mail.send(message(mail.address, subject="Hi\r\nBcc: eve@example.org"), clock.now())


def test_without_a_server_a_mail_lies_whole_in_its_folder(tmp_path):
    send = channels(None, sender=SENDER, folder=tmp_path / "mail")["email"]
    for _ in range(2):
        send(message("anna@example.org"), clock.now())
    [file] = (tmp_path / "mail").iterdir()
    assert file.name == "rem_0123456789abcdef.eml"
    assert b"\r\nMessage-ID: <rem_0123456789abcdef@example.org>\r\n" in file.read_bytes()


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path):
    (tmp_path / "mail").write_text("a file")
    send = channels(None, sender=SENDER, folder=tmp_path / "mail")["email"]
    with pytest.raises(DeliveryError, match="cannot be written") as error:
        send(message("anna@example.org"), clock.now())
    assert not error.value.permanent


def test_the_link_to_leave_is_plain_however_long_it_is(mail):
    link = f"https://{'very-' * 30}long.example/unsubscribe/{'t' * 43}"
    mail.send(message(mail.address, leave=link), clock.now())
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in mail.server.raw[0]


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ("550 5.1.1 no such user", True), ("550 no such mailbox here", True),
        ("550 5.2.1 mailbox disabled", True), ("550 5.7.1 blocked by policy", False),
        ("550 relay not permitted", False), ("554 5.7.1 no relay", False),
        ("552 5.2.2 mailbox full", False), ("550 spam", False), ("451 4.2.1 later", False),
    ],
)  # fmt: skip
def test_only_a_mailbox_that_is_not_there_ends_its_subscription(mail, said, ended):
    mail.server.refuse["anna@example.org"] = said
    with pytest.raises(DeliveryError) as error:
        mail.send(message(mail.address), clock.now())
    assert error.value.disable is ended
    assert error.value.permanent is said.startswith("5")


def test_a_mail_that_is_refused_for_what_it_says_ends_nothing(mail):
    mail.server.answers.append("550 5.1.1 content refused")
    with pytest.raises(DeliveryError) as error:
        mail.send(message(mail.address), clock.now())
    assert (error.value.permanent, error.value.disable) == (True, False)


def test_what_comes_back_comes_to_the_bounce_address_with_the_key(mail):
    send = channels(None, sender=SENDER, smtp_url=mail.server.url, bounces="bounces@mail.example")[
        "email"
    ]
    send(message(mail.address), clock.now())
    mail.send(message(mail.address), clock.now())
    assert mail.server.senders == [
        "bounces+rem_0123456789abcdef@mail.example", "dateline@example.org",
    ]  # fmt: skip
    assert mail.server.mails[0]["From"] == SENDER


# Webhooks


@pytest.fixture
def post():
    with web_server() as server:
        yield Post(server)


def test_the_official_library_verifies_a_webhook(post):
    post.send(message(post.address), clock.now())
    [(path, headers, body)] = post.server.requests
    assert path == "/hook"
    assert headers["Content-Type"] == "application/json"
    assert Webhook(SECRET).verify(body, headers) == message("").body
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace(b"moved", b"mowed"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").verify(body, headers)
    assert json.loads(body)["version"] == 1


def test_both_secrets_sign_while_one_takes_the_place_of_the_other(post):
    new = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
    post.send(message(post.address, secrets=(new, SECRET)), clock.now())
    [(_, headers, body)] = post.server.requests
    assert Webhook(SECRET).verify(body, headers) == Webhook(new).verify(body, headers)
    assert len(headers["webhook-signature"].split(" ")) == 2


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 500])
def test_what_is_no_success_is_a_failure_and_no_redirect_is_followed(post, status):
    post.server.answers.append((status, {"Location": post.address}))
    with pytest.raises(DeliveryError, match=str(status)) as error:
        post.send(message(post.address), clock.now())
    assert not error.value.disable
    assert len(post.server.requests) == 1


def test_a_webhook_that_is_gone_ends_its_subscription(post):
    post.server.answers.append((410, {}))
    with pytest.raises(DeliveryError) as error:
        post.send(message(post.address), clock.now())
    assert error.value.disable


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("120", 120), ("Thu, 01 Apr 2021 12:10:00 GMT", 600),
        ("Thu, 01 Apr 2021 11:00:00 GMT", 0), ("soon", None), ("", None), ("-5", None),
    ],
)  # fmt: skip
def test_the_wait_that_is_asked_for_is_heard(post, told, wait):
    post.server.answers.append((429, {"Retry-After": told}))
    with pytest.raises(DeliveryError) as error:
        post.send(message(post.address), dt.datetime(2021, 4, 1, 12, tzinfo=dt.UTC))
    assert error.value.retry_after == wait


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://169.254.169.254/latest", "http://[::1]/"]
)
def test_a_webhook_does_not_reach_into_this_machine(url):
    send = channels(GuardedClient(), sender=SENDER)["webhook"]
    with pytest.raises(DeliveryError, match=r"not a public address|port") as error:
        send(message(url), clock.now())
    assert error.value.permanent


# ntfy


@pytest.fixture
def topic():
    with web_server() as server:
        yield Topic(server)


def decoded(value):
    return str(make_header(decode_header(value)))


def test_a_notification_says_what_it_is_of_and_opens_the_page(topic):
    topic.send(message(topic.address, secrets=()), clock.now())
    [(_, headers, body)] = topic.server.requests
    assert decoded(headers["Title"]) == message("").subject
    assert (headers["Priority"], headers["Tags"]) == ("default", "calendar")
    assert headers["Click"] == "https://dates.example/events/1"
    assert headers["Actions"] == "view, More about it, https://dates.example/events/1"
    assert "Authorization" not in headers
    assert body.decode() == "Über den Dächern."


def test_a_change_is_urgent_and_a_token_opens_the_topic(topic):
    topic.send(message(topic.address, secrets=("tk_abc",), urgent=True), clock.now())
    [(_, headers, _)] = topic.server.requests
    assert (headers["Priority"], headers["Tags"]) == ("high", "warning")
    assert headers["Authorization"] == "Bearer tk_abc"


def test_a_name_of_any_language_fits_a_header_and_a_long_text_a_notification(topic):
    fields = {"subject": "Напоминание\r\nX-Evil: 1" * 20, "short": "ы" * 5000}
    fields["page_words"] = "Подробнее"
    topic.send(message(topic.address, **fields), clock.now())
    [(_, headers, body)] = topic.server.requests
    assert decoded(headers["Title"]) == fields["subject"][:250]
    assert "X-Evil" not in headers
    assert decoded(headers["Actions"]).startswith("view, Подробнее, https://")
    assert len(body) <= 4000
    assert set(body.decode()) == {"ы"}


# Chat services


def test_a_chat_service_is_told_all_that_a_notification_is():
    with web_server() as server:
        way = Chat(server)
        way.send(message("desk"), clock.now())
        [(_, _, body)] = server.requests
    told = json.loads(body)
    assert told["title"] == message("").subject
    assert told["message"] == "Über den Dächern.\nhttps://dates.example/events/1"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "nothing://here", "x"])
def test_a_chat_service_that_apprise_does_not_know_is_a_wrong_setting(url):
    with pytest.raises(InvalidSetting, match="none that Apprise knows"):
        channels(None, sender=SENDER, chat_urls={"desk": url})
