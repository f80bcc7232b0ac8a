import re

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.main import create_app
from app.wiring import Parts
from calendars.events import by_hand
from calendars.store.tables import Event
from tests.app.conftest import NOW
from tests.app.web.conftest import tell


def text_of(html: str) -> str:
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def event_named(store, name: str) -> Event:
    with store.reading() as session:
        return session.exec(select(Event).where(Event.name == name)).one()


def enter(store, **fields) -> Event:
    with store.writing() as session:
        return by_hand.create(session, fields, person="anna", now=NOW)


def test_coming_events_stand_under_their_days_with_place_precision_and_sentence(reader):
    seen = text_of(reader.get("/").text)
    assert "April 2021 Thursday 1" in seen
    assert (
        "Meeting of transport ministers of the Black Sea countries Vienna, Austria 8 April 2021 "
        "day announced, time not scheduled “A meeting of transport ministers of the Black Sea "
        "countries will be held in Vienna on April 8.”"
    ) in seen


def test_a_sentence_links_to_its_article(reader):
    page = reader.get("/").text
    assert '<a href="https://news.example/2021/03/31/joint-commission"' in page


def test_a_page_can_be_asked_for_its_head(reader):
    answer = reader.head("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_an_event_of_some_hours_says_the_day_once(reader):
    seen = text_of(reader.get("/?q=open+day").text)
    assert "10 April 2021, 10:00 – 17:00" in seen


def test_what_was_held_before_today_is_not_coming(reader):
    assert "working meeting of the Georgian-Austrian" not in reader.get("/").text
    assert "orking meeting of the Georgian-Austrian" in reader.get("/?from=2021-03-30").text


def test_a_month_is_not_made_a_day(reader):
    seen = text_of(reader.get("/").text)
    assert "Some time in May, day not announced Fourth Black Sea Corridor Forum" in seen
    assert "some time in May 2021 month announced, day not" in seen


def test_a_moved_event_says_where_it_was_and_a_cancelled_one_that_it_is(reader):
    seen = text_of(reader.get("/").text)
    assert "Sixth Baltic Harbour Summit Moved Gdansk, Poland 12 May 2021" in seen
    assert "was 14 April 2021" in seen
    assert "Danube Book Fair Cancelled Novi Sad, Serbia" in seen


def test_words_country_and_dates_search(reader):
    by_words = reader.get("/?q=harbour").text
    assert "Baltic Harbour Summit" in by_words
    assert "Danube" not in by_words
    by_country = reader.get("/?country=AT").text
    assert "transport ministers" in by_country
    assert "Harbour" not in by_country
    by_dates = reader.get("/?from=2021-04-08&to=2021-04-08").text
    assert "transport ministers" in by_dates
    assert "Harbour" not in by_dates


def test_the_form_shows_again_what_was_searched(reader):
    page = reader.get("/", params={"q": 'a "quoted" <word>', "country": "PL"}).text
    assert 'value="a &#34;quoted&#34; &lt;word&gt;"' in page
    assert '<option value="PL" selected>' in page


def test_a_filter_of_the_address_that_the_form_has_not_is_kept(reader):
    page = reader.get("/?place=gdansk").text
    assert '<input type="hidden" name="place" value="gdansk">' in page
    assert 'href="/month/2021-03?place=gdansk"' in page


@pytest.mark.parametrize(
    "query", ["from=zzz", "from=2021-02-30", "nothing=1", "country=Russia", "cursor=a", "q=…"]
)
def test_a_filter_without_meaning_is_told_on_the_page(reader, query):
    answer = reader.get(f"/?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in answer.text


def test_an_empty_store_says_what_to_do(client):
    assert "Nothing is coming yet" in client.get("/").text
    assert "No event fits" in client.get("/?q=nothing").text


def test_later_events_are_a_page_further(client, parts, store):
    for number in range(parts.settings.page_size + 1):
        enter(store, name=f"Session {number:03}", start=f"2021-05-{number % 28 + 1:02}")
    first = client.get("/")
    further = re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&")
    names = re.findall(r"Session \d{3}(?=</bdi></a></h4>)", first.text)
    assert len(names) == parts.settings.page_size
    last = re.findall(r"Session \d{3}(?=</bdi></a></h4>)", client.get(further).text)
    assert len(last) == 1
    assert last[0] not in names


def test_a_month_shows_its_days_and_what_may_lie_in_it(reader):
    seen = text_of(reader.get("/month/2021-04").text)
    assert "Tuesday 20 10:00 Northern Open Data Conference" in seen
    assert "Perhaps in April 2021 day not announced Second session of the council" in seen
    assert "joint commission" not in seen


def test_the_days_and_the_months_lead_to_each_other_with_the_search(reader):
    by_day = reader.get("/?q=harbour").text
    assert 'href="/month/2021-03?q=harbour"' in by_day
    assert 'href="/month/2021-05?q=harbour"' in by_day
    by_month = reader.get("/month/2021-05?q=harbour").text
    assert 'href="/?q=harbour"' in by_month
    assert "Baltic Harbour Summit" in by_month


def test_month_alone_is_the_month_that_it_is(reader):
    answer = reader.get("/month?q=a", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/month/2021-03?q=a"


@pytest.mark.parametrize(
    "path", ["/month/2021-13", "/month/august", "/month/0000-01", "/events/none", "/static/none"]
)
def test_what_is_not_here_is_told_on_a_page(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "<h1>Nothing of that name is kept here</h1>" in answer.text


@pytest.mark.parametrize("month", ["0001-01", "9999-12"])
def test_the_first_and_the_last_month_are_months_too(reader, month):
    assert reader.get(f"/month/{month}").status_code == 200


def test_an_event_has_all_its_sentences_and_its_history(reader, newsroom):
    event = event_named(newsroom.store, "Sixth Baltic Harbour Summit")
    seen = text_of(reader.get(f"/events/{event.uid}").text)
    assert "will be held in Gdansk on 14 April, the port authority said on Friday." in seen
    assert "has been postponed to 12 May" in seen
    assert "Moved to another date , after Summit of Baltic harbours postponed" in seen
    assert "Date: 14 April 2021 → 12 May 2021" in seen
    assert "First announced , after Gdansk to host summit of Baltic harbours" in seen


def test_an_event_can_be_had_for_a_calendar_and_as_json(reader, newsroom):
    event = event_named(newsroom.store, "Sixth Baltic Harbour Summit")
    page = reader.get(f"/events/{event.uid}").text
    assert f'href="/api/v1/events/{event.id}"' in page
    assert f'href="/events/{event.uid}.ics"' in page
    answer = reader.get(f"/events/{event.uid}.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert f"UID:{event.uid}\r\n" in answer.text
    assert "DTSTART;VALUE=DATE:20210512\r\n" in answer.text


def test_an_event_without_any_days_has_no_calendar_file(client, store):
    event = enter(store, name="Congress", start="2023")
    assert ".ics" not in client.get(f"/events/{event.uid}").text
    assert client.get(f"/events/{event.uid}.ics").status_code == 404


def test_a_merged_event_leads_to_the_one_it_became(client, store):
    old, new = enter(store, name="Old", start="2021-05-01"), enter(store, name="New", start="2021")
    with store.writing() as session:
        session.get_one(Event, old.id).merged_into = new.id
    answer = client.get(f"/events/{old.uid}", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/events/{new.uid}"


def test_an_event_postponed_without_a_new_date_says_both(client, store):
    tell(store, "The Danube Harbour Summit will be held in Vienna on 14 April.")
    tell(store, "The Danube Harbour Summit in Vienna, planned for 14 April, has been postponed.")
    seen = text_of(client.get("/").text)
    assert (
        "Danube Harbour Summit Postponed Vienna, Austria no new date announced was 14 April 2021 "
        "“The Danube Harbour Summit in Vienna, planned for 14 April, has been postponed.”"
    ) in seen


def test_a_withdrawn_event_says_so_and_offers_no_reminder(client, store):
    event = enter(store, name="Congress", start="2021-06-01")
    with store.writing() as session:
        by_hand.withdraw(session, event.id, person="anna", now=NOW)
    page = client.get(f"/events/{event.uid}").text
    assert "was withdrawn" in page
    assert "<form" not in page
    assert "Congress" not in client.get("/").text


def test_hostile_names_and_places_are_text(client, store):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    event = enter(store, name=evil, start="2021-04-02", place=evil, url="https://a.example/?b")
    for path in ("/", "/month/2021-04", f"/events/{event.uid}"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_hostile_articles_are_text_and_their_addresses_no_script(client, store):
    tell(
        store,
        "The Harbour Forum will be held in Gdansk on 14 April, <b onclick=alert(1)>it said</b>.",
        title="</title><script>alert(1)</script>",
        url="javascript:alert(document.domain)",
    )
    with store.reading() as session:
        uid = session.exec(select(Event.uid)).one()
    for path in ("/", f"/events/{uid}"):
        page = client.get(path).text
        assert "<b onclick" not in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert 'cite="javascript' not in page


def test_a_page_allows_nothing_but_its_own_files(reader, newsroom):
    event = event_named(newsroom.store, "Sixth Baltic Harbour Summit")
    for path in ("/", "/month/2021-04", f"/events/{event.uid}", "/events/none"):
        answer = reader.get(path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy
        assert not re.search(r"<style|<script(?! src=\"/static/)|\son\w+=|\sstyle=", answer.text)
        assert not re.search(r'<(?:link rel="stylesheet"|img|script)[^>]*"https?:', answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_files_are_kept_for_ever_at_an_address_that_changes_with_them(reader):
    address = re.search(r'href="(/static/page\.css\?v=\w+)"', reader.get("/").text)[1]
    answer = reader.get(address)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]


def test_the_calendars_can_be_subscribed_to(reader, newsroom):
    page = reader.get("/").text
    base = newsroom.settings.base_url
    assert (
        f'<link rel="alternate" type="text/calendar" title="Dateline" '
        f'href="{base}/calendars/all.ics">'
    ) in page
    assert 'href="webcal://127.0.0.1:8000/calendars/all.ics"' in page
    assert f'value="{base}/calendars/dates-to-be-confirmed.ics"' in page


def test_a_search_can_be_subscribed_to(reader):
    page = reader.get("/?q=harbour&country=PL").text
    assert 'href="webcal://127.0.0.1:8000/events.ics?q=harbour&amp;country=PL"' in page


def test_place_data_is_credited(reader):
    page = reader.get("/").text
    assert "GeoNames" in page
    assert "CC BY 4.0" in page


def test_an_unknown_address_is_a_page_to_a_browser_and_a_problem_to_a_program(reader):
    browser = reader.get("/nowhere", headers={"Accept": "text/html,*/*"})
    assert browser.status_code == 404
    assert "<h1>Not found</h1>" in browser.text
    program = reader.get("/nowhere", headers={"Accept": "application/json"})
    assert program.headers["content-type"] == "application/problem+json"


def test_our_own_fault_is_told_on_a_page_without_its_secrets(settings, store):
    parts = Parts(settings, store, lambda: {}["secret"])
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "<h1>Internal server error</h1>" in answer.text
    assert "secret" not in answer.text


def test_a_series_stands_on_each_of_its_days_and_on_no_other(client, store):
    enter(store, name="Market", start="2021-03-02", rrule="FREQ=WEEKLY;COUNT=9")
    enter(
        store, name="Vespers", start="2021-04-02T18:00", place="Riga", country="LV",
        timezone="Europe/Riga", rrule="FREQ=MONTHLY",
    )  # fmt: skip
    month = client.get("/month/2021-04").text
    days = re.findall(r'<time datetime="([^"]+)">(?:(?!<time).)*?>Market<', month, re.S)
    assert days == ["2021-04-06", "2021-04-13", "2021-04-20", "2021-04-27"]
    seen = text_of(client.get("/").text)
    assert "Tuesday 6 April 2021 Market 6 April 2021" in seen
    seen = text_of(client.get("/?from=2021-06").text)
    assert "Wednesday 2 June 2021 18:00 Vespers Riga, Latvia 2 June 2021, 18:00 (Riga time)" in seen
    assert "Market" not in seen


def test_the_address_for_caldav_is_offered_with_the_feeds(reader):
    assert 'value="http://127.0.0.1:8000/caldav/"' in reader.get("/").text
