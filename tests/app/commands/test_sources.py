import pytest

from tests.jobs.pull.writing import page, rss
from tests.jobs.site import serve

TEXT = "The Harbour Forum will be held in Riga on May 5, 2021, its organisers said."


@pytest.fixture
def site():
    site, end = serve()
    site.put(
        "/feed",
        rss(("Forum", f"{site.url}/forum", "Mon, 29 Mar 2021 08:00:00 GMT")),
        kind="application/rss+xml",
    )
    site.put("/forum", page("Forum", TEXT))
    yield site
    end()


@pytest.fixture
def near(dateline_on_both):
    """The command where it may reach this machine."""
    dateline_on_both.environ |= {
        "DATELINE_ALLOW_HOSTS": "127.0.0.0/8",
        "DATELINE_HOST_SECONDS": "0",
    }
    return dateline_on_both


def test_a_source_is_added_pulled_and_removed(near, site):
    added = near("sources", "add", f"{site.url}/feed")
    assert (added.returncode, added.stdout) == (0, "source 1: rss\n")
    assert "already" in near.refuses("sources", "add", f"{site.url}/feed")
    assert near("pull").stdout == f"{site.url}/feed: 1 new\n"
    assert "2021-05-05" in near("events", "--from", "2021").stdout
    assert near("pull").returncode == 0
    assert f"{site.url}/feed" in near("sources", "list").stdout
    assert near("sources", "remove", f"{site.url}/feed").returncode == 0
    assert near("pull").stdout == ""
    near.refuses("sources", "remove", "1")


def test_a_source_that_fails_does_not_stop_the_rest(near, site):
    site.put("/other", rss(), kind="application/rss+xml")
    for path in ("/other", "/feed"):
        near("sources", "add", site.url + path)
    del site.pages["/other"]
    done = near("pull")
    assert done.returncode == 1
    assert "404" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[1] == f"{site.url}/feed: 1 new"


def test_an_article_at_a_url_is_read(near, site):
    said = near("read", f"{site.url}/forum", "--published", "2021-03-29")
    assert "2021-05-05" in said.stdout, said.stderr
    assert "404" in near.refuses("read", f"{site.url}/missing", code=1)


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "http://169.254.169.254/", "nonsense"])
def test_a_source_that_may_not_be_reached_is_refused(dateline, url):
    dateline.refuses("sources", "add", url)
    assert len(dateline("sources", "list").stdout.splitlines()) == 1
