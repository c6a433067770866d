"""Finding words in the card that shows. What is folded away or not shown yet is not looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from desktop.gui.card_text import CardText
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.study_bars import ICON, tool_button
from desktop.gui.theme import Theme
from desktop.gui.words import tr

MOST = 1_000
"""Matches that are counted and marked."""
TINT = 0.3
"""Part of the accent in the ground of a match."""
WIDEST = 320
SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def matches(side: CardText, wanted: str) -> list[QTextCursor]:
    """Return where words stand in the text that shows; capitals do not count."""
    found: list[QTextCursor] = []
    place = side.document().find(wanted) if wanted.strip() else QTextCursor()
    while not place.isNull() and len(found) < MOST:
        found.append(place)
        place = side.document().find(wanted, place)
    return found


def tinted(theme: Theme) -> QColor:
    """Return the ground of a match: the theme's, tinted with its accent, so that text stays legible."""
    pairs = zip(theme.color("accent").getRgb()[:3], theme.color("window").getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(TINT * accent + (1 - TINT) * ground) for accent, ground in pairs))


class FindBar(QWidget):
    """A line to type into; finds as one types.

    Args:
        look: theme and text size.
        sides: the texts to look through, in reading order.
    """

    closed = Signal()

    def __init__(self, look: Look, sides: Sequence[CardText]) -> None:
        super().__init__()
        self._look = look
        self._sides = sides
        self._found: list[tuple[CardText, QTextCursor]] = []
        self._at = 0
        self.setObjectName("find")
        self.setAccessibleName(tr("Find in the card"))
        self.field = QLineEdit()
        self.field.setObjectName("find-text")
        self.field.setAccessibleName(tr("Find in the card"))
        self.field.setPlaceholderText(tr("Find in the card"))
        self.field.setMaxLength(200)
        self.field.textChanged.connect(self._search_anew)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside the field is no click on the card
        self.setFocusProxy(self.field)
        self._count = label("", "caption")
        self._count.setObjectName("find-count")
        self._previous = tool_button("find-previous", tr("Previous match"), tr("Previous match (Shift+F3)"))
        self._next = tool_button("find-next", tr("Next match"), tr("Next match (F3)"))
        self._close = tool_button("find-close", tr("Close"), tr("Close (Esc)"))
        self._previous.clicked.connect(lambda: self.go(-1))
        self._next.clicked.connect(lambda: self.go(1))
        self._close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for widget in (self.field, self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        row.addStretch(1)
        for side in sides:
            side.drawn.connect(self._search_again)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        self.field.setMaximumWidth(self._look.px(WIDEST))
        pairs = ((self._previous, "chevron-up"), (self._next, "chevron-down"), (self._close, "x"))
        for button, icon in pairs:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIcon(self._look.icons.icon(icon))
            button.setIconSize(
                button.iconSize().scaled(*2 * (self._look.px(ICON),), Qt.AspectRatioMode.KeepAspectRatio)
            )
        self._search_again()

    def open(self) -> None:
        """Show the bar with what was looked for last, ready to be typed over."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search_anew()

    def leave(self) -> None:
        """Hide the bar and every mark."""
        if self.isHidden():
            return
        self.hide()
        self._found = []
        self._mark()
        self.closed.emit()

    def go(self, step: int) -> None:
        """Go to the next match (1) or the previous one (-1), round and round."""
        if self.isHidden():
            self.open()
        elif self._found:
            self._at = (self._at + step) % len(self._found)
            self._show()

    def _search_anew(self) -> None:
        self._at = 0
        self._search()
        self._show()

    def _search_again(self) -> None:
        """Look through a text that was drawn anew; the match stays where it can."""
        if not self.isHidden():
            self._search()
            self._at = min(self._at, max(0, len(self._found) - 1))
            self._mark()

    def _search(self) -> None:
        wanted = self.field.text()
        found = [(side, place) for side in self._sides for place in matches(side, wanted)]
        self._found = found[:MOST]

    def _show(self) -> None:
        """Bring the match into view and tell which one it is."""
        self._mark()
        if self._found:
            side, place = self._found[self._at]
            side.pointed.emit(side.cursorRect(place))
        if QAccessible.isActive() and self._count.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._count.text()))

    def _mark(self) -> None:
        theme = self._look.theme
        for side in self._sides:
            marks = []
            for at, (owner, place) in enumerate(self._found):
                if owner is side:
                    mark = QTextEdit.ExtraSelection()
                    mark.cursor, mark.format = place, self._format(theme, at == self._at)
                    marks.append(mark)
            side.setExtraSelections(marks)
        self._count.setText(self._counted())

    @staticmethod
    def _format(theme: Theme, present: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setBackground(theme.color("accent") if present else tinted(theme))
        made.setForeground(theme.color("on_accent" if present else "text"))
        return made

    def _counted(self) -> str:
        if not self.field.text().strip():
            return ""
        if not self._found:
            return tr("No match")
        more = "+" if len(self._found) == MOST else ""
        return tr("{at} of {count}").format(at=self._at + 1, count=f"{len(self._found):,}{more}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc leaves; no other key typed here grades or flips, but the card scrolls."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif held or event.key() in SCROLLING:
            event.ignore()
