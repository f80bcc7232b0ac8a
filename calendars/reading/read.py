"""Read an article: text and publication date in, mentions out. Pure and deterministic."""

import datetime as dt
from bisect import bisect_left
from dataclasses import replace

from calendars.reading.agenda import headings, parted, under
from calendars.reading.borrowed import EDITIONS
from calendars.reading.called import may_be_of_topic
from calendars.reading.candidate import Candidate
from calendars.reading.dateline import find_dateline, without_dateline, without_stamps
from calendars.reading.day_phrases import day_phrases, days_long
from calendars.reading.document import MAX_CHARACTERS, Document, prepare
from calendars.reading.language import language_of
from calendars.reading.mention import Decision, Reading, Timex, TimexType
from calendars.reading.mentions import assemble
from calendars.reading.notices import labelled_events
from calendars.reading.placing import Places
from calendars.reading.programme import entries
from calendars.reading.repeated import with_series
from calendars.reading.rules import LANGUAGES, rules
from calendars.reading.schedules import with_schedules
from calendars.reading.surroundings import Surroundings
from calendars.reading.timex import tag


def read(
    text: str,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    limit: int = MAX_CHARACTERS,
) -> Reading:
    """Read an article and give the events it tells.

    The text may begin with a header line `date YYYY-MM-DD`, which is taken away and gives
    the publication date where `published` does not. `language` is detected where it is not
    told; `limit` is in characters.

    >>> reading = read(
    ...     "The city council will hold a public hearing on the budget in Riga on May 5.",
    ...     published=dt.date(2021, 4, 28),
    ... )
    >>> [(mention.kind.value, mention.when.edtf) for mention in reading.mentions if mention.when]
    [('hearing', '2021-05-05')]

    Raises:
        ArticleTooLarge, BinaryArticle, EmptyArticle: The text cannot be read.
        MissingPublicationDate: Nobody told the publication date.
        UnreadableDate: The header line's date does not exist.
        UnsupportedLanguage: There are no rules for the article's language.
    """
    document = prepare(text, published=published, title=title, limit=limit)
    code = language_of(document.text, language, frozenset(LANGUAGES))
    timexes = tag(document.text, document.published, language=code)
    dateline = find_dateline(document.text, timexes, code)
    if dateline is not None:
        told = tuple(without_dateline(document.sentences, dateline))
        document = replace(document, sentences=told)
    document = replace(document, sentences=tuple(without_stamps(document, timexes)))
    candidates, loose = _candidates(document, timexes, code)
    topic = _topic(document, candidates, code)
    places = Surroundings(Places(document, dateline, code))
    wording = rules(code, "wording").WORDING
    mentions, decisions = assemble(document, candidates, places.of, topic, wording)
    return Reading(
        text=document.text,
        published=document.published,
        title=document.title,
        url=url,
        language=code,
        dateline=dateline,
        mentions=tuple(mentions),
        timexes=tuple(timexes),
        decisions=tuple(sorted([*decisions, *loose], key=lambda d: (d.span, d.text))),
    )


def _topic(document: Document, candidates: list[Candidate], language: str) -> str | None:
    """What the article is about, where an event is only called by it, or by a bare noun."""
    if not any(told.noun in EDITIONS or may_be_of_topic(told) for told in candidates):
        return None
    topic: str | None = rules(language, "topic").topic(document.title, document.text)
    return topic


def _candidates(
    document: Document, timexes: list[Timex], language: str
) -> tuple[list[Candidate], list[Decision]]:
    find = rules(language, "events").find
    dates = day_phrases(document.text, timexes, language)
    joints = rules(language, "joints").JOINTS
    repeated = joints.series
    if repeated is not None and _tells_series(document.text, timexes):
        dates = with_series(dates, repeated(document.text), document.published)
    durations = [timex for timex in timexes if days_long(timex)]
    duration_starts = [duration.start for duration in durations]
    found: list[Candidate] = []
    loose: list[Decision] = []
    dates = parted(document, dates)
    below = headings(document, dates)
    starts = [date.start for date in dates]
    for number, sentence in enumerate(document.sentences):
        here = dates[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        lasting = durations[
            bisect_left(duration_starts, sentence.start) : bisect_left(
                duration_starts, sentence.end
            )
        ]
        candidates, left_over = find(document.text, sentence.span, number, here, lasting)
        if number in below and not any(told.date for told in candidates):
            told = rules(language, "events").listed(document.text, sentence.span, number, here)
            candidates = [under(below[number], entry, here) for entry in told] or candidates
            left_over = [] if told else left_over
        found.extend(candidates)
        loose.extend(
            Decision(date.span, document.text[slice(*date.span)], kept=False, reasons=(why,))
            for date, why in left_over
        )
    found.extend(labelled_events(document, dates, tuple(found), joints.labels))
    found = with_schedules(document, dates, found, joints.labels)
    listed = list(entries(document, dates, below, tuple(found)))
    anchors = {candidate.anchor for candidate in listed}
    found = [candidate for candidate in found if candidate.anchor not in anchors] + listed
    return sorted(found, key=lambda candidate: candidate.sentence), loose


def _tells_series(text: str, timexes: list[Timex]) -> bool:
    """Whether a text may say that something comes again and again."""
    named = " month" in text or " weekday" in text
    return named or any(timex.type is TimexType.SET for timex in timexes)
