import time

import pytest

from jobs.pull.html import page_of
from tests.jobs.pull.test_html import BODY, html, jsonld

MICRODATA = """<div itemscope itemtype="https://schema.org/Event">
<a itemprop="url" href="/e/1"><span itemprop="name">Harbour Forum</span></a>
<time itemprop="startDate" datetime="2026-09-10T09:00+03:00">10 Sept</time>
<meta itemprop="endDate" content="2026-09-11">
<link itemprop="eventStatus" href="https://schema.org/EventPostponed">
<div itemprop="location" itemscope itemtype="http://schema.org/Place">
<a itemprop="name" href="/hall">Old Dock Hall</a>
<div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
<span itemprop="addressLocality">Riga</span> <span itemprop="addressCountry">LV</span></div></div>
<span itemprop="organizer" itemscope itemtype="http://schema.org/Organization">
<b itemprop="name">Port Council</b></span></div>"""
RDFA = """<div vocab="http://schema.org/" typeof="schema:BusinessEvent">
<h2 property="name">Harbour Forum</h2>
<span property="schema:startDate" content="2026-09-10T09:00+03:00">10 Sept</span>
<span property="endDate" content="2026-09-11">11 Sept</span>
<link property="eventStatus" href="https://www.schema.org/EventPostponed">
<div property="location" typeof="Place"><span property="name">Old Dock Hall</span>
<div property="address" typeof="PostalAddress"><span property="addressLocality">Riga</span>
<span property="addressCountry">LV</span></div></div>
<span property="organizer" typeof="Organization"><b property="name">Port Council</b></span></div>"""


@pytest.mark.parametrize("markup", [MICRODATA, RDFA], ids=["microdata", "RDFa"])
def test_events_in_attributes_are_those_of_json_ld(markup):
    (event,) = page_of(html(body=markup + BODY)).events
    assert event.name == "Harbour Forum"
    assert (event.start, event.end) == ("2026-09-10T09:00+03:00", "2026-09-11")
    assert (event.venue, event.town, event.country) == ("Old Dock Hall", "Riga", "LV")
    assert (event.status, event.organiser) == ("EventPostponed", "Port Council")


def test_an_article_in_attributes_says_what_it_is():
    told = """<meta itemprop="headline" content="Forum moved"><time itemprop="datePublished"
    datetime="2026-03-04">today</time><span itemprop="author" itemscope
    itemtype="http://schema.org/Person"><span itemprop="name">Ina Berg</span></span>"""
    body = BODY.replace("<article>", '<article itemscope itemtype="http://schema.org/NewsArticle">')
    page = page_of(html(body=body.replace("</h1>", f"</h1>{told}")))
    assert (page.title, page.author, str(page.published)) == (
        "Forum moved",
        "Ina Berg",
        "2026-03-04",
    )


def test_events_within_events_are_each_one():
    inner = """<div itemprop="subEvent" itemscope itemtype="https://schema.org/MusicEvent">
    <b itemprop="name">Opening concert</b><meta itemprop="startDate" content="2026-09-10"></div>"""
    body = MICRODATA[: -len("</div>")] + inner + "</div>" + BODY
    assert [event.name for event in page_of(html(body=body)).events] == [
        "Harbour Forum",
        "Opening concert",
    ]


def test_json_ld_comes_before_attributes():
    head = jsonld('{"@type": "Event", "name": "Port Days", "startDate": "2026-07-01"}')
    names = [event.name for event in page_of(html(head, MICRODATA + BODY)).events]
    assert names == ["Port Days", "Harbour Forum"]


def test_properties_outside_any_object_and_odd_names_say_nothing():
    body = '<b itemprop="name">Lost</b><p itemscope><b itemprop="@type startDate">x</b></p>'
    assert page_of(html(body=body + BODY)).events == ()


@pytest.mark.parametrize(
    "body",
    [
        '<div itemscope itemtype="https://schema.org/Event" itemprop="subEvent">' * 5_000,
        '<i itemscope itemtype="https://schema.org/Event"><b itemprop=name>x</b></i>' * 30_000,
        '<div itemscope itemtype="https://schema.org/Event">' + '<i itemprop="name">' * 3_000,
        '<div typeof="Event" property="' + "name " * 50_000 + '">' + "x " * 50_000,
    ],
    ids=["deep", "wide", "nested names", "many names"],
)
def test_hostile_attributes_take_little_time(body):
    begun = time.process_time()
    page_of(html(body=BODY + body))
    assert time.process_time() - begun < 6
