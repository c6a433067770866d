from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import APP_ID, APP_NAME
from desktop.errors import StoreInUse
from desktop.gui import application
from desktop.gui.application import after_start, say_what_is_odd, watch_for_second_start
from desktop.store.lock import FolderLock
from tests.gui.conftest import CTRL, ByHand, Key, Sit, basic, choice


@pytest.fixture
def hook() -> Iterator[None]:
    """Put the hook for errors back."""
    before = sys.excepthook
    yield
    sys.excepthook = before


def test_the_application_has_its_names_and_its_style(qapp: QApplication) -> None:
    assert QCoreApplication.applicationName() == APP_ID
    assert QApplication.applicationDisplayName() == APP_NAME
    assert QApplication.desktopFileName() == APP_ID
    qapp.setStyleSheet("")  # a style sheet hides the style behind it
    assert qapp.style().name() == "fusion"


def test_without_a_screen_it_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(application.sys, "platform", "linux")
    assert application.run(tmp_path / "data") == 1
    told = capsys.readouterr().err
    assert "--tour DIR" in told
    assert len(told.splitlines()) == 1
    assert not (tmp_path / "data").exists()


# ---------------------------------------------------------------------- after the start


def test_the_daily_backup_is_made_once_a_day(sit: Sit, work: ByHand, hook: None) -> None:
    desk = sit(basic())
    after_start(desk.window, desk.collection.folder)
    assert len(work.waiting) == 1
    work.drain()
    assert [each.reason for each in desk.collection.backups()] == ["daily"]
    assert desk.notice == ""
    desk.leave()
    again = sit()
    after_start(again.window, again.collection.folder)
    assert work.waiting == []
    again.leave()
    again.clock.move(days=1)
    third = sit()
    after_start(third.window, third.collection.folder)
    work.drain()
    assert [each.reason for each in third.collection.backups()] == ["daily", "daily"]


def test_a_daily_backup_that_fails_is_told(sit: Sit, work: ByHand, hook: None) -> None:
    desk = sit(basic())
    (desk.collection.folder / "backups").symlink_to(desk.collection.folder / "nowhere")
    after_start(desk.window, desk.collection.folder)
    work.drain()
    assert "could not be used" in desk.notice


def test_the_window_gets_its_icon(sit: Sit, work: ByHand, hook: None) -> None:
    desk = sit(basic())
    after_start(desk.window, desk.collection.folder)
    work.drain()
    assert not desk.window.windowIcon().isNull()
    assert desk.window.windowIcon().pixmap(64, 64).width() > 0


def test_errors_go_to_the_window_from_then_on(sit: Sit, work: ByHand, hook: None) -> None:
    desk = sit(basic())
    after_start(desk.window, desk.collection.folder)
    work.drain()
    error = StoreInUse("Busy.", "Wait.")
    sys.excepthook(StoreInUse, error, None)
    assert desk.notice == "Busy. Wait."


# ---------------------------------------------------------------------- S-04: the clock


@pytest.mark.parametrize(("days", "text"), [(1, "1 day behind"), (3, "3 days behind")])
def test_a_clock_that_is_behind_is_told_once(sit: Sit, days: int, text: str) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    desk.leave()
    desk.clock.move(days=-days)
    again = sit()
    say_what_is_odd(again.window)
    assert text in again.notice
    again.click("notice-close")
    assert again.notice == ""


