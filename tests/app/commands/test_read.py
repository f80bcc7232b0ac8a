import json
import signal

import icalendar
import pytest

TEXT = "The city council will hold a public hearing on the budget in Riga on May 5."
PUBLISHED = ("--published", "2021-04-28")


def left_behind(dateline):
    return [path.name for path in dateline.folder.iterdir() if path.name != "article.txt"]


def test_a_table_shows_each_event_with_its_sentence(dateline):
    said = dateline("read", "-", *PUBLISHED, given=TEXT)
    assert (said.returncode, said.stderr) == (0, "")
    head, row, quote = said.stdout.splitlines()
    assert head.split() == ["Date", "Status", "Place", "Event"]
    assert row.startswith("2021-05-05  scheduled  Riga")
    assert quote == f"  “{TEXT}”"
    assert left_behind(dateline) == []


def test_json_has_the_shape_of_rest(dateline):
    said = json.loads(dateline("read", "-", *PUBLISHED, "--format", "json", given=TEXT).stdout)
    assert said["article"]["text"] == TEXT
    [event] = said["events"]
    assert event["start"] == "2021-05-05"
    assert TEXT[slice(*event["spans"]["date"])] == "May 5"


def test_ics_is_a_feed_and_the_same_twice(dateline):
    first, second = (
        dateline("read", "-", *PUBLISHED, "--format", "ics", given=TEXT).stdout for _ in range(2)
    )
    assert first == second
    [event] = icalendar.Calendar.from_ical(first).events
    assert event["DTSTART"].dt.isoformat() == "2021-05-05"
    assert left_behind(dateline) == []


def test_explain_says_why(dateline):
    said = dateline("read", "-", *PUBLISHED, "--explain", given=TEXT).stdout
    assert "May 5  →  2021-05-05" in said
    assert "kept" in said
    told = json.loads(
        dateline("read", "-", *PUBLISHED, "--explain", "--format", "json", given=TEXT).stdout
    )
    assert told["explain"]["timexes"][0]["text"] == "May 5"


def test_a_header_line_gives_the_publication_date(dateline):
    path = dateline.folder / "article.txt"
    path.write_text(f" date 2021-04-28 {TEXT}", "utf-8")
    said = json.loads(dateline("read", str(path), "--format", "json").stdout)
    assert said["article"]["published"] == "2021-04-28"
    assert said["article"]["text"] == TEXT


@pytest.mark.parametrize(
    "data",
    [TEXT.encode("utf-16"), b"\xef\xbb\xbf" + TEXT.encode(), f"{TEXT} Café.".encode("cp1252")],
)
def test_other_encodings_are_read(dateline, data):
    said = json.loads(dateline("read", "-", *PUBLISHED, "--format", "json", given=data).stdout)
    assert [event["start"] for event in said["events"]] == ["2021-05-05"]


def test_html_gives_its_own_publication_date(dateline):
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Budget</title>'
        '<meta property="article:published_time" content="2021-04-28T10:00:00Z"></head><body>'
        f"<article><h1>Budget</h1><p>{TEXT}</p><p>Residents may speak for three minutes each. "
        "The draft budget is in the town hall and in every library of the city, where it can be "
        "read until the hearing.</p></article></body></html>"
    )
    said = json.loads(dateline("read", "-", "--format", "json", given=page).stdout)
    assert said["article"]["published"] == "2021-04-28"
    assert [event["start"] for event in said["events"]] == ["2021-05-05"]


def test_control_characters_do_not_reach_the_terminal(dateline):
    given = TEXT.replace("Riga", "Riga \x9b31m")
    assert "\x9b" not in dateline("read", "-", *PUBLISHED, given=given).stdout


