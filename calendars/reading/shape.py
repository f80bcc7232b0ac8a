"""A reading as the JSON that commands and REST answer with."""

from typing import Any

from calendars.reading.mention import Mention, Reading
from calendars.reading.timeml import to_record


def as_json(reading: Reading) -> dict[str, Any]:
    """The article and its events: `{"article": {…}, "events": [mention…]}`.

    >>> import datetime as dt
    >>> from calendars.reading.read import read
    >>> shape = as_json(read("The fair opens on May 5.", published=dt.date(2021, 4, 28)))
    >>> shape["article"]["published"], shape["events"][0]["start"]
    ('2021-04-28', '2021-05-05')
    """
    return {
        "article": {
            "url": reading.url,
            "title": reading.title,
            "published": reading.published.isoformat(),
            "dateline": reading.dateline.place if reading.dateline else None,
            "language": reading.language,
            "text": reading.text,
        },
        "events": [mention_as_json(mention) for mention in reading.mentions],
    }


def mention_as_json(mention: Mention) -> dict[str, Any]:
    """One mention; dates are EDTF text, spans are characters of the article's text."""
    place = mention.place
    when = mention.when.in_zone(place.zone if place else None) if mention.when else None
    return {
        "name": mention.name,
        "kind": mention.kind.value,
        "edtf": when.edtf if when else None,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": when.precision.value if when else "unknown",
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "timezone": place.zone if place else None,
        "status": mention.status.value,
        "certainty": mention.certainty.value,
        "confidence": mention.confidence,
        "quote": mention.quote,
        "spans": {field: list(span) for field, span in sorted(mention.spans.items())},
        "participants": list(mention.participants),
        "organiser": mention.organiser,
        "rrule": mention.rrule,
        "exdates": list(mention.exdates),
    }


def explanation(reading: Reading) -> dict[str, Any]:
    """Every time expression with its rule, and why each mention stands or fell.

    The span of a decision about what no sentence tells is empty.
    """
    return {
        "timexes": [
            to_record(timex) | {"rule": timex.rule, "edtf": timex.edtf} for timex in reading.timexes
        ],
        "decisions": [
            {
                "span": list(decision.span),
                "text": decision.text,
                "kept": decision.kept,
                "reasons": list(decision.reasons),
            }
            for decision in reading.decisions
        ],
    }
