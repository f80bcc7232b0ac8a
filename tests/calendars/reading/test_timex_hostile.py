"""Hostile texts: nothing crashes the tagger, and nothing slows it down."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.dates import edtf
from calendars.reading.rules.english.date_words import LEXICON
from calendars.reading.rules.english.dates import GRAMMAR
from calendars.reading.timex import tag
from tests.calendars.reading.growth import grows_linearly
from tests.calendars.reading.sayings import Sayings

PUBLISHED = dt.date(2021, 3, 31)
LENGTH = 1_500

WORDS = sorted({word for words in LEXICON.values() for word in words})
WORDS += (
    "the of in on at to from by for next last this that every ago later 3 12 31 1999 10:30".split()
)

pieces = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=6),
    st.integers(min_value=0, max_value=10**12).map(str),
    st.sampled_from(["15th", "'90s", "2021-02-30", "99.99.9999", "24:61", "25:00", "\n\n", "½"]),
)
texts = st.lists(pieces, max_size=40).flatmap(
    lambda words: st.sampled_from([" ", "", "-", ", "]).map(lambda gap: gap.join(words))
)
days = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))


@settings(max_examples=400, deadline=None)
@given(texts, days)
def test_any_text_on_any_day_gives_ordered_expressions(text, published):
    timexes = tag(text, published)
    position = 0
    for timex in timexes:
        assert position <= timex.start < timex.end
        assert text[timex.start : timex.end] == timex.text
        assert timex.value
        if timex.edtf is not None:
            assert str(edtf.parse(timex.edtf)) == timex.edtf
        position = timex.end


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_expressions(text):
    assert tag(text, PUBLISHED) == tag(text, PUBLISHED)


SHAPED = {
    "ISODATE": ["2021-02-30", "2021-04-02T10:00", "0000-01-01"],
    "NUMERICDATE": ["99.99.9999", "4/30/21", "0/0/00"],
    "CLOCK": ["24:61", "10:30"],
    "DAY": ["1", "31", "07"],
    "HOUR": ["0", "12", "24"],
    "INT": ["0", "1,000", "123456"],
    "SMALL": ["3", "99"],
    "TWODIGITS": ["00", "08", "99"],
    "HUNDREDS": ["490", "999"],
    "HHMM": ["0260", "2359"],
    "YEAR": ["1000", "1990", "2199"],
    "DECIMAL": ["2.5", "0.0"],
    "DOTCLOCK": ["18.30", "99.59"],
    "DECADE": ["1990s", "1000s"],
    "OLDDECADE": ["490s"],
    "SHORTDECADE": ["'90s", "40s"],
    "SHORTYEAR": ["'82"],
    "NTH": ["1st", "999th"],
    "NTHDAY": ["31st", "0th"],
    "QUARTERCODE": ["Q3"],
    "HALFCODE": ["H1"],
    "FISCALCODE": ["FY99"],
}
SAID = {name: sorted(words) for name, words in LEXICON.items()} | SHAPED
BEFORE = ["", "in ", "They will meet on ", "He met at ", "over ", "490 BC, 480 BC, 470 BC, 99 BC "]
BEHIND = ["", ".", " later", " people", ", 1999", " - 12", "-old", " ended May 5"]
SAYINGS_A_RULE = 10


def test_nothing_that_a_rule_can_say_crashes_the_tagger():
    chooser = random.Random(11)
    sayings = Sayings(GRAMMAR, SAID, chooser)
    found = 0
    for rule in sayings.rules * SAYINGS_A_RULE:
        said = sayings.say(rule.pattern)
        if chooser.random() < 1 / 4:
            said = said.replace(" - ", "-")
        text = chooser.choice(BEFORE) + said + chooser.choice(BEHIND)
        day = dt.date.fromordinal(chooser.choice([1, chooser.randint(1, 3_652_059), 3_652_059]))
        found += bool(tag(text, day))
    assert found > len(sayings.rules) * SAYINGS_A_RULE // 2


def assert_linear(make):
    assert grows_linearly(lambda text: tag(text, PUBLISHED), make, LENGTH)


def shuffled_words(length):
    chooser = random.Random(7)
    words = WORDS + "the of in on at to and , . -".split() * 20
    return " ".join(chooser.choices(words, k=length // 3))[:length]


@pytest.mark.parametrize(
    "unit",
    [
        "twenty-",
        "from 10 to ",
        "\n ",
        "in in in 3 days ",
        "will meet on Friday ",
    ],
)
def test_a_text_a_hundred_times_longer_costs_a_hundred_times_more(unit):
    assert_linear(lambda length: (unit * length)[:length])


def test_a_jumble_of_time_words_costs_time_in_proportion():
    assert_linear(shuffled_words)
