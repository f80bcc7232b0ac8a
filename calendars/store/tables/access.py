"""Keys to the API, what was answered to them, and which jobs ran."""

import datetime as dt

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from calendars.store.columns import BigId
from calendars.store.tables import fields


class ApiKey(SQLModel, table=True):
    """A key to the API: its prefix to find it by, and the hash of the rest."""

    __tablename__ = "api_key"

    id: int = fields.key()
    name: str = fields.text(unique=True)
    prefix: str = fields.text(unique=True)
    hash: str = fields.text()
    scopes: list[str] = fields.json(list)
    created: dt.datetime = fields.moment()
    last_used: dt.datetime | None = fields.moment(nullable=True)
    revoked: dt.datetime | None = fields.moment(nullable=True)


class IdempotentAnswer(SQLModel, table=True):
    """What was answered to a request with an idempotency key, so that it can be again."""

    __tablename__ = "idempotent_answer"
    __table_args__ = (UniqueConstraint("api_key_id", "key", name="idempotent_answer_key"),)

    id: int = fields.key()
    api_key_id: int = fields.refers("api_key.id")
    key: str = fields.text()
    request_hash: str = fields.text()
    status: int
    headers: dict[str, str] = fields.json(dict)
    body: str = fields.text()
    at: dt.datetime = fields.moment(index=True)


class JobRun(SQLModel, table=True):
    """One period of one job, taken by the process that ran it."""

    __tablename__ = "job_run"

    name: str = Field(sa_column=Column(Text, primary_key=True))
    slot: int = Field(sa_column=Column(BigId, primary_key=True, autoincrement=False))
    at: dt.datetime = fields.moment(index=True)
