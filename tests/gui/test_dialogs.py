from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.gui.dialogs import Dialog
from tests.gui.conftest import SCREENS, settle

NAME = "<b>Sales</b>&amp;"


def test_texts_are_shown_as_they_are(qtbot: QtBot) -> None:
    dialog = Dialog(None, "test", NAME)
    qtbot.addWidget(dialog)
    dialog.add_text(NAME)
    assert dialog.windowTitle() == NAME
    labels = dialog.findChildren(QLabel)
    assert [each.text() for each in labels] == [NAME, NAME]
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in labels)


def test_it_is_as_tall_as_its_text_and_no_taller_than_the_screen(qtbot: QtBot) -> None:
    heights = []
    for words in (20, 200, 5000):
        dialog = Dialog(None, "test", "Title")
        qtbot.addWidget(dialog)
        dialog.add_text("word " * words)
        dialog.show()
        settle()
        heights.append(dialog.height())
        dialog.close()
    assert heights[0] < heights[1] <= heights[2]
    assert heights[2] <= SCREENS[0].height()


def test_buttons_have_names_and_do_what_they_say(qtbot: QtBot) -> None:
    dialog = Dialog(None, "test", "Title")
    qtbot.addWidget(dialog)
    done: list[str] = []
    button = dialog.add_button("go", "Go on", lambda: done.append("go"), primary=True)
    dialog.show()
    assert button.objectName() == "go"
    assert button.accessibleName() == "Go on"
    assert button.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert done == ["go"]
    dialog.close()


def test_esc_closes_it(qtbot: QtBot) -> None:
    dialog = Dialog(None, "test", "Title")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
