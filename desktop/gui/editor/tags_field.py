"""The tags of a note: each a chip that can be taken off, and a line that completes those there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QPushButton, QWidget

from desktop.gui.editor.flow import Flow
from desktop.gui.labels import Button, plain_tip
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.store.writing.notes import tidy
from desktop.study.folding import folded

ENDING = " ,;\n"
"""Signs that end a tag that is typed."""
MOST_SHOWN = 60
"""Letters of a chip."""
MOST_OFFERED = 12


class TagLine(QLineEdit):
    """Types one tag."""

    ended = Signal()
    """A sign was typed that ends a tag, or Enter."""
    emptied = Signal()
    """Backspace was pressed with nothing to erase."""
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; Enter, comma and space end a tag."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and held:
            event.ignore()
        elif enter or (event.text() and event.text() in ENDING):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is a tag when the keyboard goes on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TagsField(QFrame):
    """Edits the tags of a note.

    Args:
        look: theme and text size.
        known: returns the tags there are; asked at the first tag that is typed.
    """

    edited = Signal()

    def __init__(self, look: Look, known: Callable[[], list[str]]) -> None:
        super().__init__()
        self._look = look
        self._known = known
        self._all: list[tuple[str, str]] | None = None
        self._chips: dict[str, QPushButton] = {}
        self.setProperty("role", "surface")
        self.line = TagLine()
        self.line.setObjectName("tags")
        self.line.setAccessibleName(tr("Tags"))
        self.line.setPlaceholderText(tr("Add a tag"))
        self.line.setProperty("role", "bare")
        self.line.setFrame(False)
        self.line.ended.connect(self._end)
        self.line.left.connect(self._end)
        self.line.emptied.connect(self._take_last)
        self.line.textEdited.connect(self._offer)
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST_OFFERED)
        completer.activated.connect(lambda tag: QTimer.singleShot(0, self, lambda: self._take(tag)))
        if popup := completer.popup():
            popup.setObjectName("tag-completions")
            popup.setAccessibleName(tr("Tags there are"))
        self.line.setCompleter(completer)
        self._flow = Flow(self, stretches=True)
        self._flow.setContentsMargins(8, 5, 8, 5)
        self._flow.addWidget(self.line)
        self.setFocusProxy(self.line)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, with what is being typed."""
        return tidy([*self._chips, *self.line.text().split(",")])

    def show_tags(self, tags: Iterable[str]) -> None:
        """Show tags in the place of those that were there."""
        for tag in list(self._chips):
            self._drop(tag)
        self.line.clear()
        for tag in tags:
            self._add(tag)

    def forget_known(self) -> None:
        """Ask anew which tags there are."""
        self._all = None

    def _add(self, tag: str) -> None:
        if tag in self._chips:
            return
        shown = tag if len(tag) <= MOST_SHOWN else f"{tag[: MOST_SHOWN - 1]}…"
        chip = Button(shown.replace("&", "&&") + "  ✕")
        chip.setObjectName(f"tag-{tag[:MOST_SHOWN]}")
        chip.setAccessibleName(tr("Take off the tag {tag}").format(tag=tag))
        chip.setToolTip(plain_tip(tag) if shown != tag else "")
        chip.setProperty("role", "chip")
        chip.clicked.connect(lambda _=False: self._take_off(tag))
        self._chips[tag] = chip
        self._flow.addWidget(chip)
        self._flow.move_last(self.line)
        QWidget.setTabOrder(chip, self.line)
        self.updateGeometry()

    def _drop(self, tag: str) -> None:
        chip = self._chips.pop(tag)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def _take_off(self, tag: str) -> None:
        self._drop(tag)
        self.line.setFocus()
        self.edited.emit()

    def _take_last(self) -> None:
        if self._chips:
            self._take_off(list(self._chips)[-1])

    def _end(self) -> None:
        """Make what was typed a tag."""
        found = tidy(self.line.text().split(","))
        self.line.clear()
        for tag in found:
            self._add(tag)
        if found:
            self.edited.emit()

    def _take(self, tag: str) -> None:
        self.line.clear()
        self._add(tag)
        self.edited.emit()

    def _offer(self, typed: str) -> None:
        """Offer the tags whose names, or parts of them, begin with what is typed."""
        if any(sign in typed for sign in ENDING):  # pasted
            for tag in tidy(typed.replace(";", ",").replace(" ", ",").split(",")):
                self._add(tag)
            self.line.clear()
        self.edited.emit()
        if self._all is None:
            self._all = [(folded(tag), tag) for tag in self._known()]
        wanted = folded(typed)
        first = [tag for plain, tag in self._all if plain.startswith(wanted)] if wanted else []
        inside = [tag for plain, tag in self._all if wanted and f"::{wanted}" in plain]
        offered = [tag for tag in dict.fromkeys([*first, *inside]) if tag not in self._chips]
        self._model.setStringList(offered[: 4 * MOST_OFFERED])

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
