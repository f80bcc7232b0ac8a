import pytest

from calendars.errors import AddressRefused, FetchFailed
from jobs.guard import GuardedClient
from jobs.pull.fetch import Fetcher
from tests.jobs.site import LOOPBACK, serve


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(client, waits):
    """A fetcher that does not wait but tells how long it would."""
    return Fetcher(client, host_seconds=2.0, sleep=waits.append)


def test_an_answer_has_its_type_charset_and_validators(fetcher, site):
    site.put("/a", "hello", kind="Text/HTML; Charset=ISO-8859-1", ETag='"1"',
             Last_Modified="Mon, 02 Mar 2026 08:00:00 GMT")  # fmt: skip
    fetched = fetcher.fetch(f"{site.url}/a")
    assert (fetched.kind, fetched.charset, fetched.body) == ("text/html", "iso-8859-1", b"hello")
    assert (fetched.etag, fetched.last_modified) == ('"1"', "Mon, 02 Mar 2026 08:00:00 GMT")


@pytest.mark.parametrize("kind", ["", "nonsense", 'text/html; charset="', "a/b;charset*=x'y'%ff"])
def test_a_type_that_is_none_is_no_error(fetcher, site, kind):
    site.put("/a", "hello", kind=kind)
    assert fetcher.fetch(f"{site.url}/a").body == b"hello"


def test_what_has_not_changed_is_not_sent_again(fetcher, site):
    site.put("/a", status=304)
    assert fetcher.fetch(f"{site.url}/a", etag='W/"1"', last_modified="yesterday") is None
    headers = site.asked[-1].headers
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('W/"1"', "yesterday")


def test_an_answer_of_no_change_that_was_not_asked_for_is_a_failure(fetcher, site):
    site.put("/a", status=304)
    with pytest.raises(FetchFailed, match="304"):
        fetcher.fetch(f"{site.url}/a")


def test_robots_txt_is_asked_once_and_obeyed(fetcher, site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\n", kind="text/plain")
    site.put("/a", "hello")
    fetcher.fetch(f"{site.url}/a")
    with pytest.raises(FetchFailed, match=r"robots\.txt") as told:
        fetcher.fetch(f"{site.url}/secret/a")
    assert told.value.permanent
    assert site.paths() == ["/robots.txt", "/a"]


def test_rules_for_our_name_beat_those_for_all(fetcher, site):
    site.put("/robots.txt", "User-agent: *\nDisallow:\n\nUser-agent: dateline\nDisallow: /\n")
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        fetcher.fetch(f"{site.url}/a")


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_site_without_rules_allows_all_and_one_in_trouble_nothing(fetcher, site, status, allowed):
    site.put("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    site.put("/a", "hello")
    if allowed:
        assert fetcher.fetch(f"{site.url}/a").body == b"hello"
    else:
        with pytest.raises(FetchFailed):
            fetcher.fetch(f"{site.url}/a")


def test_rules_that_are_no_text_allow_all(fetcher, site):
    site.put("/robots.txt", bytes(range(256)) * 40)
    site.put("/a", "hello")
    assert fetcher.fetch(f"{site.url}/a").body == b"hello"


def test_a_host_is_given_time_between_two_fetches(fetcher, site, waits):
    site.put("/a", "hello")
    for _ in range(3):
        fetcher.fetch(f"{site.url}/a")
    assert [round(wait) for wait in waits] == [2, 4]


def test_a_host_that_asks_for_more_time_gets_it(fetcher, site, waits):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    site.put("/a", "hello")
    for _ in range(2):
        fetcher.fetch(f"{site.url}/a")
    assert [round(wait) for wait in waits] == [7]


def test_hosts_do_not_wait_for_each_other(fetcher, site, waits):
    other, end = serve()
    site.put("/a", "hello")
    other.put("/a", "hello")
    fetcher.fetch(f"{site.url}/a")
    fetcher.fetch(f"{other.url}/a")
    end()
    assert waits == []


@pytest.mark.parametrize(
    ("status", "permanent"), [(404, True), (410, True), (429, False), (500, False), (503, False)]
)
def test_a_refusal_says_whether_it_will_pass(fetcher, site, status, permanent):
    site.put("/a", status=status, Retry_After="120")
    with pytest.raises(FetchFailed, match=f"status {status}") as told:
        fetcher.fetch(f"{site.url}/a")
    assert (told.value.permanent, told.value.retry_after) == (permanent, 120.0)


@pytest.mark.parametrize("written", ["soon", "-1", "", "1e99", "9" * 400])
def test_a_wait_that_is_none_or_too_long_is_bounded(fetcher, site, written):
    site.put("/a", status=503, Retry_After=written)
    with pytest.raises(FetchFailed) as told:
        fetcher.fetch(f"{site.url}/a")
    assert told.value.retry_after is None or told.value.retry_after <= 86_400


def test_an_address_that_may_not_be_reached_is_refused():
    with GuardedClient() as strict, pytest.raises(AddressRefused):
        Fetcher(strict).fetch("http://169.254.169.254/latest/")


def test_robots_txt_of_a_site_may_not_lead_inside(site):
    site.redirect("/robots.txt", "http://169.254.169.254/")
    site.put("/a", "hello")
    with GuardedClient(allow_hosts=LOOPBACK) as client:
        assert Fetcher(client).fetch(f"{site.url}/a").body == b"hello"
