"""What the application looks like now: theme and text size, followed live."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desktop.gui.settings import Settings
from desktop.gui.theme import Theme, apply_theme, chosen_theme
from desktop.preferences import TEXT_SIZES

if TYPE_CHECKING:
    from desktop.gui.icons import Icons

DRAWN = "drawn"
"""Stands in style sheets for the folder of drawings: its path may hold what no style sheet can."""
STEPS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


class Look(QObject):
    """Applies theme and text size to the application and tells when they change."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings, cache: Path) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._cache = cache
        QDir.setSearchPaths(DRAWN, [os.fsencode(cache).decode("utf-8", "replace")])  # as Qt names files
        self.theme: Theme = chosen_theme(settings.theme)
        settings.changed.connect(self._setting_changed)
        application.styleHints().colorSchemeChanged.connect(self.apply)

    @cached_property
    def icons(self) -> Icons:
        """Icons in the colours of the theme."""
        from desktop.gui.icons import Icons  # heavy: Home shows before it

        return Icons(lambda: QColor(self.theme.muted), self._application.devicePixelRatio)

    @property
    def scale(self) -> float:
        """Text size; 1 = 100 %."""
        return self._settings.text_size / 100

    def px(self, pixels: float) -> int:
        """Return a length at 100 % at the present text size."""
        return round(pixels * self.scale)

    def apply(self) -> None:
        """Draw everything by the present settings."""
        self.theme = chosen_theme(self._settings.theme)
        apply_theme(self._application, self.theme, self.scale, self._images())
        self.changed.emit()

    def resize_text(self, direction: int) -> None:
        """Go one step up (1) or down (-1), or back to the usual size (0)."""
        now = self._settings.text_size
        if direction == 0:
            self._settings.reset("text_size")
        elif direction > 0:
            self._settings.text_size = next((step for step in STEPS if step > now), TEXT_SIZES[1])
        else:
            self._settings.text_size = next((step for step in reversed(STEPS) if step < now), TEXT_SIZES[0])

    def _setting_changed(self, name: str) -> None:
        if name in ("theme", "text_size"):
            self.apply()

    def _images(self) -> dict[str, str]:
        """Return the pictures of the style sheet, drawn in the theme's colours."""
        made: dict[str, str] = {}
        for key, icon, color in (
            ("check", "check", self.theme.on_accent),
            ("chevron", "chevron-down", self.theme.muted),
        ):
            file = self._cache / f"{icon}-{color.removeprefix('#')}.svg"
            if not file.exists():
                from desktop.gui.icons import drawing  # heavy: once a theme

                try:
                    self._cache.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(drawing(icon, QColor(color)))
                except OSError:
                    continue
            made[key] = f'url("{DRAWN}:{file.name}")'
        return {"check": "none", "chevron": "none"} | made
