import datetime as dt
import time

import pytest

from jobs.pull.fetch import Fetched
from jobs.pull.sources import rss as source
from tests.jobs.pull import writing

URL = "https://post.example/feeds/news.xml"


def items(body, charset=None):
    data = body.encode() if isinstance(body, str) else body
    return source.items(Fetched(URL, "application/rss+xml", charset, data))


def entry(inside):
    return f'<rss version="2.0"><channel><item>{inside}</item></channel></rss>'


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("Fri, 06 Mar 2026 23:30:00 -0500", dt.date(2026, 3, 6)),
        ("2026-03-06T23:30:00-05:00", dt.date(2026, 3, 6)),
        ("06 Mar 2026", dt.date(2026, 3, 6)),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_is_the_publishers(published, day):
    (item,) = items(writing.rss(("Forum", "https://post.example/a", published)))
    assert item.published == day


def test_links_are_made_whole_and_foreign_schemes_left_out():
    named = items(
        writing.rss(
            ("One", "../a", ""), ("Two", "javascript:alert(1)", ""), ("Three", "file:///etc", "")
        )
    )
    assert [item.url for item in named] == ["https://post.example/a"]


def test_an_entry_named_twice_is_one_article():
    assert len(items(writing.rss(*[("One", "/a", "")] * 3))) == 1


def test_an_entry_that_was_updated_is_another_version():
    first, second = (
        items(f"<feed xmlns='{writing.ATOM}'><entry><link href='/a'/><updated>{day}</updated>"
              "</entry></feed>")[0]
        for day in ("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")
    )  # fmt: skip
    assert first.url == second.url
    assert first.key != second.key


def test_an_entry_without_a_link_gives_its_own_text():
    text = "The council will meet in Riga on May 5, its chair said on Monday."
    (item,) = items(entry(f"<title>Council</title><description>{text}</description>"))
    assert text in item.page.text
    assert item.url.startswith(URL)


def test_an_entry_with_nothing_is_left_out():
    assert items(entry("<title></title>")) == []


def test_broken_xml_gives_what_can_be_read():
    assert len(items('<rss version="2.0"><channel><item><link>/a</link><title>A & B</item>')) == 1


def test_the_charset_of_http_is_heard():
    (item,) = items(writing.rss(("Zürich", "/a", "")).encode("latin-1"), charset="iso-8859-1")
    assert item.title == "Zürich"


def test_a_bomb_of_entities_does_not_go_off():
    definitions = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{definitions}]>' + entry("<title>&a11;</title>")
    begun = time.process_time()
    items(bomb)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "inside",
    [
        "<item " + " ".join(f"a{n}='1'" for n in range(50_000)) + "></item>",
        f"<item><description><![CDATA[{'<p ' * 200_000}]]></description></item>",
        "<item>" * 50_000,
        "<" * 300_000,
    ],
    ids=["attributes", "unclosed", "nested", "signs"],
)
def test_a_hostile_feed_takes_little_time(inside):
    begun = time.process_time()
    items(f"<rss version='2.0'><channel>{inside}")
    assert time.process_time() - begun < 8


def test_a_file_of_this_machine_is_not_included(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("a secret of this machine that nobody may read")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    body = f'<?xml version="1.0"?>{doctype}' + entry("<link>/a</link><title>x&x;</title>")
    assert "secret" not in str(items(body))


def test_at_most_two_hundred_articles_are_named():
    assert len(items(writing.rss(*[(f"{n}", f"/{n}", "") for n in range(300)]))) == 200
