"""Feeds, answered by a thin ASGI front before FastAPI."""
