import datetime as dt
import json

from calendars.reading.read import read
from calendars.reading.shape import as_json

FIELDS = (
    "name kind edtf start end precision place country latitude longitude timezone status "
    "certainty confidence quote spans participants organiser rrule exdates"
).split()


def test_a_reading_has_the_shape_that_commands_and_rest_promise():
    text = "The Amber Forum will be held in Riga from May 5 to 7."
    shape = as_json(read(text, published=dt.date(2024, 4, 8), title="T", url="https://a.example/1"))
    assert shape["article"] == {
        "url": "https://a.example/1",
        "title": "T",
        "published": "2024-04-08",
        "dateline": None,
        "language": "en",
        "text": text,
    }
    (event,) = shape["events"]
    assert list(event) == FIELDS
    assert (event["start"], event["end"], event["precision"]) == ("2024-05-05", "2024-05-07", "day")
    assert (event["country"], event["timezone"]) == ("LV", "Europe/Riga")
    assert text[slice(*event["spans"]["place"])] == "Riga"
    assert json.loads(json.dumps(shape)) == shape
