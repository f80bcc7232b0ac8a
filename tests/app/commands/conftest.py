"""The `dateline` command, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


class Dateline:
    """The command in a folder of its own, with an environment of its own."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder = folder
        self.environ = {"PATH": os.defpath, "HOME": str(folder), **environ}

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        """Start it and go on."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "app.cli", *arguments],
            **{"stdin": pipe, "stdout": pipe, "stderr": pipe, **options},
            cwd=self.folder,
            env={**self.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )

    def __call__(self, *arguments: str, given: str | bytes = "") -> subprocess.CompletedProcess:
        """Run it to its end."""
        given = given.encode() if isinstance(given, str) else given
        process = self.start(*arguments)
        out, err = process.communicate(given, timeout=60)
        return subprocess.CompletedProcess(
            arguments, process.returncode, out.decode(), err.decode()
        )

    def refuses(self, *arguments: str, given: str | bytes = "", code: int = 2) -> str:
        """Run it, see it fail with one line and nothing else, and give that line."""
        done = self(*arguments, given=given)
        assert (done.returncode, done.stdout) == (code, ""), done
        assert done.stderr.startswith("dateline: ")
        assert done.stderr.endswith("\n")
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr


@pytest.fixture
def dateline(tmp_path) -> Dateline:
    """On the default database, a file in an empty folder."""
    return Dateline(tmp_path)


@pytest.fixture
def dateline_on_both(tmp_path, database_url) -> Dateline:
    """On each of the two databases."""
    return Dateline(tmp_path, DATELINE_DATABASE_URL=database_url)
