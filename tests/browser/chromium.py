"""A Chromium to test with: the one that is installed, else one that we install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Another one's installation is waited for.
APT = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
INSTALLERS_OF_ROOT = [[*APT, "update"], [*APT, "install", "-y", "chromium"]]
INSTALLER = [sys.executable, "-m", "playwright", "install", "chromium"]
SECONDS = 600


class NoChromium(Exception):
    """There is no Chromium, and none can be installed."""


def find_or_install(playwright: Playwright) -> str:
    """The path of a Chromium that can be started.

    Raises:
        NoChromium: There is none, and none can be installed.
    """
    found = find(playwright)
    if found:
        return found
    failures = []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        failures += _failures(INSTALLERS_OF_ROOT)
    found = find(playwright)
    if not found:
        failures += _failures([INSTALLER])
        found = find(playwright)
    if not found:
        raise NoChromium(
            "The browser tests need Chromium: none of "
            f"{', '.join(NAMES)} is on the PATH and installing one failed "
            f"({'; '.join(failures) or 'it was not found afterwards'}). "
            "Install it, for example with `sudo apt-get install chromium`."
        )
    return found


def find(playwright: Playwright) -> str | None:
    """The path of an installed Chromium, the system's before Playwright's own."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).exists() else None)


def _failures(commands: list[list[str]]) -> list[str]:
    """Run the commands in turn; what the first that failed said."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        try:
            subprocess.run(
                command,
                check=True,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                env={**os.environ, **quiet},
            )
        except (OSError, subprocess.SubprocessError) as error:
            said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
            return [f"`{' '.join(command)}`: {said[-1] if said else error}"]
    return []
