from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.gui.watched_folder import WatchedFolder
from tests.gui.conftest import Desk, Sit, basic, settle


def watch(desk: Desk, folder: Path) -> tuple[WatchedFolder, list[Path]]:
    brought: list[Path] = []
    desk.settings.watched_folder = str(folder)
    watched = WatchedFolder(desk.window, desk.settings, desk.window.notices, brought.extend)
    return watched, brought


def test_a_new_file_is_offered_and_never_taken_by_itself(sit: Sit, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sit(basic())
    (tmp_path / "old.csv").write_text("a,b\n", encoding="utf-8")
    _, brought = watch(desk, tmp_path)
    (tmp_path / "new.csv").write_text("a,b\n", encoding="utf-8")
    qtbot.waitUntil(lambda: "new.csv" in desk.notice)
    assert brought == []
    desk.click("notice-button")
    assert brought == [tmp_path / "new.csv"]


def test_several_are_offered_together_and_other_files_not(sit: Sit, tmp_path: Path) -> None:
    desk = sit(basic())
    watched, brought = watch(desk, tmp_path)
    (tmp_path / "one.apkg").write_bytes(b"")
    watched.look()
    for name in ("two.xlsx", "song.mp3"):
        (tmp_path / name).write_bytes(b"")
    watched.look()
    assert desk.notice == "New files came into your folder: 2"
    desk.click("notice-button")
    assert [each.name for each in brought] == ["one.apkg", "two.xlsx"]
    (tmp_path / "three.pdf").write_bytes(b"")
    watched.look()
    assert desk.notice == ""


def test_a_folder_that_is_gone_is_no_mistake(sit: Sit, tmp_path: Path) -> None:
    desk = sit(basic())
    watched, _ = watch(desk, tmp_path / "none")
    watched.look()
    desk.settings.watched_folder = ""
    watched.look()
    assert desk.notice == ""


def test_the_folder_is_chosen_in_the_settings_and_given_up_by_reset(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(basic())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    desk.window.show_page("settings")
    settle()
    desk.click("watched-folder")
    assert desk.settings.watched_folder == str(tmp_path)
    assert desk.text("watched-folder") == tmp_path.name
    desk.click("reset-New decks")
    assert desk.settings.watched_folder == ""
    assert desk.text("watched-folder") == "Choose a folder…"
