"""Practice of any cards: one by one, with choices, as a game, as a mock test. No date moves."""
