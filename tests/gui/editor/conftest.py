"""A field on a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.errors import UserError
from desktop.gui.editor.field_box import FieldBox
from desktop.gui.look import Look
from desktop.gui.settings import Settings
from tests.gui.conftest import settle


class Shelf:
    """Keeps files like a media store; names that are taken get a number."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def keep(self, name: str, content: bytes) -> str:
        if name == "full.png":
            raise UserError("The disk is full.")
        self.files[name] = content
        return name

    def find(self, name: str, _room: QSize) -> QImage | None:
        image = QImage.fromData(self.files.get(name, b""))
        return None if image.isNull() else image


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Look:
    made = Look(qapp, Settings(tmp_path), tmp_path / "cache")
    made.apply()
    return made


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def box(look: Look, shelf: Shelf) -> Iterator[FieldBox]:
    """A field that has the keyboard."""
    made = FieldBox("Front", look, shelf.find, shelf.keep)
    made.resize(400, 200)
    made.show()
    made.activateWindow()
    made.setFocus()
    settle()
    yield made
    made.close()
    made.deleteLater()
