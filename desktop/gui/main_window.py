"""The window: its pages, and what leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop import APP_NAME
from desktop.gui import words
from desktop.gui.breaks.sittings import study_ahead, study_for
from desktop.gui.errands import Errands
from desktop.gui.home import Home
from desktop.gui.jobs import Jobs
from desktop.gui.look import Look
from desktop.gui.placement import place, placed
from desktop.gui.settings import Settings
from desktop.gui.ticks import ticks
from desktop.gui.undoing import Undoing
from desktop.gui.words import tr
from desktop.policy import NO_POLICY, Policy
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.grades import PRACTICE, STUDY
from desktop.study.queue import MORE_NEW, Plan

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from desktop.gui.menus import Menus
    from desktop.gui.notices import Notices
    from desktop.gui.pages import Page
    from desktop.gui.study_view import StudyView
    from desktop.gui.summary import Summary

DAY_CHECK_MS = 30_000
"""How often the window looks whether a new study day has begun."""
SMALLEST = 340, 380
STUDY_NOTICE_TOP = 84


class MainWindow(QMainWindow):
    """Holds the pages and carries out what they ask for. All but Home are made when first needed.

    Args:
        now: milliseconds that never go back; None for the computer's own.
        policy: of the administrator.
    """

    lost = Signal(object)
    """The cards can no longer be opened, for the reason that it carries."""

    def __init__(
        self,
        collection: Collection,
        settings: Settings,
        look: Look,
        jobs: Jobs,
        now: Callable[[], int] | None = None,
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__()
        self.policy = policy
        self._minutes = 0
        self.now = now or ticks
        self._made: dict[str, Page] = {}
        self.collection = collection
        self.settings = settings
        self.look = look
        self.jobs = jobs
        self.undoing = Undoing(self)
        self.setWindowTitle(APP_NAME)
        self.setObjectName("main-window")
        self.setMinimumSize(*SMALLEST)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.home = Home(collection, settings, look, jobs)
        self.pages.addWidget(self.home)
        titles = (tr("&File"), tr("&Edit"), tr("&Study"), tr("&View"), tr("&Help"))
        self._titles = [self.menuBar().addMenu(title) for title in titles]
        self._day = collection.today()
        self.errands = Errands(self)
        self._connect()
        self._watch = QTimer(self)
        self._watch.setInterval(DAY_CHECK_MS)
        self._watch.timeout.connect(self.check_day)
        self._watch.start()
        place(self, settings.geometry)
        self.show_home()

    def _connect(self) -> None:
        self.home.study_wanted.connect(self.study)
        self.home.page_wanted.connect(self.show_page)
        self.home.sitting_wanted.connect(partial(study_for, self))
        self.home.ahead_wanted.connect(partial(study_ahead, self))
        self.home.changed.connect(self.apply)
        self.home.refused.connect(lambda error: self.notices.refuse(error))
        self.home.help_wanted.connect(self.errands.help)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    # ------------------------------------------------------------------ pages

    @cached_property
    def menus(self) -> Menus:
        """What the menus offer."""
        from desktop.gui.menus import Menus  # heavy: Home shows before it

        return Menus(self, self._titles)

    @cached_property
    def notices(self) -> Notices:
        """The line that says what happened."""
        from desktop.gui.notices import Notices  # heavy: Home shows before it

        made = Notices(self)
        made.top = STUDY_NOTICE_TOP if self.pages.currentWidget() is not self.home else 0
        return made

    @cached_property
    def study_view(self) -> StudyView:
        """The page where cards are studied."""
        from desktop.gui.study_view import StudyView  # heavy: Home shows before it

        view = StudyView(self.collection, self.settings, self.look, self.now)
        view.left.connect(self.show_home)
        view.finished.connect(self._end_sitting)
        view.changed.connect(self.apply)
        view.refused.connect(self.notices.refuse)
        view.noted.connect(lambda text: self.notices.tell(text))
        view.told.connect(lambda text: self.notices.tell(text, tr("Undo"), self.undo))
        view.undo_wanted.connect(self.undo)
        view.edit_wanted.connect(self.errands.edit)
        view.why_wanted.connect(self.errands.explain)
        view.browse_wanted.connect(self.errands.browse)
        view.help_wanted.connect(self.errands.help_with)
        if not self.policy.allows("edit"):
            view.actions_of_card.turn_off("edit", tr("Turned off by your administrator"))
        self.pages.addWidget(view)
        return view

    @cached_property
    def summary(self) -> Summary:
        """The page at the end of a sitting."""
        from desktop.gui.summary import Summary  # heavy: Home shows before it

        view = Summary(self.collection, self.look)
        view.done.connect(self.show_home)
        view.undo_wanted.connect(self.undo)
        view.more_wanted.connect(self.study_more)
        view.sitting_wanted.connect(lambda minutes: study_for(self, minutes, view.deck))
        view.practice_wanted.connect(self.practice_missed)
        view.round_wanted.connect(self.errands.another_round)
        view.card_wanted.connect(lambda number: self.practise((number,), view.deck))
        self.pages.addWidget(view)
        return view

    def page(self, name: str) -> Page:
        """Return a page by its name in `PAGES`, made at the first call."""
        from desktop.gui.pages import PAGES  # heavy: Home shows before it

        if name not in self._made:
            self._made[name] = PAGES[name](self)
            self.pages.addWidget(self._made[name])
        return self._made[name]

    def made(self, name: str) -> Page | None:
        """Return a page by its name in `PAGES`, if it was made."""
        return self._made.get(name)

    @property
    def page_at_hand(self) -> Page | None:
        """The page of `PAGES` that shows; None = another one does."""
        return next((page for name, page in self._made.items() if self.is_at(name)), None)

    def show_page(self, name: str) -> None:
        """Show a page by its name in `PAGES`."""
        page = self.page(name)
        self._show(page)
        page.come()

    def is_at(self, page: str) -> bool:
        """Return whether a page shows: home, study_view, summary, or one of `PAGES`."""
        return (self._made.get(page) or self.__dict__.get(page)) is self.pages.currentWidget()

    def warm_up(self) -> None:
        """Make what comes next, while the person looks at Home."""
        from desktop.gui.collecting import collect_here  # heavy: Home shows before it
        from desktop.gui.drops import Drops  # heavy: Home shows before it

        collect_here(self)
        if self.policy.allows("import"):
            Drops(self, self.errands.bring_files)
        self.refresh_undo()
        self.study_view.ensurePolished()
        self.summary.ensurePolished()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        if "notices" in self.__dict__:
            self.notices.top = STUDY_NOTICE_TOP if self.is_at("study_view") else 0
        if "menus" in self.__dict__:
            self.menus.offer_card(self.is_at("study_view"))
            self.refresh_undo()

    def show_study(self) -> None:
        """Show the card that is studied, as it was left."""
        self._show(self.study_view)

    def show_home(self) -> None:
        """Show the decks."""
        self.home.refresh()
        self._show(self.home)
        self.home.study_button.setFocus()

    def study(self, deck: int | None) -> None:
        """Study a deck (None: everything), or say why there is nothing to study."""
        plan = self.collection.plan(deck)
        if plan.away_until:
            plan = self.collection.plan(deck, anyway=True)
        if plan.left:
            self.begin(deck, plan)
        elif plan.done or deck is None:
            self._finish(deck)
        else:
            self._nothing(deck, plan)

    def _nothing(self, deck: int, plan: Plan) -> None:
        row = next(each for each in self.collection.tree() if each.number == deck)
        more = self.collection.plan(deck, extra_new=MORE_NEW)
        text = tr("Nothing left to study today in {deck}.").format(deck=row.name)
        if more.new:
            self.notices.tell(text, words.more_new(more.new), lambda: self.begin(deck, more))
        else:
            self.notices.tell(text)

    def begin(
        self,
        deck: int | None,
        plan: Plan,
        mode: str = STUDY,
        *,
        with_choices: bool = False,
        minutes: int = 0,
    ) -> None:
        """Study the cards of a plan; see `StudyView.start`. `minutes` of a short sitting; 0 = it is none."""
        self._minutes = minutes
        self._show(self.study_view)
        self.study_view.start(deck, plan, mode, with_choices=with_choices)

    @property
    def deck_at_hand(self) -> int | None:
        """The deck that is studied, or that the list of decks is at; None = everything."""
        if self.is_at("study_view"):
            return self.study_view.deck
        return self.summary.deck if self.is_at("summary") else self.home.tree.current

    def _end_sitting(self) -> None:
        view = self.study_view
        self._finish(view.deck, view.session.progress.done if view.mode == PRACTICE and view.session else 0)

    def study_more(self) -> None:
        """Study some new cards beyond the day's limit."""
        deck = self.summary.deck
        self.begin(deck, self.collection.plan(deck, extra_new=MORE_NEW))

    def practice_missed(self) -> None:
        """Practice the cards that were missed today; no schedule moves."""
        deck = self.summary.deck
        self.begin(deck, Plan(cards=self.collection.summary(deck).missed), PRACTICE)

    def practise(
        self, cards: tuple[int, ...], deck: int | None = None, *, with_choices: bool = False
    ) -> None:
        """Practice some cards; no schedule moves."""
        self.begin(deck, Plan(cards=cards), PRACTICE, with_choices=with_choices)

    def _finish(self, deck: int | None, practiced: int = 0) -> None:
        self._show(self.summary)
        self.summary.practiced = practiced
        self.summary.minutes = self._minutes
        self.summary.show_day(deck)

    # ------------------------------------------------------------------ changes and undo

    def apply(self, changes: Changes) -> None:
        """Show what an operation changed, on the pages that care."""
        if changes.everything:
            self.show_home()
        elif self.is_at("home") and (changes.decks or changes.cards):
            self.home.refresh()
        elif self.is_at("summary"):
            self.summary.show_day(self.summary.deck)
        else:
            if self.page_at_hand is not None:
                self.page_at_hand.show_changes(changes)
        self.refresh_undo()

    def refresh_undo(self) -> None:
        """Name in the menu what undo would take back, and what would be done again."""
        self.undoing.refresh()

    def undo(self) -> None:
        """Take back the latest answer or action, and show what it was."""
        self.undoing.undo()

    def find_in_card(self, step: int = 0) -> None:
        """Look for words in the card, or go to the next match (1) or the previous one (-1)."""
        bar = self.study_view.find_bar
        if step:
            bar.go(step)
        else:
            bar.open()

    def refocus(self) -> None:
        """Give the keyboard back to the card, after a dialog."""
        if self.is_at("study_view"):
            self.study_view.take_focus()

    # ------------------------------------------------------------------ the window itself

    def use_theme(self, theme: str) -> None:
        """Change the theme."""
        self.settings.theme = theme

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def check_day(self) -> None:
        """Bring the pages up to date when a new study day has begun."""
        if self.collection.today() == self._day:
            return
        self._day = self.collection.today()
        if self.is_at("home"):
            self.home.refresh()
        elif self.is_at("study_view") and not self.study_view.answered:
            self.study_view.show_next()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.check_day()

    def come_forward(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back home from every page; keys without an owner go to the card."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and not event.isAutoRepeat() and self.menus.by_place(event):
            return
        focused = self.focusWidget()
        if self.is_at("study_view") and not (focused and self.study_view.isAncestorOf(focused)):
            self.study_view.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and not self.is_at("home"):
            self.show_home()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; everything else was stored before."""
        if not all(page.may_close() for page in self._made.values()):
            event.ignore()
            return
        self.settings.geometry = placed(self)
        super().closeEvent(event)
