"""What can be done with a deck on Home: one list for its menu and for the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.deck_delegate import DOT
from desktop.gui.theme import deck_color
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.deck_rows import paths
from desktop.store.decks import Decks
from desktop.study.options import COLORS

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

SWATCH = 16


class DeckDeeds:
    """Carries out what is asked for in the list of decks."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._tree = window.home.tree
        self._busy = False
        tree = self._tree
        tree.explains = self._explain
        tree.named.connect(self._name)
        tree.moved.connect(self._move)
        tree.menu_wanted.connect(self._open_menu)
        window.home.new_deck_wanted.connect(self.create)
        self._menu = QMenu(window)
        self._menu.setObjectName("deck-menu")
        self._menu.setToolTipsVisible(True)
        self._of_deck: list[QAction] = []
        self._add("study", tr("&Study"), self._study)
        self._add("practice", tr("&Practice…"), self._practise)
        self._add("browse", tr("&Browse this deck"), self._browse)
        self._add("interview", tr("&Interview date…"), self._interview)
        self._menu.addSeparator()
        self._add("rename", tr("&Rename"), self._rename, "F2", needs="edit")
        self._add("new-inside", tr("&New deck inside"), self._create_inside, needs="edit")
        self._add("describe", tr("Descri&ption…"), self._describe, needs="edit")
        self._colors = self._add_colors()
        self._menu.addSeparator()
        self._add("up", tr("Move &up"), partial(self._shift, -1), "Alt+Up", needs="edit")
        self._add("down", tr("Move &down"), partial(self._shift, 1), "Alt+Down", needs="edit")
        self._add("to-top", tr("Move out to the &top"), self._to_top, needs="edit")
        self._menu.addSeparator()
        self._add("options", tr("&Options of this deck…"), self._options, "Alt+Return", needs="edit")
        self._menu.addSeparator()
        self._add("delete", tr("De&lete"), self._delete, "Del", needs="delete")

    def _add(
        self, name: str, text: str, do: Callable[[], object], keys: str = "", needs: str = ""
    ) -> QAction:
        action = QAction(text, self._tree)
        action.setObjectName(f"deck-{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setAutoRepeat(keys.startswith("Alt"))
            self._tree.addAction(action)
        action.triggered.connect(lambda _=False: do())
        self._hold_back(action, needs)
        self._menu.addAction(action)
        self._of_deck.append(action)
        return action

    def _add_colors(self) -> QActionGroup:
        menu = self._menu.addMenu(tr("&Colour"))
        group = QActionGroup(menu)
        for color in ("", *COLORS):
            action = QAction(words.color_name(color), menu)
            action.setObjectName(f"deck-color-{color or 'none'}")
            action.setData(color)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=color: self._with_deck("paint", chosen))
            self._hold_back(action, "edit")
            group.addAction(action)
            menu.addAction(action)
        return group

    def _hold_back(self, action: QAction, feature: str) -> None:
        if feature and not self._window.policy.allows(feature):
            action.setEnabled(False)
            action.setToolTip(tr("Turned off by your administrator"))

    def _open_menu(self, deck: int | None, at: QPoint) -> None:
        if deck is None:
            return
        row = self._tree.row_of(deck)
        self._menu.setAccessibleName(row.name)
        for each in self._colors.actions():
            each.setChecked(each.data() == row.color)
            if each.data():
                each.setIcon(_swatch(deck_color(each.data(), self._window.look.theme)))
        self._menu.popup(at)

    def _explain(self, deck: int) -> str:
        from desktop.gui.deck_numbers import explained  # heavy: when the mouse rests on a deck

        row = self._tree.row_of(deck)
        try:
            outlook = self._window.collection.decks.outlook(deck)
        except UserError:
            return ""
        return "\n".join([row.name, *explained(outlook), row.description]).strip()

    # ------------------------------------------------------------------ deeds

    @property
    def _deck(self) -> int | None:
        return self._tree.current if self._window.is_at("home") else None

    def _study(self) -> None:
        if self._deck is not None:
            self._window.study(self._deck)

    def _practise(self) -> None:
        if self._deck is not None:
            self._window.errands.practise()

    def _browse(self) -> None:
        from desktop.gui.browser.terms import DECK, term  # heavy: most sittings never open it

        rows = self._window.collection.tree()
        path = next(
            (path for row, path in zip(rows, paths(rows), strict=True) if row.number == self._deck), ""
        )
        self._window.errands.browse(term(DECK, path))

    def create(self) -> None:
        """Let a new deck be named, at the top of all."""
        if self._may("edit"):
            if not self._window.is_at("home"):
                self._window.show_home()
            self._tree.name_new(None)

    def _create_inside(self) -> None:
        if self._deck is not None:
            self._tree.name_new(self._deck)

    def _rename(self) -> None:
        if self._deck is not None:
            self._tree.rename(self._deck)

    def _name(self, deck: int | None, inside: int | None, text: str) -> None:
        if not self._may("edit"):
            return
        decks = self._window.collection.decks
        try:
            if deck is None:
                there = set(decks.forest().places)
                made = decks.create(text, inside=inside)
                self._window.apply(Changes(decks=True))
                self._tree.go_to(made)
                if made in there:
                    self._window.notices.tell(tr("That deck is there already."))
            else:
                self._window.apply(decks.rename(deck, text))
                self._tree.go_to(deck)
        except UserError as error:
            self._window.notices.refuse(error)
            if deck is None:
                self._tree.name_new(inside, text)
            else:
                self._tree.rename(deck, text)

    def _shift(self, by: int) -> None:
        self._with_deck("shift", by)

    def _to_top(self) -> None:
        self._with_deck("move", None)

    def _move(self, deck: int, into: int | None, before: int | None) -> None:
        if self._may("edit"):
            self._do(lambda decks: decks.move(deck, into, before))
            self._tree.go_to(deck)

    def _with_deck(self, deed: str, *values: object) -> None:
        deck = self._deck
        if deck is not None and self._may("edit"):
            self._do(lambda decks: getattr(decks, deed)(deck, *values))
            self._tree.go_to(deck)

    def _describe(self) -> None:
        from desktop.gui.describe_dialog import DescribeDialog  # heavy: opened on demand

        deck = self._deck
        if deck is None or not self._may("edit"):
            return
        row = self._tree.row_of(deck)
        dialog = DescribeDialog(self._window, row.name, row.description)
        if dialog.run():
            self._do(lambda decks: decks.describe(deck, dialog.text))
        self._tree.setFocus()

    def _interview(self) -> None:
        from desktop.gui.plans.interviews import plan_interview  # heavy: opened on demand

        if self._deck is not None:
            plan_interview(self._window, self._deck)
            self._tree.setFocus()

    def _options(self) -> None:
        from desktop.gui.deck_options import DeckOptionsDialog  # heavy: opened on demand

        deck, window = self._deck, self._window
        if deck is None or not self._may("edit"):
            return
        dialog = DeckOptionsDialog(window, window.collection, window.jobs, window.look, deck)
        dialog.changed.connect(window.apply)
        dialog.run()
        self._tree.setFocus()

    def _delete(self) -> None:
        """Delete the deck off the window's thread: it may hold tens of thousands of cards."""
        deck = self._deck
        if deck is None or self._busy or not self._may("delete"):
            return
        self._busy = True
        name, count = self._tree.row_of(deck).name, 0

        def work(decks: Decks) -> Changes:
            nonlocal count
            count = decks.cards_inside(deck)
            return decks.delete(deck)

        window = self._window
        window.jobs.run(
            lambda: window.collection.decks.apart(work),
            lambda changes: self._tell_deleted(deck, name, count, changes),
            self._refuse,
        )

    def _tell_deleted(self, deck: int, name: str, count: int, changes: Changes) -> None:
        self._busy = False
        following = self._tree.step_from(deck)
        self._window.apply(changes)
        if following is not None:
            self._tree.go_to(following)
        text = tr("Deleted {deck} with {cards}.") if count else tr("Deleted {deck}.")
        text = text.format(deck=name, cards=words.cards(count))
        self._window.notices.tell(text, tr("Undo"), self._window.undo)

    def _refuse(self, error: UserError) -> None:
        self._busy = False
        self._window.notices.refuse(error)

    def _may(self, feature: str) -> bool:
        try:
            self._window.policy.demand(feature)
        except UserError as error:
            self._window.notices.refuse(error)
            return False
        return True

    def _do(self, deed: Callable[[Decks], Any]) -> None:
        try:
            self._window.apply(deed(self._window.collection.decks))
        except UserError as error:
            self._window.notices.refuse(error)


def _swatch(color: QColor) -> QIcon:
    made = QPixmap(SWATCH, SWATCH)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    edge = (SWATCH - DOT) // 2
    painter.drawEllipse(edge, edge, DOT, DOT)
    painter.end()
    return QIcon(made)
