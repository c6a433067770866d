"""What cards look like in a theme: told to the compiler, which knows no window."""

from __future__ import annotations

import sys

from desktop.gui.theme import NORMAL, Theme
from desktop.render.card_theme import CardTheme

PLATFORMS = {"win32": "win", "darwin": "mac"}
"""Names that decks use for what they are shown on."""


def card_style(theme: Theme) -> str:
    """Return the style sheet of our own cards, before that of the deck."""
    return (
        f".cloze {{ color: {theme.accent}; font-weight: 600; }}"
        f".explanation {{ color: {theme.muted}; font-size: {NORMAL * 1.1:.1f}px; }}"
        f".same {{ color: {theme.text}; }}"
        f".missing {{ color: {theme.good}; text-decoration: underline; font-weight: 600; }}"
        f".extra {{ color: {theme.again}; text-decoration: line-through; }}"
    )


def card_theme(theme: Theme, scale: float, limit: int = 0) -> CardTheme:
    """Return what the compiler of cards needs to know.

    Args:
        theme: the colours.
        scale: text size; 1 = 100 %.
        limit: largest type size in pixels of text that names none; 0 = no limit but the text's own.
    """
    return CardTheme(
        dark=theme.dark,
        text=theme.text.lower(),
        ground=theme.window.lower(),
        muted=theme.muted.lower(),
        accent=theme.accent.lower(),
        link=theme.accent.lower(),
        line=theme.line.lower(),
        raised=theme.raised.lower(),
        scale=scale,
        limit=limit,
        platform=PLATFORMS.get(sys.platform, "linux"),
    )
