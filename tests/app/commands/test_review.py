"""`dateline review`, run as a person at a terminal runs it."""

import json

import pytest

FORUM = "The Second Caspian Economic Forum will be held in Moscow {}."
ARTICLES = (("04-01", "on August 12"), ("04-02", "in August"), ("04-03", "on August 14"))


@pytest.fixture
def dateline(dateline_on_both):
    for published, day in ARTICLES:
        path = dateline_on_both.folder / f"{published}.txt"
        path.write_text(f"date 2021-{published} {FORUM.format(day)}", "utf-8")
        assert dateline_on_both("ingest", str(path)).returncode == 0
    return dateline_on_both


def said(dateline, *arguments):
    done = dateline("review", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_queue_is_listed_shown_and_answered(dateline):
    assert "date: 2021-08-14?" in said(dateline)
    assert json.loads(said(dateline, "show", "1"))["doubt"] == "conflict"
    assert "2021-08-14" in said(dateline, "--as", "anna", "accept", "1")
    assert "by anna" in dateline("history", "1").stdout
    assert "2021-08-12" in said(dateline, "undo", "1")
    assert said(dateline, "reject", "1") == "No event changed.\n"
    assert json.loads(said(dateline, "list", "--format", "json")) == {"items": []}


def test_an_event_is_parted_merged_edited_and_all_is_undone(dateline):
    assert "[2] Second Caspian Economic Forum  2021-08-14" in said(dateline, "split", "1", "3")
    assert "merged into 1" in said(dateline, "merge", "2", "1")
    assert "Sochi" in said(dateline, "edit", "1", "place=Sochi", "participants=Anna Birch, Jo Lind")
    assert "Moscow" in said(dateline, "undo", "--event", "1")
    assert "[2] Second Caspian Economic Forum  2021-08-14" in said(dateline, "undo", "--event", "1")


def test_what_cannot_be_decided_is_said_in_a_line(dateline):
    assert "There is no question 7" in dateline.refuses("review", "accept", "7")
    assert "FIELD=VALUE" in dateline.refuses("review", "edit", "1", "Sochi")
    assert "merged with itself" in dateline.refuses("review", "merge", "1", "1")
