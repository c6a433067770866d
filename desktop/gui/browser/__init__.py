"""The page that finds cards and notes, and changes many of them at once."""
