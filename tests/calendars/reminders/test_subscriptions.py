"""Subscriptions: made with care, confirmed by their owner, ended and erased."""

import pytest
from sqlmodel import select

from calendars.errors import Gone, InvalidField, InvalidFilter, NotFound, UnknownZone
from calendars.reminders.plan import plan
from calendars.reminders.subscriptions import change, confirm, erase, find, subscribe, unsubscribe
from calendars.store.tables import (
    About,
    ApiKey,
    Delivery,
    IdempotentAnswer,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)
from tests.calendars.reminders.makers import NOW, make_event, make_subscription, utc

WISH = {"channel": "email", "address": "anna@example.org", "calendar": "all", "now": NOW}


def pending(session):
    rows = session.exec(select(Reminder).where(Reminder.state == ReminderState.PENDING)).all()
    return sorted(row.about for row in rows)


def test_a_visitor_is_asked_first_and_reminded_once_confirmed(store):
    with store.writing() as session:
        make_event(session)
        made = subscribe(session, **WISH)
        assert made.subscription.state is SubscriptionState.PENDING
        assert pending(session) == [About.CONFIRM]
        assert confirm(session, made.token, NOW).state is SubscriptionState.ACTIVE
        assert confirm(session, made.token, NOW).confirmed == NOW
        assert pending(session) == [About.BEFORE, About.CONFIRM]


def test_the_token_is_looked_up_by_its_hash(store):
    with store.writing() as session:
        made = subscribe(session, **WISH)
        assert made.token != made.subscription.token_hash
        assert find(session, made.token).id == made.subscription.id
        for wrong in ("", "x", made.subscription.token_hash, "é" * 50):
            with pytest.raises(NotFound, match="no such subscription"):
                find(session, wrong)


def test_a_webhook_is_given_its_signing_secret(store):
    with store.writing() as session:
        wish = WISH | {"channel": "webhook", "address": "https://example.org/hook?a=b"}
        made = subscribe(session, **wish, confirmed=True)
        assert made.signing_secret.startswith("whsec_")
        assert made.subscription.state is SubscriptionState.ACTIVE
        assert subscribe(session, **WISH).signing_secret is None


def test_who_leaves_gets_nothing_more_and_cannot_come_back_by_the_old_link(store):
    with store.writing() as session:
        event = make_event(session)
        made = subscribe(session, **WISH, confirmed=True)
        assert pending(session) == [About.BEFORE]
        for _ in range(2):
            assert unsubscribe(session, made.token, NOW).state is SubscriptionState.DISABLED
        plan(session, [event], now=NOW)
        assert pending(session) == []
        with pytest.raises(Gone, match="ended"):
            confirm(session, made.token, NOW)


def test_erasing_an_address_leaves_no_trace_of_it(store):
    with store.writing() as session:
        make_event(session)
        subscribe(session, **WISH, confirmed=True)
        subscribe(session, **WISH)
        subscribe(session, **WISH | {"address": "ben@example.org"})
        row = session.exec(select(Reminder)).first()
        session.add(Delivery(reminder_id=row.id, attempt=1, at=NOW, outcome="sent"))
    with store.writing() as session:
        assert erase(session, " Anna@Example.ORG ").count == 2
        assert erase(session, "anna@example.org").count == 0
    with store.reading() as session:
        [left] = session.exec(select(Subscription)).all()
        assert left.address == "ben@example.org"
        assert {row.subscription_id for row in session.exec(select(Reminder)).all()} == {left.id}
        assert session.exec(select(Delivery)).all() == []


def test_values_are_kept_in_one_spelling(store):
    with store.writing() as session:
        made = subscribe(
            session,
            channel="email",
            address=" Anna@Bücher.Example ",
            search={"country": "ru", "q": " Forum "},
            before=["P1W", "P7D", "PT60M"],
            notices=["moved", "moved"],
            zone="Europe/Moscow",
            now=NOW,
        ).subscription
        assert made.address == "Anna@xn--bcher-kva.example"
        assert made.search == {"country": ["RU"], "q": "forum"}
        assert made.before == ["P7D", "PT1H"]
        assert made.notices == ["moved"]


