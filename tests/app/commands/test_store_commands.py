"""The commands that keep things: ingest, events, history, calendars, subscriptions, samples."""

import json

import pytest

TEXT = "The city council will hold a public hearing on the budget in Riga on May 5."
MOVED = "The public hearing on the budget in Riga has been moved from May 5 to May 12."


@pytest.fixture
def article(dateline_on_both):
    path = dateline_on_both.folder / "hearing.txt"
    path.write_text(f"date 2021-04-28 {TEXT}", "utf-8")
    return path


def events(dateline, *options):
    done = dateline("events", "--from", "2021", "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["items"]


def test_ingesting_twice_changes_nothing(dateline_on_both, article):
    first = dateline_on_both("ingest", str(article))
    assert (first.returncode, first.stderr) == (0, "")
    assert "  new      2021-05-05" in first.stdout
    known = events(dateline_on_both)
    second = dateline_on_both("ingest", str(article))
    assert "  same     2021-05-05" in second.stdout
    assert "new" not in second.stdout
    assert events(dateline_on_both) == known


def test_a_folder_is_read_in_order_and_one_bad_file_does_not_stop_the_rest(
    dateline_on_both, article
):
    (article.parent / "moved.txt").write_text(f"date 2021-04-30 {MOVED}", "utf-8")
    (article.parent / "empty.txt").write_text("")
    (article.parent / "picture.png").write_bytes(b"\x89PNG\x00")
    done = dateline_on_both("ingest", str(article.parent))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "empty.txt" in done.stderr
    assert "  changed  2021-05-12" in done.stdout
    assert [event["start"] for event in events(dateline_on_both)] == ["2021-05-12"]
    event_id = events(dateline_on_both)[0]["id"]
    history = dateline_on_both("history", str(event_id)).stdout
    assert "2021-05-05 → 2021-05-12" in history
    assert "by the article" in history
    uid = events(dateline_on_both)[0]["uid"]
    assert dateline_on_both("history", uid).stdout == history


def test_an_article_without_events_says_so(dateline):
    done = dateline("ingest", "-", "--published", "2021-04-28", given="It rained in Riga.")
    assert done.stdout.splitlines()[1] == "  no events"


@pytest.mark.parametrize("given", ["http://127.0.0.1/", "http://169.254.169.254/", "nowhere.txt"])
def test_what_cannot_be_read_is_told_and_nothing_is_stored(dateline, given):
    assert given.removeprefix("http://").strip("/") in dateline.refuses("ingest", given)
    assert events(dateline) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "2021-02-30"),
        ("--from", "2021-05", "--to", "2021-04"),
        ("--country", "Russia"),
        ("--status", "perhaps"),
        ("--calendar", "nowhere"),
        ("--limit", "0"),
        ("--limit", "x"),
        ("--colour", "red"),
    ],
)
def test_a_filter_without_meaning_is_told_in_one_line(dateline, options):
    dateline.refuses("events", *options)


def test_events_are_listed_as_a_table(dateline, tmp_path):
    (tmp_path / "a.txt").write_text(f"date 2021-04-28 {TEXT}")
    dateline("ingest", "a.txt")
    head, row = dateline("events", "--from", "2021").stdout.splitlines()
    assert head.split() == ["Id", "Date", "Status", "Place", "Event"]
    assert row.split()[1:4] == ["2021-05-05", "scheduled", "Riga"]
    assert dateline("events").stdout.splitlines() == ["Id  Date  Status  Place  Event"]


@pytest.mark.parametrize("event", ["99", "nobody", "9" * 40, "²"])
def test_an_unknown_event_has_no_history(dateline, event):
    assert event[:20] in dateline.refuses("history", event)


def test_calendars_are_listed_added_and_removed(dateline_on_both):
    added = dateline_on_both(
        "calendars", "add", "moscow", "Moscow", "--search", "place=Moscow", "--search", "country=RU"
    )
    assert added.stdout == "http://127.0.0.1:8000/calendars/moscow.ics\n"
    assert "moscow" in dateline_on_both("calendars", "list").stdout
    assert dateline_on_both("calendars", "remove", "moscow").returncode == 0
    assert "moscow" not in dateline_on_both("calendars", "list").stdout
    assert "moscow" in dateline_on_both.refuses("calendars", "remove", "moscow")


@pytest.mark.parametrize(
    "words",
    [
        ("Not A Slug", "Name"),
        ("all", "Taken"),
        ("x", "X", "--search", "shape=round"),
        ("x", "X", "--search", "country"),
        ("x", "X", "--search", "q=a", "--search", "q=b"),
        ("x", "X", "--colour", "rgb(0)"),
    ],
)
def test_a_calendar_that_cannot_be_kept_is_refused(dateline, words):
    dateline.refuses("calendars", "add", *words)


def test_subscriptions_are_added_listed_and_erased(dateline_on_both):
    hook = dateline_on_both(
        "subscriptions", "add", "https://hooks.example/x", "--calendar", "all", "--before", "PT2H"
    ).stdout
    assert "secret whsec_" in hook
    mail = dateline_on_both("subscriptions", "add", "anna@example.org", "--search", "q=fair").stdout
    assert mail.startswith("token ")
    listed = dateline_on_both("subscriptions", "list").stdout.splitlines()
    assert listed[1].split() == [
        "1",
        "https://hooks.example/x",
        "webhook",
        "calendar",
        "all",
        "PT2H",
        "active",
        "–",
    ]
    erased = dateline_on_both("subscriptions", "erase", "ANNA@example.org").stdout
    assert erased == "1 subscription erased\n"
    assert "anna" not in dateline_on_both("subscriptions", "list").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("nobody", "--calendar", "all"),
        ("anna@example.org",),
        ("anna@example.org", "--calendar", "nowhere"),
        ("anna@example.org", "--calendar", "all", "--before", "soon"),
        ("anna@example.org", "--calendar", "all", "--timezone", "Mars/Olympus"),
        ("anna@example.org", "--event", "99"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused(dateline, words):
    dateline.refuses("subscriptions", "add", *words)


def test_samples_are_loaded_once_a_day(dateline):
    assert dateline("samples").returncode == 0
    listed = dateline("events").stdout
    assert len(listed.splitlines()) > 10
    dateline("samples")
    assert dateline("events").stdout == listed
