"""The page where note types are changed: fields, cards, style, each with its cards beside it."""
