"""The page of what was done and of what was deleted, and the earlier versions of a note."""
