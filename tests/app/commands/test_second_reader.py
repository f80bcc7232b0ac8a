import json
import subprocess
import sys

import pytest

from tests.jobs.pull.llm import serving

TEXT = "Hotels in Riga are full on May 5 because of the Pontoon Rendezvous, three people said."
EVENT = {
    "quote": TEXT,
    "name": "Pontoon Rendezvous",
    "kind": "conference",
    "date": {"value": "2021-05-05", "quote": "on May 5"},
    "place": "Riga",
}
PUBLISHED = ("--published", "2021-04-28")


@pytest.fixture
def model(dateline):
    """A model that the command's settings name."""
    with serving() as model:
        model.says({"events": [EVENT]})
        dateline.environ |= {
            "DATELINE_LLM_URL": model.url,
            "DATELINE_LLM_MODEL": "small-model",
            "DATELINE_LLM_KEY": model.key,
        }
        yield model


def events(said):
    assert said.returncode == 0, said.stderr
    return [event["name"] for event in json.loads(said.stdout)["events"]]


def test_nobody_else_reads_unless_the_settings_say_so(dateline):
    assert events(dateline("read", "-", *PUBLISHED, "--format", "json", given=TEXT)) == []


def test_read_asks_the_second_reader(dateline, model):
    said = dateline("read", "-", *PUBLISHED, "--format", "json", given=TEXT)
    assert events(said) == ["Pontoon Rendezvous"]
    assert model.asked[0]["model"] == "small-model"


def test_explain_says_who_told_it(dateline, model):
    said = dateline("read", "-", *PUBLISHED, "--explain", given=TEXT).stdout
    kept = said[said.index("Pontoon Rendezvous", said.index("Mentions")) :]
    assert "the second reader" in kept


def test_each_line_of_an_archive_is_read_twice_too(dateline, model):
    line = json.dumps({"id": 1, "text": TEXT, "published": "2021-04-28"})
    said = dateline.run("read", "--jsonl", "--jobs", "2", given=f"{line}\n{line}\n".encode())
    assert said.returncode == 0, said.stderr
    told = [json.loads(answer)["events"] for answer in said.stdout.splitlines()]
    assert [[event["name"] for event in one] for one in told] == [["Pontoon Rendezvous"]] * 2
    assert len(model.asked) == 2


def test_ingest_keeps_what_the_second_reader_told(dateline, model):
    (dateline.folder / "article.txt").write_text(TEXT)
    said = dateline("ingest", "article.txt", *PUBLISHED)
    assert said.returncode == 0, said.stderr
    assert "2021-05-05  Pontoon Rendezvous" in said.stdout


def test_a_failing_endpoint_costs_one_line_and_nothing_else(dateline, model):
    model.answers({"error": "overloaded"}, 503)
    said = dateline.run("read", "-", *PUBLISHED, "--format", "json", given=TEXT.encode())
    assert events(said) == []
    assert said.stderr.count("\n") == 1
    assert "503" in said.stderr
    assert model.key not in said.stderr


def test_the_endpoint_needs_a_model(dateline):
    dateline.environ["DATELINE_LLM_URL"] = "http://127.0.0.1:11434/v1"
    assert "DATELINE_LLM_MODEL" in dateline.refuses("read", "-", given=TEXT)


def test_reading_without_it_imports_no_network():
    program = (
        "import sys\n"
        "from app import cli\n"
        "cli.main(['read', '-', '--published', '2021-04-28'])\n"
        "sys.exit(' '.join({'httpx', 'httpcore', 'ssl'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, input=TEXT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
