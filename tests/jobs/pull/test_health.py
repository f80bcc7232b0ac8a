import datetime as dt

import pytest

from calendars.errors import AddressRefused, FetchFailed
from calendars.store.tables import Source
from jobs.pull import health
from jobs.pull.fetch import Fetched

NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
ANSWER = Fetched("https://post.example/feed", "text/xml", None, b"", etag='"2"')


@pytest.fixture
def source():
    return Source(
        kind="rss", url="https://post.example/feed", every=3600, next_pull=NOW, created=NOW
    )


def test_failures_are_tried_again_later_and_later(source):
    waits = []
    for _ in range(12):
        health.failed(source, FetchFailed("It is down."), NOW)
        waits.append(source.next_pull - NOW)
    assert 5 * MINUTE <= waits[0] <= 6 * MINUTE
    assert 10 * MINUTE <= waits[1] <= 12 * MINUTE
    assert waits == sorted(waits) or waits[-1] >= DAY
    assert DAY <= waits[-1] <= 1.2 * DAY
    assert (source.failures, source.last_error) == (12, "It is down.")


def test_a_success_forgets_the_failures(source):
    health.failed(source, FetchFailed("It is down."), NOW)
    health.unchanged(source, NOW)
    assert (source.failures, source.last_error, source.last_success) == (0, None, NOW)
    assert 60 * MINUTE <= source.next_pull - NOW <= 72 * MINUTE


def test_a_wait_that_the_server_asks_for_is_kept(source):
    health.failed(source, FetchFailed("Too many.", retry_after=7200), NOW)
    assert source.next_pull == NOW + 120 * MINUTE


@pytest.mark.parametrize("error", [AddressRefused("No."), FetchFailed("Gone.", permanent=True)])
def test_a_failure_that_will_not_pass_is_tried_again_once_a_day(source, error):
    health.failed(source, error, NOW)
    assert DAY <= source.next_pull - NOW <= 1.2 * DAY


def test_sources_of_one_moment_do_not_come_back_in_one_moment():
    times = set()
    for number in range(20):
        source = Source(kind="rss", url=f"https://{number}.example/", every=3600, failures=0)
        health.unchanged(source, NOW)
        times.add(source.next_pull)
    assert len(times) == 20


def test_an_article_whose_failure_may_pass_is_come_back_to(source):
    left = {"b": ("It is down.", True), "c": ("It is no article.", False)}
    health.answered(source, ANSWER, ["a", "b", "c"], left, NOW)
    assert (source.seen, source.etag, source.last_error) == (["a", "c"], None, "It is down.")


def test_when_all_is_done_the_validators_are_kept(source):
    health.answered(source, ANSWER, ["a", "c"], {"c": ("It is no article.", False)}, NOW)
    assert (source.seen, source.etag, source.last_error) == (["a", "c"], '"2"', "It is no article.")
