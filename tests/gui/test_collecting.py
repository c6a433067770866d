from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.gui import collecting
from desktop.gui.collecting import collect, collect_here
from tests.gui.conftest import Sit, basic


@pytest.fixture(autouse=True)
def collecting_as_before() -> Iterator[None]:
    """Leave the collector as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


class Looped(QWidget):
    """A widget that only the collector frees."""

    def __init__(self, gone: list[str]) -> None:
        super().__init__()
        self.me = self
        self.destroyed.connect(
            lambda: gone.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection
        )


def test_widgets_in_the_garbage_go_on_the_windows_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "PAUSE_MS", 1)
    parent = QObject()
    collect_here(parent)
    gc.set_threshold(50, 1, 1)
    gone: list[str] = []
    Looped(gone)
    worker = threading.Thread(target=lambda: [[[] for _ in range(1000)] for _ in range(100)])
    worker.start()
    worker.join()
    assert gone == []
    qtbot.waitUntil(lambda: bool(gone), timeout=20_000)
    assert gone == [threading.main_thread().name]


def test_the_window_collects(sit: Sit) -> None:
    gc.enable()
    sit(basic())
    assert not gc.isenabled()


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_the_oldest_generation_that_is_full_is_collected(
    monkeypatch: pytest.MonkeyPatch, generation: int
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "get_count", lambda: tuple(999 * (at <= generation) for at in range(3)))
    collect()
    assert collected == [generation]


def test_nothing_is_collected_while_little_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "collect", pytest.fail)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    collect()
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 5))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 0))  # as later Pythons have it
    collect()
