"""Cards, time and memory: pure Python, no Qt, no database, no files, no clock of its own."""
