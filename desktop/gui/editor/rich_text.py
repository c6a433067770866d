"""One field as rich text: what is typed, pasted and dropped into it becomes the small HTML of notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from desktop.errors import UserError
from desktop.gui.card_text import FindPicture
from desktop.gui.drops import files_of
from desktop.gui.editor import document as documents
from desktop.gui.editor import markdown
from desktop.gui.editor.commands import command_of
from desktop.gui.editor.highlighting import Highlighting
from desktop.gui.editor.media_in import Keep
from desktop.gui.editor.nesting import can_nest, nest
from desktop.gui.editor.pasting import data_of, lines_of, run_of
from desktop.gui.editor.placeholder import missing
from desktop.gui.look import Look
from desktop.render.clean import named
from desktop.render.lines import Line, Lines
from desktop.render.lines import Look as TextLook

TALLEST, LOWEST = 260, 40
"""Pixels at 100 % between which a field is as tall as its text."""


class RichText(QTextEdit):
    """Edits one field.

    Args:
        look: theme and text size.
        find: returns a picture of the deck by its name; None where it is missing.
        keep: keeps a picture or sound.
        one_line: whether there is but one line: Enter is not for it.
    """

    edited = Signal()
    commanded = Signal(str)
    """Tells the name of a command whose keys were pressed; see `commands`."""
    refused = Signal(UserError)
    came = Signal()
    """The keyboard came to it."""
    placed = Signal()
    """The cursor went elsewhere, or the look of what is typed next changed."""
    entered = Signal()
    """Enter was pressed where there is but one line."""

    def __init__(self, look: Look, find: FindPicture, keep: Keep, *, one_line: bool = False) -> None:
        super().__init__()
        self._look = look
        self._find = find
        self._keep = keep
        self._one_line = one_line
        self._images: dict[str, QImage] = {}
        self.setProperty("role", "field")
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(24)
        self._highlighting = Highlighting(self.document(), look)
        self.textChanged.connect(self.edited)
        self.cursorPositionChanged.connect(self.placed)
        self.currentCharFormatChanged.connect(lambda _: self.placed.emit())
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        look.changed.connect(self._fit)

    # ------------------------------------------------------------------ what it holds

    @property
    def lines(self) -> Lines:
        """What it holds."""
        return documents.take(self.document())

    def show_lines(self, lines: Lines) -> None:
        """Show lines; there is nothing to take back then."""
        documents.fill(self.document(), lines)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @property
    def at_cursor(self) -> tuple[TextLook, str]:
        """The look of what is typed next, and the kind of the line that it comes to."""
        return documents.look_of(self.currentCharFormat()), documents.kind_of(self.textCursor().block())[0]

    def is_composing(self) -> bool:
        """Return whether an input method has not ended its word yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def change_look(self, change: Callable[[TextLook], TextLook]) -> None:
        """Change the look of what is selected, or of what is typed next."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            self.setCurrentCharFormat(
                documents.format_of(change(documents.look_of(self.currentCharFormat())))
            )
            return
        at, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        place = QTextCursor(self.document())
        for start, stop in list(self._pieces(at, end)):
            place.setPosition(start)
            place.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            place.mergeCharFormat(documents.format_of(change(documents.look_of(place.charFormat()))))
        cursor.endEditBlock()

    def _pieces(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return the parts between two places that have one format each."""
        found: list[tuple[int, int]] = []
        block: QTextBlock = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            at = block.begin()
            while not at.atEnd():
                fragment = at.fragment()
                at += 1
                first, last = fragment.position(), fragment.position() + fragment.length()
                if first < end and last > start:
                    found.append((max(first, start), min(last, end)))
            block = block.next()
        return found

    def insert_lines(self, lines: Lines) -> None:
        """Insert lines at the cursor, in the place of what is selected."""
        if self._one_line:
            lines = (Line(tuple(run for line in lines for run in line.runs)),)
        cursor = self.textCursor()
        usual = self.currentCharFormat()
        documents.insert(cursor, lines)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(_no_picture(usual))
        self.ensureCursorVisible()

    # ------------------------------------------------------------------ keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.came.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the editor from the window's menus, which have some of them too."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and command_of(event)
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._tabbed(event):
            event.accept()
            return True
        return super().event(event)

    def _tabbed(self, event: QKeyEvent) -> bool:
        """Let Tab before the text of an item nest it; return whether it did, else Tab leaves the field."""
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        cursor = self.textCursor()
        at_start = cursor.atBlockStart() or cursor.hasSelection()
        return bool(step) and not held.value and at_start and self.nest(step)

    def nest(self, step: int) -> bool:
        """Let the items that are selected go deeper (1) or come back (-1); return whether they could."""
        return nest(self.textCursor(), step)

    def can_nest(self, step: int) -> bool:
        """Return whether they can."""
        return can_nest(self.textCursor(), step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; carry out commands; see what is meant as Markdown."""
        if command := command_of(event):
            if not event.isAutoRepeat():
                self.commanded.emit(command)
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            if self._one_line:
                self.entered.emit()
                return
            if not self.textCursor().block().text() and self._comes_out():
                return
        if event.key() == Qt.Key.Key_Backspace and self.textCursor().atBlockStart() and self._comes_out():
            return
        if event.text().isprintable() and event.text():
            self._leave_link()
        super().keyPressEvent(event)
        typed = event.text()
        if len(typed) == 1 and not self.is_composing() and not self.textCursor().hasSelection():
            self._understand(typed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits; signs of Markdown mean the same from there."""
        super().inputMethodEvent(event)
        if len(event.commitString()) == 1 and not event.preeditString():
            self._understand(event.commitString())

    def _understand(self, typed: str) -> None:
        cursor = self.textCursor()
        usual = self.currentCharFormat()
        if markdown.meant(cursor, typed, lists=not self._one_line):
            self.setTextCursor(cursor)
            self.setCurrentCharFormat(_no_picture(usual))

    def _leave_link(self) -> None:
        """Let what is typed behind a link be no part of it."""
        form, cursor = self.currentCharFormat(), self.textCursor()
        link = documents.look_of(form).link
        if not link or cursor.hasSelection():
            return
        moved = cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if not moved or documents.look_of(cursor.charFormat()).link != link:
            self.setCurrentCharFormat(documents.format_of(replace(documents.look_of(form), link="")))

    def _comes_out(self) -> bool:
        """Let an item come out of its list, one level at a time; return whether it was one."""
        cursor = self.textCursor()
        found = cursor.block().textList()
        if found is None or cursor.hasSelection():
            return False
        if self.nest(-1):
            return True
        cursor.beginEditBlock()
        found.remove(cursor.block())
        cursor.setBlockFormat(documents.block_format(""))
        cursor.endEditBlock()
        return True

    # ------------------------------------------------------------------ the clipboard, and what is dropped

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected as text, as HTML, and as the lines that it is."""
        return data_of(documents.selected(self.textCursor()), self.textCursor().selection().toPlainText())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say what can be pasted: texts, pictures, and files of pictures and sounds."""
        return bool(source.hasImage() or files_of(source) or source.hasText() or source.hasHtml())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what was copied or dropped; tell where that cannot be."""
        try:
            self.insert_lines(lines_of(source, self._keep))
        except UserError as error:
            self.refused.emit(error)

    def insert_file(self, file: Path) -> None:
        """Insert a picture or a sound.

        Raises:
            UserError: it is neither, or cannot be read.
        """
        self.insert_lines((Line((run_of(file, self._keep),)),))

    # ------------------------------------------------------------------ looks

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load a picture from the media store; no file and no address is ever opened from here."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        full = QUrl.ComponentFormattingOption.FullyEncoded
        address = name.toString(full) if isinstance(name, QUrl) else name
        if address not in self._images:
            file = named(address) if address.startswith("media:") else ""
            found = self._find(file, documents.ROOM) if file else None
            self._images[address] = found or missing(file, self.font(), self._look.theme)
        return self._images[address]

    def _fit(self) -> None:
        """Be as tall as the text, within bounds."""
        around = self.height() - self.viewport().height()
        wanted = round(self.document().size().height()) + around
        self.setFixedHeight(max(self._look.px(LOWEST), min(wanted, self._look.px(TALLEST))))


def _no_picture(form: QTextCharFormat) -> QTextCharFormat:
    """Return a format for text: that of a picture would make each letter one."""
    made = documents.format_of(documents.look_of(form))
    made.clearProperty(QTextFormat.Property.ObjectType.value)
    return made
