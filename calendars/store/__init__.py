"""What is kept, and the two databases that keep it."""
