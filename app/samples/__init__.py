"""Articles written for Dateline, to try it with: always with something coming."""
