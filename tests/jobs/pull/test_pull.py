import datetime as dt
import threading

import pytest
from sqlmodel import select

from calendars.errors import AlreadyExists, FetchFailed, NotFound, UnreadableSource
from calendars.store.tables import Article, Event, Source
from jobs.pull import health
from jobs.pull.fetch import Fetcher
from jobs.pull.pull import Puller
from tests.jobs.pull.writing import page, rss

NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
FORUM = "The Harbour Forum will be held in Riga on May 5, 2026, its organisers said."
MOVED = "The Harbour Forum, planned for May 5, was moved to June 9, 2026, its organisers said."
COUNCIL = "The city council of Riga will hold a public hearing on the budget on April 20, 2026."
MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"


@pytest.fixture
def puller(store, client):
    return Puller(store, Fetcher(client, host_seconds=0))


@pytest.fixture
def feed(site):
    """A feed of two articles, and their pages."""
    entries = [
        ("Forum opens", f"{site.url}/forum", MONDAY),
        ("Budget", f"{site.url}/council", MONDAY),
    ]
    site.put("/feed", rss(*entries), kind="application/rss+xml", ETag='"1"')
    site.put("/forum", page("Forum opens", FORUM))
    site.put("/council", page("Budget", COUNCIL))
    return f"{site.url}/feed"


def rows(store, table):
    with store.reading() as session:
        return list(session.exec(select(table).order_by(table.id)))


def only(store, table=Source):
    (row,) = rows(store, table)
    return row


def test_a_feed_and_a_page_are_told_apart(puller, feed, site):
    assert puller.add(feed, now=NOW).kind == "rss"
    assert puller.add(f"{site.url}/forum", now=NOW, name="Forum").kind == "page"


def test_what_is_neither_is_not_added(puller, site, store):
    site.put("/data", "{}", kind="application/json")
    with pytest.raises(UnreadableSource):
        puller.add(f"{site.url}/data", now=NOW)
    with pytest.raises(FetchFailed):
        puller.add(f"{site.url}/nothing", now=NOW)
    assert rows(store, Source) == []


def test_a_source_is_added_once(puller, feed):
    puller.add(feed, now=NOW)
    with pytest.raises(AlreadyExists):
        puller.add(feed, now=NOW)


def test_pulling_a_feed_keeps_its_articles_and_events(puller, feed, store, site):
    puller.add(feed, now=NOW)
    (told,) = puller.pull_due(NOW)
    assert (told.read, told.left, told.error) == (2, (), None)
    articles = rows(store, Article)
    assert {article.url for article in articles} == {f"{site.url}/forum", f"{site.url}/council"}
    assert {article.published for article in articles} == {dt.date(2026, 3, 2)}
    assert {article.source_id for article in articles} == {only(store).id}
    assert {str(event.edtf) for event in rows(store, Event)} == {"2026-05-05", "2026-04-20"}


def test_pulling_again_asks_whether_it_changed_and_reads_nothing_twice(puller, feed, store, site):
    source = puller.add(feed, now=NOW)
    puller.pull(source.id, NOW)
    asked = len(site.asked)
    again = puller.pull(source.id, NOW + HOUR)
    assert again.unchanged
    assert site.paths()[asked:] == ["/feed"]
    assert site.asked[-1].headers["If-None-Match"] == '"1"'
    assert len(rows(store, Article)) == 2


def test_an_answer_of_no_change_is_a_success(puller, feed, store, site):
    source = puller.add(feed, now=NOW)
    puller.pull(source.id, NOW)
    site.put("/feed", status=304)
    assert puller.pull(source.id, NOW + HOUR).unchanged
    assert only(store).last_success == NOW + HOUR
    assert only(store).etag == '"1"'


def test_an_article_that_a_feed_names_no_more_changes_nothing(puller, feed, store, site):
    source = puller.add(feed, now=NOW)
    puller.pull(source.id, NOW)
    before = [(event.uid, event.edtf, event.sequence) for event in rows(store, Event)]
    site.put("/feed", rss(), kind="application/rss+xml")
    site.pages.pop("/forum")
    puller.pull(source.id, NOW + HOUR)
    assert [(event.uid, event.edtf, event.sequence) for event in rows(store, Event)] == before


def test_a_page_that_changes_is_read_anew(puller, store, site):
    site.put("/forum", page("Harbour Forum", FORUM))
    source = puller.add(f"{site.url}/forum", now=NOW)
    puller.pull(source.id, NOW)
    uid = only(store, Event).uid
    site.put("/forum", page("Harbour Forum", MOVED))
    assert puller.pull(source.id, NOW + HOUR).read == 1
    event = only(store, Event)
    assert (event.uid, str(event.edtf)) == (uid, "2026-06-09")
    assert len(rows(store, Article)) == 1


