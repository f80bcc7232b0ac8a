"""Calendars out: which events a feed shows, and how each format writes them."""
