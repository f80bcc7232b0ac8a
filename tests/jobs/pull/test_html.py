import contextlib
import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.errors import UnreadableArticle
from jobs.pull.characters import decoded
from jobs.pull.html import page_of

BODY = """<article><h1>Harbour Forum moved to September</h1>
<p>RIGA, March 4 - The Harbour Forum will be held on September 10 and 11, its council said.</p>
<p>It was first planned for May. The programme will be published in June.</p></article>"""


def html(head="", body=BODY, lang=""):
    opening = f"<!doctype html><html{lang}><head><title>Forum</title>{head}</head>"
    return f"{opening}<body>{body}</body></html>"


def jsonld(text):
    return f'<script type="application/ld+json">{text}</script>'


def test_a_page_gives_its_title_and_text_without_its_furniture():
    furniture = "<nav><a href='/'>Home</a></nav>{}<footer>All rights reserved</footer>"
    page = page_of(html(body=furniture.format(BODY)))
    assert page.title == "Harbour Forum moved to September"
    assert "will be held on September 10 and 11" in page.text
    assert "Home" not in page.text
    assert "rights reserved" not in page.text


def test_paragraphs_are_parted_by_blank_lines():
    assert "council said.\n\nIt was first planned" in page_of(html()).text


@pytest.mark.parametrize(
    "head",
    [
        jsonld('{"@type": "NewsArticle", "datePublished": "2026-03-04T09:00:00+02:00"}'),
        jsonld('{"@graph": [{"@type": ["Thing", "Article"], "datePublished": "2026-03-04"}]}'),
        jsonld('[{"@type": "WebSite"}, {"@type": "schema:Report", "datePublished": "20260304"}]'),
        jsonld('<!-- {"@type": "BlogPosting", "datePublished": "2026-03-04 10:00"} -->'),
        '<meta property="article:published_time" content="2026-03-04T23:59:00-08:00">',
        '<meta name="DC.date.issued" content="2026-03-04">',
        '<meta itemprop="datePublished" content="Wed, 04 Mar 2026 10:00:00 GMT">',
        '<meta property="article:published_time" content="1772618400">',
        jsonld('{"@type": "Article", "dateCreated": "2026-03-04", "dateModified": "2026-03-06"}'),
        jsonld(
            '\ufeff/* made by a plug-in */ {"@type": "Article", "datePublished": "2026-03-04",}'
        ),
        jsonld('{"@type": "WebSite"} {"@type": "Article", "datePublished": "2026-03-04"}'),
        jsonld(
            "{&quot;@type&quot;: &quot;Article&quot;, &quot;datePublished&quot;:"
            " &quot;2026-03-04&quot;}"
        ),
    ],
)
def test_the_publication_date_is_what_the_head_says(head):
    assert page_of(html(head)).published == dt.date(2026, 3, 4)


def test_json_ld_beats_meta_and_meta_beats_time():
    meta = '<meta property="article:published_time" content="2026-03-04">'
    time_ = '<time datetime="2026-03-03">yesterday</time>'
    linked = jsonld('{"@type": "Article", "datePublished": "2026-03-05"}')
    assert page_of(html(linked + meta, time_ + BODY)).published == dt.date(2026, 3, 5)
    assert page_of(html(meta, time_ + BODY)).published == dt.date(2026, 3, 4)
    assert page_of(html("", time_ + BODY)).published == dt.date(2026, 3, 3)


def test_the_time_that_says_published_beats_an_earlier_one():
    times = (
        '<time datetime="2027-01-01"></time><time itemprop="datePublished" datetime="2026-03-04">'
    )
    assert page_of(html("", times + BODY)).published == dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published: 4 March 2026, 10:00</p>",
        "<p>Last updated 6 March 2026 | First published 4 March 2026</p>",
        "<div>Posted on March 4th, 2026 by Ina Berg</div>",
        "<div>First published: Wednesday, Mar. 4, 2026</div>",
    ],
)
def test_the_words_that_a_page_opens_with_say_when_it_was_published(line):
    page = page_of(html(body=BODY.replace("</h1>", f"</h1>{line}")))
    assert (page.published, page.author) == (dt.date(2026, 3, 4), None)


def test_what_an_article_tells_of_a_publication_is_not_its_own():
    told = "<p>The report published on 4 March 2020 is on sale.</p>"
    assert page_of(html(body=BODY.replace("</article>", f"{told}</article>"))).published is None


@pytest.mark.parametrize("said", ["itemprop", "property"])
def test_the_day_of_a_marked_event_is_not_that_of_the_page(said):
    time_ = f'<p>On <time {said}="startDate" datetime="2026-09-10">10 September 2026</time></p>'
    assert page_of(html(body=BODY + time_)).published is None


