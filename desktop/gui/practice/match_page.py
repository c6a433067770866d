"""The game's page: rounds of pairs, each put together stored at once as practice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout

from desktop.errors import UserError
from desktop.gui.back_button import heading
from desktop.gui.labels import Button, label, restyle
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.practice.board import Board
from desktop.gui.practice.reading import pairs
from desktop.gui.ticks import ticks
from desktop.gui.words import tr
from desktop.store.changes import Changes, Undone
from desktop.study.grades import GOOD, PRACTICE
from desktop.study.matching import FEWEST, Pair, Round, rounds

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

WIDEST = 860
SECOND_MS = 1000


def clock(seconds: int) -> str:
    """Return a duration as a clock shows it."""
    return f"{seconds // 60}:{seconds % 60:02}"


class MatchPage(Page):
    """Plays round after round.

    Args:
        window: the window.
        now: milliseconds that never go back.
    """

    def __init__(self, window: MainWindow, now: Callable[[], int] = ticks) -> None:
        super().__init__()
        self._window = window
        self._look = window.look
        self._now = now
        self._chance = Random()  # noqa: S311  # a shuffle, no secret
        self._rounds: tuple[tuple[Pair, ...], ...] = ()
        self._at = 0
        self._left_out = 0
        self._since = self._spent_ms = 0
        self._graded: dict[int, int] = {}
        self._asked = 0
        self.setObjectName("match")
        self.setAccessibleName(tr("Match the pairs"))
        self._what = label("", "muted", wrap=True)
        self._what.setObjectName("match-what")
        self._how_far = label("", "caption")
        self._how_far.setObjectName("match-how-far")
        self._said = label("", "body", wrap=True)
        self._said.setObjectName("match-said")
        self._clock = label("", "caption")
        self._clock.setObjectName("match-clock")
        self._shows_clock = QCheckBox(tr("Show the time"))
        self._shows_clock.setObjectName("match-shows-clock")
        self._shows_clock.toggled.connect(lambda _: self._tick())
        self.board = Board()
        self.board.matched.connect(self._matched)
        self.board.missed.connect(self._missed)
        self._next = self._button("match-next", "", self._next_round, "primary")
        self._again = self._button("match-missed", tr("Practice the ones you missed"), self._practise_missed)
        self._done = self._button("match-done", tr("Other cards"), lambda: window.show_page("practice"))
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._tick)
        self._build()
        self._look.changed.connect(self._dress)
        self._dress()

    def _button(self, name: str, text: str, do: Callable[[], object], role: str = "") -> Button:
        made = Button(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setAutoDefault(True)
        if role:
            made.setProperty("role", role)
        made.clicked.connect(lambda _=False: do())
        return made

    def _build(self) -> None:
        status = QHBoxLayout()
        status.addWidget(self._how_far)
        status.addStretch(1)
        status.addWidget(self._clock)
        status.addWidget(self._shows_clock)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self._next, self._again, self._done):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(8)
        column.addLayout(heading(self._look, "match", tr("Match the pairs"), self._window.show_home))
        column.addWidget(self._what)
        column.addLayout(status)
        column.addWidget(self._said)
        column.addWidget(self.board)
        column.addLayout(buttons)
        column.addStretch(1)
        self._body = centred(column, self)

    # ------------------------------------------------------------------ the game

    def begin(self, cards: Sequence[int], most: int, name: str) -> None:
        """Play with at most so many of some cards; they are read off the window's thread."""
        collection = self._window.collection
        self._asked += 1
        asked, numbers = self._asked, tuple(cards)

        def show(read: tuple[list[Pair], int]) -> None:
            if asked == self._asked and self._window.is_at("practice"):  # else somebody went on
                self._start(*read, name)

        collection.open()
        self._window.jobs.run(lambda: pairs(collection, numbers, most), show, self._window.notices.refuse)

    def _start(self, fitting: list[Pair], left_out: int, name: str) -> None:
        made = rounds(fitting)
        if not made:
            text = tr("The game needs at least {count} cards with short, different texts on both sides.")
            self._window.notices.refuse(UserError(text.format(count=FEWEST)))
            return
        self._rounds, self._at, self._graded, self._spent_ms = made, 0, {}, 0
        left_out += len(fitting) - sum(map(len, made))
        parts = [name, tr("no date moves")]
        if left_out:
            stay = tr("1 card stays out: too long, with pictures, or like another")
            more = tr("{count} cards stay out: too long, with pictures, or like others")
            parts.append(stay if left_out == 1 else more.format(count=left_out))
        self._what.setText(" · ".join(parts))
        self._window.show_page("match")
        self._lay_out()

    def _lay_out(self) -> None:
        self._said.setText(tr("Choose a front (1 to 6) and its back (A to F)."))
        restyle(self._said, tone="")
        for each in (self._next, self._again, self._done):
            each.hide()
        self.board.show_round(Round.of(self._rounds[self._at], self._chance))
        self._since = self._now()
        self._timer.start()
        self._show_how_far()
        self._tick()

    def _matched(self, card: int) -> None:
        of = self.board.round
        if of is None:
            return
        grade, took = of.grade(card), self._now() - self._since
        self._window.collection.grade(card, grade, took_ms=took, mode=PRACTICE)
        self._graded[card] = grade
        self._spent_ms += took
        self._since = self._now()
        pair = next(each for each in of.fronts if each.card == card)
        self._say(f"✓ {pair.front} — {pair.back}", "good")
        self._window.refresh_undo()
        self._show_how_far()
        if of.is_over:
            self._end_round()

    def _missed(self, front: str, back: str) -> None:
        self._say(tr("✗ Not a pair: {front} — {back}").format(front=front, back=back), "again")

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        restyle(self._said, tone=tone)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _show_how_far(self) -> None:
        of = self.board.round
        if of is None:
            return
        self._how_far.setText(
            tr("{done} of {all} pairs · round {at} of {rounds}").format(
                done=len(of.matched), all=len(of.fronts), at=self._at + 1, rounds=len(self._rounds)
            )
        )

    def _end_round(self) -> None:
        self._timer.stop()
        firsts = sum(grade == GOOD for grade in self._graded.values())
        said = tr("{count} of {all} pairs at the first try. No date has moved.")
        self._say(said.format(count=firsts, all=len(self._graded)), "")
        is_last = self._at + 1 == len(self._rounds)
        self._next.setText(tr("Play again") if is_last else tr("Next round"))
        self._next.setAccessibleName(self._next.text())
        self._next.show()
        self._done.setVisible(is_last)
        self._again.setVisible(is_last and firsts < len(self._graded))
        self._next.setFocus()
        area = self.findChild(QScrollArea)
        if area is not None:
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self._next))

    def _next_round(self) -> None:
        self._at = (self._at + 1) % len(self._rounds)
        if self._at == 0:
            self._graded, self._spent_ms = {}, 0
        self._lay_out()

    def _practise_missed(self) -> None:
        missed = tuple(card for card, grade in self._graded.items() if grade != GOOD)
        self._window.practise(missed)

    def _tick(self) -> None:
        playing = self.board.round is not None and not self.board.round.is_over
        spent = self._spent_ms + (self._now() - self._since if playing else 0)
        self._clock.setText(clock(spent // SECOND_MS))
        self._clock.setVisible(self._shows_clock.isChecked())

    # ------------------------------------------------------------------ the page

    def come(self) -> None:
        """Take the keyboard; a game that was left goes on."""
        if self.board.round is not None:
            self.board.setFocus()

    def show_changes(self, changes: Changes) -> None:
        """Stay: what is played was read before."""

    def show_undone(self, undone: Undone) -> None:
        """Take a pair apart whose answer was taken back."""
        for card in undone.cards:
            self._graded.pop(card, None)
            if self.board.open_again(card):
                for each in (self._next, self._again, self._done):
                    each.hide()
                self._since = self._now()
                self._timer.start()
                self._show_how_far()
                self.board.setFocus()

    def show_redone(self, redone: Undone) -> None:
        """Put a pair together whose answer was given again."""
        for card in redone.cards:
            if self.board.round is not None and self.board.close_again(card):
                self._graded[card] = self.board.round.grade(card)
                self._show_how_far()
                if self.board.round.is_over:
                    self._end_round()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose fronts, letters backs, arrows move."""
        if not self.board.press(event):
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
