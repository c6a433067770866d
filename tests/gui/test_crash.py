from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop import VERSION
from desktop.errors import StoreFull
from desktop.gui import crash
from desktop.gui.crash import LONGEST_LOG, install_hook, report, write_log
from tests.gui.conftest import Desk, Key, Sit, basic

SECRET = "Capital of France?"


def failure(text: str = SECRET) -> Exception:
    """An error raised in a place that stands in its trace, with card text in its message."""

    def deep(question: str) -> None:
        raise KeyError(question)

    try:
        deep(text)
    except KeyError as error:
        return error
    raise AssertionError


@pytest.fixture
def hooked(sit: Sit) -> Iterator[Desk]:
    before = sys.excepthook
    desk = sit(basic(SECRET))
    install_hook(lambda: desk.collection.folder, desk.window.notices.refuse, lambda: desk.window)
    yield desk
    sys.excepthook = before


def raise_through_hook(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_a_report_says_what_and_where_and_nothing_else() -> None:
    text = report(failure())
    assert VERSION in text.splitlines()[0]
    assert "KeyError" in text
    assert "in deep" in text
    assert "test_crash.py:" in text
    assert SECRET not in text
    assert "France" not in text


def test_a_report_does_not_name_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path(__file__).resolve().parent.parent
    monkeypatch.setattr(crash.Path, "home", lambda: home)
    text = report(failure())
    assert str(home) not in text
    assert "~/gui/test_crash.py" in text.replace("\\", "/")


def test_a_chain_of_errors_keeps_every_text_out() -> None:
    try:
        try:
            raise ValueError("Paris")
        except ValueError as inner:
            raise RuntimeError(SECRET) from inner
    except RuntimeError as error:
        error.add_note("a note about Paris")
        text = report(error)
    assert "Paris" not in text
    assert SECRET not in text
    assert "RuntimeError" in text


def test_the_log_grows_and_stays_small(tmp_path: Path) -> None:
    file = write_log(tmp_path, "first")
    assert file == tmp_path / "logs" / "crash.log"
    write_log(tmp_path, "second")
    assert file.read_text(encoding="utf-8") == "first\n\nsecond\n\n"
    write_log(tmp_path, "x" * LONGEST_LOG + "the end")
    assert file.stat().st_size <= LONGEST_LOG
    assert file.read_text(encoding="utf-8").endswith("the end\n\n")


def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    assert write_log(tmp_path, "text") is None


def test_a_log_that_is_garbage_does_not_hide_the_error(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "crash.log").write_bytes(b"\xff\xfe\x00 garbage")
    file = write_log(tmp_path, "text")
    assert file is not None
    assert file.read_text(encoding="utf-8", errors="replace").endswith("text\n\n")


def test_what_a_person_can_act_on_becomes_a_notice(hooked: Desk) -> None:
    raise_through_hook(StoreFull("No room left.", "Free some space."))
    assert hooked.notice == "No room left. Free some space."
    assert not (hooked.collection.folder / "logs").exists()


def test_a_mistake_of_ours_shows_one_dialog_and_the_app_goes_on(
    hooked: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    dialogs: list[QWidget] = []

    def look(dialog: QWidget) -> None:
        dialogs.append(dialog)
        raise_through_hook(failure("another"))
        assert QApplication.activeModalWidget() is dialog
        shown = dialog.findChild(QPlainTextEdit, "crash-report")
        assert "KeyError" in shown.toPlainText()
        assert SECRET not in shown.toPlainText()
        assert shown.isReadOnly()
        QTest.mouseClick(dialog.findChild(QWidget, "copy"), Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == shown.toPlainText()
        QTest.mouseClick(dialog.findChild(QWidget, "close"), Qt.MouseButton.LeftButton)

    opened = hooked.with_dialog(lambda: raise_through_hook(failure()), look)
    assert opened == "crash"
    assert len(dialogs) == 1
    log = (hooked.collection.folder / "logs" / "crash.log").read_text(encoding="utf-8")
    assert log.count("KeyError") == 1
    assert SECRET not in log
    assert str(Path.home()) not in log
    assert "KeyError" in capsys.readouterr().err
    hooked.begin()
    hooked.flip()


def test_the_next_mistake_is_told_again(hooked: Desk) -> None:
    for _ in range(2):
        opened = hooked.with_dialog(
            lambda: raise_through_hook(failure()), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)
        )
        assert opened == "crash"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert hooked.window.findChildren(QWidget, "crash") == []


def test_an_interrupt_is_no_crash(hooked: Desk) -> None:
    raise_through_hook(KeyboardInterrupt())
    assert QApplication.activeModalWidget() is None
    assert not (hooked.collection.folder / "logs").exists()


def test_an_error_in_a_slot_reaches_the_dialog(hooked: Desk) -> None:
    timer = QTimer()
    timer.setSingleShot(True)

    def slot() -> None:
        sys.excepthook(KeyError, failure(), None)

    timer.timeout.connect(slot)

    def start() -> None:
        timer.start(0)
        while timer.isActive():
            QApplication.processEvents()

    opened = hooked.with_dialog(start, lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    assert opened == "crash"
