"""Keys by their place on the keyboard, so that studying works on every layout.

A key is first taken by what it types (1, 2, E …). Where the layout types something else there
(Cyrillic, Greek, Korean; French digits), the place decides.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

ROWS = {2: "1234567890", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""First scan code (PC set 1, the same as Linux's input codes) and the US keys from there on."""

MAC = {
    18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0",
    12: "Q", 13: "W", 14: "E", 15: "R", 3: "F", 4: "H", 11: "B", 1: "S", 6: "Z", 32: "U", 46: "M",
    33: "[", 30: "]",
}  # fmt: skip
"""macOS virtual key codes of the keys that the app uses."""

X11_OFFSET = 8
BY_PLACE = {first + at: letter for first, row in ROWS.items() for at, letter in enumerate(row)}


def place_of(event: QKeyEvent, platform: str | None = None) -> str:
    """Return the US key at the place that was pressed; empty where it cannot be told."""
    if sys.platform == "darwin":
        return MAC.get(event.nativeVirtualKey(), "")
    name = QGuiApplication.platformName() if platform is None else platform
    offset = X11_OFFSET if name in ("xcb", "wayland", "offscreen") else 0
    return BY_PLACE.get(event.nativeScanCode() - offset, "")


def letter_of(event: QKeyEvent, platform: str | None = None) -> str:
    """Return the key that is meant: what it types if that is a digit, an English letter or a bracket."""
    key = event.key()
    if (
        key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight)
        or Qt.Key.Key_0 <= key <= Qt.Key.Key_9
        or Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    ):
        return chr(key)
    return place_of(event, platform)
