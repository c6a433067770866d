"""Home: what today holds in one sentence, one button to begin, the decks below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.breaks import wording
from desktop.gui.breaks.sittings import SittingButtons
from desktop.gui.deck_list import DeckList
from desktop.gui.labels import Button, label
from desktop.gui.look import Look
from desktop.gui.page import centred
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.store.plans import INTERVIEW
from desktop.study.queue import Plan

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.gui.apart.line import ApartLine
    from desktop.gui.breaks.lines import BreakLines
    from desktop.gui.jobs import Jobs
    from desktop.gui.plans.line import InterviewLine

SETTLE_MS = 50
"""Time for the screen to show the first picture before anything else is made."""
WIDEST = 860
AROUND = 100
"""Pixels between the edges of the page and of the list."""


def greeting(hour: int) -> str:
    """Return a greeting for an hour of the local day."""
    if 4 <= hour < 12:
        return tr("Good morning.")
    if 12 <= hour < 18:
        return tr("Good afternoon.")
    return tr("Good evening.")


def headline(plan: Plan) -> str:
    """Return in a sentence what is left to study today."""
    if plan.left == 0 and plan.due_cut + plan.new_cut:
        return tr("Today's time is used up.")
    if plan.left == 0:
        return tr("All done for today.") if plan.done else tr("Nothing to study today.")
    about = words.minutes(plan.seconds)
    if plan.due == 0 and not plan.drills and not plan.done:
        return tr("{count} new today, about {minutes}.").format(count=plan.new, minutes=about)
    count = words.cards(plan.left)
    template = (
        tr("{cards} left today, about {minutes}.") if plan.done else tr("{cards} today, about {minutes}.")
    )
    return template.format(cards=count, minutes=about)


def footnote(plan: Plan) -> str:
    """Return why the number in the headline is what it is, where that is not plain."""
    parts = [said] if (said := wording.cut(plan)) else []
    if plan.catch_up:  # what waits then is said in a sentence of its own
        return " ".join(parts)
    if plan.due_cut:
        pass
    elif plan.waiting == 1:
        parts.append(tr("1 more is due and waits for another day."))
    elif plan.waiting:
        parts.append(tr("{count} more are due and wait for another day.").format(count=plan.waiting))
    if plan.held_back == 1:
        parts.append(tr("1 held back until another day: it would give a card of today away."))
    elif plan.held_back:
        parts.append(
            tr("{count} held back until another day: they would give a card of today away.").format(
                count=plan.held_back
            )
        )
    return " ".join(parts)


class Home(QWidget):
    """The first page."""

    sitting_wanted = Signal(int)
    """Tells for how many minutes."""
    ahead_wanted = Signal()
    changed = Signal(Changes)
    refused = Signal(UserError)
    study_wanted = Signal(object)
    """A deck's number, or None for everything."""
    page_wanted = Signal(str)
    """The name of a page."""
    shown_first = Signal()
    """Tells once that the page was painted."""
    help_wanted = Signal()
    new_deck_wanted = Signal()

    def __init__(self, collection: Collection, settings: Settings, look: Look, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._interview: InterviewLine | None = None
        self._collection = collection
        self._look = look
        self.setObjectName("home")
        self._painted = False
        self._apart: ApartLine | None = None
        self._breaks: BreakLines | None = None
        self._greeting = label("", "title", wrap=True)
        self._headline = label("", "headline", wrap=True)
        self._headline.setObjectName("headline")
        self._footnote = label("", "caption", wrap=True)
        self._footnote.setObjectName("footnote")
        self.study_button = Button(tr("Study"))
        self.study_button.setObjectName("study-button")
        self.study_button.setProperty("role", "primary")
        self.study_button.setAutoDefault(True)
        self.study_button.setToolTip(tr("Enter"))
        self.study_button.clicked.connect(lambda: self.study_wanted.emit(None))
        self.sittings = SittingButtons()
        self.sittings.wanted.connect(self.sitting_wanted)
        self.practice_button = Button(tr("Practice…"))
        self.practice_button.setObjectName("practice-button")
        self.practice_button.setAccessibleName(tr("Practice…"))
        self.practice_button.setAutoDefault(True)
        self.practice_button.setToolTip(tr("Cards one by one, pairs, or a mock test; no date moves (Ctrl+P)"))
        self.practice_button.clicked.connect(lambda: self.page_wanted.emit("practice"))
        self.settings_button = self._corner("settings-button", tr("Settings"), tr("Settings (Ctrl+,)"))
        self.settings_button.clicked.connect(lambda: self.page_wanted.emit("settings"))
        self.help_button = self._corner("help-button", tr("Keys and help"), tr("Keys and help (F1)"))
        self.help_button.clicked.connect(self.help_wanted)
        self.tree = DeckList(settings, look)
        self.tree.chosen.connect(self.study_wanted)
        self.new_button = QToolButton()
        self.new_button.setObjectName("new-deck")
        self.new_button.setText(tr("New deck"))
        self.new_button.setAccessibleName(tr("New deck"))
        self.new_button.setToolTip(tr("New deck (Ctrl+Shift+N)"))
        self.new_button.clicked.connect(self.new_deck_wanted)
        self._build()
        look.changed.connect(self._dress)
        self.shown_first.connect(self.show_icons)
        self.shown_first.connect(lambda: QTimer.singleShot(0, self, self._tell_apart))  # once it is open
        self._dress()

    def _corner(self, name: str, text: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(tip)
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._greeting, 1)
        head.addWidget(self.settings_button)
        head.addWidget(self.help_button)
        button_row = QHBoxLayout()
        button_row.setSpacing(8)
        button_row.addWidget(self.study_button)
        button_row.addWidget(self.sittings)
        button_row.addWidget(self.practice_button)
        button_row.addStretch(1)
        surface = QFrame()
        surface.setProperty("role", "surface")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(12, 8, 12, 12)
        inside.addWidget(self.tree)
        inside.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout()
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self._headline)
        column.addWidget(self._footnote)
        column.addSpacing(20)
        column.addLayout(button_row)
        column.addSpacing(16)
        self._lines = QVBoxLayout()
        column.addLayout(self._lines)
        column.addSpacing(12)
        column.addWidget(surface)
        column.addStretch(1)
        self._body = centred(column, self)

    def _dress(self) -> None:
        if self._painted:
            self.show_icons()
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        for button in (self.settings_button, self.help_button):
            button.setIconSize(QSize(self._look.px(18), self._look.px(18)))
        self._fit_columns()
        self.tree.fit_height()

    def show_icons(self) -> None:
        """Draw the icons, which the first picture does without."""
        self.settings_button.setIcon(self._look.icons.icon("settings"))
        self.help_button.setIcon(self._look.icons.icon("circle-question-mark"))

    def _fit_columns(self) -> None:
        across = min(self.width(), self._body.maximumWidth()) - AROUND  # the list itself follows later
        self.tree.fit_columns(across)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the first time; the children paint themselves."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(SETTLE_MS, self, self.shown_first.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def refresh(self) -> None:
        """Show what is true now."""
        plan = self._collection.outlook()
        self._greeting.setText(greeting(self._collection.clock().local().hour))
        self._plan = plan
        self._headline.setText(self._said_of(plan))
        self._footnote.setText(self._explained(plan))
        self._footnote.setVisible(bool(self._footnote.text()))
        self.study_button.setText(tr("Study") if plan.left else tr("Today in review"))
        if plan.away_until:
            self.study_button.setText(tr("Study anyway"))
        self.sittings.refresh(plan)
        self.study_button.setAccessibleName(f"{self.study_button.text()}. {self._headline.text()}")
        self.tree.fill(self._collection.tree())
        if self._painted:
            self._tell_apart()

    def _said_of(self, plan: Plan) -> str:
        if plan.away_until:
            return wording.holiday(plan.away_until, self._collection.today())
        return headline(plan)

    def _explained(self, plan: Plan) -> str:
        if plan.away_until:
            return tr(wording.AWAY)
        if plan.catch_up:
            clear = self._collection.breaks.forecast(plan.catch_up).clear_on(plan.catch_up.a_day)
            said = wording.catching_up(plan.catch_up, clear, self._collection.today())
            return f"{said} {footnote(plan)}".rstrip()
        return footnote(plan)

    def _tell_breaks(self) -> None:
        if self._breaks is None:
            from desktop.gui.breaks.lines import BreakLines  # heavy: Home shows before it

            self._breaks = BreakLines(self._collection)
            self._breaks.ahead_wanted.connect(self.ahead_wanted)
            self._breaks.changed.connect(self.changed)
            self._breaks.refused.connect(self.refused)
            self._lines.insertWidget(0, self._breaks)
            for one, other in pairwise((self.practice_button, *self._breaks.lines)):
                QWidget.setTabOrder(one, other)
        self._breaks.refresh(self._plan)

    def _tell_apart(self) -> None:
        """Say what is behind and what is mixed up, which the first picture does without."""
        if self._collection.is_closed:  # the window is going
            return
        try:
            self._collection.open()
        except UserError:  # whoever reads the decks or the cards says it
            return
        self._tell_breaks()
        if self._apart is None:
            from desktop.gui.apart.line import ApartLine  # heavy: Home shows before it

            self._apart = ApartLine(self._collection)
            self._apart.clicked.connect(lambda: self.page_wanted.emit("apart"))
            self._lines.addWidget(self._apart)
            QWidget.setTabOrder(self.study_button, self._apart)
        self._apart.refresh()
        self._tell_interview()

    def _tell_interview(self) -> None:
        """Say how ready one is for the interview that comes next, if there is one."""
        if self._interview is None:
            if not self._collection.plans.listed(INTERVIEW):
                return
            from desktop.gui.plans.line import InterviewLine  # heavy: where there is a plan

            self._interview = InterviewLine(self._collection, self._jobs)
            self._interview.clicked.connect(lambda: self.page_wanted.emit("plans"))
            self._lines.addWidget(self._interview)
            QWidget.setTabOrder(self._apart or self.study_button, self._interview)
        self._interview.refresh()
