"""What a person is asked, what an answer does, and that later readings keep to it."""

import dataclasses
import datetime as dt

import pytest
from sqlmodel import col, select

from calendars.errors import Conflict, InvalidField, NotFound
from calendars.events import by_hand, parting, reviews, shape
from calendars.events.ingest import ingest, retract
from calendars.events.reread import reread
from calendars.reading.mention import Kind, Status
from calendars.store.tables import Doubt, Event, Review, ReviewState
from tests.calendars.events.factories import MOSCOW, NOW, SOCHI, mention, reading, tell

DAY = dt.timedelta(days=1)
FORUM = "Second Caspian Economic Forum"
TEXT = "A forum may be held in August. Officials spoke of it at length on Monday. " * 2


def queue(store, state=ReviewState.OPEN):
    with store.reading() as session:
        return [
            (one.doubt.value, one.event_id, one.other_id, one.field, one.value)
            for one in reviews.queue(session, states=(state,))
        ]


def standing(store):
    with store.reading() as session:
        rows = session.exec(select(Event).order_by(col(Event.id))).all()
        return {
            row.id: (row.name, row.edtf)
            for row in rows
            if row.withdrawn is None and row.merged_into is None
        }


def does(store, act, *given, **more):
    with store.writing() as session:
        return act(session, *given, person="ann", now=NOW + DAY, **more)


@pytest.fixture
def doubtful(store):
    """Two meetings of one body on unknown days, and a third that may be either."""
    ministers = {"kind": Kind.MEETING, "place": None}
    dates = {"2021-03-29": "2021-08-12", "2021-03-30": "2021-08-20", "2021-03-31": "2021-08"}
    for number, (day, date) in enumerate(dates.items()):
        told = mention("Budget Council meeting", date, **ministers)
        tell(store, told, published=day, outlet=f"{number}.example")
    assert len(standing(store)) == 3
    return store


def test_a_doubtful_match_is_asked_about_each_event_that_it_may_be(doubtful):
    assert queue(doubtful) == [
        ("match", 3, 1, None, None),
        ("match", 3, 2, None, None),
    ]


def test_a_yes_merges_and_the_other_question_is_asked_of_the_one_that_stays(doubtful):
    done = does(doubtful, reviews.accept, 1)
    assert [event.id for event in done.changed] == [1, 3]
    assert standing(doubtful).keys() == {1, 2}
    assert queue(doubtful) == [("match", 2, 1, None, None)]
    does(doubtful, reviews.undo, 1)
    assert standing(doubtful).keys() == {1, 2, 3}
    with doubtful.reading() as session:
        assert session.get_one(Review, 1).state is ReviewState.OPEN
        assert session.get_one(Event, 3).edtf == "2021-08"


def test_a_no_keeps_them_apart_whatever_moves(doubtful):
    does(doubtful, reviews.reject, 1)
    assert queue(doubtful) == [("match", 3, 2, None, None)]
    assert standing(doubtful).keys() == {1, 2, 3}
    with pytest.raises(Conflict, match="rejected by ann"):
        does(doubtful, reviews.accept, 1)
    does(doubtful, reviews.undo, 1)
    does(doubtful, reviews.accept, 1)
    assert standing(doubtful).keys() == {1, 2}


@pytest.fixture
def conflicting(store):
    tell(store, mention(FORUM, "2021-08-12"), outlet="a.example")
    tell(store, mention(FORUM, "2021-08"), outlet="b.example")
    other = mention(FORUM, "2021-08-14")
    article = tell(store, other, outlet="b.example", published="2021-04-02").article
    assert queue(store) == [("conflict", 1, None, "date", "2021-08-14")]
    return store, article.id, other


def test_a_conflict_that_is_accepted_locks_its_field(conflicting):
    store, *_ = conflicting
    does(store, reviews.accept, 1)
    assert standing(store) == {1: (FORUM, "2021-08-14")}
    tell(store, mention(FORUM, "2021-08-12"), outlet="a.example", published="2021-05-01")
    assert standing(store) == {1: (FORUM, "2021-08-14")}
    assert queue(store) == []
    with store.reading() as session:
        assert session.get_one(Event, 1).locked == ["date"]
    does(store, reviews.undo, 1)
    with store.reading() as session:
        assert session.get_one(Event, 1).locked == []
    assert standing(store) == {1: (FORUM, "2021-08-12")}


