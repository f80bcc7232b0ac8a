"""The colour of a calendar in digits, which is what calendar clients read."""

import webcolors


def hex_of(colour: str | None) -> str | None:
    """A CSS colour as `#RRGGBB`, None where it is none.

    >>> hex_of("teal"), hex_of("#1a2b3c"), hex_of("tealish")
    ('#008080', '#1A2B3C', None)
    """
    if not colour:
        return None
    try:
        return (colour if colour.startswith("#") else webcolors.name_to_hex(colour)).upper()
    except ValueError:
        return None
