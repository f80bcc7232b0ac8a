import datetime as dt
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.errors import UnreadableSource
from calendars.reading.answers import CONFIDENCE, MOST_EVENTS, READER, second_reading
from calendars.reading.candidate import Fate
from calendars.reading.day_phrases import day_phrases, turned
from calendars.reading.mention import Kind, Mention, Reading, Status
from calendars.reading.mentions import from_now
from calendars.reading.read import read
from calendars.reading.timex import tag

PUBLISHED = dt.date(2021, 3, 31)
TEXT = (
    "Delegates flock to Town Hall, Riga for the Pontoon Rendezvous on April 12 at 10:00, three "
    "people said.\nDelegates may\nflock to the Marble Regatta in August or late this year. The "
    "Lantern Parade, foreseen from May 3 to May 6, was called off. On Friday nothing happens. "
    "The Old Bridge Gala of June 1994 is fondly remembered, like that of March 22."
)
READING = read(TEXT, published=PUBLISHED)
PONTOON = {
    "quote": "Delegates flock to Town Hall, Riga for the Pontoon Rendezvous on April 12 at 10:00",
    "name": "Pontoon Rendezvous",
    "kind": "conference",
    "date": {"value": "2021-04-12", "quote": "April 12"},
}
REGATTA = {
    "quote": "Delegates may flock to the Marble Regatta in August or late this year.",
    "name": {"value": "anything", "quote": "Marble Regatta"},
    "kind": "sport",
    "date": {"value": "2021-08", "quote": "in August"},
    "certainty": {"value": "eos3", "quote": "may"},
}
PARADE = {
    "quote": "The Lantern Parade, foreseen from May 3 to May 6, was called off.",
    "name": "Lantern Parade",
    "kind": "festival",
    "date": {"value": "2021-05-03/2021-05-06", "quote": "from May 3 to May 6"},
    "status": {"value": "cancelled", "quote": "was called off"},
}


def bare(reading: Reading = READING) -> Reading:
    """The reading as rules would leave it that found no event."""
    return Reading(
        reading.text,
        reading.published,
        None,
        None,
        reading.language,
        None,
        (),
        reading.timexes,
    )


def answered(*events, reading: Reading | None = None) -> Reading:
    return second_reading(reading or bare(), json.dumps({"events": events}))


def only(*events) -> Mention:
    [mention] = answered(*events).mentions
    return mention


def why_not(event) -> str:
    told = answered(event)
    assert told.mentions == ()
    [decision] = told.decisions
    assert not decision.kept
    assert decision.reasons[0] == READER
    return decision.reasons[-1]


def test_an_event_is_read_with_its_quotes():
    mention = only(PONTOON | {"place": "Town Hall, Riga", "participants": ["Delegates", "Elves"]})
    assert (mention.name, mention.kind) == ("Pontoon Rendezvous", Kind.CONFERENCE)
    assert mention.when.window.first == dt.date(2021, 4, 12)
    assert (mention.place.name, mention.place.zone) == ("Town Hall, Riga", "Europe/Riga")
    assert mention.participants == ("Delegates",)
    assert mention.status is Status.SCHEDULED
    assert mention.confidence == CONFIDENCE
    assert {field: TEXT[slice(*span)] for field, span in mention.spans.items()} == {
        "name": "Pontoon Rendezvous",
        "quote": PONTOON["quote"],
        "date": "April 12",
        "place": "Town Hall, Riga",
    }


def test_the_explanation_says_which_reader_told_it():
    [decision] = answered(PONTOON).decisions
    assert decision.kept
    assert decision.reasons[0] == "the second reader"
    assert decision.text == "Pontoon Rendezvous"


def test_a_quote_may_have_its_lines_wrapped_otherwise():
    mention = only(REGATTA)
    assert "may\nflock" in mention.quote
    assert mention.certainty.value == "eos3"


def test_a_name_is_its_words_in_the_text_and_not_the_model_s():
    assert only(REGATTA).name == "Marble Regatta"


def test_an_event_whose_sentence_is_not_in_the_text_is_dropped():
    assert "is not in the text" in why_not(PONTOON | {"quote": "The Rendezvous is on April 12."})


def test_an_event_whose_name_is_not_in_the_text_is_dropped():
    assert "“Grand Forum” is not in the text" in why_not(PONTOON | {"name": "Grand Forum"})


@pytest.mark.parametrize("field", ["place", "organiser", "certainty", "participants"])
def test_a_field_whose_words_are_not_in_the_text_is_thrown_away(field):
    words = {"value": "eos5", "quote": "nowhere to be read"}
    assert only(PONTOON | {field: words}) == only(PONTOON)


@pytest.mark.parametrize(
    "value",
    [
        "2021-08-12",
        "2021-08-12T10:00",
        "[2021-08-11..2021-08-17]",
        "2021-08-01/2021-08-31",
        "2021-09",
        "2022-08",
        "1999",
    ],
)
def test_a_day_that_the_words_do_not_tell_is_refused(value):
    date = {"value": value, "quote": "in August"}
    assert "does not tell the date" in why_not(REGATTA | {"date": date})