def test_a_page_whose_markup_changes_is_read_anew_and_the_markup_wins(puller, store, site):
    def marked_up(status):
        event = (
            '{"@type": "Event", "name": "Harbour Forum", "startDate": "2026-05-05", '
            f'"eventStatus": "https://schema.org/{status}"}}'
        )
        script = f'<script type="application/ld+json">{event}</script></head>'
        return page("Harbour Forum", FORUM).replace("</head>", script, 1)

    site.put("/forum", marked_up("EventScheduled"))
    source = puller.add(f"{site.url}/forum", now=NOW)
    puller.pull(source.id, NOW)
    assert only(store, Event).status == "scheduled"
    site.put("/forum", marked_up("EventCancelled"))
    assert puller.pull(source.id, NOW + HOUR).read == 1
    assert only(store, Event).status == "cancelled"


def test_one_article_that_fails_does_not_hold_up_the_others(puller, feed, store, site):
    site.put("/forum", status=503)
    source = puller.add(feed, now=NOW)
    told = puller.pull(source.id, NOW)
    assert told.read == 1
    assert "503" in told.left[0]
    assert "503" in only(store).last_error


def test_an_article_that_could_not_be_reached_is_tried_again(puller, feed, store, site):
    site.put("/forum", status=503)
    source = puller.add(feed, now=NOW)
    puller.pull(source.id, NOW)
    assert only(store).etag is None
    site.put("/forum", page("Forum opens", FORUM))
    assert puller.pull(source.id, NOW + HOUR).read == 1
    assert only(store).etag == '"1"'
    assert only(store).last_error is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            page("Le forum", "Le forum se tiendra à Riga le 5 mai 2026, selon les organisateurs."),
            "language",
        ),
        ("<html></html>", "no article"),
        (None, "status 404"),
    ],
)
def test_an_article_that_can_never_be_read_is_left_for_good(
    puller, feed, store, site, content, why
):
    site.pages.pop("/forum")
    if content:
        site.put("/forum", content)
    source = puller.add(feed, now=NOW)
    assert why in puller.pull(source.id, NOW).left[0]
    asked = len(site.asked)
    puller.pull(source.id, NOW + HOUR)
    assert site.paths()[asked:] == ["/feed"]


def test_a_page_without_a_date_says_so(puller, store, site):
    site.put("/forum", page("Forum", FORUM, published=""))
    source = puller.add(f"{site.url}/forum", now=NOW)
    assert "publi" in puller.pull(source.id, NOW).left[0]
    assert "publi" in only(store).last_error
    assert rows(store, Event) == []


def test_the_day_of_the_feed_beats_that_of_the_page(puller, store, site):
    site.put("/feed", rss(("Forum", f"{site.url}/forum", MONDAY)))
    site.put("/forum", page("Forum", FORUM, published="2020-01-01"))
    puller.pull(puller.add(f"{site.url}/feed", now=NOW).id, NOW)
    assert only(store, Article).published == dt.date(2026, 3, 2)


def test_a_failure_is_noted_and_changes_no_event(puller, feed, store, site):
    source = puller.add(feed, now=NOW)
    puller.pull(source.id, NOW)
    before = [(event.uid, event.sequence) for event in rows(store, Event)]
    site.put("/feed", status=500)
    told = puller.pull(source.id, NOW + HOUR)
    assert "500" in told.error
    row = only(store)
    assert (row.failures, row.last_success, row.etag) == (1, NOW, '"1"')
    assert "500" in row.last_error
    assert [(event.uid, event.sequence) for event in rows(store, Event)] == before


def test_only_due_sources_are_pulled(puller, feed, store):
    puller.add(feed, now=NOW)
    assert len(puller.pull_due(NOW)) == 1
    assert puller.pull_due(NOW + dt.timedelta(minutes=59)) == []
    assert len(puller.pull_due(NOW + dt.timedelta(minutes=73))) == 1


def test_a_due_source_goes_to_one_process_only(puller, feed, store):
    source = puller.add(feed, now=NOW)
    taken = []
    start = threading.Barrier(4)

    def take():
        start.wait()
        with store.writing() as session:
            taken.append(health.claim(session, source.id, NOW))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False, False, False, True]


def test_a_source_that_was_taken_and_left_is_due_again_after_its_lease(puller, feed, store):
    source = puller.add(feed, now=NOW)
    with store.writing() as session:
        health.claim(session, source.id, NOW)
    assert puller.pull_due(NOW) == []
    assert len(puller.pull_due(NOW + health.LEASE)) == 1


def test_a_puller_that_is_stopped_comes_back_to_what_it_has_not_read(
    puller, feed, store, site, client
):
    source = puller.add(feed, now=NOW)
    puller.stop()
    assert puller.pull_due(NOW) == []
    assert puller.pull(source.id, NOW).read == 0
    assert rows(store, Article) == []
    after = Puller(store, Fetcher(client, host_seconds=0))
    assert after.pull(source.id, NOW + HOUR).read == 2


def test_a_source_that_is_not_there_is_not_found(puller):
    with pytest.raises(NotFound):
        puller.pull(7, NOW)
