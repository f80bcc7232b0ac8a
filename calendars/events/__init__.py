"""One event for life: who it is, what its claims say together, and how it is found."""
