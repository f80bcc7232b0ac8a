"""Names of places in English, and in other languages that write them alike."""

from calendars.reading.placenames import find

__all__ = ["find"]