def test_paragraphs_of_short_notes_and_typed_lines_stay_apart():
    mark = '<p class="meta"><time datetime="2026-03-04T10:00:00Z">2 hours ago</time></p>'
    page = page_of(html(body=BODY.replace("</h1>", f"</h1>{mark}")))
    assert "moved to September\n\n" in page.text
    assert "council said.\n\nIt was first planned" in page.text
    typed = "FORUM MOVED\n\nRIGA, March 4 - The forum will be held on\nSeptember 10, it said."
    assert page_of(html(body=f"<pre>{typed}</pre>")).text == typed


def test_a_date_in_the_address_is_found_last():
    assert page_of(html(), "https://post.example/2026/03/04/forum").published == dt.date(2026, 3, 4)


def test_a_date_that_does_not_exist_is_passed_over():
    first = '<meta property="article:published_time" content="2026-02-31">'
    second = '<meta name="date" content="2026-03-04">'
    assert page_of(html(first + second)).published == dt.date(2026, 3, 4)


def test_a_page_that_tells_no_date_has_none():
    assert page_of(html()).published is None


@pytest.mark.parametrize(
    ("head", "lang", "language"),
    [
        ("", ' lang="en-GB"', "en"),
        ("", ' lang="RU"', "ru"),
        ('<meta property="og:locale" content="fr_FR">', "", "fr"),
        (jsonld('{"@type": "Article", "inLanguage": "de"}'), ' lang="en"', "de"),
        ("", ' lang="x"', "en"),
        ("", "", "en"),
    ],
)
def test_the_language_is_what_the_page_says(head, lang, language):
    assert page_of(html(head, lang=lang)).language == language


def test_a_template_that_says_english_is_not_believed():
    russian = "<article><p>Форум состоится в Риге пятого мая, сообщили организаторы.</p></article>"
    assert page_of(html(body=russian, lang=' lang="en"')).language == "ru"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/news/forum", "https://post.example/news/forum"),
        ("https://post.example/f", "https://post.example/f"),
        ("https://elsewhere.example/f", "https://post.example/news/forum?from=mail"),
        ("//www.post.example/f", "https://www.post.example/f"),
        ("https://amp.post.example/f", "https://amp.post.example/f"),
        ("/", "https://post.example/news/forum?from=mail"),
        ("javascript:void(0)", "https://post.example/news/forum?from=mail"),
        ("http://[broken", "https://post.example/news/forum?from=mail"),
    ],
)
def test_the_canonical_address_is_the_pages_own_and_never_another_sites(link, address):
    head = f'<link rel="canonical" href="{link}">'
    assert page_of(html(head), "https://post.example/news/forum?from=mail").url == address


def test_author_and_outlet_are_told():
    head = jsonld('{"@type": "Article", "author": [{"name": "Ina Berg"}]}')
    page = page_of(html(head + '<meta property="og:site_name" content="The Harbour Post">'))
    assert (page.author, page.outlet) == ("Ina Berg", "The Harbour Post")


def test_marked_up_events_are_structured_data():
    head = jsonld("""{"@type": "BusinessEvent", "name": "Harbour Forum",
    "startDate": "2026-09-10", "endDate": "2026-09-11",
    "eventStatus": "https://schema.org/EventRescheduled",
    "previousStartDate": "2026-05-07",
    "organizer": {"@type": "Organization", "name": "Port Council"},
    "location": {"@type": "Place", "name": "Old Dock Hall",
    "geo": {"latitude": "56.95", "longitude": 24.1},
    "address": {"addressLocality": "Riga", "addressCountry": {"name": "LV"}}}}""")
    (event,) = page_of(html(head)).events
    assert (event.name, event.start, event.end) == ("Harbour Forum", "2026-09-10", "2026-09-11")
    assert (event.venue, event.town, event.country) == ("Old Dock Hall", "Riga", "LV")
    assert (event.latitude, event.longitude) == (56.95, 24.1)
    assert (event.status, event.previous_start) == ("EventRescheduled", "2026-05-07")
    assert event.organiser == "Port Council"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        '{"@type": "Event"}',
        '{"@type": "Event", "name": "Forum"}',
        '{"@type": "Event", "name": {"a": 1}, "startDate": 7}',
        '{"@type": 3, "name": "Forum", "startDate": "2026"}',
        "[" * 50_000,
        '{"@type": "Event", "name": "Forum", "startDate": [], "location": [[]]}',
        "null",
    ],
)
def test_broken_mark_up_marks_up_nothing(text):
    assert page_of(html(jsonld(text))).events == ()


