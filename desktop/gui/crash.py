"""When something went wrong that is our mistake: say so, keep the window, write a log without card text."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop import APP_NAME, VERSION
from desktop.errors import UserError
from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr

LOG = "crash.log"
LONGEST_LOG = 200_000


def report(error: BaseException) -> str:
    """Return what we need to know: versions and where it happened. No card text, no names."""
    frames = traceback.extract_tb(error.__traceback__)
    home = str(Path.home())
    where = [f"  {frame.filename.replace(home, '~')}:{frame.lineno} in {frame.name}" for frame in frames]
    system = f"{platform.system()} {platform.release()} {platform.machine()}"  # platform() starts a program
    head = f"{APP_NAME} {VERSION}, Python {platform.python_version()}, Qt {qt_version}, {system}"
    return "\n".join([head, type(error).__name__, *where])


def write_log(folder: Path, text: str) -> Path | None:
    """Add a report to the log; return its file, or None where it cannot be written."""
    file = folder / "logs" / LOG
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        old = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
        file.write_text((old + text + "\n\n")[-LONGEST_LOG:], encoding="utf-8")
    except OSError:
        return None
    return file


class CrashDialog(Dialog):
    """Shows a report that can be copied."""

    def __init__(self, parent: QWidget | None, text: str, log: Path | None) -> None:
        super().__init__(parent, "crash", tr("Something went wrong"), 620)
        self.add_text(tr("This is a mistake of ours. Your answers are stored; you can go on."))
        shown = QPlainTextEdit(text)
        shown.setObjectName("crash-report")
        shown.setAccessibleName(tr("Report"))
        shown.setReadOnly(True)
        shown.setMinimumHeight(180)
        self.column.addWidget(shown)
        if log:
            self.add_text(tr("Also written to {file}.").format(file=log), "muted")
        self.add_button("copy", tr("Copy"), lambda: QGuiApplication.clipboard().setText(text))
        self.add_button("close", tr("Go on"), self.accept, primary=True)


def install_hook(
    folder: Callable[[], Path], told: Callable[[UserError], object], parent: Callable[[], QWidget | None]
) -> None:
    """Send every error that nobody handled here.

    Args:
        folder: where the log is kept.
        told: shows an error that a person can act on.
        parent: the window that the dialog belongs to.
    """
    showing: list[Dialog] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):
            told(error)
            return
        sys.__excepthook__(kind, error, trace)
        if not isinstance(error, Exception) or showing:
            return
        text = report(error)
        dialog = CrashDialog(parent(), text, write_log(folder(), text))
        showing.append(dialog)
        dialog.run()
        showing.clear()

    sys.excepthook = hook