def test_a_quote_that_leaves_words_of_the_date_out_tells_what_it_tells_alone():
    whole = {"value": "2021-04-12T10:00", "quote": "April 12 at 10:00"}
    assert only(PONTOON | {"date": whole}).when.edtf == "2021-04-12T10:00"
    assert only(PONTOON).when.edtf == "2021-04-12"
    clock = {"value": "2021-04-12T10:00", "quote": "April 12"}
    assert "does not tell the date" in why_not(PONTOON | {"date": clock})
    month = {"value": "2021-04", "quote": "April"}
    assert only(PONTOON | {"date": month}).when.edtf == "2021-04"


def test_of_a_move_the_new_date_is_taken_and_not_a_range():
    moved = "The Swan Pageant is shifted from June to September 2021."
    reading = bare(read(moved, published=PUBLISHED))
    event = {
        "quote": moved,
        "name": "Swan Pageant",
        "date": {"value": "2021-09", "quote": "from June to September 2021"},
        "status": {"value": "rescheduled", "quote": "shifted"},
    }
    [mention] = answered(event, reading=reading).mentions
    assert (mention.status, mention.when.edtf) == (Status.RESCHEDULED, "2021-09")


def test_a_year_cannot_be_cut_off_a_date():
    gala = {"quote": "The Old Bridge Gala of June 1994", "name": "Old Bridge Gala"}
    june = {"value": "2021-06", "quote": "June"}
    assert "does not tell the date" in why_not(gala | {"date": june})


@pytest.mark.parametrize("value", ["2021-08", "2021", "2021-35"])
def test_a_date_no_finer_than_its_words_is_the_one_that_our_tagger_reads(value):
    date = {"value": value, "quote": "in August"}
    assert only(REGATTA | {"date": date}).when.edtf == "2021-08"


def test_a_date_of_another_sentence_is_refused():
    date = {"value": "2021-04-02", "quote": "On Friday"}
    assert why_not(PONTOON | {"date": date}) == "no date is told that stands in its quote"


@pytest.mark.parametrize("value", [None, 20210412, ["2021-04-12"], "12 April", "2021-02-30", ""])
def test_a_date_that_is_no_edtf_is_refused(value):
    date = {"value": value, "quote": "April 12"}
    assert "is no EDTF" in why_not(PONTOON | {"date": date})


@pytest.mark.parametrize("date", [None, "2021-04-12", 7, [], {"value": "2021-04-12"}])
def test_an_event_without_a_quoted_date_is_no_entry(date):
    assert why_not(PONTOON | {"date": date}) == "no date is told that stands in its quote"


def test_a_cancellation_stands_with_its_words():
    mention = only(PARADE)
    assert (mention.status, mention.certainty.value) == (Status.CANCELLED, "eos6")
    assert mention.when.edtf == "2021-05-03/2021-05-06"
    assert TEXT[slice(*mention.spans["status"])] == "was called off"


def test_a_cancellation_needs_no_date():
    undated = {field: value for field, value in PARADE.items() if field != "date"}
    assert only(undated).when is None


@pytest.mark.parametrize("value", ["cancelled", "postponed", "rescheduled", "lapsed", "exploded"])
def test_a_change_that_the_text_does_not_tell_drops_the_event(value):
    status = {"value": value, "quote": "has been scrapped"}
    assert "does not stand in its quote" in why_not(PONTOON | {"status": status})


def test_what_is_told_as_held_cannot_lie_ahead():
    held = PONTOON | {"status": {"value": "held", "quote": "flock"}}
    assert "past" in why_not(held)


def test_what_is_long_past_is_background():
    gala = {
        "quote": "The Old Bridge Gala of June 1994 is fondly remembered",
        "name": "Old Bridge Gala",
        "date": {"value": "1994-06", "quote": "June 1994"},
    }
    assert why_not(gala) == "background: long past"


def test_what_is_left_of_the_year_is_this_year():
    regatta = REGATTA | {"date": {"value": "2021", "quote": "this year"}}
    assert why_not(regatta) == "a year is too vague for something past"
    coming = regatta | {"status": {"value": "scheduled", "quote": "may flock to"}}
    assert only(coming).when.edtf == "[2021-03-31..2021-12-31]"


def test_an_event_that_the_rules_read_is_not_told_twice():
    text = "The Harbour Forum will be held in Riga on May 5. It is free."
    rules = read(text, published=PUBLISHED)
    assert len(rules.mentions) == 1
    date = {"value": "2021-05-05", "quote": "on May 5"}
    quote = {"quote": text.split(". ")[0], "date": date}
    same_name = quote | {"name": "The Harbour Forum", "kind": "other"}
    same_kind = quote | {"name": "Riga", "kind": "forum"}
    told = answered(same_name, same_kind, reading=rules)
    assert told.mentions == rules.mentions
    assert {"an event of that date and kind or name is known"} <= {
        reason for decision in told.decisions for reason in decision.reasons
    }


