"""Dates as honest as they were told: EDTF text, windows, precision and zones (pure)."""
