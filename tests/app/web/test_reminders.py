import re

import pytest
from sqlmodel import select

from calendars.events import by_hand
from calendars.store.tables import About, Reminder, Subscription, SubscriptionState
from tests.app.conftest import NOW

FORM = {"calendar": "all", "address": "anna@example.org", "before": "P1D", "zone": "Europe/Riga"}


def the_subscription(store) -> Subscription:
    with store.reading() as session:
        return session.exec(select(Subscription)).one()


@pytest.fixture
def token(client, store) -> str:
    """The token of a subscription that waits to be confirmed."""
    client.post("/reminders", data=FORM)
    return the_subscription(store).secret


def test_a_form_makes_a_subscription_that_waits_for_its_owner(client, store):
    answer = client.post("/reminders", data=FORM | {"before": ["P1D", "PT2H"]})
    assert answer.status_code == 202
    assert "We have written to anna@example.org" in answer.text
    made = the_subscription(store)
    assert made.state is SubscriptionState.PENDING
    assert (made.before, made.zone) == (["P1D", "PT2H"], "Europe/Riga")
    with store.reading() as session:
        assert session.exec(select(Reminder.about)).all() == [About.CONFIRM]


def test_one_event_can_be_wished_for_from_its_page(client, store):
    with store.writing() as session:
        event = by_hand.create(
            session, {"name": "Forum", "start": "2021-05-01"}, person="anna", now=NOW
        )
    page = client.get(f"/events/{event.uid}").text
    name, value = re.search(r'<input type="hidden" name="(\w+)" value="([^"]+)">', page).groups()
    client.post("/reminders", data={"address": "a@example.org", "before": "P1D", name: value})
    assert the_subscription(store).event_id == event.id


def test_a_search_can_be_wished_for_from_its_page(client, store):
    page = client.get("/?q=harbour&country=PL").text
    name, value = re.search(r'name="(search)" value="([^"]+)"', page).groups()
    value = value.replace("&amp;", "&")
    client.post("/reminders", data={"address": "a@example.org", "before": "P1D", name: value})
    assert the_subscription(store).search == {"q": "harbour", "country": ["PL"]}


def test_a_form_that_cannot_be_used_is_told_on_a_page(client, store):
    for wrong in (
        {"address": "no address"},
        {"address": "a@example.org\nBcc: b@example.org"},
        {"before": "tomorrow"},
        {"before": ""},
        {"zone": "Mars/Olympus"},
        {"calendar": "", "search": "nothing=1"},
    ):
        answer = client.post("/reminders", data=FORM | wrong)
        assert answer.status_code == 422
        assert answer.headers["content-type"].startswith("text/html")
    with store.reading() as session:
        assert session.exec(select(Subscription)).all() == []


def test_an_unknown_calendar_or_event_is_told_on_a_page(client):
    assert client.post("/reminders", data=FORM | {"calendar": "none"}).status_code == 404
    assert client.post("/reminders", data=FORM | {"event": "none"}).status_code == 404


