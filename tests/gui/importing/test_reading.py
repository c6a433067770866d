"""What is read and made ready before the window's thread has anything to do with it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.exchange import formats
from desktop.exchange.making import note_of
from desktop.gui.importing import reading
from desktop.gui.importing.dialog import ImportDialog
from desktop.gui.importing.reading import Source, first_cards
from desktop.gui.jobs import Jobs
from desktop.store.importing import Import
from desktop.study.incoming import IncomingNote
from tests.gui.conftest import Sit, basic
from tests.store.helpers import ROOT

WORKERS = ("desktop.exchange", "desktop.store.importing", "desktop.store.comparing")


def test_no_reader_is_loaded_where_the_dialog_opens() -> None:
    code = "import sys, desktop.gui.importing.dialog, desktop.gui.errands; print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "desktop.gui.importing.reading" in loaded.split()
    assert [name for name in loaded.split() if name.startswith(WORKERS)] == []


def test_files_are_read_and_cards_are_made_on_the_worker(
    sit: Sit, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(basic())
    file = tmp_path / "words.csv"
    file.write_text("front;back\nHund;dog\n")
    seen: dict[str, str] = {}

    def watched(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            seen[name] = threading.current_thread().name
            return do(*args, **kwargs)

        return run

    for owner, name in ((formats, "read"), (reading, "face"), (Import, "plan"), (Import, "close")):
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))
    jobs = Jobs()
    dialog = ImportDialog(desk.window, desk.collection, jobs, desk.look, Source.of(file))
    dialog.show()
    accept = dialog.findChild(QPushButton, "accept")
    assert isinstance(accept, QPushButton)
    qtbot.waitUntil(accept.isEnabled, timeout=20_000)
    dialog.reject()
    jobs.close()
    dialog.deleteLater()
    assert list(seen) == ["read", "face", "plan", "close"]
    assert threading.main_thread().name not in seen.values()


def test_the_first_cards_are_as_they_will_be_studied() -> None:
    note = note_of("reversed", "Hund", "dog", [])
    cards = list(first_cards(IncomingNote(note, deck=("A", "B"))))
    assert [("Hund" in each.face.question, "dog" in each.face.question) for each in cards] == [
        (True, False),
        (False, True),
    ]
    assert {each.deck for each in cards} == {("A", "B")}