def test_a_conflict_may_be_answered_otherwise_than_it_was_told(conflicting):
    store, *_ = conflicting
    does(store, reviews.accept, 1, fields={"start": "2021-08-13", "place": "Sochi"})
    with store.reading() as session:
        event = session.get_one(Event, 1)
        assert (event.edtf, event.place, event.locked) == ("2021-08-13", "Sochi", ["date", "place"])


def test_a_conflict_that_is_rejected_is_not_asked_again(conflicting):
    store, *_ = conflicting
    does(store, reviews.reject, 1)
    tell(store, mention(FORUM, None), outlet="d.example", published="2021-05-01")
    assert queue(store) == []
    assert standing(store) == {1: (FORUM, "2021-08-12")}


def test_a_conflict_answers_itself_and_opens_again(conflicting):
    store, article_id, _ = conflicting
    second = tell(store, mention(FORUM, "2021-08-14"), outlet="c.example", published="2021-04-05")
    assert standing(store) == {1: (FORUM, "2021-08-14")}
    assert queue(store) == []
    with pytest.raises(Conflict, match="answered itself"):
        does(store, reviews.accept, 1)
    with store.writing() as session:
        retract(session, second.article.id, now=NOW)
    assert queue(store) == [("conflict", 1, None, "date", "2021-08-14")]
    with store.writing() as session:
        retract(session, article_id, now=NOW)
    assert queue(store) == []


@pytest.fixture
def unsure(store):
    """An article with one mention that is hardly an event, and one that is."""
    one = dataclasses.replace(
        mention("Forum", "2021-08", place=None),
        confidence=0.52,
        quote="A forum may be held in August.",
        spans={"name": (2, 7)},
    )
    other = dataclasses.replace(
        mention("Spring Hearing", "2021-09-02", kind=Kind.HEARING), spans={"name": (40, 54)}
    )
    told = reading(one, other, url="https://news.example/forum", text=TEXT)
    with store.writing() as session:
        article_id = ingest(session, told, now=NOW).article.id
    return store, article_id, told


def test_a_mention_of_low_confidence_is_asked_about(unsure):
    store, *_ = unsure
    [(doubt, event_id, _, _, value)] = queue(store)
    assert (doubt, event_id, value["quote"]) == ("mention", 1, "A forum may be held in August.")
    does(store, reviews.accept, 1)
    assert queue(store) == []
    assert standing(store).keys() == {1, 2}


def test_what_is_no_event_stays_none_however_often_its_article_is_read(unsure):
    store, article_id, told = unsure
    does(store, reviews.reject, 1)
    assert standing(store).keys() == {2}
    with store.writing() as session:
        reread(session, article_id, told, now=NOW + 2 * DAY)
    assert standing(store).keys() == {2}
    better = dataclasses.replace(
        told,
        mentions=(dataclasses.replace(told.mentions[0], name="August Forum"), told.mentions[1]),
    )
    with store.writing() as session:
        reread(session, article_id, better, now=NOW + 2 * DAY)
    rewritten = dataclasses.replace(better, text="Updated. " + TEXT)
    with store.writing() as session:
        ingest(session, rewritten, now=NOW + 3 * DAY)
    assert standing(store).keys() == {2}
    assert queue(store) == []


def test_what_was_called_no_event_comes_back_by_undoing(unsure):
    store, *_ = unsure
    before = standing(store)
    does(store, reviews.reject, 1)
    does(store, reviews.undo, 1)
    assert standing(store) == before
    assert len(queue(store)) == 1


def test_a_merge_by_hand_holds_when_its_articles_are_read_again(store):
    tell(store, mention("Amber Forum", "2021-08-12"))
    other = mention("Baltic Gathering", "2021-08-12", kind=Kind.MEETING, place=SOCHI)
    told = reading(other, url="https://b.example/1", text=other.quote)
    with store.writing() as session:
        article_id = ingest(session, told, now=NOW).article.id
    does(store, parting.join_by_hand, 1, 2)
    with store.writing() as session:
        reread(session, article_id, told, now=NOW + 2 * DAY)
    rewritten = dataclasses.replace(told, text=f"Updated. {other.quote}")
    with store.writing() as session:
        ingest(session, rewritten, now=NOW + 3 * DAY)
    assert standing(store).keys() == {1}
    does(store, reviews.undo_last, 1)
    assert standing(store) == {
        1: ("Amber Forum", "2021-08-12"),
        2: ("Baltic Gathering", "2021-08-12"),
    }


