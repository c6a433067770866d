"""Carrying out what the toolbar and its keys ask for, on the field that has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from desktop.errors import UserError
from desktop.gui.dialogs import Dialog
from desktop.gui.editor import document as documents
from desktop.gui.editor.document import STYLES, kind_of
from desktop.gui.editor.media_in import PICTURES, SOUNDS
from desktop.gui.editor.rich_text import RichText
from desktop.gui.look import Look as Appearance
from desktop.gui.words import tr
from desktop.render.colors import readable
from desktop.render.lines import BULLETS, LISTS, NUMBERS, Line, Look, Run

COLORS = (
    ("red", "#c0392b"),
    ("orange", "#b9770e"),
    ("green", "#1e8449"),
    ("blue", "#2471a3"),
    ("violet", "#8e44ad"),
    ("grey", "#707b7c"),
)
"""Of text; cards make them lighter or darker where they could not be read."""


def color_name(key: str) -> str:
    """Return what a colour is called."""
    names = {
        "red": tr("Red"),
        "orange": tr("Orange"),
        "green": tr("Green"),
        "blue": tr("Blue"),
        "violet": tr("Violet"),
        "grey": tr("Grey"),
    }
    return names[key]


class Deeds:
    """Does things to a field.

    Args:
        parent: of the dialogs.
        look: theme and text size.
        numbers: returns the numbers of all gaps of the note.
        refused: told why something cannot be done.
    """

    def __init__(
        self,
        parent: QWidget,
        look: Appearance,
        numbers: Callable[[], tuple[int, ...]],
        refused: Callable[[UserError], object],
    ) -> None:
        self._parent = parent
        self._look = look
        self._numbers = numbers
        self._refused = refused

    def do(self, name: str, text: RichText) -> None:
        """Carry out a command on a field, which has the keyboard afterwards."""
        simple: dict[str, Callable[[RichText], object]] = {
            "bold": lambda each: _turn(each, "bold"),
            "italic": lambda each: _turn(each, "italic"),
            "underline": lambda each: _turn(each, "underlined"),
            "sub": lambda each: _place(each, "sub"),
            "sup": lambda each: _place(each, "sup"),
            "bullets": lambda each: make_list(each, BULLETS),
            "numbers": lambda each: make_list(each, NUMBERS),
            "deeper": lambda each: each.nest(1),
            "back": lambda each: each.nest(-1),
            "gap": lambda each: self.make_gap(each, fresh=True),
            "same-gap": lambda each: self.make_gap(each, fresh=False),
            "hint": lambda each: self.make_gap(each, fresh=True, hint=True),
            "formula": lambda each: wrap(each, "\\(", "\\)"),
            "color": self.choose_color,
            "link": self.choose_link,
            "picture": lambda each: self._choose_file(each, tr("Picture"), PICTURES),
            "sound": lambda each: self._choose_file(each, tr("Sound"), SOUNDS),
        }
        simple[name](text)
        text.setFocus()

    def make_gap(self, text: RichText, *, fresh: bool, hint: bool = False) -> None:
        """Make what is selected a gap.

        Args:
            text: the field.
            fresh: whether it asks on a card of its own, else on that of the latest gap.
            hint: whether it has a hint, which is to be written.
        """
        last = max(self._numbers(), default=0)
        number = last + 1 if fresh else max(1, last)
        hinted = tr("hint")
        wrap(text, f"{{{{c{number}::", f"::{hinted}}}}}" if hint else "}}")
        if hint:
            _select_hint(text, hinted)

    def choose_color(self, text: RichText) -> None:
        """Offer colours below the cursor."""
        menu = QMenu(text)
        menu.setObjectName("color-menu")
        for key, color in COLORS:
            action = menu.addAction(self._swatch(color), color_name(key))
            action.setObjectName(f"color-{key}")
            action.setData(color)
        menu.addSeparator()
        usual = menu.addAction(tr("Colour of the card"))
        usual.setObjectName("color-none")
        usual.setData("")
        place = text.viewport().mapToGlobal(text.cursorRect().bottomLeft() + QPoint(0, 4))
        chosen: QAction | None = menu.exec(place)
        menu.deleteLater()
        if chosen is not None:
            color = chosen.data()
            text.change_look(lambda look: replace(look, color=color))

    def _swatch(self, color: str) -> QIcon:
        picture = QPixmap(32, 32)
        picture.fill(QColor(readable(color, self._look.theme.surface.lower())))
        return QIcon(picture)

    def choose_link(self, text: RichText) -> None:
        """Ask for an address, and make what is selected a link to it; no address takes a link away."""
        cursor = text.textCursor()
        before = documents.look_of(cursor.charFormat()).link
        dialog = LinkDialog(self._parent, before)
        if not dialog.run():
            return
        address = dialog.address
        if address and not cursor.hasSelection():
            text.insert_lines((Line((Run(address, Look(link=address)),)),))
        else:
            text.change_look(lambda look: replace(look, link=address))

    def _choose_file(self, text: RichText, title: str, suffixes: tuple[str, ...]) -> None:
        from PySide6.QtWidgets import QFileDialog  # heavy: Qt's names of it take longer than the editor

        kinds = " ".join(f"*.{each}" for each in suffixes)
        filters = f"{title} ({kinds});;" + tr("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, "", filters)
        if not chosen:
            return
        try:
            text.insert_file(Path(chosen))
        except UserError as error:
            self._refused(error)


class LinkDialog(Dialog):
    """Asks for the address of a link."""

    def __init__(self, parent: QWidget | None, address: str) -> None:
        super().__init__(parent, "edit-link", tr("Link"))
        self._line = QLineEdit(address)
        self._line.setObjectName("link-address")
        self._line.setAccessibleName(tr("Address"))
        self._line.setPlaceholderText("https://")
        self.column.addWidget(self._line)
        self.add_text(tr("Cards open no address by themselves; it can be copied from them."), "muted")
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.add_button("save", tr("Use it"), self.accept, primary=True)
        self._line.setFocus()

    @property
    def address(self) -> str:
        """What was typed; an address without a scheme gets the usual one."""
        typed = self._line.text().strip()
        return typed if not typed or ":" in typed else f"https://{typed}"


def _look_now(text: RichText) -> Look:
    """Return the look of what is selected, at its end, or of what is typed next."""
    cursor = text.textCursor()
    if not cursor.hasSelection():
        return documents.look_of(text.currentCharFormat())
    place = QTextCursor(cursor)
    place.setPosition(cursor.selectionEnd())
    return documents.look_of(place.charFormat())


def _turn(text: RichText, name: str) -> None:
    """Give what is selected a look, or take it away where it has it."""
    turned: dict[str, Any] = {name: not getattr(_look_now(text), name)}
    text.change_look(lambda look: replace(look, **turned))


def _place(text: RichText, place: str) -> None:
    """Set what is selected lower or higher, or back where it is so."""
    wanted = "" if _look_now(text).place == place else place
    text.change_look(lambda look: replace(look, place=wanted))


def wrap(text: RichText, before: str, after: str) -> None:
    """Put signs around what is selected; the cursor stands behind it, or between where there is nothing."""
    cursor = text.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.beginEditBlock()
    cursor.setPosition(end)
    cursor.insertText(after)
    cursor.setPosition(start)
    cursor.insertText(before)
    cursor.endEditBlock()
    cursor.setPosition(end + len(before) + (len(after) if end > start else 0))
    text.setTextCursor(cursor)


def _select_hint(text: RichText, hint: str) -> None:
    """Select the hint of a gap that was just made, so that typing takes its place."""
    cursor = text.textCursor()
    found = text.document().find(f"::{hint}}}}}", max(0, cursor.position() - len(hint) - 4))
    if not found.isNull():
        cursor.setPosition(found.selectionEnd() - 2 - len(hint))
        cursor.setPosition(found.selectionEnd() - 2, QTextCursor.MoveMode.KeepAnchor)
        text.setTextCursor(cursor)


def make_list(text: RichText, kind: str) -> None:
    """Make the lines that are selected items of a list, or lines again where they are."""
    cursor = text.textCursor()
    cursor.beginEditBlock()
    first = text.document().findBlock(cursor.selectionStart())
    is_one = kind_of(first)[0] == kind
    block, made = first, None
    while block.isValid() and block.position() <= cursor.selectionEnd():
        place = QTextCursor(block)
        if is_one and (found := block.textList()) is not None:
            found.remove(block)
            place.setBlockFormat(documents.block_format(""))
        elif made is not None:
            made.add(block)
        elif not is_one:
            form = QTextListFormat()
            form.setStyle(STYLES[kind])
            form.setIndent(kind_of(block)[1] if kind_of(block)[0] in LISTS else 1)
            made = place.createList(form)
        block = block.next()
    cursor.endEditBlock()
