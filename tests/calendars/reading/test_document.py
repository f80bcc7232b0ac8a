import datetime as dt

import pytest

from calendars.errors import (
    ArticleTooLarge,
    BinaryArticle,
    EmptyArticle,
    MissingPublicationDate,
    UnreadableDate,
)
from calendars.reading.document import prepare

DAY = dt.date(2024, 5, 6)


def sentences(text, **options):
    document = prepare(text, published=DAY, **options)
    return [document.quote(sentence) for sentence in document.sentences]


def test_a_header_line_gives_the_publication_date_and_is_taken_away():
    document = prepare(" date 2021-03-31 BAKU, Azerbaijan, March 31\n\nA fair opens.")
    assert document.published == dt.date(2021, 3, 31)
    assert document.text.startswith("BAKU, Azerbaijan")


def test_the_callers_date_beats_the_header_line():
    assert prepare("date 2021-03-31 A fair opens.", published=DAY).published == DAY


def test_a_header_date_that_does_not_exist_is_an_error():
    with pytest.raises(UnreadableDate, match="2021-02-30"):
        prepare("date 2021-02-30 A fair opens.")


def test_an_article_without_a_date_asks_for_one():
    with pytest.raises(MissingPublicationDate, match="publication date"):
        prepare("A fair opens on Friday.")


@pytest.mark.parametrize("text", ["", "  \n\t ", "date 2021-03-31  \n"])
def test_an_empty_article_is_an_error(text):
    with pytest.raises(EmptyArticle):
        prepare(text, published=DAY)


def test_a_binary_article_is_an_error():
    with pytest.raises(BinaryArticle, match="character 4"):
        prepare("%PDF\x00\x01", published=DAY)


def test_a_text_beyond_the_limit_is_an_error():
    with pytest.raises(ArticleTooLarge, match="limit is 10"):
        prepare("a" * 11, published=DAY, limit=10)


def test_abbreviations_and_initials_do_not_end_a_sentence():
    text = "Gov. J. K. Smith meets U.S. Sen. Lee on Nov. 5 in St. Louis. It rains."
    assert sentences(text) == [text[:-10], "It rains."]


def test_a_clock_time_ends_a_sentence_only_before_a_new_one():
    assert sentences("It opens at 3 p.m. Friday. It ends at 5 p.m. Entry is free.") == [
        "It opens at 3 p.m. Friday.",
        "It ends at 5 p.m.",
        "Entry is free.",
    ]


def test_a_list_entry_is_a_sentence_and_a_wrapped_line_is_not():
    text = (
        "The city council will hold a public hearing on the new cycling plan in\n"
        "the town library on Tuesday.\n- 5 May: doors open\n- 6 May: doors close"
    )
    assert len(sentences(text)) == 3


def test_the_first_line_is_the_title_where_it_stands_alone():
    text = "Council to hear residents\n\nThe council meets on Friday."
    assert prepare(text, published=DAY).title == "Council to hear residents"
    assert prepare(text, published=DAY, title="Told apart").title == "Told apart"
    assert prepare("BAKU, Azerbaijan, March 31\n\nA fair.", published=DAY).title is None
    assert prepare("The council meets on Friday.\n\nIt rains.", published=DAY).title is None


def test_every_sentence_is_literally_in_the_text():
    text = "One. Two!\n\n  Three?  “Four.” Five"
    document = prepare(text, published=DAY)
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "One.", "Two!", "Three?", "“Four.”", "Five",
    ]  # fmt: skip
