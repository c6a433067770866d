from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.study.grades import GOOD
from tests.gui.conftest import CTRL, ByHand, Key, Sit, basic


def test_back_up_now_and_restore_and_undo_that(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.menu("menu-backup")
    assert desk.notice == ""
    work.drain()
    (made,) = desk.collection.backups()
    assert desk.notice == f"Backed up to {made.file.name}."
    desk.begin()
    desk.answer_card()
    opened = desk.with_dialog(
        lambda: desk.menu("menu-restore"), lambda dialog: QTest.keyClick(dialog, Key.Key_Return)
    )
    assert opened == "backups"
    assert desk.page == "home"
    assert desk.notice == "Restored."
    assert desk.text("headline") == "2 new today, about 1 minute."
    assert desk.grades_given == []
    assert desk.window.menus.undo.text() == "&Undo Restore"
    desk.click("notice-button")
    assert desk.notice == "Undone: Restore"
    assert desk.text("headline") == "1 card left today, about 1 minute."


def test_a_backup_that_is_not_sound_changes_nothing(sit: Sit) -> None:
    desk = sit(basic("one"))
    made = desk.collection.backup("by hand")
    made.file.write_bytes(b"no backup")
    desk.with_dialog(lambda: desk.menu("menu-restore"), lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    assert "is not a sound backup" in desk.notice
    assert desk.text("headline") == "1 new today, about 1 minute."
    desk.begin()


def test_a_backup_that_fails_says_why(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"))
    (desk.collection.folder / "backups").symlink_to(desk.collection.folder / "nowhere")
    desk.menu("menu-backup")
    work.drain()
    assert "could not be used" in desk.notice


def test_the_cards_after_a_restore_in_the_middle_of_a_sitting(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.collection.backup("by hand")
    desk.begin()
    desk.answer_card()
    desk.flip()
    desk.with_dialog(lambda: desk.menu("menu-restore"), lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    desk.begin()
    assert desk.question == "one"
    assert desk.text("progress-text").startswith("0 of 2")


def test_an_edit_shows_at_once_and_can_be_taken_back(sit: Sit) -> None:
    desk = sit(basic("Capital of Frence?"))
    desk.begin()

    def correct(dialog: QWidget) -> None:
        assert QApplication.focusWidget().objectName() == "field-Question"
        QTest.keyClick(QApplication.focusWidget(), Key.Key_A, CTRL)
        QTest.keyClicks(QApplication.focusWidget(), "Capital of France?")
        QTest.mouseClick(dialog.findChild(QWidget, "save"), Qt.MouseButton.LeftButton)

    assert desk.with_dialog(lambda: desk.press(Key.Key_E), correct) == "edit-note"
    assert desk.question == "Capital of France?"
    assert desk.text("undo") == "Undo Edit"
    desk.press(Key.Key_Z, CTRL)
    assert desk.question == "Capital of Frence?"


def test_an_edit_at_an_answer_keeps_it_shown(sit: Sit) -> None:
    desk = sit(basic("one", "wrong"))
    desk.begin()
    desk.flip()

    def correct(dialog: QWidget) -> None:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget().objectName() == "field-Answer"
        QTest.keyClick(QApplication.focusWidget(), Key.Key_A, CTRL)
        QTest.keyClicks(QApplication.focusWidget(), "right")
        QTest.mouseClick(dialog.findChild(QWidget, "save"), Qt.MouseButton.LeftButton)

    desk.with_dialog(lambda: desk.press(Key.Key_E), correct)
    assert desk.flipped
    assert desk.answer == "right"
    desk.press(Key.Key_3)
    assert desk.grades_given == [GOOD]


def test_the_keyboard_comes_back_after_every_dialog(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(5)))
    desk.collection.backup("daily")
    desk.begin()
    openers = [
        ("why", lambda: desk.press(Key.Key_W)),
        ("edit-note", lambda: desk.press(Key.Key_E)),
        ("help", lambda: desk.press(Key.Key_F1)),
        ("backups", lambda: desk.menu("menu-restore")),
    ]
    for number, (name, opens) in enumerate(openers):
        assert desk.question == f"card {number}"
        opened = desk.with_dialog(
            opens,
            lambda dialog: QTest.keyClick(QApplication.focusWidget() or dialog, Key.Key_Escape),
        )
        assert opened == name
        desk.flip()
        desk.press(Key.Key_3)
