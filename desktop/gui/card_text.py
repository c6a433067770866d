"""Card text: drawn by Qt's own rich text, as tall as it needs, selectable, never the keyboard's owner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from desktop.gui.drawings import READING, InlineDrawings
from desktop.gui.words import tr
from desktop.render.card_theme import CardTheme
from desktop.render.clean import named
from desktop.render.document import Compiled, compile_card
from desktop.render.drawing import Drawing
from desktop.render.lower import heard
from desktop.render.ruby import STRUT

LINKS = ("http", "https", "mailto")
FOLD, SOUND = "fold", "sound"
HIGHEST_PICTURE = 2000
INDENT = 1.3
"""Of lists, in type sizes."""
PICTURE = "\ufffc"
SIGNS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": "\n", "\xa0": " "})
"""What Qt has in selected text for the ends of lines and cells."""

FindPicture = Callable[[str, QSize], QImage | None]


def added(before: str, after: str) -> str:
    """Return the lines that a text got below the first one that changed."""
    old, new = before.split("\n"), after.split("\n")
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return "\n".join(new[start + 1 : start + 1 + len(new) - len(old)])


def no_picture(_name: str, _room: QSize) -> None:
    """Find no picture."""


class CardText(QTextBrowser):
    """One side of a card.

    Args:
        name: what a screen reader calls it.
        largest: type size in pixels of a short text, at 100 %.
        smallest: type size of a long one.
        find: returns a picture of the deck by its name, no larger than the room; None where it is missing.
    """

    followed = Signal(str)
    """Tells the address of a link that was clicked."""
    played = Signal(str)
    """Tells the name of a sound whose link was clicked."""
    said = Signal(str)
    """Tells what a screen reader should say of a part that was opened or closed."""
    pointed = Signal(QRect)
    """Tells where in it something is that the keys came to."""
    drawn = Signal()
    """Tells that it has a new document."""

    def __init__(self, name: str, largest: int, smallest: int, find: FindPicture = no_picture) -> None:
        super().__init__()
        self._sizes = largest, smallest
        self._name = name
        self._find = find
        self._side: tuple[str, str, int] = ("", "", 1)
        self._theme = CardTheme()
        self._opened: frozenset[int] = frozenset()
        self._images: dict[str, QImage | None] = {}
        self._drawings: Mapping[str, Drawing] = {}
        self._at_link = False
        self.compiled = Compiled("", "", largest)
        self.setObjectName(name.lower())
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._inline = InlineDrawings(self.document())

    @property
    def text(self) -> str:
        """The text as a screen reader gets it."""
        return self.compiled.text

    @property
    def sounds(self) -> tuple[str, ...]:
        """The sounds that play by themselves; each has a link where its name is not hidden."""
        return tuple(dict.fromkeys((*heard(self._side[0]), *self.compiled.sounds)))

    def show_html(
        self,
        html: str,
        style: str,
        theme: CardTheme,
        number: int = 1,
        drawings: Mapping[str, Drawing] = MappingProxyType({}),
    ) -> None:
        """Show a side of a card; what was opened in it stays open while it is the same.

        Args:
            html: of the card.
            style: its style sheets.
            theme: what it is shown with.
            number: of its template.
            drawings: of its formulas.
        """
        if (html, style, number) != self._side:
            self._side = html, style, number
            self._opened = frozenset()
            self._images.clear()
        self._drawings = drawings
        self._theme = theme
        self._draw()

    def toggle(self, number: int) -> None:
        """Open or close a foldable, and say so."""
        before = self.text
        self._opened = self._opened ^ {number}
        self._draw()
        fold = next((each for each in self.compiled.folds if each.number == number), None)
        if fold is None:
            return
        words = tr("{part}: open") if fold.is_open else tr("{part}: closed")
        shown = added(before, self.text) if fold.is_open else ""
        told = (words.format(part=fold.summary.strip() or "…"), shown)
        self.said.emit("\n".join(part for part in told if part))
        self._point_at(f"{FOLD}:{number}")

    def _point_at(self, address: str) -> None:
        """Tell where a link is; it gets the keyboard back if it had it."""
        place = QTextCursor(self.document())
        while not place.atEnd():
            place.movePosition(QTextCursor.MoveOperation.NextCharacter)
            if place.charFormat().anchorHref() == address:
                self.pointed.emit(self.cursorRect(place))
                break
        if not self._at_link:
            return
        for _ in range(self.document().characterCount()):
            if not super().focusNextPrevChild(True) or self._link == address:
                return

    @property
    def _link(self) -> str:
        """The address of the link that has the keyboard; empty = none."""
        cursor = self.textCursor()
        return cursor.charFormat().anchorHref() if self._at_link and cursor.hasSelection() else ""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go from link to link, then on to the next widget."""
        moved = super().focusNextPrevChild(forward)
        self._at_link = moved and self.hasFocus() and self.textCursor().hasSelection()
        if self._at_link:
            self.pointed.emit(self.cursorRect())
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link where Tab leads here, to the last one where Shift+Tab does."""
        super().focusInEvent(event)
        forward = event.reason() == Qt.FocusReason.TabFocusReason
        if forward or event.reason() == Qt.FocusReason.BacktabFocusReason:
            edge = QTextCursor.MoveOperation.Start if forward else QTextCursor.MoveOperation.End
            self.moveCursor(edge)
            self.focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, which is no link that the keys came to."""
        self._at_link = False
        super().mousePressEvent(event)

    def _draw(self) -> None:
        html, styles, number = self._side
        largest, smallest = self._sizes
        theme = replace(
            self._theme, largest=largest, smallest=smallest, width=max(80, self.viewport().width())
        )
        self.compiled = compile_card(
            html,
            styles,
            theme,
            opened=self._opened,
            number=number,
            pictures=self._size_of,
            drawings=self._drawings,
        )
        size = self.compiled.size
        font = self.font()
        font.setPixelSize(size)
        style = f"QTextBrowser {{ font-size: {size}px; color: {theme.text}; }}"
        if style != self.styleSheet():  # setting it is half of the work
            self.setStyleSheet(style)
        self.document().setDefaultFont(font)
        self.document().setIndentWidth(size * INDENT)
        drawings = {**self._drawings, **self.compiled.drawings}
        self._inline.show(drawings, QColor(theme.text), self.compiled.readings)
        self.setHtml(self.compiled.html)
        self._inline.settle()
        self.setAccessibleDescription(self.text)
        linked = "<a " in self.compiled.html
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.ClickFocus)
        self._fit()
        self.drawn.emit()

    def _size_of(self, name: str) -> tuple[int, int] | None:
        if name not in self._images:
            self._images[name] = self._find(name, QSize(max(80, self.viewport().width()), HIGHEST_PICTURE))
        image = self._images[name]
        if image is None:
            return None
        size = image.deviceIndependentSize().toSize()
        return size.width(), size.height()

    def renew(self, name: str) -> None:
        """Draw the next frame of a moving picture."""
        if name in self._images:
            self._images[name] = self._find(name, QSize(max(80, self.viewport().width()), HIGHEST_PICTURE))
            self.document().markContentsDirty(0, self.document().characterCount())

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(max(1, round(self.document().size().height()) + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as tall as the text at the new width."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        if "<table" in self.compiled.html or self.compiled.images:  # their width follows the card's
            self._images.clear()
            self._draw()
        else:
            self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the text."""
        return self.document().size().toSize()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load a picture of the deck that was found; no file and no address is ever opened from here.

        Where it got nothing, Qt would go on to open the file itself: it gets a clear dot instead.
        """
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        address = (
            name.toString(QUrl.ComponentFormattingOption.FullyEncoded) if isinstance(name, QUrl) else name
        )
        found = self._images.get(named(address)) if address.startswith("media:") else None
        if found is not None:
            return found
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(Qt.GlobalColor.transparent)
        return dot

    def _follow(self, address: QUrl) -> None:
        if address.scheme() == FOLD:
            number = address.path()
            if number.isdecimal():
                self.toggle(int(number))
        elif address.scheme() == SOUND:
            number = address.path()
            if number.isdecimal() and int(number) < len(self.compiled.sounds):
                self.played.emit(self.compiled.sounds[int(number)])
        elif address.scheme() in LINKS:
            self.followed.emit(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected text, and for pictures what stands for them."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        text = cursor.selectedText()
        parts = text.split(PICTURE)
        at, made = start, parts[0]
        for before, after in pairwise(parts):
            at += len(before.encode("utf-16-le")) // 2 + 1
            place = QTextCursor(self.document())
            place.setPosition(at)
            form = place.charFormat()
            if form.toImageFormat().name().startswith(READING):
                after = after.removeprefix(STRUT)
            made += str(form.property(QTextFormat.Property.ImageAltText.value) or "") + after
        data = QMimeData()
        data.setText(made.translate(SIGNS))
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, select all and follow the link that the keys are at; every other key is for studying."""
        own = event.matches(QKeySequence.StandardKey.Copy) or event.matches(
            QKeySequence.StandardKey.SelectAll
        )
        if own:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._link:
            if not event.isAutoRepeat():
                self._follow(QUrl(self._link))
            event.accept()
        else:
            event.ignore()