WRONG = [
    ({"calendar": None}, InvalidField, "calendar"),
    ({"search": {}}, InvalidField, "calendar"),
    ({"channel": "pigeon"}, InvalidField, "channel"),
    ({"address": "anna"}, InvalidField, "address"),
    ({"address": "anna@"}, InvalidField, "address"),
    ({"address": "anna@example.org\nBcc: eve@example.org"}, InvalidField, "address"),
    ({"address": "Anna <anna@example.org>"}, InvalidField, "address"),
    ({"address": "anna@example.org, eve@example.org"}, InvalidField, "address"),
    ({"address": "a@" + "x" * 300}, InvalidField, "address"),
    ({"address": "x" * 5000}, InvalidField, "address"),
    ({"channel": "webhook", "address": "ftp://example.org/"}, InvalidField, "address"),
    ({"channel": "webhook", "address": "https://"}, InvalidField, "address"),
    ({"channel": "webhook", "address": "http://a:b@example.org/"}, InvalidField, "address"),
    ({"channel": "webhook", "address": "http://[::1"}, InvalidField, "address"),
    ({"channel": "webhook", "address": "http://a:99999/"}, InvalidField, "address"),
    ({"channel": "webhook", "address": "http://a.example/ b"}, InvalidField, "address"),
    ({"before": ["tomorrow"]}, InvalidField, "before"),
    ({"before": ["P1D"] * 11}, InvalidField, "before"),
    ({"notices": ["renamed"]}, InvalidField, "notices"),
    ({"notices": ["before"]}, InvalidField, "notices"),
    ({"zone": "Mars/Base"}, UnknownZone, "timezone"),
    ({"calendar": None, "search": {"nonsense": "1"}}, InvalidFilter, "nonsense"),
]


def test_a_wish_that_has_no_meaning_is_a_clear_error(store):
    for wrong, error, field in WRONG:
        with pytest.raises(error) as caught, store.writing() as session:
            subscribe(session, **WISH | wrong)
        assert caught.value.field == field
        assert len(str(caught.value)) < 300
    with store.reading() as session:
        assert session.exec(select(Subscription)).all() == []


@pytest.mark.parametrize("target", [{"calendar": "none"}, {"calendar": None, "event": 99}])
def test_there_must_be_something_to_be_reminded_of(store, target):
    with pytest.raises(NotFound), store.writing() as session:
        subscribe(session, **WISH | target)


def test_erasing_takes_the_answers_along_that_are_kept_for_a_repeated_request(store):
    with store.writing() as session:
        key = ApiKey(name="k", prefix="p", hash="h", scopes=[], created=NOW)
        session.add(key)
        session.flush()
        for number, address in enumerate(("anna@example.org", "ben_@example.org")):
            session.add(
                IdempotentAnswer(
                    api_key_id=key.id,
                    key=str(number),
                    request_hash="",
                    status=201,
                    headers={},
                    body=f'{{"address": "{address}"}}',
                    at=NOW,
                )
            )
        subscribe(session, **WISH)
    with store.writing() as session:
        erase(session, "anna@example.org")
        [left] = session.exec(select(IdempotentAnswer)).all()
        assert "ben_@" in left.body


def test_a_day_is_reminded_of_at_the_hour_chosen_and_before_a_quiet_night(store):
    with store.writing() as session:
        make_event(session, "2021-04-02")
        make_event(session, "2021-04-03T06:00")
        make_subscription(session, before=["PT2H"], all_day_hour=9, quiet_hours="22:00-07:00")
        day, timed = session.exec(select(Reminder).order_by(Reminder.next_at)).all()
        assert day.next_at == utc("2021-04-01T09:00+03:00")
        assert timed.due == utc("2021-04-03T04:00+03:00")
        assert timed.next_at == utc("2021-04-02T22:00+03:00")


def test_quiet_hours_that_are_given_up_give_the_reminder_its_moment_back(store):
    with store.writing() as session:
        make_event(session, "2021-04-03T06:00")
        subscription = make_subscription(session, before=["PT2H"], quiet_hours="22:00-07:00")
        change(session, subscription, {"quiet_hours": None}, NOW)
        [row] = session.exec(select(Reminder)).all()
        assert row.next_at == row.due == utc("2021-04-03T04:00+03:00")


def test_an_offset_given_up_is_planned_no_more_and_a_past_one_never(store):
    with store.writing() as session:
        make_event(session, "2021-04-02T10:00")
        subscription = make_subscription(session, before=["P1D"])
        choices = {"before": ["P2D", "P30D"]}
        change(session, subscription, choices, NOW)
        change(session, subscription, choices, NOW)
        [row] = session.exec(select(Reminder).where(Reminder.state == "pending")).all()
        assert (row.before, row.due) == ("P2D", utc("2021-03-31T10:00+03:00"))
