"""Keys that act as their user through the API."""
