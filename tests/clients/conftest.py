"""The readers from npm, installed once from the lock file."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def npm() -> None:
    """Install what package-lock.json names, unless it is there."""
    lock = HERE / "package-lock.json"
    done = HERE / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = [Path(sys.executable).parent / "npm", "ci", "--no-audit", "--no-fund"]
    installed = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if installed.returncode:
        pytest.fail(f"npm could not install ical.js: {installed.stderr.strip()[-400:]}")
