import datetime as dt
import json

from calendars.reading.asking import messages
from calendars.reading.mention import Kind
from calendars.reading.read import read

READING = read(
    'Riga “hosts"} a {fair on\nMay 5.', published=dt.date(2021, 4, 28), title="A fair in Riga"
)


def test_the_article_is_told_as_data():
    system, user = messages(READING, 1_000)
    assert (system["role"], user["role"]) == ("system", "user")
    assert json.loads(user["content"]) == {
        "published": "2021-04-28",
        "weekday": "Wednesday",
        "title": "A fair in Riga",
        "text": READING.text,
    }


def test_of_a_long_article_the_beginning_is_told():
    assert json.loads(messages(READING, 4)[1]["content"])["text"] == "Riga"


def test_every_kind_is_offered():
    assert all(kind.value in messages(READING, 1)[0]["content"] for kind in Kind)
