"""A box for the source of a template or a style sheet; in templates, names of fields are completed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from desktop.gui.labels import restyle

BEGUN = re.compile(r"\{\{[#^/]?(?:[^{}:\n]*:)*([^{}:\n]*)$")
"""A tag that is being written; the group is what there is of its name."""
TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class SourceEdit(QPlainTextEdit):
    """Plain text in letters of one width. Ctrl+Space offers names; Tab leaves the box.

    Args:
        name: of the widget.
        title: for screen readers.
        names: returns what is offered after two opening braces.
    """

    entered = Signal()
    """Tells that the keys go to the box."""

    def __init__(self, name: str, title: str, names: Callable[[], Sequence[str]] = tuple) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setTabChangesFocus(True)
        self._names = names
        self._offered = QStringListModel(self)
        self.names = QListView()
        self.names.setObjectName(f"{name}-names")
        self.names.setAccessibleName(title)
        self.completer = QCompleter(self._offered, self)
        self.completer.setPopup(self.names)
        self.completer.setWidget(self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.activated.connect(self._take)

    def dress(self, pixels: int) -> None:
        """Write in letters of one width, so large."""
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.setStyleSheet(f"font-family: '{family}'; font-size: {pixels}px;")
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))

    def show_source(self, text: str) -> None:
        """Show a text, unless it is the one that shows: the cursor and what can be undone stay."""
        if self.toPlainText() != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def mark(self, wrong: str) -> None:
        """Say what is wrong with it; empty = nothing."""
        self.setAccessibleDescription(wrong)
        restyle(self, outcome="wrong" if wrong else "")

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of a line, from 1, and take the keys."""
        block = self.document().findBlockByNumber(line - 1)
        self.setTextCursor(QTextCursor(block))
        self.setFocus()

    def insert_field(self, name: str) -> None:
        """Put a field where the cursor is."""
        self.insertPlainText(f"{{{{{name}}}}}")
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys come here."""
        super().focusInEvent(event)
        self.entered.emit()

    # ------------------------------------------------------------------ names

    def _begun(self) -> str | None:
        """Return what there is of a name that is being written; None where none is."""
        cursor = self.textCursor()
        found = BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        return found.group(1) if found else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write; offer names while one is being written."""
        if self.names.isVisible() and event.key() in (*TAKING, Qt.Key.Key_Escape):
            event.ignore()  # the list of names takes it
            return
        asked = event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not asked:
            super().keyPressEvent(event)
        if asked or event.text():
            self._offer(always=asked)

    def _offer(self, *, always: bool) -> None:
        begun = self._begun()
        names = list(self._names())
        if not names or (begun is None and not always) or begun in names:
            self.names.hide()
            return
        self._offered.setStringList(names)
        self.completer.setCompletionPrefix((begun or "").strip())
        if not self.completer.completionCount():
            self.names.hide()
            return
        self.names.setCurrentIndex(self.completer.completionModel().index(0, 0))
        where = self.cursorRect()
        where.setWidth(
            self.names.sizeHintForColumn(0) + self.names.verticalScrollBar().sizeHint().width() + 24
        )
        where.translate(self.viewportMargins().left(), 0)
        self.completer.complete(where)

    def _take(self, name: str) -> None:
        begun = self._begun()
        if begun is None:
            self.insert_field(name)
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
        after = cursor.block().text()[self.textCursor().positionInBlock() :]
        cursor.insertText(name + ("" if after.startswith("}}") else "}}"))
        if after.startswith("}}"):
            cursor.movePosition(QTextCursor.MoveOperation.Right, n=2)
        self.setTextCursor(cursor)
