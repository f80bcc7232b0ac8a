"""Golden files, rewritten by `pytest tests/calendars/feeds --update-golden`."""

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the golden files.")


@pytest.fixture
def golden(request) -> Callable[[str, bytes], None]:
    """Compare bytes with a golden file."""

    def check(name: str, found: bytes) -> None:
        file = FOLDER / name
        if request.config.getoption("--update-golden", default=False):
            file.write_bytes(found)
        assert found.decode() == file.read_bytes().decode()

    return check
