"""API keys: made, checked and revoked; only a hash of each is kept."""

import datetime as dt
import hashlib
import hmac
import secrets
from enum import StrEnum

from sqlmodel import Session, col, select

from calendars.errors import AlreadyExists, InvalidField, KeyRequired, NotFound, ScopeMissing
from calendars.store.tables import ApiKey

PREFIX_LENGTH = 8
USE_NOTED_EVERY = dt.timedelta(hours=1)


class Scope(StrEnum):
    """What a key allows."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"


INCLUDED = {
    Scope.READ: {Scope.READ},
    Scope.WRITE: {Scope.READ, Scope.WRITE},
    Scope.REVIEW: {Scope.READ, Scope.REVIEW},
    Scope.ADMIN: set(Scope),
}


def create(session: Session, name: str, scopes: list[Scope], now: dt.datetime) -> str:
    """Make a key and give its text, which is kept nowhere.

    Raises:
        InvalidField: The name is empty or no scope is given.
        AlreadyExists: There is a key of that name.
    """
    if not name.strip():
        raise InvalidField("A key needs a name, so that it can be revoked.", field="name")
    if not scopes:
        raise InvalidField("A key needs a scope: read, write, review or admin.", field="scope")
    if session.exec(select(ApiKey).where(ApiKey.name == name)).first():
        raise AlreadyExists(f"There is a key named “{name}” already; revoke it or choose another.")
    prefix, secret = secrets.token_hex(PREFIX_LENGTH // 2), secrets.token_urlsafe(32)
    session.add(
        ApiKey(
            name=name,
            prefix=prefix,
            hash=_hash(secret),
            scopes=sorted({scope.value for scope in scopes}),
            created=now,
        )
    )
    return f"dl_{prefix}_{secret}"


def check(session: Session, text: str, *scopes: Scope) -> ApiKey:
    """The key that this text is, if it allows what one of the scopes does.

    Raises:
        KeyRequired: No such key, or it was revoked.
        ScopeMissing: The key does not allow this.
    """
    mark, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    key = None
    if mark == "dl" and len(prefix) == PREFIX_LENGTH and prefix.isalnum():
        key = session.exec(select(ApiKey).where(ApiKey.prefix == prefix)).first()
    if key is None or key.revoked or not hmac.compare_digest(key.hash, _hash(secret)):
        raise KeyRequired("This is not a valid API key: make one with `dateline keys create`.")
    allowed = set().union(*(INCLUDED[Scope(held)] for held in key.scopes))
    if allowed.isdisjoint(scopes):
        needed = "” or “".join(scopes)
        raise ScopeMissing(
            f"The key “{key.name}” has not the scope “{needed}”; it has {', '.join(key.scopes)}."
        )
    return key


def is_use_news(key: ApiKey, now: dt.datetime) -> bool:
    """Whether the key's last use was noted more than an hour ago."""
    return key.last_used is None or now - key.last_used >= USE_NOTED_EVERY


def note_use(session: Session, key_id: int, now: dt.datetime) -> None:
    """Write down that a key was used."""
    key = session.get(ApiKey, key_id)
    if key:
        key.last_used = now


def every(session: Session) -> list[ApiKey]:
    """All keys, oldest first."""
    return list(session.exec(select(ApiKey).order_by(col(ApiKey.id))))


def revoke(session: Session, name: str, now: dt.datetime) -> None:
    """Take a key back for good.

    Raises:
        NotFound: There is no key of that name.
    """
    key = session.exec(select(ApiKey).where(ApiKey.name == name)).first()
    if key is None:
        raise NotFound(f"There is no key named “{name}”: see `dateline keys list`.")
    key.revoked = key.revoked or now


def _hash(secret: str) -> str:
    """SHA-256: the secret is 32 random bytes, so there is nothing to guess slowly."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
