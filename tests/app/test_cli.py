import subprocess
import sys

import pytest

from app import cli
from calendars.errors import DatelineError, EmptyArticle, FetchFailed, NotFound


def test_help_imports_none_of_the_heavy_packages():
    program = (
        "import sys; from app import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'fastapi', 'sqlmodel', 'icalendar', 'apscheduler', 'httpx', 'pydantic', 'rich'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in cli.COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["dance"], ["keys", "create"], ["keys", "--wrong"]])
def test_wrong_words_are_answered_in_one_line(arguments, capsys):
    assert cli.main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("dateline: ")
    assert said.count("\n") == 1
    assert "--help" in said


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EmptyArticle("It is\nempty."), 2),
        (NotFound("No such thing."), 2),
        (FetchFailed("Nobody there."), 1),
        (DatelineError("Broken."), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_the_exit_code_tells_bad_input_from_other_failures(error, code, monkeypatch, capsys):
    def fail(_arguments):
        raise error

    monkeypatch.setattr("app.commands.db._upgrade", fail)
    assert cli.main(["db", "upgrade"]) == code
    assert capsys.readouterr().err.count("\n") == (0 if code == 130 else 1)
