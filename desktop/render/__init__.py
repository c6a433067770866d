"""Notes into what the window can draw: pure, no Qt, no database, no files."""
