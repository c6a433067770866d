"""A field as the HTML that it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from desktop.gui.editor.commands import command_of
from desktop.gui.look import Look

WRAPPED_UP_TO = 20_000
"""Characters of a line that are still wrapped: laying out more takes too long."""
LINES = 8


class SourceText(QPlainTextEdit):
    """Edits HTML as it is; nothing in it is changed that was not typed."""

    edited = Signal()
    commanded = Signal(str)
    came = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTabChangesFocus(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.textChanged.connect(self.edited)
        look.changed.connect(self.fit)

    @property
    def html(self) -> str:
        """What it holds, hard spaces too."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_html(self, html: str) -> None:
        """Show HTML; there is nothing to take back then."""
        longest = max(map(len, html.split("\n")), default=0)
        wraps = longest <= WRAPPED_UP_TO
        self.setWordWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.NoWrap
        )
        self.setPlainText(html)
        self.fit()

    def fit(self) -> None:
        """Be some lines tall."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + self._look.px(20))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; the one command for a source is to leave it. Ctrl+Enter is for the form."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if command_of(event) == "source":
            self.commanded.emit("source")
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
