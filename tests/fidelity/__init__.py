"""How close our drawing of cards comes to that of a browser."""
