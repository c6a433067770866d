"""The window for bringing decks in: read on the worker, looked at, then taken in."""
