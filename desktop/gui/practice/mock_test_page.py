"""The page of mock tests: questions in any order, handed in at once, then judged and scored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.back_button import heading
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.pages import Page
from desktop.gui.practice.asking_view import AskingView
from desktop.gui.practice.finding import SHUFFLED, Found
from desktop.gui.practice.foot import Bars
from desktop.gui.practice.judging_view import JudgingView
from desktop.gui.practice.overview import Overview
from desktop.gui.practice.reading import mock_test
from desktop.gui.practice.score_sheet import ScoreSheet
from desktop.gui.ticks import ticks
from desktop.gui.words import tr
from desktop.store.changes import Changes, Undone
from desktop.store.journal import MOCK_TEST
from desktop.study.calendar import date_of
from desktop.study.mock_test import MockTest

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

TICK_MS = 1000
MINUTE_MS = 60_000
GO_ON, HAND_IN, GIVE_UP = "go on", "hand in", "give up"


class MockTestPage(Page):
    """Carries one test through. A test that is left stays open until the program ends.

    Args:
        window: the window.
        now: milliseconds that never go back.
    """

    def __init__(self, window: MainWindow, now: Callable[[], int] = ticks) -> None:
        super().__init__()
        self._window = window
        self._now = now
        self.test: MockTest | None = None
        self._is_open = False
        self._asked = 0
        self._limit_ms = self._spent_ms = self._since = 0
        self.setObjectName("mock_test")
        self.setAccessibleName(tr("Mock test"))
        self._name = label("", "muted", wrap=True)
        self._name.setObjectName("test-name")
        self.overview = Overview()
        self.overview.wanted.connect(self.go_to)
        self.asking = AskingView(window)
        self.asking.answered.connect(self._answer)
        self.asking.next_wanted.connect(lambda: self.go(1))
        self.judging = JudgingView(window)
        self.judging.judged.connect(self._judge)
        self.sheet = ScoreSheet(window, self._practise, self._save, lambda: window.show_page("practice"))
        self.bars = Bars()
        self.bars.go.connect(self.go)
        self.bars.hand_in.connect(self.ask_to_hand_in)
        self._stages = QStackedWidget()
        for each in (self.asking, self.judging, self.sheet):
            self._stages.addWidget(each)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        for key, step in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            shortcut = QShortcut(QKeySequence(key), self)  # a card that scrolls would take the key
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.go, step))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(heading(window.look, "mock-test", tr("Mock test"), self._leave))
        column.addWidget(self._name)
        column.addWidget(self.overview)
        column.addWidget(self._stages, 1)
        column.addWidget(self.bars)

    # ------------------------------------------------------------------ the test

    @property
    def how_far(self) -> str:
        """How far an open test is, in words; "" = none is open."""
        if self.test is None or not self._is_open:
            return ""
        done = len(self.test.questions) - len(self.test.open)
        return tr("{done} of {all} answered").format(done=done, all=len(self.test.questions))

    def begin(self, found: Found, minutes: int = 0) -> None:
        """Make a test of cards, which are read off the window's thread.

        Args:
            found: the cards, and how many they were drawn from.
            minutes: after which it is handed in; 0 = no limit.
        """
        if self._is_unfinished:
            wanted = self._ask_about_open()
            if wanted != GIVE_UP:
                self._window.show_page("mock_test")
                if wanted == HAND_IN:
                    self._hand_in()
                return
        self.test, self._is_open = None, False
        collection = self._window.collection
        self._asked += 1
        asked = self._asked

        def show(test: MockTest) -> None:
            if asked == self._asked and self._window.is_at("practice"):  # else somebody went on
                self._start(test, minutes)

        drawn_from = found.total if found.wish.order == SHUFFLED else len(found.cards)
        collection.open()
        self._window.jobs.run(
            lambda: mock_test(collection, found.wish.name, found.cards, drawn_from),
            show,
            self._window.notices.refuse,
        )

    def _start(self, test: MockTest, minutes: int) -> None:
        self.test, self._is_open = test, bool(test.questions)
        if not self._is_open:
            self._window.notices.tell(tr("These cards are not there any more."))
            return
        self._limit_ms, self._spent_ms, self._since = minutes * MINUTE_MS, 0, self._now()
        self._name.setText(tr("{name} · no date moves").format(name=test.name))
        self._window.show_page("mock_test")

    def _show_stage(self) -> None:
        test = self.test
        if test is None:
            return
        self.overview.setVisible(self._is_open)
        self.bars.setVisible(self._is_open)
        if self._is_open:
            self._stages.setCurrentWidget(self.asking)
            self.overview.show_test(test)
            self.asking.show_question(test.current)
            self.bars.show_test(test)
            self.tick()
            self._timer.start()
            return
        self._timer.stop()
        if test.to_judge:
            self._stages.setCurrentWidget(self.judging)
            self.judging.show_answer(test.questions[test.to_judge[0]], len(test.to_judge))
        else:
            self._stages.setCurrentWidget(self.sheet)
            self.sheet.show_test(test)

    def _answer(self, response: str, in_mind: bool) -> None:
        if self.test is not None and self._is_open:
            self.test.answer(response, in_mind=in_mind)
            self.overview.show_test(self.test)
            self.bars.show_test(self.test)

    def go(self, step: int) -> None:
        """Go to the next question (1), or to the one before (-1); scroll the sheet at the end."""
        if self.sheet.isVisible():
            self.sheet.scroll_sheet(step)
        elif self.test is not None:
            self.go_to(self.test.at + step)

    def go_to(self, at: int) -> None:
        """Go to a question; beyond the last one, to handing in."""
        test = self.test
        if test is None or not self._is_open or at < 0:
            return
        if at >= len(test.questions):
            self.bars.hand_in_button.setFocus()
            return
        self._spend()
        test.at = at
        self._show_stage()

    def _spend(self) -> None:
        """Count the time since the question came."""
        if self.test is not None and self._since:
            spent = self._now() - self._since
            self.test.spend(spent)
            self._spent_ms += spent
            self._since = self._now()

    def tick(self) -> None:
        """Show the time that is left; at its end, hand in."""
        if not self._is_open or not self._limit_ms:
            self.bars.show_time("")
            return
        left = self._limit_ms - self._spent_ms - (self._now() - self._since if self._since else 0)
        self.bars.show_time(words.minutes_left(left / 1000))
        if left <= 0:
            self._window.notices.tell(tr("The time is up."))
            self._hand_in()

    # ------------------------------------------------------------------ handing in

    def ask_to_hand_in(self) -> None:
        """Hand in; where answers are missing, ask first."""
        test = self.test
        if test is None or not self._is_open:
            return
        if not test.open:
            self._hand_in()
            return
        dialog = Dialog(self._window, "hand-in", tr("Hand in?"))
        count = len(test.open)
        one, more = tr("1 question has no answer."), tr("{count} questions have no answer.")
        dialog.add_text(one if count == 1 else more.format(count=count))
        dialog.add_button("hand-in-anyway", tr("Hand in"), dialog.accept)
        dialog.add_button("keep-on", tr("Go on"), dialog.reject, primary=True).setFocus()
        if dialog.run():
            self._hand_in()
        else:
            self.go_to(test.open[0])

    def _hand_in(self) -> None:
        """Check every answer; those that no program can check are judged by the learner first."""
        test = self.test
        if test is None or not self._is_open:
            return
        self._spend()
        for at, question in enumerate(test.questions):
            is_right = self.asking.check(question)
            if is_right is not None:
                test.judge(at, is_right)
        self.asking.forget()
        self._is_open = False
        self._store_or_judge()

    def _judge(self, is_right: bool) -> None:
        test = self.test
        if test is not None and test.to_judge and not self._is_open:
            test.judge(test.to_judge[0], is_right)
            self._store_or_judge()

    def _store_or_judge(self) -> None:
        test = self.test
        if test is None:
            return
        if not test.to_judge:
            self.judging.forget()
            try:
                changes = self._window.collection.practising.hand_in(test.given(), test.name)
            except UserError as error:
                self._window.notices.refuse(error)
            else:
                self._window.apply(changes)
        self._show_stage()

    def _practise(self) -> None:
        if self.test is not None and self.test.missed:
            self._window.practise(self.test.missed)

    def _save(self) -> None:
        from desktop.gui.practice.score_paper import write_score  # heavy: on demand

        if self.test is None:
            return
        dialog = QFileDialog(self, tr("Save as PDF"), "", "PDF (*.pdf)")
        dialog.setObjectName("score-file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(tr("Mock test") + ".pdf")
        chosen = dialog.selectedFiles()[0] if dialog.exec() else ""
        dialog.deleteLater()
        if not chosen:
            return
        when = date_of(self._window.collection.today())
        try:
            write_score(self.test, f"{words.day_of_month(when)} {when.year}", Path(chosen))
        except (UserError, OSError) as error:
            self._window.notices.refuse(error if isinstance(error, UserError) else UserError(str(error)))
        else:
            self._window.notices.tell(tr("Saved to {file}.").format(file=chosen))

    # ------------------------------------------------------------------ the page

    def come(self) -> None:
        """Show where the test is; without one, choose its cards first."""
        if self.test is None:
            self._window.show_page("practice")
        else:
            self._show_stage()

    def show_changes(self, changes: Changes) -> None:
        """Stay: what is asked was read before."""

    def show_undone(self, undone: Undone) -> None:
        """Say on the sheet that its answers were taken back."""
        if undone.kind == MOCK_TEST:
            self.sheet.show_stored(False)

    def show_redone(self, redone: Undone) -> None:
        """Say on the sheet that its answers are stored again."""
        if redone.kind == MOCK_TEST:
            self.sheet.show_stored(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on counting the time."""
        super().showEvent(event)
        self._since = self._now()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the time rest while another page shows."""
        super().hideEvent(event)
        if self._is_open:
            self._spend()
        self._since = 0
        self._timer.stop()
        self.asking.forget()
        self.judging.forget()

    def _leave(self) -> None:
        """Go back; an open test is asked about."""
        if not self._is_unfinished:
            self._window.show_home()
            return
        wanted = self._ask_about_open()
        if wanted == GIVE_UP:
            self.test, self._is_open = None, False
            self._window.show_home()
        elif wanted == HAND_IN:
            self._hand_in()

    @property
    def _is_unfinished(self) -> bool:
        return self.test is not None and (self._is_open or bool(self.test.to_judge))

    def may_close(self) -> bool:
        """Ask where an open test would be lost."""
        if not self._is_unfinished or (self._is_open and not self._has_answers):
            return True
        self._window.show_page("mock_test")
        wanted = self._ask_about_open()
        if wanted == HAND_IN:
            self._hand_in()
        return wanted == GIVE_UP

    @property
    def _has_answers(self) -> bool:
        return self.test is not None and len(self.test.open) < len(self.test.questions)

    def _ask_about_open(self) -> str:
        wanted = [GO_ON]
        dialog = Dialog(self._window, "leave-test", tr("The test is not handed in"))
        dialog.add_text(self.how_far or tr("Some answers are not judged yet."))

        def take(way: str) -> None:
            wanted[0] = way
            dialog.accept()

        dialog.add_button("give-up", tr("Throw it away"), lambda: take(GIVE_UP))
        if self._is_open:
            dialog.add_button("hand-in-now", tr("Hand in now"), lambda: take(HAND_IN))
        dialog.add_button("keep-on", tr("Go on"), dialog.reject, primary=True).setFocus()
        dialog.run()
        return wanted[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Page Up and Page Down go back and on, Enter goes on, Esc leaves."""
        key, shift = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self.sheet.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.sheet.scroll_sheet(1 if key == Qt.Key.Key_Down else -1, page=False)
        elif not self._is_open or event.isAutoRepeat() or shift:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(1)
        elif key == Qt.Key.Key_Left:
            self.go(-1)
        elif not self.asking.choose_by_key(event):
            super().keyPressEvent(event)