def test_a_clock_that_is_right_is_not_mentioned(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    desk.clock.move(hours=-3)
    say_what_is_odd(desk.window)
    assert desk.notice == ""
    desk.clock.utc += timedelta(days=40)
    say_what_is_odd(desk.window)
    assert desk.notice == ""


# ---------------------------------------------------------------------- D-06: a second start


def test_a_second_start_makes_the_first_window_come_forward(qtbot: QtBot, sit: Sit) -> None:
    desk = sit(basic())
    folder = desk.collection.folder
    desk.window.showMinimized()
    with FolderLock(folder) as first:
        first.take(0)
        watch_for_second_start(desk.window, folder, desk.window.come_forward)
        with pytest.raises(StoreInUse):
            FolderLock(folder).take(0)
        qtbot.waitUntil(lambda: not desk.window.isMinimized())
    assert desk.window.isActiveWindow()
    assert not (folder / "show-window").exists()


def test_each_further_start_does_it_again(qtbot: QtBot, sit: Sit) -> None:
    desk = sit(basic())
    shown: list[int] = []
    watch_for_second_start(desk.window, desk.collection.folder, lambda: shown.append(1))
    for count in (1, 2):
        (desk.collection.folder / "show-window").touch()
        qtbot.waitUntil(lambda count=count: len(shown) == count)


def test_files_of_a_second_start_are_brought_in_by_the_first_window(
    qtbot: QtBot, sit: Sit, tmp_path: Path
) -> None:
    desk = sit(basic())
    folder = desk.collection.folder
    brought: list[list[Path]] = []
    with FolderLock(folder) as first:
        first.take(0)
        watch_for_second_start(desk.window, folder, lambda: None, brought.append)
        with pytest.raises(StoreInUse):
            FolderLock(folder).take(0, files=[tmp_path / "one\n.csv", tmp_path / "two.csv"])
        qtbot.waitUntil(lambda: bool(brought))
    assert brought == [[tmp_path / "one\n.csv", tmp_path / "two.csv"]]
    assert sorted(each.name for each in folder.glob("show*")) == []


def test_a_wish_that_was_left_over_is_not_followed(qtbot: QtBot, sit: Sit) -> None:
    desk = sit(basic())
    wish = desk.collection.folder / "show-window"
    wish.touch()
    shown: list[int] = []
    watch_for_second_start(desk.window, desk.collection.folder, lambda: shown.append(1))
    assert not wish.exists()
    QApplication.processEvents()
    assert shown == []


# ---------------------------------------------------------------------- U-14: regional settings


@pytest.fixture(params=["de_DE", "tr_TR", "fa_IR", "ar_EG", "hi_IN", "C"])
def region(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_odd_regional_settings_change_no_number(sit: Sit, region: str) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(30)), choice())
    assert desk.text("headline") == "20 new today, about 6 minutes."
    desk.begin()
    assert desk.text("progress-text") == "0 of 20 · 6 min left"
    desk.answer_card()
    desk.press(Key.Key_Plus, CTRL)
    assert desk.settings.text_size == 110
    desk.window.show_page("settings")
    box = desk.find("new_per_day")
    box.setFocus()
    box.selectAll()
    desk.type("21")
    desk.press(Key.Key_Return)
    assert desk.collection.options.new_per_day == 21
    assert desk.find("text-size").currentText() == "110 %"
    desk.leave()
    again = sit()
    assert again.look.scale == 1.1
    assert again.text("headline") == "20 cards left today, about 6 minutes."
    assert again.grades_given == [4]
    assert again.collection.check() == []


def test_nothing_is_read_from_the_real_users_folders(qapp: QApplication) -> None:
    from PySide6.QtCore import QStandardPaths

    from desktop import places

    kinds = QStandardPaths.StandardLocation
    for kind in (
        kinds.AppDataLocation,
        kinds.AppConfigLocation,
        kinds.CacheLocation,
        kinds.GenericConfigLocation,
    ):
        assert QStandardPaths.writableLocation(kind).startswith(os.environ["HOME"]), kind
    assert str(places.data_folder()).startswith(os.environ["HOME"])


def test_a_folder_that_a_service_copies_is_told_once(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = sit(basic())
    monkeypatch.setattr(desk.collection, "folder", Path("OneDrive - School"))
    say_what_is_odd(desk.window)
    assert "OneDrive" in desk.notice
    desk.click("notice-close")
    say_what_is_odd(desk.window)
    assert desk.notice == ""


# ---------------------------------------------------------------------- only trying


@pytest.fixture
def no_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where somebody would have to answer."""
    monkeypatch.setattr(application, "ask_way_out", lambda *_: pytest.fail("it asks"))
    monkeypatch.setattr(application, "make_application", QApplication.instance)


def test_a_try_opens_the_window_and_closes_it(
    qapp: QApplication,
    tmp_path: Path,
    hook: None,
    no_dialog: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ready: list[bool] = []
    begin = application.after_start
    monkeypatch.setattr(
        application,
        "after_start",
        lambda window, folder: (ready.append(window.isVisible()), begin(window, folder)),
    )
    for _ in range(2):
        assert application.run(tmp_path / "cards", only_try=True) == 0
    assert ready == [True, True]
    assert capsys.readouterr().err == ""
    with FolderLock(tmp_path / "cards") as lock:
        lock.take(1)  # nobody holds it any more


def test_a_try_that_fails_says_why_and_asks_nothing(
    qapp: QApplication, tmp_path: Path, no_dialog: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert application.run(tmp_path / "file" / "cards", only_try=True) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    with FolderLock(tmp_path / "cards") as lock:
        lock.take(1)
        assert application.run(tmp_path / "cards", only_try=True) == 1
        assert not (tmp_path / "cards" / "show-window").exists()
    assert "already open" in capsys.readouterr().err
