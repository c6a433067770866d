"""Studying: one card at a time, by keyboard or mouse, every answer stored before the next card shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.asking import Asking, asking, suggested_grade
from desktop.gui.card_deeds import CardDeeds
from desktop.gui.card_view import CardView
from desktop.gui.find_bar import FindBar
from desktop.gui.grade_bar import GradeBar
from desktop.gui.hard_cards.banner import HardCardBanner
from desktop.gui.look import Look
from desktop.gui.settings import Settings
from desktop.gui.study_bars import Foot, Head
from desktop.gui.study_keys import StudyKeys
from desktop.gui.ticks import ticks
from desktop.gui.words import tr
from desktop.render.card import face
from desktop.store.cards import CardView as Card
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.answers import Verdict
from desktop.study.grades import PRACTICE, STUDY
from desktop.study.queue import Plan
from desktop.study.session import StudySession

NARROW = 500
"""Width in pixels at 100 % that words beside the icons need."""
GUARD_MS = 200
"""Keys and clicks this soon after a new card or its answer are the rest of the one before."""


class StudyView(QWidget):
    """The study page."""

    left = Signal()
    finished = Signal()
    changed = Signal(Changes)
    refused = Signal(UserError)
    told = Signal(str)
    """Tells what was done and can be undone."""
    noted = Signal(str)
    """Tells what happened by itself."""
    undo_wanted = Signal()
    edit_wanted = Signal(int)
    why_wanted = Signal(int)
    help_wanted = Signal(str, int)
    """Tells a method of `HardCards`, and the card."""
    browse_wanted = Signal(str)
    """Tells what is to be looked for in the browser."""

    def __init__(
        self, collection: Collection, settings: Settings, look: Look, now: Callable[[], int] = ticks
    ) -> None:
        super().__init__()
        self._collection = collection
        self._settings = settings
        self._look = look
        self._now = now
        self.session: StudySession | None = None
        self.deck: int | None = None
        self.mode = STUDY
        self.with_choices = False
        self._asking = Asking()
        self._day = 0
        self.card: Card | None = None
        self.answered = False
        self._response = ""
        self.verdict: Verdict | None = None
        self._shown_at = self._guard_from = 0
        self.setObjectName("study")
        self.setAccessibleName(tr("Study"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card_view = CardView(look, collection.media, lambda: settings.sound_speed)
        self.card_view.noted.connect(self.noted)
        self.card_view.chosen.connect(self.choose)
        self.card_view.typed.connect(self.reveal)
        self.card_view.said.connect(self._announce)
        self.find_bar = FindBar(look, (self.card_view.question, self.card_view.answer))
        self.find_bar.closed.connect(self.take_focus)
        self.grade_bar = GradeBar()
        self.grade_bar.reveal.connect(self._reveal_clicked)
        self.grade_bar.graded.connect(self.grade)
        deeds = CardDeeds(self, collection)
        self.actions_of_card = deeds.actions()
        self._head = Head(look, self.menu)
        self._head.left.connect(self.left)
        self._foot = Foot(look)
        self._foot.undo_wanted.connect(self.undo_wanted)
        self._foot.why_wanted.connect(deeds.why)
        self._foot.edit_wanted.connect(deeds.edit)
        self._foot.flag_wanted.connect(deeds.flag)
        self._keys = StudyKeys(self)
        self.banner = HardCardBanner(look)
        self.banner.wanted.connect(deeds.help_with)
        self._column = QVBoxLayout(self)
        for widget in (self._head, self.banner, self.card_view, self.find_bar, self.grade_bar, self._foot):
            self._column.addWidget(widget, widget is self.card_view)
        look.changed.connect(self._dress)
        self._dress()

    # ------------------------------------------------------------------ looks

    @property
    def menu(self) -> QMenu:
        """Everything that can be done with the card."""
        return self.actions_of_card.menu

    def _dress(self) -> None:
        self._head.dress()
        self.banner.dress()
        self._foot.dress()
        self._fit()

    def _fit(self) -> None:
        """Show icons alone where the window is too narrow for words beside them."""
        narrow = self.width() < self._look.px(NARROW)
        self._head.fit(narrow)
        self._foot.fit(narrow)
        self.banner.fit(self.width(), self.height())
        aside, space = (8, 6) if narrow else (24, 12)
        self._column.setContentsMargins(aside, space, aside, space)
        self._column.setSpacing(space)
        self._show_progress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what the width allows."""
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------ the sitting

    def start(self, deck: int | None, plan: Plan, mode: str = STUDY, *, with_choices: bool = False) -> None:
        """Begin, or go on with, a sitting.

        Args:
            deck: what is studied; None = everything.
            plan: its cards.
            mode: STUDY, or PRACTICE that moves no schedule.
            with_choices: whether cards without options get some from other cards.
        """
        self.deck, self.mode, self.with_choices = deck, mode, with_choices
        self._use_options()
        self._day = self._collection.today()
        self.session = StudySession(
            self._collection,
            plan,
            seconds_per_card=self._collection.seconds_per_card(),
            mode=mode,
        )
        self.show_next()

    def _use_options(self) -> None:
        deck = self.deck
        options = self._collection.options if deck is None else self._collection.decks.options(deck)
        self.grade_bar.use(options.buttons)

    def follow_options(self) -> None:
        """Offer as many grades as are wanted by now."""
        self._use_options()
        if self.answered:
            self._offer_grades()

    def show_next(self) -> None:
        """Show the next question, or end the sitting."""
        if self.session is None:
            return
        if self._collection.today() != self._day and self.mode == STUDY:
            self.noted.emit(tr("A new study day has begun."))
            self.start(self.deck, self._collection.plan(self.deck))
            return
        number = self.session.current
        if number is None:
            self.card = None
            self.finished.emit()
            return
        self._ask(self._collection.card(number))

    def _ask(self, card: Card) -> None:
        self.card, self.answered, self._response, self.verdict = card, False, "", None
        self._asking = asking(card, self._collection.practising.lenders if self.with_choices else None)
        self.find_bar.leave()
        shown = face(card.note, card.ordinal, deck=card.deck_path)
        self.card_view.ask(shown, self._asking.options, self._asking.typing)
        self.grade_bar.ask(can_reveal=self._asking.can_reveal)
        self._foot.show_deck(card.deck)
        self.banner.show_card(card)
        self._foot.show_flag(bool(card.flag))
        self._show_progress()
        self.refresh_undo()
        self._autoplay()
        self._shown_at = self._guard_from = self._now()
        self.take_focus()
        self._announce(self.card_view.spoken)

    def _autoplay(self) -> None:
        if self._settings.autoplay:
            self.card_view.media.play(self.card_view.sounds)

    def replay(self) -> None:
        """Play the sounds of the side that shows once more."""
        self.card_view.media.play(self.card_view.sounds)

    def take_focus(self) -> None:
        """Give the keyboard to the card, wherever it was."""
        if self.card_view.input.isVisibleTo(self) and not self.answered:
            self.card_view.input.setFocus()
        else:
            self.setFocus()

    def _show_progress(self) -> None:
        if self.session is None:
            return
        progress = self.session.progress
        self._head.show_progress(progress, practice=self.mode == PRACTICE, width=self.width())
        self.actions_of_card.actions["skip"].setEnabled(progress.repeats > 0)
        strict = self.actions_of_card.actions["strict"]
        strict.setEnabled(self.card_view.input.isVisibleTo(self))
        strict.setChecked(self.card is not None and self.card.note.note_type.strict)

    def refresh_undo(self) -> None:
        """Name on the button what undo would take back."""
        self._foot.show_undo(self._collection.undoable())

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # ------------------------------------------------------------------ answering

    @property
    def space_grades(self) -> bool:
        """Whether the space bar grades an answer that shows."""
        return self._settings.space_grades

    @property
    def guarded(self) -> bool:
        """Whether a key or click is still the rest of the one before."""
        return self._now() - self._guard_from < GUARD_MS

    def _reveal_clicked(self) -> None:
        self.reveal(self.card_view.input.text() if self.card_view.input.isVisibleTo(self) else "")

    def choose(self, option: str) -> None:
        """Answer a choice card with an option."""
        if not self.answered:
            self.reveal(option)

    def reveal(self, response: str = "") -> None:
        """Show the answer, and how a chosen or typed response compares."""
        if self.card is None or self.answered or self.guarded:
            return
        self._response = response
        self.verdict = self._asking.check(self.card, response)
        self.answered = True
        self.card_view.reveal(self.verdict, response)
        self._autoplay()
        self._guard_from = self._now()
        self._offer_grades()
        self._announce(self.card_view.spoken)

    def _offer_grades(self) -> None:
        if self.card is None:
            return
        after = None
        if self.mode != PRACTICE:
            after = self._collection.preview(self.card.number, list(self.grade_bar.grades))
        chosen = bool(self.card_view.options)
        right = self.verdict.right if self.verdict else None
        suggested = suggested_grade(self.verdict)
        button = self.grade_bar.offer(after, self._collection.today(), right if chosen else None, suggested)
        if right is None:
            self.setFocus()
        else:
            button.setFocus()

    def grade(self, grade: int) -> None:
        """Store a grade; the next card shows only after that."""
        if self.session is None or self.card is None or not self.answered or self.guarded:
            return
        button = self.grade_bar.buttons.get(grade)
        if button is not None and not button.isEnabled():
            return
        try:
            graded = self.session.grade(grade, took_ms=self._now() - self._shown_at, response=self._response)
        except UserError as error:
            self.refused.emit(error)
            return
        if graded.leech == "suspend":
            self.session.skip(graded.card)
        self.changed.emit(Changes(cards=True, decks=True))
        self.show_next()
        if graded.leech:
            self.told.emit(words.leech(graded.after.lapses, graded.leech))

    # ------------------------------------------------------------------ other things to do with a card

    def skip_repeats(self) -> None:
        """Leave what was to be asked again today."""
        if self.session:
            self.session.skip_drills()
            self.show_next()

    def show_again(self, number: int) -> None:
        """Show a card now whose last answer, or setting aside, was undone."""
        if self.session is None:
            return
        card = self._collection.card(number)
        self.session.bring_back(number, card.schedule, self._collection.today())
        self.show_next()

    def follow_answer(self, number: int) -> None:
        """Go on behind a card whose answer was given again."""
        if self.session is None:
            return
        card = self._collection.card(number)
        self.session.answered(number, card.schedule, self._collection.today())
        self.show_next()

    def drop(self, cards: Sequence[int]) -> None:
        """Leave cards out that are there no more."""
        if self.session is None:
            return
        for number in cards:
            self.session.skip(number)
        if self.card is not None and self.card.number in cards:
            self.show_next()
        else:
            self._show_progress()
            self.refresh_undo()

    def redraw_card(self) -> None:
        """Show the present card anew after an edit; an answer that shows stays, and so does what is typed."""
        if self.card is None:
            return
        answered, response, shown_at = self.answered, self._response, self._shown_at
        half_typed = self.card_view.input.text()
        self._ask(self._collection.card(self.card.number))
        self._shown_at = shown_at
        if answered:
            self._guard_from = self._now() - GUARD_MS
            self.reveal(response)
        elif self.card_view.input.isVisibleTo(self):
            self.card_view.input.insert(half_typed)

    def reread(self) -> None:
        """Show what is new about the present card in the bars around it; the card stays as it is."""
        if self.card is None:
            return
        self.card = self._collection.card(self.card.number)
        self.banner.show_card(self.card)
        self._foot.show_flag(bool(self.card.flag))
        self._show_progress()
        self.refresh_undo()

    def recheck(self) -> None:
        """Compare the present card's answer anew after the comparison was changed; typing stays."""
        if self.answered:
            self.redraw_card()
        else:
            self.reread()

    # ------------------------------------------------------------------ keys

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the card's actions in the menus."""
        super().showEvent(event)
        self.actions_of_card.enable(True)
        self._show_progress()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the card's actions away: no card shows."""
        super().hideEvent(event)
        self.actions_of_card.enable(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the keyboard to an answer that is being typed, whatever is clicked beside it."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Flip, grade, choose and more."""
        self._keys.press(event)
