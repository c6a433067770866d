"""Labels that show text as it is, buttons that a held key presses once, widgets that change their style."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget


class Button(QPushButton):
    """A push button that is pressed once, however long the key is held."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press; a repeated key is no new press, here and on what shows next."""
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


def label(text: str, role: str, *, wrap: bool = False) -> QLabel:
    """Return a label that shows text as it is, never as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


LONG_WORD = re.compile(r"\S{40}")
"""So much of a word stands in one line."""


def plain_tip(text: str) -> str:
    """Return a text so that a tooltip shows it as it is, never as markup."""
    broken = LONG_WORD.sub("\\g<0>\u200b", text)  # a tooltip breaks lines between words alone
    return f"<p>{escape(broken)}</p>".replace("\n", "<br>") if text else ""


def restyle(widget: QWidget, **properties: str) -> None:
    """Set style properties of a widget and draw it, and what is in it, by the rules for them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    for each in [widget, *widget.findChildren(QWidget)]:
        each.style().unpolish(each)
        each.style().polish(each)
