from __future__ import annotations

import re

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop import APP_NAME, VERSION
from desktop.gui.help_sheet import KEYS, PROMISES
from tests.gui.conftest import Desk, Key, Sit, basic


def test_it_opens_by_f1_and_closes_by_esc_and_enter(sit: Sit) -> None:
    desk = sit(basic())
    for key in (Key.Key_Escape, Key.Key_Return):
        opened = desk.with_dialog(
            lambda: desk.press(Key.Key_F1),
            lambda dialog, key=key: QTest.keyClick(QApplication.focusWidget(), key),
        )
        assert opened == "help"
    assert desk.focus == "study-button"


def shown(desk: Desk) -> str:
    texts: list[str] = []

    def read(dialog: QWidget) -> None:
        texts.extend(each.text() for each in dialog.findChildren(QLabel))
        dialog.accept()  # type: ignore[attr-defined]

    desk.with_dialog(lambda: desk.press(Key.Key_F1), read)
    return "\n".join(texts)


def test_it_names_every_key_every_promise_and_the_version(sit: Sit) -> None:
    text = shown(sit(basic()))
    for _, rows in KEYS:
        for key, meaning in rows:
            assert key in text
            assert meaning in text
    assert all(promise in text for promise in PROMISES)
    assert f"{APP_NAME} {VERSION}" in text


def test_every_letter_that_studies_stands_on_it(sit: Sit) -> None:
    desk = sit(basic())
    listed = {key for _, rows in KEYS for key, _ in rows}
    assert set(desk.window.study_view.actions_of_card.keys) <= listed


def test_every_shortcut_of_the_menus_stands_on_it(sit: Sit) -> None:
    from PySide6.QtGui import QAction

    desk = sit(basic())
    listed = " ".join(key for _, rows in KEYS for key, _ in rows).replace("−", "-")
    used = {
        action.shortcut().toString()
        for action in desk.window.findChildren(QAction)
        if action.objectName().startswith("menu-") and not action.shortcut().isEmpty()
    }
    missing = {each for each in used if not re.search(rf"(^|\s){re.escape(each)}(\s|$)", listed)}
    assert missing <= {"Alt+Home"}


def test_it_is_wider_with_larger_text_and_stays_on_the_screen(sit: Sit) -> None:
    widths = []
    for size in (100, 200):
        desk = sit(basic())
        desk.settings.text_size = size
        desk.with_dialog(
            lambda desk=desk: desk.press(Key.Key_F1),
            lambda dialog: (widths.append(dialog.width()), dialog.accept()),  # type: ignore[attr-defined]
        )
    assert widths[0] < widths[1] <= 1366
