"""Where an answer is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from desktop.gui.keys import letter_of


class AnswerField(QLineEdit):
    """Where an answer is typed. Enter gives it: once however long it is held, never half a letter."""

    def __init__(self) -> None:
        super().__init__()
        self._composing = False

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the card where there is no typing to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a letter is being composed."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; Enter ends a composition before it gives the answer."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._composing:
                QGuiApplication.inputMethod().commit()
            elif not event.isAutoRepeat():
                super().keyPressEvent(event)
            event.accept()
        elif control and letter_of(event) == "Z" and self.isUndoAvailable():
            self.undo()
        else:
            super().keyPressEvent(event)
