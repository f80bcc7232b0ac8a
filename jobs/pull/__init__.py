"""News in: fetch politely, take the article out of its page, read it and keep it."""
