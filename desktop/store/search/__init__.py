"""Finding cards: an index of words, the search language as SQL, sorted results."""
