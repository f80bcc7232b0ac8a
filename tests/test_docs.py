"""The documents say what is true: links lead somewhere, settings are as listed."""

import re
from pathlib import Path

import pytest

from app.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
PAGES = [
    *ROOT.glob("*.md"),
    *(page for page in (ROOT / "docs").rglob("*.md")),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_the_reference_lists_every_setting_with_its_default():
    page = (ROOT / "docs/reference/settings.md").read_text()
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, tuple):
            default = ", ".join(default)
        elif isinstance(default, bool):
            default = str(default).lower()
        shown = f"`{default}`" if default not in (None, "") else "unset"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows
