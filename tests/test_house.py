"""What no linter knows of the house."""

import inspect
import re

from calendars import errors


def every_error() -> list[type[Exception]]:
    return [
        value
        for value in vars(errors).values()
        if inspect.isclass(value) and issubclass(value, errors.DatelineError)
    ]


def test_every_error_stands_in_the_tree_of_the_docstring_below_its_parent():
    parents: dict[int, str] = {}
    drawn = {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"([│ ]*(?:[├└]── )?)([A-Z]\w+)(?: {2,}.*)?$", line)
        if match:
            depth = len(match[1]) // 4
            parents[depth] = match[2]
            drawn[match[2]] = parents.get(depth - 1, "Exception")
    real = {error.__name__: error.__bases__[0].__name__ for error in every_error()}
    assert drawn == real


def test_every_error_says_in_one_sentence_what_happened():
    for error in every_error():
        first = (error.__doc__ or "").splitlines()[0]
        assert re.fullmatch(r"[A-Z].*\.", first), error.__name__
