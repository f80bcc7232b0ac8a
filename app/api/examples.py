"""Examples of answers, for OpenAPI."""

from typing import Any

QUOTE = "The Second Caspian Economic Forum is scheduled to be held in Moscow in August."
SOURCE: dict[str, Any] = {
    "url": "https://news.example/forum",
    "title": "Forum in August",
    "published": "2021-03-31",
    "quote": QUOTE,
}
MENTION: dict[str, Any] = {
    "name": "Second Caspian Economic Forum",
    "kind": "forum",
    "edtf": "2021-08",
    "start": "2021-08",
    "end": None,
    "precision": "month",
    "place": "Moscow",
    "country": "RU",
    "latitude": 55.75222,
    "longitude": 37.61556,
    "timezone": "Europe/Moscow",
    "status": "scheduled",
    "certainty": "eos4",
    "confidence": 0.93,
    "quote": QUOTE,
    "spans": {"name": [4, 33], "date": [71, 77]},
    "participants": [],
    "organiser": None,
    "rrule": None,
    "exdates": [],
}
EVENT: dict[str, Any] = MENTION | {
    "id": 7,
    "uid": "0b0b0d59-5a6a-4c3f-9e0e-2f8d1c5f6a11",
    "sequence": 0,
    "window": ["2021-08-01", "2021-08-31"],
    "sources": [SOURCE],
    "url": None,
    "created": "2021-03-31T09:00:00Z",
    "modified": "2021-03-31T09:00:00Z",
}
READ: dict[str, Any] = {
    "article": {
        "url": "https://news.example/forum",
        "title": "Forum in August",
        "published": "2021-03-31",
        "dateline": None,
        "language": "en",
        "text": QUOTE,
    },
    "events": [MENTION],
    "explain": {
        "timexes": [
            {
                "start": 71,
                "end": 77,
                "type": "DATE",
                "value": "2021-08",
                "mod": None,
                "text": "August",
                "rule": "month",
                "edtf": "2021-08",
            }
        ],
        "decisions": [
            {
                "span": [0, 33],
                "text": "The Second Caspian Economic Forum",
                "kept": True,
                "reasons": [
                    "the noun “forum”",
                    "it takes place",
                    "the verb that tells the event holds the date: month",
                    "scheduled, eos4, 0.93",
                ],
            }
        ],
    },
}
