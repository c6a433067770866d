"""The earlier versions of a note, from the browser."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QPlainTextEdit, QPushButton

from desktop.gui.history.versions_dialog import open_versions
from tests.gui.conftest import CTRL, Desk, HandClock, Key, Sit, basic, settle


def edited(sit: Sit, clock: HandClock) -> tuple[Desk, int]:
    desk = sit(basic("One <b>&</b>"))
    note = desk.collection.cards()[0].note_number
    for text in ("Two", "Three"):
        clock.move(hours=1)
        desk.collection.writing.edit(note, {"Question": text})
    return desk, note


def said(desk: Desk) -> str:
    return desk.collection.cards()[0].note.fields["Question"]


def rows(dialog: QDialog) -> list[str]:
    shown = dialog.findChild(QListWidget, "versions-list")
    return [shown.item(at).text() for at in range(shown.count())]


def open_it(desk: Desk, note: int, do: Callable[[QDialog], object]) -> None:
    assert "versions" in desk.with_dialog(lambda: open_versions(desk.window, note), do)
    settle()


def test_it_says_what_the_note_said_and_since_when(sit: Sit, clock: HandClock) -> None:
    desk, note = edited(sit, clock)

    def look(dialog: QDialog) -> None:
        assert rows(dialog) == [
            "Today, 12:00, as it is now",
            "Today, 11:00, after: Edit",
            "Today, 10:00, as it came",
        ]
        text = dialog.findChild(QPlainTextEdit, "versions-text")
        assert text.toPlainText().startswith("Question: Two\n\nAnswer: Paris")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
        assert text.toPlainText().startswith("Question: One <b>&</b>")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Home)
        assert not dialog.findChild(QPushButton, "restore").isEnabled()
        QTest.keyClick(dialog, Key.Key_Escape)

    open_it(desk, note, look)
    assert said(desk) == "Three"


def test_it_says_again_what_it_said_and_that_is_undone(sit: Sit, clock: HandClock) -> None:
    desk, note = edited(sit, clock)
    open_it(desk, note, lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    assert said(desk) == "Two"
    assert desk.notice == "It says again what it said."
    desk.press(Key.Key_Z, CTRL)
    assert said(desk) == "Three"


def test_a_note_that_was_never_changed(sit: Sit) -> None:
    desk = sit(basic())

    def look(dialog: QDialog) -> None:
        assert len(rows(dialog)) == 1
        assert not dialog.findChild(QPushButton, "restore").isEnabled()
        QTest.keyClick(dialog, Key.Key_Escape)

    open_it(desk, desk.collection.cards()[0].note_number, look)
