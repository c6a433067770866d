"""What there is to choose from: saved searches, decks, tags, note types and states of cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QToolTip,
    QTreeWidget,
    QTreeWidgetItem,
)

from desktop.gui.browser import terms
from desktop.gui.browser.entries import (
    ENTRY,
    OPEN_AT_FIRST,
    SECTIONS,
    STATE_WORDS,
    Entry,
    act,
    branches,
    entry_of,
    is_added,
    is_menu_key,
    items,
)
from desktop.gui.browser.model import DRAGGED
from desktop.gui.browser.terms import term
from desktop.gui.labels import plain_tip
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.store.deck_rows import DeckRow, paths
from desktop.store.saved_searches import SavedSearch
from desktop.store.search.overview import TagRow, TypeRow

ROW = 30
COUNT_WIDTH = 52


class Sidebar(QTreeWidget):
    """A tree of everything that a search can be narrowed to."""

    picked = Signal(str, bool)
    """Tells a part of a search, and whether it is asked for besides what is there."""
    saved_picked = Signal(str)
    """Tells a whole search."""
    tag_rename_wanted = Signal(str)
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)
    dropped = Signal(int, str)
    """Tells number and name of the deck that the selection was dropped on."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._open: dict[str, bool] = {f"section {name}": name in OPEN_AT_FIRST for name in SECTIONS}
        self.setObjectName("browser-tree")
        self.setAccessibleName(tr("Decks, tags and states"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.itemClicked.connect(lambda item, _: self._pick(item, added=is_added()))
        self.itemExpanded.connect(self._expanded)
        self.itemCollapsed.connect(lambda item: self._remember(item, False))
        look.changed.connect(self._dress)
        self._everything = self._add(self, tr("All cards"), Entry("everything"))
        self._sections = {name: self._add_section(name, tr(title)) for name, title in SECTIONS.items()}
        self._fill("states", [(tr(text), Entry(search, search)) for search, text in STATE_WORDS])
        self._sections["saved"].setHidden(True)
        self._dress()

    def _dress(self) -> None:
        self.header().resizeSection(1, self._look.px(COUNT_WIDTH))
        height = self._look.px(ROW)
        for at in range(self.topLevelItemCount()):
            item = self.topLevelItem(at)
            if item is not None:
                item.setSizeHint(0, QSize(0, height))
        muted = self._look.theme.color("muted")
        for item in items(self.invisibleRootItem()):
            item.setForeground(1, muted)
            if entry_of(item).key.startswith("section"):
                item.setForeground(0, muted)

    # ------------------------------------------------------------------ what is in it

    def _add_section(self, name: str, title: str) -> QTreeWidgetItem:
        item = self._add(self, title, Entry(f"section {name}"))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(0, font)
        return item

    def _add(
        self, parent: QTreeWidget | QTreeWidgetItem, text: str, entry: Entry, count: int | None = None
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, f"{count:,}" if count is not None else ""])
        item.setData(0, ENTRY, entry)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, self._look.theme.color("muted"))
        (parent.addTopLevelItem if isinstance(parent, QTreeWidget) else parent.addChild)(item)
        if entry.below:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        if self._open.get(entry.key):
            item.setExpanded(True)
            self._fill_below(item)
        return item

    def _fill(self, section: str, rows: Iterable[tuple[str, Entry]]) -> None:
        top = self._sections[section]
        top.takeChildren()
        for text, entry in rows:
            self._add(top, text, entry)
        top.setExpanded(self._open[f"section {section}"])

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        """Show the saved searches."""
        self._sections["saved"].setHidden(not searches)
        self._fill("saved", [(each.name, Entry(f"saved {each.number}", saved=each)) for each in searches])

    def show_decks(self, rows: Sequence[DeckRow]) -> None:
        """Show decks, parents before children, each with how many cards are in it."""
        top = self._sections["decks"]
        top.takeChildren()
        above = [top]
        for row, path in zip(rows, paths(rows), strict=True):
            del above[row.depth + 1 :]
            entry = Entry(f"deck {row.number}", term(terms.DECK, path), row.number)
            self._open.setdefault(entry.key, row.depth == 0)
            above.append(self._add(above[-1], row.name, entry, row.cards))
        for item in [top, *items(top)]:  # Qt opens nothing that has no children yet
            item.setExpanded(self._open.get(entry_of(item).key, False))

    def show_tags(self, tags: Sequence[TagRow]) -> None:
        """Show tags as a tree, each with how many notes have it; a branch is made when it is opened."""
        top = self._sections["tags"]
        top.takeChildren()
        top.setHidden(not tags)
        top.setData(0, ENTRY, Entry("section tags", below=tuple(tags)))
        top.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        if self._open["section tags"]:
            self._fill_below(top)
            top.setExpanded(True)

    def show_types(self, rows: Sequence[TypeRow]) -> None:
        """Show note types."""
        top = self._sections["types"]
        top.takeChildren()
        for row in rows:
            self._add(top, row.name, Entry(f"type {row.name}", term(terms.NOTE, row.name)), row.notes)
        top.setExpanded(self._open["section types"])

    def _fill_below(self, item: QTreeWidgetItem) -> None:
        entry = entry_of(item)
        if not entry.below or item.childCount():
            return
        for name, made, count in branches(entry):
            self._add(item, name, made, count)

    def _expanded(self, item: QTreeWidgetItem) -> None:
        self._remember(item, True)
        self._fill_below(item)

    def _remember(self, item: QTreeWidgetItem, is_open: bool) -> None:
        self._open[entry_of(item).key] = is_open

    # ------------------------------------------------------------------ choosing

    def _pick(self, item: QTreeWidgetItem, *, added: bool) -> None:
        entry = entry_of(item)
        if entry.key == "everything":
            self.saved_picked.emit("")
        elif entry.saved is not None:
            self.saved_picked.emit(entry.saved.query)
        elif entry.search:
            self.picked.emit(entry.search, added)
        else:
            item.setExpanded(not item.isExpanded())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; with Ctrl, besides what is there. F2 renames, Delete removes a saved search."""
        item, key, held = self.currentItem(), event.key(), event.modifiers()
        saved = entry_of(item).saved if item else None
        tag = entry_of(item).tag if item else ""
        if item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(item, added=bool(held & Qt.KeyboardModifier.ControlModifier))
        elif saved is not None and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(saved)
        elif saved is not None and key == Qt.Key.Key_F2:
            self.rename_wanted.emit(saved)
        elif tag and key == Qt.Key.Key_F2:
            self.tag_rename_wanted.emit(tag)
        elif item is not None and is_menu_key(event):
            self._open_menu(self.visualItemRect(item).center())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the whole of a name that is cut where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            where = self.visualRect(self.indexAt(event.pos()).siblingAtColumn(0))
            item = self.itemAt(event.pos())
            text = item.text(0) if item is not None else ""
            is_cut = self.fontMetrics().horizontalAdvance(text) > where.width() - self._look.px(8)
            QToolTip.showText(event.globalPos(), plain_tip(text if is_cut else ""), self.viewport(), where)
            return True
        return super().viewportEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        menu = self.menu_of(item) if item else None
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at))

    def menu_of(self, item: QTreeWidgetItem) -> QMenu | None:
        """Return what can be done with an item; None = nothing."""
        entry = entry_of(item)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry.saved is not None:
            saved = entry.saved
            act(menu, "saved-rename", tr("Rename…"), lambda: self.rename_wanted.emit(saved))
            act(menu, "saved-remove", tr("Remove"), lambda: self.remove_wanted.emit(saved))
        elif entry.search:
            search = entry.search
            act(menu, "term-only", tr("Look only for these"), lambda: self.saved_picked.emit(search))
            act(menu, "term-add", tr("Narrow the search to these"), lambda: self.picked.emit(search, True))
            act(
                menu,
                "term-not",
                tr("Leave these out of the search"),
                lambda: self.picked.emit("-" + search, True),
            )
            if entry.tag:
                menu.addSeparator()
                act(menu, "tag-rename", tr("Rename…"), lambda: self.tag_rename_wanted.emit(entry.tag))
        else:
            menu.deleteLater()
            return None
        return menu

    # ------------------------------------------------------------------ dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what is dragged from the table."""
        if event.mimeData().hasFormat(DRAGGED):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it where a deck is."""
        item = self.itemAt(event.position().toPoint())
        if event.mimeData().hasFormat(DRAGGED) and item is not None and entry_of(item).deck is not None:
            self.setCurrentItem(item)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which deck it was dropped on."""
        item = self.itemAt(event.position().toPoint())
        deck = entry_of(item).deck if item is not None else None
        if event.mimeData().hasFormat(DRAGGED) and item is not None and deck is not None:
            event.acceptProposedAction()
            self.dropped.emit(deck, item.text(0))
        else:
            event.ignore()
