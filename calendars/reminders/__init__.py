"""Reminders: who wants to be told of what, which are due when, and the queue of them."""
