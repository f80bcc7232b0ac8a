"""Scales of the soak: seconds each in `make test`, the full figures with `--soak`."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Receiver:
    """A receiver of webhooks and what it wrote down."""

    port: int
    file: Path

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self.port}{path}"

    def lines(self):
        """(moment, key, path, status) of each request so far."""
        if not self.file.exists():
            return []
        parts = (line.split() for line in self.file.read_text().splitlines())
        return [(float(at), key, path, int(status)) for at, key, path, status in parts]

    def taken(self):
        """The keys that were taken, each as often as it came."""
        return [key for _, key, path, status in self.lines() if status == 204]

    def out(self, is_out):
        """Be out of order, or in order again."""
        down = self.file.with_suffix(".down")
        if is_out:
            down.touch()
        else:
            down.unlink()


@pytest.fixture
def receiver(tmp_path):
    """A receiver of webhooks in a process of its own."""
    file = tmp_path / "received.log"
    command = [sys.executable, "-m", "tests.soak.receiver", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        yield Receiver(int(child.stdout.readline()), file)
        child.kill()


@pytest.fixture
def full(request):
    """Whether the full figures are asked for."""
    return request.config.getoption("--soak")


@pytest.fixture
def told(capsys):
    """Print a figure of the soak past pytest's capture."""
    began = time.monotonic()

    def tell(text):
        with capsys.disabled():
            print(f"\n  {text} ({time.monotonic() - began:.0f} s)", end="", flush=True)

    return tell
