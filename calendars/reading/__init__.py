"""Articles read: text and publication date in, mentions of events out (pure)."""