def test_a_form_of_another_site_is_refused(client, store):
    answer = client.post("/reminders", data=FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    with store.reading() as session:
        assert session.exec(select(Subscription)).all() == []


def test_opening_the_link_confirms_nothing_and_its_button_does(client, store, token):
    page = client.get(f"/confirm/{token}").text
    assert f'<form method="post" action="/confirm/{token}">' in page
    assert the_subscription(store).state is SubscriptionState.PENDING
    assert "You will be reminded" in client.post(f"/confirm/{token}").text
    assert the_subscription(store).state is SubscriptionState.ACTIVE
    assert "You will be reminded" in client.get(f"/confirm/{token}").text


def test_opening_the_link_ends_nothing_and_its_button_does(client, store, token):
    client.post(f"/confirm/{token}")
    assert "<button>End the reminders</button>" in client.get(f"/unsubscribe/{token}").text
    assert the_subscription(store).state is SubscriptionState.ACTIVE
    assert "No more reminders" in client.post(f"/unsubscribe/{token}").text
    assert the_subscription(store).state is SubscriptionState.DISABLED
    assert client.post(f"/unsubscribe/{token}").status_code == 200
    assert client.post(f"/confirm/{token}").status_code == 410


def test_a_mail_program_ends_it_with_one_click(client, store, token):
    answer = client.post(
        f"/unsubscribe/{token}",
        content="List-Unsubscribe=One-Click",
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 200
    assert the_subscription(store).state is SubscriptionState.DISABLED


def test_a_visitor_may_ask_so_often_and_no_more(client, parts):
    for number in range(parts.settings.visitor_subscriptions):
        data = FORM | {"address": f"anna{number}@example.org"}
        assert client.post("/reminders", data=data).status_code == 202
    answer = client.post("/reminders", data=FORM)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_nobody_is_asked_by_mail_again_and_again(client, parts, store):
    for _ in range(parts.settings.visitor_mails):
        assert client.post("/reminders", data=FORM).status_code == 202
    assert client.post("/reminders", data=FORM).status_code == 429
    with store.reading() as session:
        assert len(session.exec(select(Subscription)).all()) == parts.settings.visitor_mails


def test_an_unknown_token_is_told_on_a_page(client):
    for path in ("/confirm/none", "/unsubscribe/none"):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404
            assert "There is no such subscription" in answer.text


def test_a_page_with_a_token_leaves_no_trace_of_it(client, token):
    headers = client.get(f"/confirm/{token}").headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


EVERY_CHOICE = {
    "more": "1", "before": "PT2H", "zone": "Europe/Riga", "notice": ["moved", "unset"],
    "digest": "weekly", "digest_hour": "8", "all_day_hour": "9", "quiet_since": "22:00",
    "quiet_till": "07:00", "certainty": "eos4", "language": "ru",
}  # fmt: skip


def chosen(subscription):
    return (
        subscription.before, subscription.notices, subscription.digest, subscription.digest_hour,
        subscription.all_day_hour, subscription.quiet_hours, subscription.certainty,
        subscription.language, subscription.zone,
    )  # fmt: skip


ALL_CHOSEN = (
    ["PT2H"], ["moved", "unset"], "weekly", 8, 9, "22:00-07:00", "eos4", "ru", "Europe/Riga",
)  # fmt: skip


def test_a_form_with_every_choice_makes_them_all(client, store):
    client.post("/reminders", data=FORM | EVERY_CHOICE)
    assert chosen(the_subscription(store)) == ALL_CHOSEN


def test_a_short_form_leaves_the_rest_as_it_is_usual(client, store):
    client.post("/reminders", data=FORM)
    made = the_subscription(store)
    assert made.notices == ["moved", "cancelled", "dated", "unset", "unheard"]
    assert (made.digest, made.quiet_hours, made.language) == (None, None, "en")


def test_the_owner_sees_and_changes_what_was_chosen(client, store, token):
    page = client.get(f"/preferences/{token}")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "anna@example.org" in page.text
    assert re.search(r'value="P1D" checked', page.text)
    saved = client.post(f"/preferences/{token}", data=EVERY_CHOICE)
    assert "Saved." in saved.text
    assert chosen(the_subscription(store)) == ALL_CHOSEN
    assert re.search(r'<option value="weekly" selected>', saved.text)
    assert 'value="22:00"' in saved.text


def test_an_unusual_time_before_stays_on_the_page(client, store):
    client.post("/reminders", data=FORM | {"before": "P3D"})
    page = client.get(f"/preferences/{the_subscription(store).secret}").text
    assert re.search(r'name="before" value="P3D" checked', page)


def test_a_change_that_cannot_be_kept_is_told_on_a_page(client, store, token):
    for wrong in (
        {"digest": "hourly"}, {"digest_hour": "25"}, {"digest_hour": "x"}, {"quiet_since": ""},
        {"language": "de"}, {"zone": "Mars/Olympus"}, {"notice": "all"},
        {"before": "", "notice": "", "digest": ""},
    ):  # fmt: skip
        answer = client.post(f"/preferences/{token}", data=EVERY_CHOICE | wrong)
        assert answer.status_code == 422, wrong
        assert answer.headers["content-type"].startswith("text/html")
    assert the_subscription(store).before == ["P1D"]


def test_an_ended_subscription_has_nothing_to_choose(client, token):
    client.post(f"/unsubscribe/{token}")
    assert "No more reminders" in client.get(f"/preferences/{token}").text
    assert client.post(f"/preferences/{token}", data=EVERY_CHOICE).status_code == 410
    assert client.get("/preferences/unknown").status_code == 404


def test_a_name_on_the_page_is_text(client, store):
    with store.writing() as session:
        name = "<script>alert(1)</script>"
        event = by_hand.create(session, {"name": name, "start": "2021-05-01"}, person="a", now=NOW)
    form = {"address": "a@example.org", "before": "P1D", "event": str(event.id)}
    client.post("/reminders", data=form)
    page = client.get(f"/preferences/{the_subscription(store).secret}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
