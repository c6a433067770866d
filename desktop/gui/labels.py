"""Labels that show text as it is, and widgets that change their style."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str, role: str, *, wrap: bool = False) -> QLabel:
    """Return a label that shows text as it is, never as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def restyle(widget: QWidget, **properties: str) -> None:
    """Set style properties of a widget and draw it, and what is in it, by the rules for them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    for each in [widget, *widget.findChildren(QWidget)]:
        each.style().unpolish(each)
        each.style().polish(each)
