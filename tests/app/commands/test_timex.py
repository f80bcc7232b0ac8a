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


def test_each_expression_is_told_with_its_rule_and_what_it_is_counted_from(dateline):
    asked = ("timex", "-", "--published", "2021-03-31", "--explain")
    friday, august = dateline(*asked, given=TEXT).stdout.splitlines()
    assert "Friday  →  DATE 2021-03-26  (weekday, from t0)" in friday
    assert august.startswith("t2 ")
    said = json.loads(dateline(*asked, "--format", "json", given=TEXT).stdout)
    assert [timex["rule"] for timex in said["timexes"]] == ["weekday", "month"]


def test_hostile_text_gives_well_formed_xml(dateline):
    text = "Due ]]> <!-- -- &amp; <TIMEX3> on \x0b Friday \u0085 \U0001f600 </TEXT> tomorrow"
    said = dateline("timex", "-", "--published", "2021-03-31", given=text)
    marked = ElementTree.fromstring(said.stdout).iter("TIMEX3")
    assert [timex.text for timex in marked] == ["2021-03-31", "Friday", "tomorrow"]


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


def ask(dateline, *lines, command="timex", more=()):
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = dateline.run(command, "--jsonl", *more, given=given.encode())
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_may_tell_its_day_in_a_header_line(dateline):
    text = "  date 2021-03-31 They will meet on Friday. \n"
    [said] = ask(dateline, {"id": 1, "text": text})
    [friday] = said["timexes"]
    assert text[friday["start"] : friday["end"]] == "Friday"
    assert friday["value"] == "2021-04-02"


def test_a_line_is_tagged_in_its_own_language(dateline):
    russian = {"id": 1, "text": "Форум состоится в Москве 5 мая.", "published": "2021-03-31"}
    [own, told, unknown] = ask(
        dateline, russian, russian | {"language": "en"}, russian | {"language": "xx"}
    )
    assert [timex["value"] for timex in own["timexes"]] == ["2021-05-05"]
    assert told["timexes"] == []
    assert "xx" in unknown["error"]
    [option] = ask(dateline, russian, more=("--language", "en"))
    assert option["timexes"] == []


def test_what_a_line_has_besides_is_passed_over_and_nan_is_no_json(dateline):
    line = {"id": [1], "text": TEXT, "published": "2021-03-31", "colour": {"red": 1}}
    for command in ("timex", "read"):
        said, bad = ask(dateline, line, '{"id": NaN, "text": "x"}', command=command)
        assert (said["id"], "error" in said) == ([1], False)
        assert (bad["id"], "NaN" in bad["error"]) == (None, True)


def test_an_archive_takes_no_option_that_each_line_tells(dateline):
    for option in (("--published", "2021-03-31"), ("FILE",)):
        done = dateline.run("timex", "--jsonl", *option, given=b"")
        assert done.returncode
        assert "--jsonl" in done.stderr
