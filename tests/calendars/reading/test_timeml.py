import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.reading.timeml import inline, to_record, to_timeml
from calendars.reading.timex import tag

PUBLISHED = dt.date(2021, 3, 31)


def test_a_document_keeps_the_text_and_tags_its_dates():
    text = "Smith & Sons meet every Monday <sic> and in early June."
    root = ET.fromstring(to_timeml(text, tag(text, PUBLISHED), PUBLISHED, name="a<b"))
    body = root.find("TEXT")
    assert "".join(body.itertext()) == text
    assert [(t.text, t.get("value")) for t in body] == [
        ("every Monday", "XXXX-WXX-1"),
        ("early June", "2021-06"),
    ]
    assert body[0].get("quant") == "EVERY"
    assert body[1].get("mod") == "START"
    assert root.find("DCT/TIMEX3").get("value") == "2021-03-31"
    assert root.find("DOCID").text == "a<b"


def test_characters_that_xml_cannot_hold_are_replaced():
    assert inline("a\x00b\ud800", []) == "a�b�"


@given(st.text(max_size=200))
def test_any_text_gives_well_formed_xml(text):
    document = to_timeml(text, tag(text, PUBLISHED), PUBLISHED)
    ET.fromstring(document.encode())


def test_a_record_leaves_out_what_is_not_told():
    [timex] = tag("The fair is set for mid-May.", PUBLISHED)
    assert to_record(timex) == {
        "start": 20,
        "end": 27,
        "type": "DATE",
        "value": "2021-05",
        "mod": "MID",
        "text": "mid-May",
    }


def marked(text, published=PUBLISHED):
    root = ET.fromstring(to_timeml(text, tag(text, published), published))
    return [timex.attrib for timex in root.find("TEXT")]


def test_a_date_counted_from_another_says_from_which():
    _, first, second = marked("Met in May. It began on 3 May 2020 and ended two days later.")
    assert "anchorTimeID" not in first
    assert (second["value"], second["anchorTimeID"]) == ("2020-05-05", "t2")
    assert marked("It opens on Friday.")[0]["anchorTimeID"] == "t0"


def test_a_duration_says_where_it_begins_and_ends():
    [length, day] = marked("The lease runs for ten years from January 1, 2021.")
    assert (length["value"], length["beginPoint"], day["tid"]) == ("P10Y", "t2", "t2")
    [past] = marked("Prices rose over the past three months.")
    assert (past["value"], past["endPoint"]) == ("P3M", "t0")
    [coming] = marked("They will be free for the next three months.")
    assert coming["beginPoint"] == "t0"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("from March 30 through April 2", "P4D"),
        ("between June and September", "P4M"),
        ("from 10:00 to 11:30", "PT90M"),
    ],
)
def test_a_range_is_an_empty_duration_between_its_ends(text, length):
    first, last, between = marked(text)
    assert (between["type"], between["value"]) == ("DURATION", length)
    assert (between["beginPoint"], between["endPoint"]) == (first["tid"], last["tid"])


def test_a_list_of_days_is_no_range():
    assert len(marked("on 3 May and 9 June")) == 2


def test_json_joins_the_ends_of_a_range():
    text = "from March 30 through April 2"
    first, last = (to_record(timex) for timex in tag(text, PUBLISHED))
    assert (first["endPoint"], last["beginPoint"]) == ("t2", "t1")
