"""Names of countries, regions and groups of countries, and common words that are towns."""
