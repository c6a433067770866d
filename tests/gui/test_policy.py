"""What an administrator laid down, as a person at the window meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.gui.application import after_start, bring_more_decks
from desktop.policy import Policy
from desktop.policy.reading import policy_of
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, settle
from tests.test_bundled import write

SET = "Set by your administrator"
OFF = "Turned off by your administrator"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def policy(text: str) -> Policy:
    return policy_of(text.encode(), Path("policy.toml"))


def action(desk: Desk, name: str) -> QAction:
    return next(each for each in desk.window.findChildren(QAction) if each.objectName() == name)


# ---------------------------------------------------------------------- locked settings


LOCKED = """
[locked]
theme = "dark"
text_size = 150
buttons = 6
watched_folder = ""
new_per_day = 2
scheduler = "sm2"
fuzz = false
"""
ROWS = ("theme", "text-size", "buttons", "watched-folder", "new_per_day", "scheduler", "fuzz")


def test_locked_settings_show_that_they_are(sit: Sit) -> None:
    desk = sit(*(basic(str(number)) for number in range(5)), policy=policy(LOCKED))
    assert desk.text("headline") == "2 new today, about 1 minute."
    assert desk.look.theme.dark
    desk.press(Key.Key_Comma, CTRL)
    view = desk.window.page("settings")
    for name in ROWS:
        widget = desk.find(name)
        assert not widget.isEnabled(), name
        assert widget.accessibleDescription() == SET
    said = [each for each in view.findChildren(QLabel) if each.text() == SET]
    assert len(said) == len(ROWS)
    assert all(each.isVisible() for each in said)
    for name in ("reviews_per_day", "rollover", "space_grades", "autoplay"):
        assert desk.find(name).isEnabled(), name


def test_nothing_in_the_window_changes_what_is_locked(sit: Sit, work: ByHand) -> None:
    desk = sit(basic(), policy=policy(LOCKED))
    desk.press(Key.Key_Comma, CTRL)
    for button in [
        each for each in desk.window.findChildren(QWidget) if each.objectName().startswith("reset-")
    ]:
        desk.click(button)
    for name in ROWS:
        desk.click(name)
        desk.press(Key.Key_Down)
        desk.press(Key.Key_Space)
        work.drain()  # the keys may have led to a page that counts
    for key in (Key.Key_Plus, Key.Key_Minus, Key.Key_0):
        desk.press(key, CTRL)
    for name in ("menu-larger", "menu-light", "menu-usual"):
        assert not action(desk, name).isEnabled()
        assert action(desk, name).toolTip() == SET
        action(desk, name).trigger()
    assert (desk.settings.theme, desk.settings.text_size, desk.collection.options.buttons) == ("dark", 150, 6)
    assert desk.collection.options.new_per_day == 2
    assert not desk.collection.options.fuzz
    assert desk.notice == ""


def test_without_a_policy_nothing_is_said_of_an_administrator(sit: Sit) -> None:
    desk = sit(basic())
    desk.press(Key.Key_Comma, CTRL)
    assert [each for each in desk.window.findChildren(QLabel) if "administrator" in each.text()] == []
    assert action(desk, "menu-larger").isEnabled()


def test_the_text_starts_at_a_size_and_ctrl_0_leads_back_to_it(sit: Sit) -> None:
    desk = sit(basic(), policy=policy("text_size = 150"))
    assert desk.settings.text_size == 150
    desk.press(Key.Key_Plus, CTRL)
    assert desk.settings.text_size == 175
    desk.press(Key.Key_0, CTRL)
    assert desk.settings.text_size == 150


# ---------------------------------------------------------------------- disabled features


def test_import_is_turned_off_everywhere(sit: Sit, tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text("a,b\n")
    desk = sit(basic(), policy=policy('disabled = ["import"]'))
    for name in ("menu-import", "menu-paste"):
        assert not action(desk, name).isEnabled()
        assert action(desk, name).toolTip() == OFF
    assert action(desk, "menu-export").isEnabled()
    desk.press(Key.Key_I, CTRL)
    QApplication.clipboard().setText("a\tb")
    desk.press(Key.Key_V, CTRL | SHIFT)
    assert desk.notice == ""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(desk.window, event)
    assert not event.isAccepted()
    desk.window.errands.bring_files([file])  # as a second start with a file does
    assert desk.notice == "Bringing decks in is turned off by your administrator."
    desk.press(Key.Key_Comma, CTRL)
    assert not desk.find("watched-folder").isEnabled()


def test_export_is_turned_off(sit: Sit) -> None:
    desk = sit(basic(), policy=policy('disabled = ["export"]'))
    assert not action(desk, "menu-export").isEnabled()
    desk.press(Key.Key_E, CTRL)
    assert QApplication.activeModalWidget() is None
    desk.window.errands.export()
    assert desk.notice == "Taking decks out is turned off by your administrator."


def test_editing_is_turned_off(sit: Sit) -> None:
    desk = sit(basic(), policy=policy('disabled = ["edit"]'))
    desk.begin()
    assert not action(desk, "action-edit").isEnabled()
    assert action(desk, "action-edit").toolTip() == OFF
    assert action(desk, "action-suspend").isEnabled()
    desk.press(Key.Key_E)
    assert QApplication.activeModalWidget() is None
    assert desk.notice == "Editing cards is turned off by your administrator."


# ---------------------------------------------------------------------- decks and mistakes


@pytest.fixture
def hook() -> Iterator[None]:
    """Put the hook for errors back."""
    import sys

    before = sys.excepthook
    yield
    sys.excepthook = before


def test_decks_of_the_administrator_come_after_the_start(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    write(tmp_path / "decks", "House")
    desk = sit(basic(), policy=Policy(decks=(tmp_path / "decks",)))
    bring_more_decks(desk.window)
    assert desk.text("headline") == "1 new today, about 1 minute."
    work.drain()
    assert desk.text("headline") == "2 new today, about 1 minute."
    assert desk.notice == ""


def test_mistakes_of_the_policy_and_its_decks_are_told_together(
    sit: Sit, work: ByHand, tmp_path: Path, hook: None
) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "broken.toml").write_text("format = 1\nid = 7\n", encoding="utf-8")
    desk = sit(basic(), policy=policy(f"decks = ['{tmp_path / 'decks'}']\ncolour = 1\ntext_size = 1\n"))
    after_start(desk.window, desk.collection.folder)
    work.drain()
    head, *lines = desk.notice.splitlines()
    assert head == "Your administrator's policy has mistakes; the rest of it holds."
    assert [line.split(": ")[0] for line in lines] == [
        "policy.toml, line 2",
        "policy.toml, line 3",
        "policy.toml, line 1",
    ]
    settle()
    desk.click("notice-close")
    desk.begin()


def test_a_right_policy_is_not_mentioned(sit: Sit, work: ByHand, hook: None) -> None:
    desk = sit(basic(), policy=policy("text_size = 110"))
    after_start(desk.window, desk.collection.folder)
    work.drain()
    assert desk.notice == ""


def test_a_policy_that_is_wrong_all_over_leaves_the_window_to_be_seen(
    sit: Sit, work: ByHand, hook: None
) -> None:
    page = policy("".join(f"key-{number} = wrong\n" for number in range(60)))
    assert len(page.faults) == 60
    desk = sit(basic(), policy=page, size=(1024, 600))
    after_start(desk.window, desk.collection.folder)
    work.drain()
    lines = desk.notice.splitlines()
    assert len(lines) == 6
    assert lines[-1] == f"And {len(page.faults) - 4} more, which `repertoire policy --check` shows."
    assert desk.window.notices.height() < 300
