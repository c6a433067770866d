"""The tags of a note: each a chip that can be taken off, and a line that completes those there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QRect, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLayout, QLayoutItem, QLineEdit, QPushButton, QWidget

from desktop.gui.labels import Button
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.store.writing.notes import tidy
from desktop.study.folding import folded

ENDING = " ,;\n"
"""Signs that end a tag that is typed."""
MOST_SHOWN = 60
"""Letters of a chip."""
MOST_OFFERED = 12


class Flow(QLayout):
    """Lays widgets out like words, line by line."""

    def __init__(self, parent: QWidget, space: int = 4) -> None:
        super().__init__(parent)
        self._space = space
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def move_last(self, widget: QWidget) -> None:
        """Put a widget behind all others."""
        self._items.sort(key=lambda item: item.widget() is widget)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Lay everything out."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(QSize(0, item.minimumSize().height()))
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        left, right = rect.left() + margins.left(), rect.right() - margins.right()
        x, y, line = left, rect.top() + margins.top(), 0
        for at, item in enumerate(self._items):
            hint = item.sizeHint().boundedTo(QSize(max(20, right - left), 10_000))
            if x > left and x + hint.width() > right + 1:
                x, y, line = left, y + line + self._space, 0
            last = at == len(self._items) - 1
            width = max(hint.width(), right - x + 1) if last else hint.width()
            if move:
                item.setGeometry(QRect(x, y, width, hint.height()))
            x += width + self._space
            line = max(line, hint.height())
        return y + line + margins.bottom() - rect.top()


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
        self._flow = Flow(self)
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
        chip.setToolTip("")
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
