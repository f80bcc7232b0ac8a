"""Reminders by e-mail: over SMTP, or as files where there is no SMTP server."""

import datetime as dt
import logging
import os
import re
import smtplib
import ssl
from contextlib import closing, suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from calendars.errors import DeliveryError, InvalidSetting
from calendars.feeds.mail import METHOD
from jobs.remind.message import Message

log = logging.getLogger(__name__)

# Of seven bits, so that no server on the way has a reason to rewrite a signed mail.
POLICY = SMTP.clone(cte_type="7bit")
# Headers are not folded: an address longer than a line would come out as an encoded word.
UNFOLDED = POLICY.clone(max_line_length=998)
_OUR_FAULT = re.compile(r"relay|spam|block|polic|denied|reject|blacklist|reputation", re.I)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ByServer:
    """Hands mails to an SMTP server, one connection a mail.

    `url` is `smtp://user:password@host:587`, which turns to TLS where the server offers it,
    or `smtps://…`. A password is only sent over TLS, or to this machine. What cannot be
    delivered comes back to the mailbox `bounces`, with the message's key after a plus sign.
    """

    def __init__(
        self, url: str, sender: str, *, bounces: str | None = None, seconds: float = 15.0
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise InvalidSetting(
                "The SMTP server cannot be used: write smtp://user:password@host:587.",
                field="DATELINE_SMTP_URL",
            )
        self._secure = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._secure else 25 if not parts.username else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = sender
        self._bounces = bounces
        self._seconds = seconds

    def __call__(self, message: Message, now: dt.datetime) -> None:
        """Send one message.

        Raises:
            DeliveryError: The server did not take it; permanent where it never will.
        """
        mail = written(message, self._sender, now)
        try:
            with closing(self._connected()) as server:
                server.send_message(mail, from_addr=self._returned_to(message))
                _part_from(server)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise _refused(code, words, mailbox=True) from refused
        except smtplib.SMTPDataError as refused:
            raise _refused(refused.smtp_code, refused.smtp_error) from refused
        except smtplib.SMTPNotSupportedError as error:
            raise DeliveryError(f"The mail server cannot take it: {error}.") from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"The mail server at {self._host}: {error}") from error

    def _returned_to(self, message: Message) -> str:
        if self._bounces is None:
            return parseaddr(self._sender)[1]
        user, _, domain = self._bounces.rpartition("@")
        return f"{user}+{message.key}@{domain}"

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._secure:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._seconds, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=self._seconds)
        try:
            self._greet(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server.ehlo()
        secure = self._secure
        if not secure and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
            secure = True
        if self._user:
            if not secure and self._host not in LOOPBACK:
                raise DeliveryError(
                    f"The mail server at {self._host} offers no TLS, so the password was not sent."
                )
            server.login(self._user, self._password)


class IntoFolder:
    """Writes mails as `.eml` files, each under its key, so that a second try writes the same."""

    def __init__(self, folder: str | Path, sender: str) -> None:
        self._folder = Path(folder)
        self._sender = sender

    def __call__(self, message: Message, now: dt.datetime) -> None:
        """Write one message, whole or not at all.

        Raises:
            DeliveryError: The file cannot be written.
        """
        path = self._folder / f"{message.key}.eml"
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(written(message, self._sender, now).as_bytes())
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            raise DeliveryError(f"The mail cannot be written to {path}: {error}.") from error
        log.info("There is no SMTP server: a mail to %s lies in %s", message.address, path)


def _part_from(server: smtplib.SMTP) -> None:
    """Say goodbye; the mail is taken by now, whatever the server answers."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()


def written(message: Message, sender: str, now: dt.datetime) -> EmailMessage:
    """The mail: text, HTML and the event for a calendar (RFC 6047), easy to leave (RFC 8058)."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = message.address
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Id"] = f"Dateline reminders <reminders.{domain}>"
    if message.leave:
        mail["List-Unsubscribe"] = f"<{message.leave}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    if message.ics:
        # As bytes, for the library would turn the line ends of a text into its own.
        parameters = {"method": METHOD, "charset": "utf-8"}
        mail.add_alternative(message.ics, maintype="text", subtype="calendar", params=parameters)
        mail.add_attachment(
            message.ics, maintype="application", subtype="ics", filename="event.ics"
        )
    mail.policy = UNFOLDED
    return mail


def _refused(code: int, words: bytes | str, *, mailbox: bool = False) -> DeliveryError:
    """What a refusal means; one for good of a mailbox that is not there ends its subscription."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    said = " ".join(said.split())[:500]
    return DeliveryError(
        f"The mail server said {code} {said}",
        permanent=code >= 500,
        disable=mailbox and code >= 500 and _is_no_mailbox(code, said),
    )


def _is_no_mailbox(code: int, said: str) -> bool:
    """Whether a refusal is of the mailbox, not of us or our mail (RFC 3463 §3.2, §3.3)."""
    told = re.match(r"5\.(\d{1,3})\.(\d{1,3})\b", said)
    if told:
        return told[1] == "1" or told.group(1, 2) == ("2", "1")
    return code in (550, 551, 553) and not _OUR_FAULT.search(said)
