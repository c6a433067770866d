"""The head of the table: a click sorts, columns are dragged, a menu chooses which there are."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from desktop.gui.browser.columns import COLUMNS, Order
from desktop.gui.browser.model import Results
from desktop.gui.words import tr

SETTLE_MS = 200
"""After a column was dragged, until its place and width are told."""


class Header(QHeaderView):
    """Shows the titles of the columns of `Results`."""

    toggled = Signal(str)
    """Tells the key of a column that is to come or go."""
    order_wanted = Signal(str)
    """Tells the key of a column that is to be sorted by."""
    dragged = Signal()
    """Tells that columns have other places or widths."""

    def __init__(self, parent: QWidget, results: Results) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._results = results
        self._shown: Container[str] = ()
        self._order = Order()
        self.setObjectName("browser-header")
        self.setAccessibleName(tr("Columns"))
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSortIndicatorShown(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.dragged)
        self.sectionClicked.connect(lambda at: self.order_wanted.emit(results.columns[at].key))
        self.sectionResized.connect(lambda *_: self._settled.start())
        self.sectionMoved.connect(lambda *_: self._settled.start())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu().popup(self.mapToGlobal(at)))

    def select_apart(self) -> None:
        """Have a selection of its own: for the table's Qt would ask every row whether it is selected."""
        self.setSelectionModel(QItemSelectionModel(self._results, self))

    def widths(self, scale: float) -> dict[str, int]:
        """Return the columns in the order that they are seen in, each with its width at 100 %."""
        inside = [self.logicalIndex(at) for at in range(self.count())]
        return {self._results.columns[at].key: round(self.sectionSize(at) / scale) for at in inside}

    def show_columns(self, keys: Container[str]) -> None:
        """Put the columns of the table, which are others now, back into their own order."""
        self._shown = keys
        with QSignalBlocker(self):
            for at in range(self.count()):
                self.moveSection(self.visualIndex(at), at)

    def show_order(self, order: Order) -> None:
        """Show what is sorted by."""
        self._order = order
        keys = [column.key for column in self._results.columns]
        turned = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(keys.index(order.key) if order.key in keys else -1, turned)

    def menu(self) -> QMenu:
        """Return a menu in which columns are chosen."""
        menu = QMenu(self)
        menu.setObjectName("columns")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offer_columns(menu)
        return menu

    def offer_columns(self, menu: QMenu) -> None:
        """Fill a menu with all columns."""
        menu.clear()
        for key, column in COLUMNS.items():
            action = menu.addAction(tr(column.title))
            action.setObjectName(f"column-{key}")
            action.setCheckable(True)
            action.setChecked(key in self._shown)
            action.triggered.connect(lambda _=False, key=key: self.toggled.emit(key))

    def offer_orders(self, menu: QMenu) -> None:
        """Fill a menu with what can be sorted by; the one in force turns the order round."""
        menu.clear()
        for key, column in COLUMNS.items():
            if not column.sorts:
                continue
            action = menu.addAction(tr(column.title))
            action.setObjectName(f"sort-{key}")
            action.setCheckable(True)
            action.setChecked(key == self._order.key)
            action.triggered.connect(lambda _=False, key=key: self.order_wanted.emit(key))
