"""What is answered with a condition of WebDAV that is not met (RFC 4918 §16)."""

from http import HTTPStatus

from app.caldav.names import dav, document, element, text


class Refused(Exception):
    """A request that is not carried out.

    `condition` is the XML name of the condition that is not met, `inner` what is in it.
    """

    def __init__(
        self, status: HTTPStatus, detail: str, condition: str | None = None, inner: str = ""
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.condition = condition
        self.inner = inner

    @property
    def body(self) -> bytes:
        """The answer as XML, for programs and for people."""
        condition = element(self.condition, self.inner) if self.condition else ""
        words = element(dav("responsedescription"), text(self.detail))
        return document(dav("error"), condition + words)


def malformed(detail: str) -> Refused:
    """A request that cannot be read."""
    return Refused(HTTPStatus.BAD_REQUEST, detail)


def forbidden(condition: str, detail: str, inner: str = "") -> Refused:
    """A request that will never be carried out."""
    return Refused(HTTPStatus.FORBIDDEN, detail, condition, inner)


def too_much(detail: str) -> Refused:
    """A request whose answer would be longer than the limit."""
    condition = dav("number-of-matches-within-limits")
    return Refused(HTTPStatus.INSUFFICIENT_STORAGE, detail, condition)


def read_only(path: str) -> Refused:
    """An attempt to write (RFC 3744 §7.1.1)."""
    needed = element(dav("privilege"), element(dav("write")))
    inner = element(dav("resource"), element(dav("href"), text(path)) + needed)
    detail = "These calendars can be read, not written: events come from articles."
    return forbidden(dav("need-privileges"), detail, inner)
