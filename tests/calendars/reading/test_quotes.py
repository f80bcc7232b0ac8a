from hypothesis import given
from hypothesis import strategies as st

from calendars.reading.quotes import Quotable

WORDS = st.text("ab. \n", max_size=30)


def test_white_space_between_words_does_not_matter():
    assert Quotable("The forum\n opens  in\tRiga.").find("forum opens in Riga") == (4, 25)


def test_words_are_found_whole():
    text = Quotable("On May 15, a party; on May 5, art.")
    assert text.find("May 5") == (23, 28)
    assert text.find("art") == (30, 33)
    assert text.find("May 1") is None


def test_nothing_is_no_quote():
    assert Quotable("The forum").find(" ") is None
    assert Quotable("").find("The") is None


def test_offsets_of_a_part_are_those_of_the_whole():
    assert Quotable("opens in Riga", 100).find("Riga") == (109, 113)


@given(WORDS, WORDS)
def test_what_is_found_reads_as_the_quote_does(text, quote):
    span = Quotable(text).find(quote)
    if span:
        assert text[slice(*span)].split() == quote.split()


@given(WORDS, st.data())
def test_every_run_of_whole_words_is_found(text, data):
    words = text.split()
    first = data.draw(st.integers(0, len(words)))
    last = data.draw(st.integers(first, len(words)))
    quote = " ".join(words[first:last])
    assert (Quotable(text).find(quote) is None) == (not quote)
