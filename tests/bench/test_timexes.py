"""The annotated texts of time expressions and how they are counted."""

from bench import timexes
from calendars.reading.mention import TimexType

FEWEST_TEXTS = 20
LEAST = 90


def test_there_are_annotated_texts_of_many_kinds():
    texts = list(timexes.texts())
    assert len(texts) >= FEWEST_TEXTS
    assert len({text.name for text in texts}) == len(texts)
    assert len({text.kind for text in texts}) > FEWEST_TEXTS // 3
    assert all(text.marked for text in texts)


def test_a_mark_tells_type_value_and_mod():
    text, marked = timexes.unmarked(
        "Due {daily=SET:P1D} in {late May=2021-05/END}, {now=PRESENT_REF}."
    )
    assert text == "Due daily in late May, now."
    assert [(one.type, one.value, one.mod) for one in marked] == [
        (TimexType.SET, "P1D", None),
        (TimexType.DATE, "2021-05", "END"),
        (TimexType.DATE, "PRESENT_REF", None),
    ]


def test_the_tagger_finds_and_understands_most_of_them():
    assert min(timexes.figures().values()) > LEAST


def test_what_is_wrong_is_told_and_counted(monkeypatch):
    monkeypatch.setattr(timexes, "tag", lambda text, published: [])
    tally = timexes.score()
    assert tally.f1(tally.value) == 0
    assert len(tally.errors) == tally.true
