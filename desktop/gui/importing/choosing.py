"""Where files to be brought in come from: a file dialog, or the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.exchange.formats import FORMATS
from desktop.gui.importing.reading import Source
from desktop.gui.words import tr


def filters() -> str:
    """Return the kinds of files that can be read, as a file dialog wants them."""
    known = dict.fromkeys(suffix for each in FORMATS for suffix in each.suffixes)
    lines = [tr("All that can be read") + f" ({_patterns(known)})"]
    lines += [f"{each.title} ({_patterns(each.suffixes)})" for each in FORMATS if each.suffixes]
    return ";;".join([*lines, tr("All files") + " (*)"])


def _patterns(suffixes: tuple[str, ...] | dict[str, None]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)


def choose_files(parent: QWidget) -> list[Path]:
    """Let the person choose files; return none where they want none."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, tr("Import"), "", filters())
    return [Path(each) for each in chosen]


def from_clipboard() -> list[Source]:
    """Return the files that were copied, or the text."""
    data = QGuiApplication.clipboard().mimeData() or QMimeData()  # none while it is empty
    files = [Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()]
    if files:
        return [Source.of(each) for each in files]
    text = data.text()
    return [Source(tr("Clipboard"), text=text)] if text.strip() else []
