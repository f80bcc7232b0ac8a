from types import SimpleNamespace

import pytest

from tests.browser import chromium


@pytest.fixture
def bare(monkeypatch, tmp_path) -> SimpleNamespace:
    """A Playwright on a machine that has no Chromium and can get none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "INSTALLER", [str(tmp_path / "installer")])
    return SimpleNamespace(chromium=SimpleNamespace(executable_path=str(tmp_path / "chrome")))


def test_an_installed_chromium_is_taken_before_playwrights_own(bare, tmp_path):
    own = tmp_path / "chrome"
    own.touch()
    assert chromium.find(bare) == str(own)
    installed = tmp_path / "chromium-browser"
    installed.touch(mode=0o755)
    assert chromium.find(bare) == str(installed)


def test_a_machine_without_any_is_told_what_to_do(bare):
    with pytest.raises(chromium.NoChromium, match=r"The browser tests need Chromium.*Install it"):
        chromium.find_or_install(bare)


def test_what_the_installer_brought_is_found(bare, tmp_path):
    installer = tmp_path / "installer"
    installer.write_text(f"#!/bin/sh\n: > {tmp_path / 'chrome'}\n")
    installer.chmod(0o755)
    assert chromium.find_or_install(bare) == str(tmp_path / "chrome")
