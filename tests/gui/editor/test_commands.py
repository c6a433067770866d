"""The keys of the editor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.gui.editor.commands import COMMANDS, Command, command_of, commits, text_of
from tests.gui.conftest import ALT, CTRL, NONE, SHIFT, Key


def event(key: int, held: Qt.KeyboardModifier, scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, 0, 0, "")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_each_command_has_words_and_keys_of_its_own(command: Command) -> None:
    pressed = QKeySequence(command.keys)[0]
    assert command_of(event(pressed.key(), pressed.keyboardModifiers())) == command.name
    assert text_of(command.name)[0].isupper()
    assert sum(each.keys == command.keys for each in COMMANDS) == 1


@pytest.mark.parametrize(
    ("key", "held", "scan", "name"),
    [
        (Key.Key_B, NONE, 0, ""),
        (Key.Key_B, ALT, 0, ""),
        (Key.Key_Z, CTRL, 0, ""),
        (Key.Key_Asterisk, CTRL | SHIFT, 0, "bullets"),  # Shift+8 on a US keyboard
        (Key.Key_ParenLeft, CTRL | SHIFT, 0, "bullets"),  # on a German one
        (Key.Key_Ampersand, CTRL | SHIFT, 0, "numbers"),
        (0x418, CTRL, 48 + 8, "bold"),  # И, where B is on a US keyboard
        (0x428, CTRL, 23 + 8, "italic"),  # Ш, where I is
        (0x42A, CTRL, 27 + 8, "deeper"),  # Ъ, where ] is
    ],
)
def test_keys_mean_the_same_on_every_layout(
    qapp: object, key: int, held: Qt.KeyboardModifier, scan: int, name: str
) -> None:
    assert command_of(event(key, held, scan)) == name


def test_control_and_enter_commit_and_nothing_else_does() -> None:
    assert commits(event(Key.Key_Return, CTRL))
    assert commits(event(Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier))
    assert not commits(event(Key.Key_Return, NONE))
    assert not commits(event(Key.Key_Return, CTRL | SHIFT))
