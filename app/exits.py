"""What an error is for the command line: its exit code."""

from calendars import errors

BAD_INPUT = (
    errors.InvalidInput,
    errors.NotFound,
    errors.Gone,
    errors.Conflict,
    errors.AddressRefused,
)


def code_of(error: Exception) -> int:
    """2 where what was given is wrong, 1 for any other failure."""
    return 2 if isinstance(error, BAD_INPUT) else 1
