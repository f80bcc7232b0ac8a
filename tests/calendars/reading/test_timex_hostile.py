"""Hostile texts: nothing crashes the tagger, and nothing slows it down."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.dates import edtf
from calendars.reading.rules.english.date_words import LEXICON
from calendars.reading.timex import tag
from tests.calendars.reading.growth import grows_linearly

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