def test_mark_up_of_an_odd_shape_gives_what_it_can():
    head = jsonld(
        '{"@type": "Festival", "name": "Fair", "startDate": "2026-06", "location": "Riga",'
        ' "geo": 1, "organizer": [], "eventStatus": null}'
    )
    (event,) = page_of(html(head)).events
    assert (event.name, event.venue, event.latitude) == ("Fair", "Riga", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1", "windows-1252"])
def test_the_characters_are_right_whatever_the_charset_claims(encoding):
    text = html(body=BODY.replace("RIGA", "ZÜRICH"))
    assert "ZÜRICH" in page_of(text.encode(encoding), charset="utf-8").text


def test_a_charset_in_the_head_is_heard():
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    text = html(head, BODY.replace("RIGA", "МОСКВА"))
    assert "МОСКВА" in page_of(text.encode("windows-1251")).text


@pytest.mark.parametrize("claim", [None, "utf-8", "iso-8859-1", "windows-1251"])
@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16-le", "utf-16-be"])
def test_cyrillic_is_read_whatever_is_claimed_or_not(encoding, claim):
    text = html(body="<p>Совет порта соберётся в Риге 5 мая, сообщила его глава.</p>")
    assert (
        "Совет порта соберётся в Риге 5 мая" in page_of(text.encode(encoding), charset=claim).text
    )


def test_a_page_that_the_server_calls_latin_is_read_as_its_head_says():
    text = html(
        '<meta charset="shift_jis">', "<p>会議は東京で開かれる。代表が集まり、話し合う。</p>"
    )
    assert "東京で開かれる" in page_of(text.encode("shift_jis"), charset="iso-8859-1").text
    french = "La réunion aura lieu à Genève, où les délégués débattront de la pêche côtière."
    assert french in page_of(html(body=f"<p>{french}</p>").encode("latin-1")).text


@pytest.mark.parametrize("claim", ["no-such-charset", "", "base64", "utf-8\x00", "ascii"])
def test_a_charset_that_is_none_is_passed_over(claim):
    assert "Zürich" in decoded("Zürich".encode("cp1252"), claim)


@pytest.mark.parametrize(
    "nothing", ["", "   ", "just words", "\0\0\0", "<html></html>", b"\x89PNG\r\n\x1a\n" * 50]
)
def test_what_has_no_article_is_said_to_have_none(nothing):
    with pytest.raises(UnreadableArticle, match=r"post\.example"):
        page_of(nothing, "https://post.example/x")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><article><p>The council meets on May 5",
        "<p>The council meets on May 5</p></div></body></html><p>later</p>",
        html(body="<p>The council meets on May 5</p>" + "</div>" * 500),
        html(body="<table><p>The council meets on May 5<tr><td></table>"),
    ],
)
def test_malformed_pages_give_their_text(page):
    assert "council meets on May 5" in page_of(f"<html><body>{page}").text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body " + " ".join(f"a{n}=1" for n in range(100_000)) + "><p>text</p>",
        "<html><body " + " ".join(f"a{n}='>'" for n in range(100_000)) + "><p>text</p>",
        "<html><body>" + "<a " * 500_000,
        "<html><body>" + "<a b='" * 300_000,
        "<html><body><p>" + "<span>w </span>" * 60_000,
        "<html><body>" + "<div>" * 100_000,
        "<html><body><p>" + "2026-" * 200_000,
        "<html><head>" + "<meta name=date content=x>" * 15_000,
        html(jsonld("<!--" * 50_000)) + html(jsonld('{"a": "' + "<" * 200_000 + '"}')),
    ],
    ids=["attributes", "quoted", "unclosed", "quotes", "spans", "deep", "digits", "metas", "json"],
)
def test_a_hostile_page_takes_little_time(page):
    begun = time.process_time()
    with contextlib.suppress(UnreadableArticle):
        page_of(page)
    assert time.process_time() - begun < 6


def test_an_image_within_the_page_costs_nothing_and_loses_nothing():
    image = f'<img src="data:image/png;base64,{"A" * 500_000}">'
    assert "will be held" in page_of(html(body=image + BODY)).text


def test_a_page_of_very_many_elements_still_gives_its_paragraphs():
    page = html(body="<p>The council meets on May 5</p>" * 25_000)
    assert page_of(page).text.count("council meets") == 25_000


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/\"'=! abp&;#-[]{}\0\nhtmlscript"), max_size=200))
def test_no_soup_breaks_the_reader(soup):
    with contextlib.suppress(UnreadableArticle):
        page_of(f"<html><body>{soup}", "https://post.example/")


@settings(deadline=None)
@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=10)))
def test_any_bytes_have_characters(data, charset):
    assert isinstance(decoded(data, charset), str)