def test_a_split_holds_when_its_articles_are_read_again_and_can_be_undone(store):
    tell(store, mention("Amber Forum", "2021-08"), outlet="a.example")
    other = mention("Amber Forum", "2021-08-12")
    told = reading(other, url="https://b.example/1", text=other.quote, published="2021-04-02")
    with store.writing() as session:
        article_id = ingest(session, told, now=NOW).article.id
    assert standing(store).keys() == {1}
    does(store, parting.split, 1, articles=[article_id])
    with store.writing() as session:
        reread(session, article_id, told, now=NOW + 2 * DAY)
    with store.writing() as session:
        ingest(session, dataclasses.replace(told, text=f"New. {other.quote}"), now=NOW + 3 * DAY)
    assert standing(store) == {1: ("Amber Forum", "2021-08"), 2: ("Amber Forum", "2021-08-12")}
    does(store, reviews.undo_last, 2)
    assert standing(store) == {1: ("Amber Forum", "2021-08-12")}


def test_edits_are_undone_one_by_one(store):
    tell(store, mention(FORUM, "2021-08-12"))
    does(store, by_hand.change, 1, {"start": "2021-08-13"})
    does(store, by_hand.change, 1, {"start": "2021-08-14", "name": "Caspian Forum"})
    does(store, reviews.undo_last, 1)
    assert standing(store) == {1: (FORUM, "2021-08-13")}
    does(store, reviews.undo_last, 1)
    assert standing(store) == {1: (FORUM, "2021-08-12")}
    does(store, by_hand.withdraw, 1)
    assert standing(store) == {}
    does(store, reviews.undo_last, 1)
    assert standing(store) == {1: (FORUM, "2021-08-12")}
    with pytest.raises(NotFound, match="could be undone"):
        does(store, reviews.undo_last, 1)


def suggest(store, fields, note=None):
    with store.writing() as session:
        return reviews.suggest(session, 1, fields, note, now=NOW).id


def test_a_readers_correction_waits_and_is_taken_over_by_a_yes(store):
    tell(store, mention(FORUM, "2021-08-12"))
    number = suggest(store, {"start": "2021-08-13"}, "It was moved by a day.")
    assert suggest(store, {"start": "2021-08-13"}, "It was moved by a day.") == number
    assert standing(store) == {1: (FORUM, "2021-08-12")}
    does(store, reviews.accept, number)
    assert standing(store) == {1: (FORUM, "2021-08-13")}
    does(store, reviews.undo, number)
    assert standing(store) == {1: (FORUM, "2021-08-12")}
    does(store, reviews.reject, number)
    assert queue(store) == []


@pytest.mark.parametrize("told", [({}, None), ({"start": "soon"}, None), ({"colour": "red"}, "x")])
def test_a_correction_that_could_not_be_kept_is_refused(store, told):
    tell(store, mention(FORUM, "2021-08-12"))
    with pytest.raises(InvalidField):
        suggest(store, *told)
    assert queue(store) == []


def test_questions_about_an_event_that_was_merged_are_asked_of_the_one_that_stays(store):
    tell(store, mention("Amber Forum", "2021-08-12"))
    tell(store, mention("Baltic Gathering", "2021-08-12", place=MOSCOW, status=Status.SCHEDULED))
    with store.writing() as session:
        reviews.suggest(session, 2, {"place": "Sochi"}, None, now=NOW)
    does(store, parting.join_by_hand, 1, 2)
    assert [(doubt, event) for doubt, event, *_ in queue(store)] == [("correction", 1)]
    with store.reading() as session:
        [told] = shape.reviews(session, reviews.queue(session, doubts=(Doubt.CORRECTION,)))
        assert told["event"]["name"] == "Amber Forum"
    does(store, by_hand.withdraw, 1)
    assert queue(store) == []


def test_a_question_that_nobody_asked_is_not_found(store):
    with pytest.raises(NotFound):
        does(store, reviews.accept, 7)
