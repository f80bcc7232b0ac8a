"""Calendars over CalDAV (RFC 4791), to be read and not written."""
