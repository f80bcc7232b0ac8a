import datetime as dt
import xml.etree.ElementTree as ET

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
        "edtf": "[2021-05-11..2021-05-20]",
        "rule": "early-late",
    }
