"""Reminders out: written, handed to their channels, and settled."""
