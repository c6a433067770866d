"""A field as the HTML that it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from desktop.gui.editor.commands import command_of
from desktop.gui.look import Look

LONGEST_LINE = 4_000
"""Characters of a line that is shown as one: Qt lays a line out anew at every key, so that more take long."""
JOINERS = "\u2060\u2064\u2063\u2062"
"""Signs without width; one that a text does not have stands where a longer line was broken for the eye."""
LINES = 8


class SourceText(QPlainTextEdit):
    """Edits HTML as it is; nothing in it is changed that was not typed."""

    edited = Signal()
    commanded = Signal(str)
    came = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._joiner = ""
        self.setTabChangesFocus(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.textChanged.connect(self.edited)
        look.changed.connect(self.fit)

    @property
    def html(self) -> str:
        """What it holds, hard spaces too."""
        text = self.document().toRawText().replace("\u2029", "\n")
        return text.replace(f"{self._joiner}\n", "").replace(self._joiner, "") if self._joiner else text

    def show_html(self, html: str) -> None:
        """Show HTML; there is nothing to take back then."""
        self._joiner = ""
        if any(len(line) > LONGEST_LINE for line in html.split("\n")):
            self._joiner = next((sign for sign in JOINERS if sign not in html), "")
        self.setPlainText(self._broken(html) if self._joiner else html)
        self.fit()

    def _broken(self, html: str) -> str:
        """Return HTML in lines that are short enough, each that goes on with a sign at its end."""
        between = f"{self._joiner}\n"
        return "\n".join(
            between.join(line[at : at + LONGEST_LINE] for at in range(0, len(line), LONGEST_LINE))
            for line in html.split("\n")
        )

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
