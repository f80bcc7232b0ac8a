"""How the commands print what they found."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    r"""The text in one line, without anything that steers a terminal.

    >>> plain("Forum\x1b[31m in\nMay")
    'Forum [31m in May'
    """
    return _CONTROL.sub(" ", text)
