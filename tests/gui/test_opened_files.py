"""What macOS does when a deck file is opened in the Finder; the event can be sent on any system."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from desktop.gui.opened_files import Application, OpenedFiles
from tests.gui.conftest import ByHand, Key, Sit, basic, settle


class Taker:
    """Remembers what it is given, call by call."""

    def __init__(self) -> None:
        self.calls: list[list[Path]] = []

    def __call__(self, files: Sequence[Path]) -> None:
        self.calls.append(list(files))


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
def application(qapp: Application) -> Application:
    assert qapp.take_files() == []
    return qapp


def open_file(application: Application, file: Path) -> bool:
    return QApplication.sendEvent(application, QFileOpenEvent(str(file)))


def test_files_that_come_before_the_window_wait_for_it(
    application: Application, taker: Taker, tmp_path: Path
) -> None:
    assert open_file(application, tmp_path / "Käse 1.apkg")
    assert open_file(application, tmp_path / "two.csv")
    OpenedFiles(QObject(), application, taker)
    assert taker.calls == [[tmp_path / "Käse 1.apkg", tmp_path / "two.csv"]]
    settle()
    assert len(taker.calls) == 1


def test_files_that_come_together_are_brought_together(
    application: Application, taker: Taker, tmp_path: Path
) -> None:
    window = QObject()
    OpenedFiles(window, application, taker)
    open_file(application, tmp_path / "one.apkg")
    open_file(application, tmp_path / "two.apkg")
    assert taker.calls == []
    settle()
    open_file(application, tmp_path / "three.apkg")
    settle()
    assert taker.calls == [[tmp_path / "one.apkg", tmp_path / "two.apkg"], [tmp_path / "three.apkg"]]


def test_files_of_the_command_line_that_come_again_as_events_are_brought_once(
    application: Application, taker: Taker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_file(application, tmp_path / "one.apkg")
    open_file(application, tmp_path / "two.apkg")
    OpenedFiles(QObject(), application, taker, [Path("one.apkg")])
    assert taker.calls == [[tmp_path / "one.apkg", tmp_path / "two.apkg"]]


def test_a_file_that_comes_when_the_window_has_gone_waits_for_the_next_one(
    application: Application, taker: Taker, tmp_path: Path
) -> None:
    window = QObject()
    OpenedFiles(window, application, taker)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    open_file(application, tmp_path / "one.apkg")
    settle()
    assert taker.calls == []
    OpenedFiles(QObject(), application, taker)
    assert taker.calls == [[tmp_path / "one.apkg"]]


def test_addresses_that_are_no_files_are_left_alone(application: Application) -> None:
    QApplication.sendEvent(application, QFileOpenEvent(QUrl("https://far.example/deck.apkg")))
    assert application.take_files() == []


def test_an_opened_file_is_shown_before_it_comes_in(
    application: Application, sit: Sit, work: ByHand, tmp_path: Path
) -> None:
    table = tmp_path / "words.csv"
    table.write_text("Hund,dog\nKatze,cat\n", encoding="utf-8")
    desk = sit(basic())
    OpenedFiles(desk.window, application, desk.window.errands.bring_files)
    named: list[str] = []

    def look(dialog: QDialog) -> None:
        work.drain()
        named.extend(each.text() for each in dialog.findChildren(QLabel) if "words.csv" in each.text())
        desk.press(Key.Key_Escape)

    open_file(application, table)
    assert desk.with_dialog(settle, look) == "import"
    work.drain()
    assert named
