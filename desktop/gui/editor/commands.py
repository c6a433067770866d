"""What can be done with the text of a field: each has a name, words, keys and an icon."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.gui.keys import letter_of
from desktop.gui.words import tr


class Command(NamedTuple):
    """One command."""

    name: str
    keys: str
    icon: str


COMMANDS = (
    Command("bold", "Ctrl+B", "bold"),
    Command("italic", "Ctrl+I", "italic"),
    Command("underline", "Ctrl+U", "underline"),
    Command("sub", "Ctrl+Shift+L", "subscript"),
    Command("sup", "Ctrl+Shift+R", "superscript"),
    Command("color", "Ctrl+Shift+K", "palette"),
    Command("bullets", "Ctrl+Shift+8", "list"),
    Command("numbers", "Ctrl+Shift+7", "list-ordered"),
    Command("deeper", "Ctrl+]", "list-indent-increase"),
    Command("back", "Ctrl+[", "list-indent-decrease"),
    Command("gap", "Ctrl+Shift+C", "brackets"),
    Command("same-gap", "Ctrl+Alt+Shift+C", ""),
    Command("hint", "Ctrl+Shift+H", ""),
    Command("link", "Ctrl+K", "link"),
    Command("picture", "Ctrl+Shift+P", "image"),
    Command("sound", "Ctrl+Shift+S", "volume-2"),
    Command("formula", "Ctrl+M", "sigma"),
    Command("source", "Ctrl+Shift+X", "code"),
)
BY_KEYS = {QKeySequence(each.keys).toString(): each.name for each in COMMANDS}
SHIFTED_DIGITS = {
    Qt.Key.Key_Asterisk: "8",
    Qt.Key.Key_ParenLeft: "8",
    Qt.Key.Key_Ampersand: "7",
    Qt.Key.Key_Slash: "7",
}
"""What Shift makes of the digits on common layouts."""


def text_of(name: str) -> str:
    """Return what a command is called."""
    texts = {
        "bold": tr("Bold"),
        "italic": tr("Italic"),
        "underline": tr("Underline"),
        "sub": tr("Subscript"),
        "sup": tr("Superscript"),
        "color": tr("Colour"),
        "bullets": tr("List"),
        "numbers": tr("Numbered list"),
        "deeper": tr("Item goes deeper"),
        "back": tr("Item comes back"),
        "gap": tr("Gap"),
        "same-gap": tr("Gap of the same card"),
        "hint": tr("Gap with a hint"),
        "link": tr("Link"),
        "picture": tr("Picture"),
        "sound": tr("Sound"),
        "formula": tr("Formula"),
        "source": tr("Source"),
    }
    return texts[name]


def command_of(event: QKeyEvent) -> str:
    """Return the command whose keys were pressed, by what they type or by their place; empty = none."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not held & Qt.KeyboardModifier.ControlModifier:
        return ""
    letter = SHIFTED_DIGITS.get(Qt.Key(event.key())) or letter_of(event)
    if not letter:
        return ""
    return BY_KEYS.get(QKeySequence(QKeyCombination(held, Qt.Key(ord(letter)))).toString(), "")


def commits(event: QKeyEvent) -> bool:
    """Return whether a key means that the note is ready."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return (
        event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.ControlModifier
    )
