"""What every kind of source keeps to, whatever it reads."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.errors import UnreadableSource
from jobs.pull.fetch import Fetched
from jobs.pull.sources import SOURCES, kind_of
from tests.jobs.pull.writing import atom, page, rss

URL = "https://post.example/news"
FRIDAY = "Fri, 06 Mar 2026 23:30:00 -0500"

SAMPLES = {
    "rss": [
        rss(("A forum opens", "/forum", FRIDAY)),
        atom(("A forum opens", "/forum", "2026-03-06T23:30:00-05:00")),
    ],
    "page": [page("A forum opens", "The forum will open in Riga on May 5.", "2026-03-06")],
}
ALL = [(kind, sample) for kind, samples in SAMPLES.items() for sample in samples]


def fetched(body, kind="text/html", charset=None):
    data = body.encode() if isinstance(body, str) else body
    return Fetched(URL, kind, charset, data)


def test_every_kind_has_samples():
    assert set(SAMPLES) == set(SOURCES)


@pytest.mark.parametrize(("kind", "sample"), ALL)
def test_a_source_recognises_its_own_and_nothing_else(kind, sample):
    assert kind_of(fetched(sample)) == kind
    assert [name for name, source in SOURCES.items() if source.recognises(fetched(sample))] == [
        kind
    ]


@pytest.mark.parametrize(("kind", "sample"), ALL)
def test_a_source_names_articles_with_whole_addresses(kind, sample):
    (item,) = SOURCES[kind].items(fetched(sample))
    assert item.url.startswith("https://post.example/")
    assert (item.title or item.page.title) == "A forum opens"
    assert (item.published or item.page.published) == dt.date(2026, 3, 6)


@pytest.mark.parametrize(("kind", "sample"), ALL)
def test_the_same_answer_gives_the_same_keys(kind, sample):
    first, second = (SOURCES[kind].items(fetched(sample)) for _ in range(2))
    assert [item.key for item in first] == [item.key for item in second]
    assert len(first[0].key) == 16


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("body", ["", "words", "<html></html>", "{}", "<?xml version='1.0'?><a/>"])
def test_what_is_no_source_is_said_to_be_none(kind, body):
    assert not SOURCES[kind].recognises(fetched(body))
    with pytest.raises(UnreadableSource, match=r"post\.example"):
        SOURCES[kind].items(fetched(body))
    with pytest.raises(UnreadableSource, match="is no feed and no page"):
        kind_of(fetched(body))


@pytest.mark.parametrize("kind", SOURCES)
@settings(deadline=None, max_examples=30)
@given(body=st.binary(max_size=300), charset=st.sampled_from([None, "utf-8", "nonsense"]))
def test_any_bytes_are_read_or_refused(kind, body, charset):
    for start in (b"", b"<rss version='2.0'><channel><item>", b"<html><body><p>"):
        try:
            items = SOURCES[kind].items(fetched(start + body, charset=charset))
        except UnreadableSource:
            continue
        assert all(item.url for item in items)
