"""The `dateline` command, run as a user runs it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import cli


class Dateline:
    """The command in a folder of its own, with an environment of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, **environ: str) -> None:
        self.folder = folder
        self._patch = patch
        self.environ = {"PATH": os.defpath, "HOME": str(folder), **environ}

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        """Start it as a process and go on."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "app.cli", *arguments],
            **{"stdin": pipe, "stdout": pipe, "stderr": pipe, **options},
            cwd=self.folder,
            env={**self.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess:
        """Run it as a process to its end."""
        process = self.start(*arguments)
        out, err = process.communicate(given, timeout=60)
        return subprocess.CompletedProcess(
            arguments, process.returncode, out.decode(), err.decode()
        )

    def __call__(self, *arguments: str, given: str | bytes = "") -> subprocess.CompletedProcess:
        """Run it to its end in this process, which has imported everything already."""
        given = given.encode() if isinstance(given, str) else given
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with self._patch.context() as patch:
            patch.chdir(self.folder)
            for name in [name for name in os.environ if name.startswith("DATELINE_")]:
                patch.delenv(name)
            for name, value in self.environ.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = cli.main(list(arguments))
        return subprocess.CompletedProcess(
            arguments, code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()
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
def dateline(tmp_path, monkeypatch) -> Dateline:
    """On the default database, a file in an empty folder."""
    return Dateline(tmp_path, monkeypatch)


@pytest.fixture
def dateline_on_both(tmp_path, monkeypatch, database_url) -> Dateline:
    """On each of the two databases."""
    return Dateline(tmp_path, monkeypatch, DATELINE_DATABASE_URL=database_url)
