"""News in, events kept, calendars out; no clock, no network, no environment."""
