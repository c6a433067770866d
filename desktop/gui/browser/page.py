"""The browser: everything there is, found while one types, seen as it is studied, changed in any number."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.errors import NotFound, UserError
from desktop.gui import words
from desktop.gui.browser import selection
from desktop.gui.browser.deeds import Chosen, Deeds
from desktop.gui.browser.finder import Finder, Hits, Overview, Wish
from desktop.gui.browser.panes import PREVIEW, TREE, Panes
from desktop.gui.browser.preview import Preview
from desktop.gui.browser.saving import Saving
from desktop.gui.browser.search_bar import SearchBar
from desktop.gui.browser.sidebar import Sidebar
from desktop.gui.browser.table import Table
from desktop.gui.browser.terms import with_term
from desktop.gui.browser.tool_bar import ToolBar
from desktop.gui.pages import Page
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.search.results import CardRow

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

SLOW_MS = 400
"""After which it is said that a search is still going on."""
PAUSE_MS = 60
"""Of no typing, after which the card at hand of what was found is drawn."""


class Browser(Page):
    """Finds cards and notes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._collection = window.collection
        self._shown = Wish()
        self._lacks_overview = False
        self.tags: list[str] = []
        """In use."""
        self.fields: list[str] = []
        """Names of the fields of all note types."""
        self.setObjectName("browser")
        self.setAccessibleName(tr("Browse"))
        self.finder = Finder(window.collection, window.jobs)
        self.asides = window.jobs.beside()
        """Looks up for dialogs what they would do."""
        self.search_bar = SearchBar(window.look)
        self.tree = Sidebar(window.look)
        self.table = Table(window.settings, window.look)
        settings = window.settings
        self.preview = Preview(window.look, window.collection.media, lambda: settings.sound_speed)
        self.deeds = Deeds(self, window)
        self.deeds.actions.menu.addSeparator()
        self.deeds.actions.add_menu("columns", tr("Columns"), self.table.head.offer_columns)
        self.deeds.actions.add_menu("orders", tr("Sort by"), self.table.head.offer_orders)
        self.tool_bar = ToolBar(window.look, self.deeds.actions)
        self._saving = Saving(self, window)
        self._build()
        self._slow = self._timer(SLOW_MS, self._say_searching)
        self._soon = self._timer(0, self._show_chosen)
        self._fill_soon = self._timer(0, self._fill_tree)
        self._preview_soon = self._timer(0, self._show_preview)
        self.finder.found.connect(self._show_hits)
        self.finder.failed.connect(self._refuse)
        self.finder.indexed.connect(self._say_indexing)
        self.search_bar.typed.connect(lambda _: self.look())
        self.search_bar.left.connect(self.table.setFocus)
        self.search_bar.back.connect(window.show_home)
        self.search_bar.save_wanted.connect(self._saving.save)
        self.tree.picked.connect(self._add_term)
        self.tree.saved_picked.connect(self.search_bar.field.setText)
        self.tree.rename_wanted.connect(self._saving.rename)
        self.tree.remove_wanted.connect(self._saving.remove)
        self.tree.tag_rename_wanted.connect(self.deeds.rename_tag)
        self.tree.dropped.connect(self.deeds.move_to)
        self.table.results.wanted.connect(self._read_rows)
        self.table.chosen.connect(self._soon.start)
        self.table.reordered.connect(self.look)
        self.table.opened.connect(self.deeds.edit)
        self.table.removed.connect(self.deeds.delete)
        self.table.menu_wanted.connect(self.deeds.actions.menu.popup)
        self.tool_bar.notes_wanted.connect(lambda _: self.look())
        self.tool_bar.fold_wanted.connect(self.panes.toggle)
        self.panes.folded.connect(self._folded)
        self.preview.noted.connect(lambda text: window.notices.tell(text))

    def _timer(self, ms: int, do: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        made.timeout.connect(do)
        return made

    def _build(self) -> None:
        middle = QFrame()
        middle.setProperty("role", "surface")
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        self.panes = Panes(self._window.look, self._window.settings, self.tree, middle, self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.search_bar)
        column.addWidget(self.tool_bar)
        column.addWidget(self.panes, 1)
        self.setTabOrder(self.search_bar.field, self.search_bar.save)
        self.setTabOrder(self.search_bar.save, self.search_bar.help)
        self.setTabOrder(self.search_bar.help, self.table)
        self.setTabOrder(self.table, self.tree)

    # ------------------------------------------------------------------ coming and going

    def come(self) -> None:
        """Show how things stand now; the keys go to the search."""
        self.show_changes(Changes(cards=True, decks=True))
        self._folded()
        self.focus_search()

    def focus_search(self) -> None:
        """Give the keys to the search, ready to be typed over."""
        self.search_bar.field.setFocus()
        self.search_bar.field.selectAll()

    def browse(self, text: str) -> None:
        """Look for something else."""
        self.search_bar.field.setText(text)

    def show_changes(self, changes: Changes) -> None:
        """Look again; place and selection stay."""
        self.look()
        if changes.cards or changes.decks:
            self._fill_soon.start()  # what is looked for comes first

    def _fill_tree(self) -> None:
        self.tree.show_decks(self._collection.tree())
        self.tree.show_saved(self._collection.searches.listed())
        self._lacks_overview = True
        self._look_around()

    def _look_around(self) -> None:
        """Read what there is to choose from, once nothing is looked for."""
        if self._lacks_overview and not self.finder.is_looking and self.isVisible():
            self._lacks_overview = False
            self.finder.overview(self._show_overview)

    def _show_overview(self, overview: Overview) -> None:
        self.tags = [row.tag for row in overview.tags]
        self.tree.show_tags(overview.tags)
        self.fields = list(dict.fromkeys(field for row in overview.note_types for field in row.fields))
        self.tree.show_types(overview.note_types)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the files, and stop what plays, unless the whole window is out of sight for a while."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._slow.stop()
        self.finder.rest()
        self.preview.forget()

    # ------------------------------------------------------------------ searching

    def look(self) -> None:
        """Look for what the field says, in the order that the table is sorted by."""
        order = self.table.order
        self._slow.start()
        wish = Wish(self.search_bar.text, self.tool_bar.wants_notes, order.key, order.descending)
        self.finder.search(wish, first_rows=not self.table.results.numbers)

    def _add_term(self, wanted: str, added: bool) -> None:
        self.search_bar.field.setText(with_term(self.search_bar.text, wanted, added=added))

    def _show_hits(self, hits: Hits) -> None:
        self._slow.stop()
        self._preview_soon.setInterval(PAUSE_MS)
        keep = hits.wish[:2] == self._shown[:2]
        self._shown = hits.wish
        kept = self.table.show_found(
            hits.found, hits.rows, notes=hits.wish.notes, today=self._collection.today(), keep=keep
        )
        self.search_bar.tell(tr(hits.found.problem))
        if not kept:
            self.search_bar.tell(tr("What was selected lies in too many places now: it was let go."))
        self._look_around()

    def _refuse(self, error: UserError) -> None:
        self._slow.stop()
        self.table.results.ask_again()
        self.search_bar.tell(str(error))
        self._look_around()

    def _say_searching(self) -> None:
        if self.finder.is_looking:
            self.search_bar.tell(tr("Searching…"))

    def _say_indexing(self, done: int, total: int) -> None:
        self._slow.stop()
        share = round(100 * done / total) if total else 100
        self.search_bar.tell(
            tr("Reading your notes once, so that they are found at once: {share} %").format(share=share)
        )

    def _read_rows(self, numbers: array[int]) -> None:
        self.finder.rows(numbers, self.table.results.notes, self._take_rows)

    def _take_rows(self, rows: list[CardRow]) -> None:
        self.table.results.take(rows)
        if self.preview.card is None:
            self._soon.start()

    # ------------------------------------------------------------------ what is chosen

    @property
    def chosen(self) -> Chosen:
        """What is selected."""
        return Chosen(self.table.selected, self.table.results.notes)

    @property
    def card_at_hand(self) -> int | None:
        """The card that the keys are at; of a note, its first. None = none, or it is still being read."""
        results, at = self.table.results, self.table.current
        if not 0 <= at < len(results.numbers):
            return None
        if not results.notes:
            return results.numbers[at]
        row = results.row(at)
        return row.card if row else None

    def _show_chosen(self) -> None:
        count = selection.count(self.table.selected_runs)
        total, notes = self.table.total, self.table.results.notes
        told = words.notes(total) if notes else words.cards(total)
        if 1 < count < total:
            told = tr("{count} of {all} selected").format(count=f"{count:,}", all=told)
        elif count > 1:
            told = tr("All {all} selected").format(all=told)
        if not self.deeds.is_busy:
            self.tool_bar.tell(told)
        self.deeds.actions.offer(0 if self.deeds.is_busy else count)
        self._preview_soon.start()  # the rows are painted first

    def show_busy(self, doing: str) -> None:
        """Say what goes on with the selection; empty = nothing any more."""
        if doing:
            self.tool_bar.tell(doing)
        self._soon.start()

    def _show_preview(self) -> None:
        self._preview_soon.setInterval(0)
        number = self.card_at_hand if self.panes.shows(PREVIEW) else None
        try:
            self.preview.show_card(None if number is None else self._collection.card(number))
        except NotFound:
            self.preview.show_card(None)

    def _folded(self) -> None:
        self.tool_bar.show_folded(self.panes.shows(TREE), self.panes.shows(PREVIEW))
        self._show_preview()

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F goes to the search; Esc goes on to the window, which leads home."""
        if event.matches(QKeySequence.StandardKey.Find) and event.key() != Qt.Key.Key_Slash:
            self.focus_search()
        else:
            super().keyPressEvent(event)
