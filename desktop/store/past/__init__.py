"""What was done: the history, the recycle bin, and the earlier versions of notes."""
