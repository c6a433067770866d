from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.drops import Drops
from tests.gui.conftest import Sit, basic, settle

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*files: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    return mime


def enter(window: QWidget, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(60, 60), Qt.DropAction.CopyAction, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


@pytest.fixture
def place(qtbot: QtBot) -> tuple[QWidget, Drops, list[Path]]:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    brought: list[Path] = []
    drops = Drops(window, brought.extend)
    window.show()
    return window, drops, brought


def test_a_sign_shows_while_files_are_above_the_window(
    place: tuple[QWidget, Drops, list[Path]], tmp_path: Path
) -> None:
    window, drops, brought = place
    mime = dragged(tmp_path / "a.csv", tmp_path / "b.apkg")
    assert enter(window, mime)
    assert drops.isVisible()
    assert window.rect().contains(drops.geometry())
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not drops.isVisible()
    assert enter(window, mime)
    event = QDropEvent(QPointF(60, 60), Qt.DropAction.CopyAction, mime, LEFT, NONE)
    QApplication.sendEvent(window, event)
    assert not drops.isVisible()
    assert brought == []
    settle()
    assert brought == [tmp_path / "a.csv", tmp_path / "b.apkg"]
    window.close()


def test_what_is_no_file_shows_no_sign(place: tuple[QWidget, Drops, list[Path]]) -> None:
    window, drops, _ = place
    mime = QMimeData()
    mime.setText("text")
    mime.setUrls([QUrl("https://far.example/deck.apkg")])
    assert not enter(window, mime)
    assert not drops.isVisible()
    window.close()


def test_the_window_of_the_app_has_it(sit: Sit, tmp_path: Path) -> None:
    desk = sit(basic())
    assert enter(desk.window, dragged(tmp_path / "a.csv"))
    sign = desk.window.findChild(QLabel, "drop-sign")
    assert sign is not None
    assert sign.isVisible()
    QApplication.sendEvent(desk.window, QDragLeaveEvent())
