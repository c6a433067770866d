"""A person at the window: real keys and clicks on real cards, with clocks that tests move by hand."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from desktop.gui.application import make_application
from desktop.gui.collecting import collect
from desktop.gui.jobs import Jobs
from desktop.gui.look import Look
from desktop.gui.main_window import MainWindow
from desktop.gui.settings import Settings
from desktop.gui.study_view import GUARD_MS
from desktop.policy import NO_POLICY, Policy
from desktop.store.collection import Collection
from desktop.study.calendar import Moment
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, DraftDeck, DraftNote, Note, as_html, derived
from tests.fresh import lay_out

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

SCREENS = [QRect(0, 0, 1366, 768), QRect(1366, 0, 1024, 600)]
MARCH = datetime(2026, 3, 2, 9, 0)
"""A Monday, ten o'clock in the zone of the tests' clock, which is one hour ahead of UTC."""


# ---------------------------------------------------------------------- the application


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QApplication]:
    """The application on two screens, far from the real user's folders."""
    home = tmp_path_factory.mktemp("home")
    screens = home / "screens.json"
    described = [
        {
            "name": f"screen {number}",
            "x": each.x(),
            "y": each.y(),
            "width": each.width(),
            "height": each.height(),
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1.0,
        }
        for number, each in enumerate(SCREENS)
    ]
    screens.write_text(json.dumps({"screens": described}), encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setenv("QT_QPA_PLATFORM", f"offscreen:configfile={screens}")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        patch.setenv(name, str(home))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        patch.setenv(name, str(home / name.lower()))
    application = make_application()
    yield application
    patch.undo()


@pytest.fixture(autouse=True)
def nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window or a running job behind. Garbage is collected as in the app."""
    gc.disable()
    yield
    collect()
    gc.enable()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [each.objectName() for each in QApplication.topLevelWidgets() if each.isVisible()]
    for each in QApplication.topLevelWidgets():
        each.close()
    assert left == [], "windows are still open"
    assert [each.name for each in threading.enumerate() if "ThreadPool" in each.name] == []


def settle() -> None:
    """Let the window lay everything out: layouts inside layouts take several rounds."""
    for _ in range(3):
        QApplication.processEvents()


# ---------------------------------------------------------------------- clocks and work


class HandClock:
    """The clock on the wall; it stands still until a test moves it."""

    def __init__(self, utc: datetime = MARCH, offset_min: int = 60) -> None:
        self.utc = utc
        self.offset_min = offset_min

    def __call__(self) -> Moment:
        return Moment((self.utc - datetime(1970, 1, 1)) // timedelta(milliseconds=1), self.offset_min)

    def move(self, **parts: float) -> None:
        """Move on (or back) by days, hours, minutes or seconds."""
        self.utc += timedelta(**parts)


class StopWatch:
    """The milliseconds that tell one key press from the rest of the one before."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms


class ByHand:
    """Runs work only when a test says so, on the thread of the test."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], Any]] = []

    def submit(self, work: Callable[[], Any]) -> None:
        """Take a piece of work."""
        self.waiting.append(work)

    def shutdown(self) -> None:
        """Stop."""

    def drain(self) -> None:
        """Do what was taken and bring the results to the window, which may give more to do."""
        settle()
        while self.waiting:
            self.waiting.pop(0)()
            settle()


@pytest.fixture
def clock() -> HandClock:
    """The wall clock."""
    return HandClock()


@pytest.fixture
def work() -> Iterator[ByHand]:
    """The executor of jobs."""
    made = ByHand()
    yield made
    assert made.waiting == [], "jobs were never run"


# ---------------------------------------------------------------------- cards


def note(kind_key: str, key: str, topic: str = "", **texts: str | Sequence[str]) -> DraftNote:
    """A note whose field names are given in lower case; a list fills a field of one entry a line."""
    note_type = kind(kind_key).note_type
    fields = dict.fromkeys(note_type.fields, "")
    for name, text in texts.items():
        joined = as_html(text) if isinstance(text, str) else "\n".join(as_html(each) for each in text)
        fields[name.capitalize()] = joined
    return DraftNote(Note(derived(NAMESPACE, f"test {key}"), note_type, fields, (), topic), ("Section",))


def basic(question: str = "Capital of France?", answer: str = "Paris", **more: str) -> DraftNote:
    """A question and its answer."""
    return note("basic", f"basic {question}", question=question, answer=answer, **more)


def marked_up(question: str, answer: str = "A") -> DraftNote:
    """A question and its answer as HTML."""
    made = note("basic", f"marked up {question}")
    fields = dict(made.note.fields) | {"Question": question, "Answer": answer}
    return replace(made, note=replace(made.note, fields=fields))


def choice(
    question: str = "Who prints one offer to 5,000 addresses?",
    options: Sequence[str] = ("Marketing", "Sales"),
    answer: str = "Marketing",
    explanation: str = "Direct mail speaks to many.",
) -> DraftNote:
    """A question with options."""
    return note(
        "choice",
        f"choice {question}",
        question=question,
        options=options,
        answer=answer,
        explanation=explanation,
    )


def typed(
    question: str = "What is the medium of selling?",
    answer: str = "conversation",
    accept: Sequence[str] = ("talking",),
) -> DraftNote:
    """A question whose answer is typed."""
    return note("typed", f"typed {question}", question=question, answer=answer, accept=accept)


def gapped(text: str = "Selling meets {{c1::one::how many?}} buyer at a time.") -> DraftNote:
    """A text with gaps."""
    return note("cloze", f"cloze {text}", text=text, explanation="")


def deck(*notes: DraftNote, name: str = "Small deck") -> DraftDeck:
    """A deck of notes."""
    return DraftDeck(derived(NAMESPACE, f"deck {name}"), name, 1, "", notes)


MIXED = (choice(), typed(), basic(), gapped())


# ---------------------------------------------------------------------- the person


@dataclass
class Desk:
    """Somebody who sits at a window."""

    collection: Collection
    settings: Settings
    look: Look
    jobs: Jobs
    window: MainWindow
    clock: HandClock
    watch: StopWatch
    gone: bool = False

    # -- what is seen

    @property
    def page(self) -> str:
        """The name of the page that shows."""
        return self.window.pages.currentWidget().objectName()

    @property
    def question(self) -> str:
        """The text above."""
        return self.window.study_view.card_view.question.text

    @property
    def answer(self) -> str:
        """The text below, while it shows."""
        text = self.window.study_view.card_view.answer
        return text.text if text.isVisible() else ""

    @property
    def flipped(self) -> bool:
        """Whether the grades show."""
        return self.window.findChild(QWidget, "grade-1").isVisible()

    @property
    def grades_given(self) -> list[int]:
        """The grades in the database that were not taken back, read by another connection."""
        rows = self.dump_rows("SELECT grade FROM review WHERE id NOT IN (SELECT entry FROM void) ORDER BY id")
        return [grade for (grade,) in rows]

    def dump_rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Read the database by a connection of one's own."""
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.collection.file)) as other:
            return other.execute(sql).fetchall()

    def text(self, name: str) -> str:
        """The text of a widget."""
        return self.find(name).text()

    def find(self, name: str) -> Any:
        """The widget of that name which shows, or the only one."""
        found = self.window.findChildren(QWidget, name)
        shown = [each for each in found if each.isVisible()]
        assert found, name
        return (shown or found)[0]

    def shows(self, name: str) -> bool:
        """Whether a widget of that name can be seen."""
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    @property
    def notice(self) -> str:
        """What the notice says."""
        return self.window.notices.text

    @property
    def focus(self) -> str:
        """The name of what the keys go to."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    # -- what is done

    def wait_guard(self) -> None:
        """Let enough time pass for the next press to count."""
        self.watch.ms += GUARD_MS

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press and release a key, as a person would: not at once after the one before."""
        self.wait_guard()
        QTest.keyClick(self._target(), key, modifiers)
        settle()

    def type(self, text: str) -> None:
        """Type text."""
        QTest.keyClicks(self._target(), text)

    def click(self, widget: QWidget | str, at: QPoint | None = None) -> None:
        """Click with the left button."""
        self.wait_guard()
        self.click_at_once(widget, at)

    def click_at_once(self, widget: QWidget | str, at: QPoint | None = None) -> None:
        """Click without waiting after what was done before."""
        target = self.find(widget) if isinstance(widget, str) else widget
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, at or target.rect().center())
        settle()

    def double_click_at_once(self, widget: QWidget | str, at: QPoint | None = None) -> None:
        """Click twice, as fast as can be."""
        target = self.find(widget) if isinstance(widget, str) else widget
        place = at or target.rect().center()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, place)
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton, NONE, place)
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, NONE, place)
        settle()

    def raw_key(
        self,
        key: int,
        text: str = "",
        modifiers: Qt.KeyboardModifier = NONE,
        scan: int = 0,
        repeat: bool = False,
        kinds: Sequence[QEvent.Type] = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease),
    ) -> None:
        """Send a key as a keyboard of any layout does: what it types, and where it lies."""
        for each in kinds:
            event = QKeyEvent(each, key, modifiers, scan, 0, 0, text, repeat)
            QApplication.sendEvent(self._target(), event)
        settle()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def menu(self, name: str) -> None:
        """Choose an action of the menus by its name."""
        self.wait_guard()
        from PySide6.QtGui import QAction

        actions = [each for each in self.window.findChildren(QAction) if each.objectName() == name]
        assert actions, name
        assert actions[0].isEnabled(), name
        actions[0].trigger()
        settle()

    def with_dialog(self, opens: Callable[[], object], then: Callable[[QDialog], object]) -> str:
        """Do what opens a dialog, then something in it that closes it; return its name."""
        seen: list[str] = []
        failed: list[BaseException] = []
        timer = QTimer()

        def act() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                return  # not yet: its window is still being shown
            timer.stop()
            seen.append(dialog.objectName())
            try:
                then(dialog)
            except BaseException as error:
                failed.append(error)
            if dialog.isVisible():
                dialog.reject()
                seen.append("had to be closed")

        timer.timeout.connect(act)
        timer.start(0)
        opens()
        timer.stop()
        self.window.activateWindow()  # as a window manager does when a dialog closes
        settle()
        if failed:
            raise failed[0]
        assert seen, "no dialog opened"
        return seen[-1]

    def begin(self) -> None:
        """Start to study from Home by the Enter key."""
        assert self.focus == "study-button"
        self.press(Key.Key_Return)
        assert self.page == "study"

    def flip(self) -> None:
        """Show the answer of a card that is neither chosen nor typed."""
        assert not self.flipped
        self.press(Key.Key_Space)
        assert self.flipped

    def answer_card(self, grade_key: Qt.Key = Key.Key_3) -> None:
        """Answer whatever card shows: right, unless the key is 1."""
        view = self.window.study_view
        assert view.card is not None
        fields = view.card.note.fields
        right = grade_key != Key.Key_1
        if view.card_view.options:
            texts = [each.text_shown for each in view.card_view.options]
            at = texts.index(fields["Answer"])
            self.press(Qt.Key(Key.Key_1 + (at if right else (at + 1) % len(texts))))
        elif view.card_view.input.isVisible():
            self.type(fields["Answer"] if right else "nothing like it")
            self.press(Key.Key_Return)
        else:
            self.flip()
        assert self.flipped
        self.press(grade_key)

    def leave(self) -> None:
        """Close the window and the cards for good."""
        if self.gone:
            return
        self.gone = True
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.collection.close()