BAD = [
    (b"", (), "no text"),
    (b" \n ", PUBLISHED, "no text"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", PUBLISHED, "not text"),
    (b"\x01\x02 bytes", PUBLISHED, "not text"),
    (b"x" * 50_000_000, PUBLISHED, "limit"),
    (TEXT.encode(), (), "publication date"),
    (TEXT.encode(), ("--published", "2021-02-30"), "2021-02-30"),
    (TEXT.encode(), ("--published", "soon"), "soon"),
    (b"date 2021-02-30 " + TEXT.encode(), (), "2021-02-30"),
    (TEXT.encode(), (*PUBLISHED, "--language", "xx"), "xx"),
    (TEXT.encode(), (*PUBLISHED, "--format", "pdf"), "pdf"),
]


@pytest.mark.parametrize(("given", "options", "word"), BAD)
def test_bad_input_is_told_in_one_line_and_nothing_is_stored(dateline, given, options, word):
    path = dateline.folder / "article.txt"
    path.write_bytes(given)
    assert word in dateline.refuses("read", str(path), *options)
    assert left_behind(dateline) == []


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("nowhere.txt", "no such file"),
        (".", "cannot be read"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
        ("http://localhost:8000/", "localhost"),
    ],
)
def test_what_cannot_be_reached_is_told_in_one_line(dateline, given, word):
    assert word in dateline.refuses("read", given)
    assert left_behind(dateline) == []


def test_nothing_to_read_is_told(dateline):
    dateline.refuses("read")
    dateline.refuses("read", "article.txt", "--jsonl")
    dateline.refuses("read", "--jsonl", "--jobs", "0")


def test_an_archive_is_answered_in_order_and_a_bad_line_does_not_stop_it(dateline):
    lines = [
        {
            "id": 1,
            "text": TEXT,
            "published": "2021-04-28",
            "title": "Budget",
            "url": "https://n.example",
        },
        {"id": 2, "text": TEXT},
        {"id": 3, "published": "2021-04-28"},
        {"id": 4, "text": "", "published": "2021-04-28"},
        {"id": 5, "text": TEXT, "published": "2021-02-30"},
        {"id": 6, "text": 7, "published": "2021-04-28"},
        {"id": 7, "text": TEXT, "published": "2021-04-28", "title": 7},
        {"id": "8", "text": "date 2021-04-28 " + TEXT},
    ]
    given = "".join(json.dumps(line) + "\n" for line in lines) + "not json\n"
    done = dateline.run("read", "--jsonl", "--jobs", "2", given=given.encode())
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["id"] for answer in said] == [1, 2, 3, 4, 5, 6, 7, "8", None]
    assert [answer["id"] for answer in said if "error" not in answer] == [1, "8"]
    assert said[0]["events"][0]["start"] == "2021-05-05"
    assert (
        dateline.run("read", "--jsonl", "--jobs", "1", given=given.encode()).stdout == done.stdout
    )


def test_ctrl_c_ends_it_quietly(dateline):
    with dateline.start("read", "--jsonl", "--jobs", "2", start_new_session=True) as process:
        process.stdin.write(json.dumps({"id": 1, "text": TEXT, "published": "2021-04-28"}).encode())
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b""


def test_a_reader_that_has_enough_ends_it_quietly(dateline):
    with dateline.start("read", "-", *PUBLISHED, "--format", "json") as process:
        process.stdout.close()
        process.stdin.write(TEXT.encode())
        process.stdin.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr.read() == b""


def test_what_an_html_file_marks_up_is_read_and_explained(dateline):
    event = '{"@type": "Event", "name": "Lamp Fair", "startDate": "2021-06-01"}'
    (dateline.folder / "page.html").write_text(
        '<!DOCTYPE html><html lang="en"><head><title>Budget</title>'
        f'<script type="application/ld+json">{event}</script></head>'
        f"<body><article><h1>Budget</h1><p>{TEXT}</p></article></body></html>"
    )
    said = dateline("read", "page.html", *PUBLISHED, "--explain").stdout
    assert '{"name": "Lamp Fair", "startDate": "2021-06-01"}' in said
    assert "only the markup tells it" in said
