"""What runs by itself: pulling articles in and sending reminders out."""
