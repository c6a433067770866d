"""The page with all pictures and sounds."""
