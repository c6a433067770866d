"""How the window that shows a card looks: all that the compiler needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass

SHORT, LONG = 60, 320
"""Letters up to which a text has the largest type, and from which it has the smallest."""
CENTRED = 180
"""Texts longer than this many letters are set flush left; shorter ones are centred."""
READABLE = 15
"""Type size at 100 % below which no limit presses a text."""


@dataclass(frozen=True, slots=True)
class CardTheme:
    """Colours as #rrggbb and sizes in pixels.

    Attributes:
        ground: what the card stands on.
        raised: ground of what stands out, such as a button.
        scale: text size; 1 = 100 %.
        largest: type size of a short text that names none, at 100 %.
        smallest: the same of a long text.
        limit: type size beyond which texts that name none do not go; 0 = none.
        width: of the card.
        platform: for decks that ask: linux, win or mac.
    """

    dark: bool = False
    text: str = "#1a1e26"
    ground: str = "#f5f6f8"
    muted: str = "#59616e"
    accent: str = "#2b57c9"
    link: str = "#2b57c9"
    line: str = "#dfe3e8"
    raised: str = "#eceff4"
    scale: float = 1.0
    largest: int = 30
    smallest: int = 20
    limit: int = 0
    width: int = 680
    platform: str = "linux"

    def size(self, length: int) -> int:
        """Return the type size of a text of so many letters."""
        made = round(size_for(length, self.largest, self.smallest) * self.scale)
        if self.limit:
            made = min(made, max(self.limit, round(READABLE * self.scale)))
        return max(8, made)


def size_for(length: int, largest: int, smallest: int) -> int:
    """Return the type size for a text: the largest up to 60 letters, the smallest from 320 on."""
    part = min(1.0, max(0.0, (length - SHORT) / (LONG - SHORT)))
    return round(largest - part * (largest - smallest))
