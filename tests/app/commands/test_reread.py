"""`dateline reread`: kept articles, read by a reader that has become better."""

import json

import pytest
from sqlmodel import col, select

from calendars.store.engine import Store
from calendars.store.tables import Claim, Event

TEXT = "date 2021-04-28 The city council will hold a public hearing on the budget in Riga on May 5."
PAGE = """<html><head><title>Spring fair</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event",
"name": "Riga Spring Fair", "startDate": "2021-05-15", "performer": {"@type": "Person",
"name": "Anna Ozola"}, "location": {"@type": "Place", "name": "Old Market",
"address": {"addressLocality": "Riga", "addressCountry": "LV"}}}</script></head>
<body><article><p>The city is looking forward to spring, and the market square has been swept
from end to end by the people who sell flowers there every year.</p></article></body></html>"""


@pytest.fixture
def kept(dateline_on_both):
    """Two articles, of one of which an older reader saw the month alone."""
    folder = dateline_on_both.folder
    (folder / "hearing.txt").write_text(TEXT, "utf-8")
    (folder / "fair.html").write_text(PAGE, "utf-8")
    done = dateline_on_both("ingest", "hearing.txt", "fair.html", "--published", "2021-04-28")
    assert done.returncode == 0, done.stderr
    store = Store(
        dateline_on_both.environ.get("DATELINE_DATABASE_URL", f"sqlite:///{folder}/dateline.db")
    )
    with store.writing() as session:
        claims = select(Claim).where(col(Claim.field) == "date", col(Claim.event_id) == 1)
        session.exec(claims).one().value = "2021-05"
        session.get_one(Event, 1).edtf = "2021-05"
    store.close()
    return dateline_on_both


def dates(dateline):
    done = dateline("events", "--from", "2021", "--format", "json")
    return [(event["edtf"], event["sequence"]) for event in json.loads(done.stdout)["items"]]


def test_it_tells_first_and_then_revises(kept):
    told = kept("reread", "--dry-run")
    assert told.returncode == 0, told.stderr
    assert "sharpened    edtf: 2021-05 → 2021-05-05" in told.stdout
    assert told.stdout.endswith("Articles read again: 2. Changes to be made: 1.\n")
    assert dates(kept)[0] == ("2021-05", 0)
    done = kept("reread")
    assert "sharpened    edtf: 2021-05 → 2021-05-05" in done.stdout
    assert dates(kept) == [("2021-05-05", 1), ("2021-05-15", 0)]
    assert kept("reread").stdout == "Articles read again: 2. Changes made: 0.\n"


def test_one_article_is_read_again_by_its_id(kept):
    assert kept("reread", "2").stdout == "Articles read again: 1. Changes made: 0.\n"
    assert dates(kept)[0] == ("2021-05", 0)


def test_an_article_that_is_not_kept_is_named(kept):
    done = kept("reread", "99")
    assert done.returncode != 0
    assert "There is no article 99" in done.stderr