def test_the_model_s_own_events_are_told_once():
    assert len(answered(PONTOON, PONTOON | {"name": "the Pontoon Rendezvous"}).mentions) == 1


def test_what_the_rules_read_stays_as_it_is():
    rules = read("The Harbour Forum will be held in Riga on May 5. " + TEXT, published=PUBLISHED)
    told = answered(PONTOON, PARADE, reading=rules)
    assert [m for m in told.mentions if m in rules.mentions] == list(rules.mentions)
    assert len(told.mentions) == len(rules.mentions) + 1
    assert list(told.mentions) == sorted(told.mentions, key=lambda m: m.spans["name"])
    assert set(rules.decisions) < set(told.decisions)


def test_words_and_fences_around_the_json_are_passed_over():
    fenced = f"Here you are:\n```json\n{json.dumps({'events': [PONTOON]})}\n```\nBye!"
    assert len(second_reading(bare(), fenced).mentions) == 1


@pytest.mark.parametrize(
    "answer", ["", "No events.", "{", '{"events": 1}', "[]", '{"a": ' * 99_999, "}{", "{}"]
)
def test_an_answer_without_events_is_an_error(answer):
    with pytest.raises(UnreadableSource):
        second_reading(bare(), answer)


def test_words_of_an_answer_are_printed_without_what_steers_a_terminal():
    why = why_not(PONTOON | {"name": "\x1b[2J\ud800Grand\nForum" + "x" * 999})
    assert why.isprintable()
    assert (
        why_not(PONTOON | {"name": "\x1b[2J\ud800Grand"})
        == "its name “?[2J?Grand” is not in the text"
    )


def test_a_great_many_events_are_cut():
    assert len(answered(*[None] * 5_000).decisions) == MOST_EVENTS


WORDS = ("April 12", "August", "a", "10:00", "Riga", "this year", "Friday", "March 22", "May 3")
VALUES = ("2021-08-12", "2021-04-12T10:00", "[2021-08-12]", "../2021", "9998/..", "held", "")
PIECES = st.sampled_from(
    [*WORDS, *VALUES] + [value for event in (PONTOON, REGATTA, PARADE) for value in event.values()]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | PIECES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FIELDS = [*PARADE, "place", "participants", "organiser", "certainty"]
FIELD = PIECES | ANY_JSON | st.fixed_dictionaries({"value": PIECES, "quote": PIECES})
EVENT = st.one_of(
    ANY_JSON,
    *(
        st.dictionaries(
            st.sampled_from([*PARADE, "place", "participants", "organiser"]), FIELD
        ).map(lambda changed, event=event: event | changed)
        for event in (PONTOON, REGATTA, PARADE)
    ),
)


def told_dates(reading: Reading) -> set[str]:
    """Every date that our own tagger finds, on either side of the publication."""
    some = list(day_phrases(reading.text, list(reading.timexes)))
    some += [phrase for timex in reading.timexes for phrase in day_phrases(reading.text, [timex])]
    for words in WORDS:
        some += day_phrases(words, tag(words, reading.published))
    sides = [turned(p, reading.published, side) for p in some for side in (True, False)]
    dates = [phrase.when.date for phrase in [*some, *sides]]
    return {str(from_now(d, fate, reading.published)) for d in dates for fate in Fate}


DATES = told_dates(READING)


@settings(max_examples=300, deadline=None)
@given(st.lists(EVENT, max_size=4))
def test_any_json_gives_only_what_stands_in_the_text(events):
    told = second_reading(bare(), json.dumps({"events": events}))
    for mention in told.mentions:
        assert mention.quote == TEXT[slice(*mention.spans["quote"])]
        words = " ".join(TEXT[slice(*mention.spans["name"])].split())
        assert mention.name.lower() == words.lower()
        assert mention.when is None or mention.when.edtf in DATES
        assert mention.when is not None or "date" not in mention.spans
        if mention.when:
            first, last = mention.spans["quote"]
            assert first <= mention.spans["date"][0] < mention.spans["date"][1] <= last
        for said in (*mention.participants, mention.organiser or "Riga"):
            assert said in " ".join(TEXT.split())
        assert mention.confidence <= CONFIDENCE
    for decision in told.decisions:
        assert decision.text == TEXT[slice(*decision.span)]
        assert all(reason.isprintable() for reason in decision.reasons)


@given(st.text())
def test_any_text_is_an_answer_or_an_error_of_ours(answer):
    try:
        assert second_reading(bare(), answer).mentions == ()
    except UnreadableSource:
        return


def test_a_hostile_answer_to_a_long_text_is_checked_in_time():
    text = TEXT + " aaaa" * 100_000 + " May 5" * 2_000
    reading = bare(read(text, published=PUBLISHED, language="en"))
    quote = "aaaa " * 180 + "b"
    event = {"quote": "aaaa " * 180, "name": quote[:180], "date": {"value": "2021", "quote": quote}}
    begun = time.perf_counter()
    answered(*[event, PONTOON | {"place": "aaaa"}] * 50, reading=reading)
    assert time.perf_counter() - begun < 5
