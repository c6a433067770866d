"""Bringing decks in by hand: what is shown, what can be chosen, what is done and left."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.store.importing import PREFIX
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, settle

TABLE = "front;back\nHund;dog\nKatze;cat\nHund;hound\n;nothing\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table of cards with one that stands there twice and one without a front."""
    file = tmp_path / "Animals.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def nothing_is_left_of_imports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let temporary files lie where the tests can count them."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))


def left(tmp_path: Path) -> list[str]:
    return [each.name for each in (tmp_path / "temp").iterdir() if each.name.startswith(PREFIX)]


def text(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QLabel | QAbstractButton | QPlainTextEdit)
    return found.toPlainText() if isinstance(found, QPlainTextEdit) else found.text()


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def bring(desk: Desk, work: ByHand, file: Path, then: Callable[[QDialog], object]) -> None:
    """Open the dialog on a file, let it be read, do something in it."""

    def look(dialog: QDialog) -> None:
        work.drain()
        then(dialog)
        settle()
        work.drain()

    name = desk.with_dialog(lambda: desk.window.errands.bring_files([file]), look)
    work.drain()
    assert name == "import"


def test_a_table_is_shown_and_taken_in_and_taken_back(
    sit: Sit, work: ByHand, table: Path, tmp_path: Path
) -> None:
    desk = sit(basic())

    def take(dialog: QDialog) -> None:
        assert text(dialog, "import-what") == "Animals.csv · Text with columns"
        assert "2 notes with 2 cards are new." in text(dialog, "import-summary")
        assert "line 5: the front is empty" in text(dialog, "import-details")
        assert button(dialog, "accept").text() == "Bring in 2 notes"
        desk.press(Key.Key_Return)
        assert text(dialog, "import-doing") == "Bringing it in…"
        work.drain()
        assert "2 notes with 2 cards came in." in text(dialog, "import-summary")
        desk.press(Key.Key_Return)

    bring(desk, work, table, take)
    assert [row.name for row in desk.collection.tree()] == ["Small deck", "Section", "Animals"]
    assert desk.focus == "study-button"
    assert left(tmp_path) == []
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Import of Animals"
    assert [row.name for row in desk.collection.tree()] == ["Small deck", "Section"]
