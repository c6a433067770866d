"""Counting what the log of answers holds, in a file of its own that follows it."""
