"""What can be set from outside: the only reader of the environment."""

import difflib
import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from calendars.errors import InvalidSetting

PREFIX = "DATELINE_"


class Settings(BaseModel):
    """Everything that can be set, with defaults that work on one machine.

    Each field is the environment variable of its name in capitals after `DATELINE_`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = Field(
        "sqlite:///dateline.db", min_length=1, description="SQLite file or PostgreSQL database."
    )
    base_url: str = Field(
        "http://127.0.0.1:8000", description="Where people reach this server from outside."
    )
    log_level: str = Field(
        "info", pattern="^(debug|info|warning|error)$", description="Least level that is logged."
    )
    timer: bool = Field(True, description="Whether `dateline serve` also pulls and reminds.")

    smtp_url: str | None = Field(
        None,
        pattern="^smtps?://",
        description="smtp://user:password@host:587 or smtps://…; unset: mail is written to files.",
    )
    mail_from: str = Field(
        "Dateline <dateline@localhost>", min_length=3, description="Sender of reminders by mail."
    )
    mail_folder: str = Field(
        "mail", min_length=1, description="Folder of .eml files while there is no SMTP server."
    )
    allow_hosts: tuple[str, ...] = Field(
        (), description="Hosts and networks, comma-separated, that are reached though private."
    )

    article_bytes: int = Field(2_000_000, ge=1, description="Longest text or page that is read.")
    request_bytes: int = Field(6_000_000, ge=1_000, description="Longest body of a request.")
    quote_length: int = Field(500, ge=0, description="Longest quote that is shown, in characters.")
    page_size: int = Field(50, ge=1, description="Events in one answer, unless asked otherwise.")
    page_size_max: int = Field(500, ge=1, description="Most events in one answer.")

    feed_events: int = Field(1_000, ge=1, description="Most events in one feed.")
    feed_bytes: int = Field(1_000_000, ge=10_000, description="Largest feed.")
    feed_days_back: int = Field(90, ge=0, description="Days before today that a feed shows.")
    feed_days_ahead: int = Field(548, ge=1, description="Days after today that a feed shows.")
    feed_cache_bytes: int = Field(
        64_000_000, ge=1_000_000, description="Memory for feeds that are kept ready."
    )

    caldav_request_bytes: int = Field(
        1_000_000, ge=10_000, description="Longest body of a CalDAV request."
    )
    caldav_answer_bytes: int = Field(
        20_000_000, ge=100_000, description="Longest answer over CalDAV."
    )
    caldav_elements: int = Field(
        20_000, ge=100, description="Most XML elements in a CalDAV request."
    )
    caldav_depth: int = Field(
        20, ge=10, description="How deep the XML of a CalDAV request may be nested."
    )
    caldav_days: int = Field(
        3_660, ge=366, description="Most days of which CalDAV tells each time of a series."
    )
    caldav_cache_bytes: int = Field(
        32_000_000, ge=1_000_000, description="Memory for calendars kept ready for CalDAV."
    )

    fetch_bytes: int = Field(5_000_000, ge=1, description="Largest answer that is fetched.")
    fetch_seconds: float = Field(20.0, gt=0, description="Longest time one fetch may take.")
    host_seconds: float = Field(1.0, ge=0, description="Time between two fetches from one host.")
    pull_seconds: int = Field(3600, ge=60, description="Time between two pulls of one source.")

    horizon_days: int = Field(35, ge=1, description="How far ahead reminders are planned.")
    lease_seconds: int = Field(120, ge=5, description="Time one process has to send a reminder.")
    send_seconds: float = Field(
        15.0,
        gt=0,
        validate_default=True,
        description="Longest time one sending may take, at most half of a lease.",
    )
    late_days: float = Field(
        7.0, gt=0, description="How late a message may still be sent; then it is given up."
    )
    tick_seconds: float = Field(2.0, gt=0, description="Time between two looks for due work.")

    digest_events: int = Field(100, ge=1, description="Most events that one digest tells of.")
    secret_hours: int = Field(
        24, ge=0, description="How long a webhook's former secret still signs beside a new one."
    )
    bounce_address: str | None = Field(
        None,
        pattern=r"^[^@\s+<>]+@[^@\s<>]+$",
        description="Mailbox that undeliverable mail comes back to; unset: that of the sender.",
    )
    chat_urls: tuple[tuple[str, SecretStr], ...] = Field(
        (), description="Chat services (Apprise), as name=url name=url, apart by spaces."
    )

    visitor_subscriptions: int = Field(
        10, ge=0, description="Subscriptions one visitor's address may ask for in an hour."
    )
    visitor_mails: int = Field(
        3, ge=0, description="Confirmation mails one e-mail address gets in an hour."
    )
    visitor_corrections: int = Field(
        10, ge=0, description="Corrections one visitor's address may send in an hour."
    )
    key_requests: int = Field(
        600, ge=1, description="Texts and URLs one key may have read in an hour."
    )

    llm_url: str | None = Field(
        None, description="OpenAI-compatible endpoint that reads articles too; unset: nobody does."
    )
    llm_model: str | None = Field(
        None, validate_default=True, description="Model that the endpoint is asked for."
    )
    llm_key: SecretStr | None = Field(None, description="Key that the endpoint wants, if any.")
    llm_seconds: float = Field(60.0, gt=0, description="Longest time one answer of it may take.")
    llm_bytes: int = Field(1_000_000, ge=1, description="Largest answer of it that is read.")
    llm_characters: int = Field(
        50_000, ge=1, description="Characters of an article, from its beginning, that it is sent."
    )

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("chat_urls", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = tuple(part.partition("=")[::2] for part in value.split())
        for name, url in found:
            if not re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", name) or "://" not in url:
                raise ValueError("write name=url, the name in small letters, apart by spaces")
        return found

    @field_validator("send_seconds")
    @classmethod
    def _fits_a_lease(cls, value: float, info: ValidationInfo) -> float:
        lease = info.data.get("lease_seconds")
        if lease is not None and value * 2 > lease:
            # What is begun in the first half of a lease is then over when the lease is.
            raise ValueError(f"it may be at most half of DATELINE_LEASE_SECONDS ({lease})")
        return value

    @field_validator("base_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("write an address like https://dates.example.org")
        return value.rstrip("/")

    @field_validator("llm_url")
    @classmethod
    def _is_endpoint(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "http://unset")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValueError("write an address like http://127.0.0.1:11434/v1")
        return value

    @field_validator("llm_model")
    @classmethod
    def _is_named(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("llm_url"):
            raise ValueError("name the model that DATELINE_LLM_URL is asked for")
        return value

    @field_validator("llm_key")
    @classmethod
    def _fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        told = value.get_secret_value() if value else ""
        if not told.isascii() or (told and not told.isprintable()):
            raise ValueError("write it in printable ASCII")
        return value


def load(environ: Mapping[str, str] = os.environ) -> Settings:  # noqa: TID251
    """Read the settings from the environment; an empty value counts as unset.

    Raises:
        InvalidSetting: A `DATELINE_` name is unknown or a value has no meaning.
    """
    values = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and value.strip()
    }
    for name in values:
        if name not in Settings.model_fields:
            raise InvalidSetting(_unknown(name), field=PREFIX + name.upper())
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise InvalidSetting(f"{name} cannot be used: {first['msg']}.", field=name) from error


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.5)
    hint = f": did you mean {PREFIX}{near[0].upper()}?" if near else "."
    return f"{PREFIX}{name.upper()} is not a setting{hint}"
