"""A tour of the real app without a screen: every page is driven by keys and saved as a picture."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from desktop.bundled import open_collection
from desktop.gui import application as start
from desktop.gui.main_window import MainWindow
from desktop.gui.study_view import GUARD_MS
from desktop.store.plans import INTERVIEW
from desktop.study.calendar import Moment, system_clock
from desktop.study.kinds.contract import CHOOSE, TYPE

SIZE = 1040, 720


class Tour:
    """Drives one window and saves what it shows."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.number = 0
        self._time = 1000
        window.study_view._now = lambda: self._time

    def press(self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard's focus is, as a person would."""
        self._time += GUARD_MS
        held = modifiers or Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target: QWidget = QApplication.focusWidget() or self.window.focusWidget() or self.window
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type text."""
        for letter in text:
            self.press(Qt.Key.Key_unknown, letter)

    def wait(self, until: Callable[[], object]) -> None:
        """Wait for what another thread works at."""
        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if until() else None)
        timer.start(20)
        loop.exec()

    def save(self, name: str, widget: QWidget | None = None) -> None:
        """Save what the window, or a dialog, shows."""
        QApplication.processEvents()
        QApplication.processEvents()
        self.number += 1
        file = self.folder / f"{self.number:02} {name}.png"
        (widget or self.window).grab().save(str(file))
        print(file)

    @contextmanager
    def dialog(self, name: str) -> Iterator[None]:
        """Save the dialog that the body opens, then close it."""

        def shoot() -> None:
            shown = QApplication.activeModalWidget()
            if shown is not None:
                self.save(name, shown)
                shown.close()

        QTimer.singleShot(50, shoot)
        yield
        QApplication.processEvents()


def answer(tour: Tour, right: bool, saved: set[str]) -> None:
    """Answer the card that is asked, saving a picture of each kind once."""
    view = tour.window.study_view
    card = view.card
    if card is None:
        return
    kind = card.note.note_type.kind
    if kind not in saved:
        tour.save(f"question {kind}")
    if view.card_view.options:
        from desktop.study.kinds import kind as kind_of  # heavy: part of the tour alone

        fields = card.note.fields
        options = kind_of(kind).options(fields, card.uid, card.answers)
        at = (
            options.index(fields["Answer"]) if right else (options.index(fields["Answer"]) + 1) % len(options)
        )
        tour.press(Qt.Key(Qt.Key.Key_1 + at), str(at + 1))
    elif view.card_view.input.isVisible():
        expected = card.note.fields["Answer"]
        tour.type(expected if right else expected[:-1] + "x")
        tour.press(Qt.Key.Key_Return)
    else:
        tour.press(Qt.Key.Key_Space, " ")
    name = f"answer {kind}" + ("" if right else " wrong")
    if name not in saved:
        saved.update((kind, name))
        tour.save(name)
    tour.press(Qt.Key.Key_3 if right else Qt.Key.Key_1, "3" if right else "1")


def write(tour: Tour) -> None:
    """Add a note, as it is typed."""
    tour.window.show_page("editor")
    tour.type("Who **closes** a deal, and when?")
    tour.press(Qt.Key.Key_Tab)
    tour.type("- the *sales person*")
    tour.press(Qt.Key.Key_Return)
    tour.type("once the buyer has no question left")
    preview = tour.window.findChild(QWidget, "preview-answer")
    tour.wait(lambda: preview is None or "question left" in preview.accessibleDescription())
    tour.save("add a note")
    tour.press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    tour.save("a note was added")
    tour.window.notices.hide()


def browse(tour: Tour) -> None:
    """Find cards while typing, and look at one."""
    tour.window.show_page("browser")
    table = tour.window.page("browser").findChild(QTableView)
    assert table is not None  # noqa: S101
    tour.wait(table.model().rowCount)
    tour.type("market")
    tour.wait(lambda: 0 < table.model().rowCount() < len(tour.window.collection.cards()))
    tour.press(Qt.Key.Key_Down)
    title = tour.window.page("browser").findChild(QLabel, "preview-title")
    tour.wait(lambda: title is None or title.text())
    tour.save("browse")


def walk(tour: Tour) -> None:
    """Go over every page, from the first start to the summary and beyond."""
    window = tour.window
    tour.save("home first start")
    tour.press(Qt.Key.Key_Return)
    saved: set[str] = set()
    wrong = {CHOOSE: 0, TYPE: 0}
    for number in range(40):
        card = window.study_view.card
        if card is None or window.pages.currentWidget() is not window.study_view:
            break
        kind = card.note.note_type.kind
        miss = (kind in ("choice", "typed") and wrong.setdefault(kind, 0) == 1) or number == 7
        wrong[kind] = wrong.get(kind, 0) + 1
        answer(tour, not miss, saved)
        if number == 2:
            with tour.dialog("why now"):
                tour.press(Qt.Key.Key_W, "w")
            with tour.dialog("edit"):
                tour.press(Qt.Key.Key_E, "e")
    tour.save("summary")
    tour.press(Qt.Key.Key_Return)
    tour.save("home afterwards")
    with tour.dialog("keys and help"):
        window.errands.help()
    with tour.dialog("restore a backup"):
        window.collection.backup("daily")
        window.errands.restore()
    write(tour)
    browse(tour)
    window.show_page("statistics")
    charts = window.page("statistics")
    tour.wait(lambda: all(each.text() for each in charts.findChildren(QLabel, "sentence-answers")))
    tour.save("statistics")
    window.show_page("apart")
    offered = [window.page("apart").findChild(QWidget, f"apart-{name}") for name in ("drill", "study")]
    tour.wait(lambda: any(each and each.isVisible() for each in offered))
    tour.save("tell them apart")
    today = window.collection.today()
    number = window.collection.plans.add(INTERVIEW, first_day=today, last_day=today + 30)
    window.show_page("plans")
    tour.wait(lambda: window.page("plans").findChild(QWidget, f"plan-{number}") is not None)
    tour.save("plans")
    window.show_page("settings")
    tour.save("settings")
    window.use_theme("dark")
    tour.save("settings dark")
    window.show_page("statistics")
    tour.save("statistics dark")
    window.show_home()
    tour.save("home dark")
    window.study_more()
    tour.save("question dark")
    answer(tour, True, {"choice", "typed", "basic", "cloze"})
    window.resize(1024, 600)
    window.settings.text_size = 200
    tour.save("question 200 percent dark")
    window.use_theme("light")
    tour.save("question 200 percent")
    window.show_home()
    tour.save("home 200 percent")


def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Print what Qt has to say, save that a platform without a screen has no window manager."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def run_tour(folder: Path, clock: Callable[[], Moment] = system_clock) -> int:
    """Save a picture of every page into a folder; return the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(pass_on)
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or start.make_application()
    assert isinstance(application, QApplication)  # noqa: S101
    with tempfile.TemporaryDirectory() as data:
        collection = open_collection(Path(data), clock)
        window = start.build(application, collection)
        window.settings.theme = "light"
        window.resize(*SIZE)
        window.show()
        QApplication.processEvents()
        window.warm_up()
        try:
            walk(Tour(window, folder))
        finally:
            window.close()
            window.jobs.close()
            collection.close()
    print(f"Saved in {folder}", file=sys.stderr)
    return 0
