import json
from xml.etree import ElementTree

TEXT = "They met on Friday & will meet again in August <sic>."


def test_inline_xml_keeps_the_text_and_marks_the_times(dateline):
    said = dateline("timex", "-", "--published", "2021-03-31", given=TEXT)
    root = ElementTree.fromstring(said.stdout)
    text = root.find("TEXT")
    assert "".join(text.itertext()) == TEXT
    marked = [(timex.text, timex.get("value"), timex.get("type")) for timex in text]
    assert marked == [("Friday", "2021-03-26", "DATE"), ("August", "2021-08", "DATE")]
    assert root.find("DCT/TIMEX3").get("value") == "2021-03-31"


def test_json_gives_characters_of_the_text(dateline):
    done = dateline("timex", "-", "--published", "2021-03-31", "--format", "json", given=TEXT)
    said = json.loads(done.stdout)
    assert [TEXT[timex["start"] : timex["end"]] for timex in said["timexes"]] == [
        "Friday",
        "August",
    ]


def test_an_archive_is_answered_line_by_line(dateline):
    lines = [
        {"id": "a", "text": TEXT, "published": "2021-03-31"},
        {"id": "b", "text": TEXT},
        {"id": "c", "text": " " + TEXT, "published": "2021-03-31"},
    ]
    given = "\n".join(json.dumps(line) for line in lines)
    first, second, third = map(
        json.loads, dateline.run("timex", "--jsonl", given=given.encode()).stdout.splitlines()
    )
    assert first["timexes"][1] == {
        "start": 40,
        "end": 46,
        "type": "DATE",
        "value": "2021-08",
        "mod": None,
        "text": "August",
    }
    assert (second["id"], "error" in second) == ("b", True)
    assert third["timexes"][1]["start"] == 41
