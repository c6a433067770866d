"""The table: rows of what was found, columns to choose and sort by, a selection of any size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout

from desktop.gui import words
from desktop.gui.browser import selection
from desktop.gui.browser.columns import COLUMNS, Layout, Order
from desktop.gui.browser.entries import is_menu_key
from desktop.gui.browser.header import Header
from desktop.gui.browser.model import Results
from desktop.gui.browser.row_look import RowLook, tint
from desktop.gui.browser.selection import MOST_RUNS, Run
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.store.search.results import CardRow, Found

ROW_HEIGHT = 32


class Place(NamedTuple):
    """Where somebody is in the table.

    Attributes:
        current: number of the card or note that the keys are at; None = of none.
        row: its row.
        above: rows of the table that show above it.
        selected: numbers.
        everything: whether that is all there is.
    """

    current: int | None = None
    row: int = 0
    above: int = 0
    selected: array[int] = array("q")
    everything: bool = False


class Table(QTableView):
    """Shows `Results`."""

    opened = Signal()
    """Tells that the row at hand is to be edited."""
    removed = Signal()
    """Tells that what is selected is to be deleted."""
    chosen = Signal()
    """Tells that something else is selected, or the keys are at another row."""
    reordered = Signal()
    """Tells that results are to be sorted anew, by `order`."""
    menu_wanted = Signal(QPoint)

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self._settings = settings
        self._look = look
        self.results = Results()
        self.total = 0
        """How many were found; at first there may be fewer rows."""
        self.head = Header(self, self.results)
        self.order = Order.read(settings.browser_order)
        self.setObjectName("browser-table")
        self.setAccessibleName(tr("Cards"))
        self.setModel(self.results)
        self.setItemDelegate(RowLook(look, self, self.results))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at))
        )
        self.empty = label(tr("Nothing was found."), "muted", wrap=True)
        self.empty.setObjectName("browser-empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self.viewport())
        inside.addWidget(self.empty)
        self.empty.hide()
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self._make_headers()
        self.show_layout(Layout.read(settings.browser_columns))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        look.changed.connect(self._dress)
        self._dress()

    def _make_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.order_wanted.connect(self._sort_by)
        self.head.dragged.connect(self._write_layout)
        self.head.toggled.connect(self._toggle)
        self.setHorizontalHeader(self.head)
        self.head.select_apart()

    def _dress(self) -> None:
        theme = self._look.theme
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Highlight, tint(theme))
        colors.setColor(QPalette.ColorRole.HighlightedText, theme.color("text"))
        self.setPalette(colors)
        self.verticalHeader().setMinimumSectionSize(self._look.px(ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW_HEIGHT))
        self._size_columns(self._layout_now.widths.values())

    def _current_changed(self) -> None:
        self.viewport().update()  # the whole row shows that the keys are at it
        self.chosen.emit()

    # ------------------------------------------------------------------ columns

    def show_layout(self, layout: Layout) -> None:
        """Show other columns; what is selected stays so."""
        place = self.place()
        self._layout_now = layout
        with QSignalBlocker(self.head):
            self.results.show_columns([COLUMNS[key] for key in layout.widths])
        self.head.show_columns(layout.widths)
        self._size_columns(layout.widths.values())
        self.head.show_order(self.order)
        self.go_back_to(place)

    def _size_columns(self, widths: Iterable[int]) -> None:
        with QSignalBlocker(self.head):
            for at, width in enumerate(widths):
                self.setColumnWidth(at, self._look.px(width))
        self.updateGeometries()

    def _write_layout(self) -> None:
        """Write down the order and the widths of the columns as somebody has dragged them."""
        widths = self.head.widths(self._look.scale)
        self._settings.browser_columns = Layout(widths).written()
        if list(widths) == list(self._layout_now.widths):
            self._layout_now = Layout(widths)
        else:
            self.show_layout(Layout(widths))

    def _toggle(self, key: str) -> None:
        self.show_layout(self._layout_now.toggled(key))
        self._settings.browser_columns = self._layout_now.written()

    def _sort_by(self, key: str) -> None:
        if COLUMNS[key].sorts:
            self.order = Order(key, self.order.key == key and not self.order.descending)
            self._settings.browser_order = self.order.written()
            self.reordered.emit()
        self.head.show_order(self.order)

    # ------------------------------------------------------------------ what shows and what is selected

    def show_found(self, found: Found, rows: list[CardRow], *, notes: bool, today: int, keep: bool) -> bool:
        """Show what was found.

        Args:
            found: what was found.
            rows: the first of it.
            notes: whether it is notes.
            today: the study day.
            keep: whether the selection stays, not only the row that the keys are at.

        Returns:
            whether it could be kept: in too many places, it cannot.
        """
        place = self.place()
        if notes != self.results.notes:
            place = Place()
        elif not keep:
            place = place._replace(selected=array("q"), everything=False)
        self.setAccessibleName(tr("Notes") if notes else tr("Cards"))
        with QSignalBlocker(self.selectionModel()):
            self.results.show_numbers(found.numbers, rows, notes=notes, today=today)
        self.total = found.total
        self.empty.setVisible(not found.numbers)
        kept = self.go_back_to(place)
        self.chosen.emit()
        return kept

    @property
    def current(self) -> int:
        """The row that the keys are at; -1 = none."""
        return self.currentIndex().row()

    @property
    def selected_runs(self) -> list[Run]:
        """The rows that are selected."""
        return selection.runs(self.selectionModel().selection())

    @property
    def selected(self) -> array[int]:
        """The numbers of the cards or notes that are selected, in the order of the table."""
        return selection.numbers(self.results.numbers, self.selected_runs)

    def place(self) -> Place:
        """Return where somebody is."""
        numbers, row = self.results.numbers, self.current
        if not 0 <= row < len(numbers):
            return Place()
        chosen = self.selected_runs
        return Place(
            numbers[row],
            row,
            row - max(0, self.rowAt(0)),
            selection.numbers(numbers, chosen),
            selection.count(chosen) == len(numbers) > 1,
        )

    def go_back_to(self, place: Place) -> bool:
        """Go to where somebody was, or near it; return whether all that is left is selected again."""
        numbers = self.results.numbers
        if not numbers:
            return True
        row = min(place.row, len(numbers) - 1) if place.selected else 0
        if place.current is not None:
            at = selection.places(numbers, array("q", [place.current]))
            row = at[0][0] if at else row
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.results.index(row, 0), flag.ClearAndSelect | flag.Rows)
        self.scrollTo(self.results.index(max(0, row - place.above), 0), self.ScrollHint.PositionAtTop)
        if len(place.selected) < 2:
            return True
        everything = [(0, len(numbers) - 1)]
        wanted = everything if place.everything else selection.places(numbers, place.selected)
        if len(wanted) <= MOST_RUNS:
            selection.select(self.results, self.selectionModel(), wanted or [(row, row)])
        return len(wanted) <= MOST_RUNS

    # ------------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete deletes, Shift+F10 opens the menu."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if not event.isAutoRepeat():
                self.opened.emit()
        elif key == Qt.Key.Key_Delete and not held:
            if not event.isAutoRepeat():
                self.removed.emit()
        elif is_menu_key(event):
            at = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))
        elif event.matches(QKeySequence.StandardKey.Find):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the cell that a key leads to: Home and End go to the first and the last row."""
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: self.results.rowCount() - 1}
        if action in ends:
            return self.results.index(ends[action], max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Find nothing by letters: the field above does, without going through every row."""

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag what is selected, as one thing, however much it is."""
        count = selection.count(self.selected_runs)
        chip = label(words.notes(count) if self.results.notes else words.cards(count), "chip")
        drag = QDrag(self)
        drag.setMimeData(self.results.mimeData([]))
        drag.setPixmap(chip.grab())
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)
