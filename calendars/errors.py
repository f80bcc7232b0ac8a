"""Every error of Dateline, as one tree.

DatelineError
├── InvalidInput              the caller's words cannot be used; saying it again will not help
│   ├── UnreadableDate
│   ├── UnknownZone
│   ├── UnreadableArticle
│   │   ├── EmptyArticle
│   │   ├── BinaryArticle
│   │   └── ArticleTooLarge
│   ├── MissingPublicationDate
│   ├── UnsupportedLanguage
│   ├── InvalidFilter
│   ├── InvalidField
│   └── InvalidSetting
├── NotFound                  nothing of that name is kept here
├── Gone                      it was here and was taken away for good
├── Conflict                  what is stored says otherwise
│   ├── RevisionMismatch
│   ├── RevisionMissing
│   ├── AlreadyExists
│   ├── ArticleChanged
│   ├── MarkupNotKept
│   └── IdempotencyKeyReused
├── NotAllowed                who asks may not do this
│   ├── KeyRequired
│   ├── ScopeMissing
│   └── TooManyRequests
├── SourceError               an article or source could not be fetched
│   ├── AddressRefused
│   ├── FetchFailed
│   ├── ResponseTooLarge
│   └── UnreadableSource
├── DeliveryError             a reminder could not be handed over
└── DatabaseError             the database cannot be used as it is
    ├── SchemaOutOfDate
    └── DatabaseUnavailable

An error's message says what was wrong, where, and what to do. None carries HTTP:
`app/problems.py` maps classes to statuses in one place.
"""


class DatelineError(Exception):
    """Something Dateline was asked to do could not be done."""


class InvalidInput(DatelineError):
    """The input cannot be used as it is.

    `field` names the argument, column or option that is wrong, where there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class UnreadableDate(InvalidInput):
    """The text is not a date that Dateline can keep."""


class UnknownZone(InvalidInput):
    """The name is not an IANA time zone."""


class UnreadableArticle(InvalidInput):
    """The text cannot be read as an article."""


class EmptyArticle(UnreadableArticle):
    """The article has no text."""


class BinaryArticle(UnreadableArticle):
    """The article is not text."""


class ArticleTooLarge(UnreadableArticle):
    """The article is larger than the limit."""


class MissingPublicationDate(InvalidInput):
    """Nobody said when the article was published."""


class UnsupportedLanguage(InvalidInput):
    """There are no reading rules for the article's language."""


class InvalidFilter(InvalidInput):
    """A search was asked for with a filter that has no meaning."""


class InvalidField(InvalidInput):
    """A field of a record has a value that cannot be kept."""


class InvalidSetting(InvalidInput):
    """A setting in the environment has no meaning."""


class NotFound(DatelineError):
    """Nothing of that name is kept here."""


class Gone(DatelineError):
    """It was here and was taken away for good."""


class Conflict(DatelineError):
    """What is stored does not allow the change."""


class RevisionMismatch(Conflict):
    """The record has changed since it was read."""


class RevisionMissing(Conflict):
    """The change does not say which revision of the record it was made from."""


class AlreadyExists(Conflict):
    """A record of that name is already kept."""


class ArticleChanged(Conflict):
    """The article's text is no longer the one that was read."""


class MarkupNotKept(Conflict):
    """The markup that told of an article's events was not kept with it."""


class IdempotencyKeyReused(Conflict):
    """The idempotency key was used before for another request."""


class NotAllowed(DatelineError):
    """Who asks may not do this."""


class KeyRequired(NotAllowed):
    """The request needs a valid API key."""


class ScopeMissing(NotAllowed):
    """The API key has not the scope that this needs."""


class TooManyRequests(NotAllowed):
    """More was asked for than the limit allows.

    `retry_after` is in seconds.
    """

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SourceError(DatelineError):
    """An article or source could not be fetched.

    `permanent` says that trying again will not help.
    """

    permanent = False


class AddressRefused(SourceError):
    """The URL points to an address that Dateline does not reach out to."""

    permanent = True


class FetchFailed(SourceError):
    """The server could not be reached or did not answer with a page.

    `retry_after` is the wait in seconds that the server asked for.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after


class ResponseTooLarge(SourceError):
    """The answer is larger than the limit."""

    permanent = True


class UnreadableSource(SourceError):
    """The answer is not what was asked for: a feed, a page with an article, events."""


class DeliveryError(DatelineError):
    """A reminder could not be handed over.

    `permanent` ends the tries, `disable` ends the subscription too, `retry_after` is the
    wait in seconds that the receiver asked for.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        disable: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.disable = disable
        self.retry_after = retry_after


class DatabaseError(DatelineError):
    """The database cannot be used as it is."""


class SchemaOutOfDate(DatabaseError):
    """The database's schema is not the one this version needs."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot be reached or written."""
