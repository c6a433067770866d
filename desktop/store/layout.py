"""What lies where in a data folder, and how long its file is waited for."""

COLLECTION = "collection.db"
BACKUPS = "backups"
SEARCH = "search.db"
"""The index of words: made from the collection, and made anew where it is missing."""
STATISTICS = "statistics.db"
"""What the log was counted to: made from the collection, and made anew where it is missing."""
BUSY_SECONDS = 5.0
"""How long another program's lock is waited for."""
CHECK_UP_TO = 8 << 20
"""Files up to this size (bytes) are checked at every start; larger ones after a crash and with
each backup."""