Sit = Callable[..., Desk]


@pytest.fixture
def sit(
    qapp: QApplication, tmp_path: Path, clock: HandClock, work: ByHand, request: pytest.FixtureRequest
) -> Iterator[Sit]:
    """Sit down at a window on a collection with some notes; again on the same folder = a new start."""
    open_desks: list[Desk] = []

    def start(
        *notes: DraftNote,
        folder: str = "data",
        size: tuple[int, int] | None = None,
        decks: Sequence[DraftDeck] = (),
        policy: Policy = NO_POLICY,
    ) -> Desk:
        collection = Collection(lay_out(tmp_path / folder), clock, locked=policy.locked)
        for number, each in enumerate([deck(*notes), *decks] if notes else decks):
            collection.install(each, f"test deck {number}")
        made = make_desk(qapp, collection, clock, work, tmp_path / "cache", policy)
        open_desks.append(made)
        if size:
            made.window.resize(*size)
        made.window.home._painted = True  # what it makes a moment after the first picture is made at once
        made.window.show()
        made.window.warm_up()
        made.window.activateWindow()
        settle()
        return made

    yield start
    for each in open_desks:
        each.leave()


def make_desk(
    application: QApplication,
    collection: Collection,
    clock: HandClock,
    work: ByHand,
    cache: Path,
    policy: Policy = NO_POLICY,
) -> Desk:
    """Build a window as the app does, with clocks and work in the hands of the test."""
    settings = Settings(collection.folder, policy.locked, policy.starting)
    look = Look(application, settings, cache)
    look.apply()
    watch = StopWatch()
    jobs = Jobs(work)
    window = MainWindow(collection, settings, look, jobs, watch, policy)
    return Desk(collection, settings, look, jobs, window, clock, watch)


@pytest.fixture
def desk_of_four(sit: Sit) -> Desk:
    """A window on one card of each kind."""
    return sit(*MIXED)


def names(widget: QWidget) -> list[str]:
    """The names of the buttons in a widget that show."""
    return [each.objectName() for each in widget.findChildren(QAbstractButton) if each.isVisible()]
