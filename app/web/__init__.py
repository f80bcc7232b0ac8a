"""The pages: templates, static files and views."""
