"""What the small dialogs share: a title, text that is never markup, buttons at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.gui.labels import label
from desktop.gui.theme import NORMAL


class Dialog(QDialog):
    """A dialog of one column; Esc closes it."""

    def __init__(self, parent: QWidget | None, name: str, title: str, width: int = 520) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width, 320))
        wide = round(width * max(1.0, self.fontInfo().pixelSize() / NORMAL))
        self.resize(min(wide, self.screen().availableGeometry().width() - 40), 0)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        self.heading = label(title, "section", wrap=True)
        outer.addWidget(self.heading)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        outer.addLayout(self.column, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        outer.addLayout(self._row)

    def run(self) -> bool:
        """Show the dialog until it is closed; return whether it was accepted."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return accepted

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the text needs at this width, if the screen allows."""
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Grow to what is in the dialog now."""
        layout = self.layout()
        if layout is not None:
            wanted = max(self.height(), layout.totalHeightForWidth(self.width()))
            self.resize(self.width(), min(wanted, self.screen().availableGeometry().height() - 40))

    def add_text(self, text: str, role: str = "body") -> None:
        """Add a paragraph."""
        self.column.addWidget(label(text, role, wrap=True))

    def add_button(
        self, name: str, text: str, do: Callable[[], object], *, primary: bool = False
    ) -> QPushButton:
        """Add a button at the end."""
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setAutoDefault(True)
        if primary:
            made.setProperty("role", "primary")
            made.setDefault(True)
        made.clicked.connect(lambda _=False: do())
        self._row.addWidget(made)
        return made
