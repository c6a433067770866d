"""Names of decks and paths of them, as people write them."""

from __future__ import annotations

from desktop.errors import UserError

BETWEEN = "::"
"""Stands between the names of a path."""
LONGEST_NAME = 200
DEEPEST = 50
"""Decks that may lie in each other."""


def path_of(text: str) -> tuple[str, ...]:
    """Return the names in a path as a person writes it.

    Raises:
        UserError: one of them is empty or too long, or there are too many.
    """
    names = tuple(plain_name(part) for part in text.split(BETWEEN))
    if not all(names):
        raise UserError(
            "A deck needs a name." if len(names) == 1 else f"A name is missing in {text!r}.",
            f"Between decks that lie in each other stands {BETWEEN}, such as Sales{BETWEEN}North.",
        )
    if len(names) > DEEPEST:
        raise UserError(f"At most {DEEPEST} decks can lie in each other.", "Use a shorter path.")
    return names


def plain_name(text: str) -> str:
    """Return a name in one line: without control characters and spaces that nobody sees.

    Raises:
        UserError: it is too long.
    """
    name = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    if len(name) > LONGEST_NAME:
        raise UserError(
            f"The name of a deck has at most {LONGEST_NAME} letters; this one has {len(name)}.",
            "Shorten it; there is room for more in the description.",
        )
    return name
