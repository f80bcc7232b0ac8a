import datetime as dt

import pytest

from app import keys
from app.keys import Scope
from calendars.errors import AlreadyExists, InvalidField, KeyRequired, NotFound, ScopeMissing

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def made(store, *scopes, name="desk"):
    with store.writing() as session:
        return keys.create(session, name, list(scopes), NOW)


def test_a_key_opens_what_its_scope_says(store):
    text = made(store, Scope.WRITE)
    with store.reading() as session:
        assert keys.check(session, text, Scope.WRITE).name == "desk"
        assert keys.check(session, text, Scope.READ).name == "desk"
        with pytest.raises(ScopeMissing, match="admin"):
            keys.check(session, text, Scope.ADMIN)


def test_an_admin_key_opens_everything(store):
    text = made(store, Scope.ADMIN)
    with store.reading() as session:
        assert all(keys.check(session, text, scope) for scope in Scope)


def test_the_key_itself_is_kept_nowhere(store):
    text = made(store, Scope.READ)
    secret = text.split("_", 2)[2]
    with store.reading() as session:
        [key] = keys.every(session)
    assert secret not in repr(key)


@pytest.mark.parametrize(
    "wrong", ["", "dl_", "dl_00000000_x", "Bearer", "dl_\ud800_\ud800", "x" * 9999]
)
def test_other_texts_open_nothing(store, wrong):
    made(store, Scope.READ)
    with store.reading() as session, pytest.raises(KeyRequired):
        keys.check(session, wrong, Scope.READ)


def test_a_changed_key_opens_nothing(store):
    text = made(store, Scope.READ)
    with store.reading() as session, pytest.raises(KeyRequired):
        keys.check(session, text[:-1] + ("a" if text[-1] != "a" else "b"), Scope.READ)


def test_a_revoked_key_opens_nothing(store):
    text = made(store, Scope.READ)
    with store.writing() as session:
        keys.revoke(session, "desk", NOW)
    with store.reading() as session, pytest.raises(KeyRequired):
        keys.check(session, text, Scope.READ)


def test_only_a_known_key_can_be_revoked(store):
    with store.writing() as session, pytest.raises(NotFound, match="nobody"):
        keys.revoke(session, "nobody", NOW)


def test_a_key_needs_a_name_of_its_own_and_a_scope(store):
    made(store, Scope.READ)
    with pytest.raises(AlreadyExists):
        made(store, Scope.READ)
    with pytest.raises(InvalidField):
        made(store, name="other")
    with pytest.raises(InvalidField):
        made(store, Scope.READ, name=" ")


def test_use_is_news_once_an_hour(store):
    made(store, Scope.READ)
    with store.writing() as session:
        [key] = keys.every(session)
        assert keys.is_use_news(key, NOW)
        keys.note_use(session, key.id, NOW)
    with store.reading() as session:
        [key] = keys.every(session)
        assert key.last_used == NOW
        assert not keys.is_use_news(key, NOW + dt.timedelta(minutes=59))
        assert keys.is_use_news(key, NOW + dt.timedelta(minutes=60))
