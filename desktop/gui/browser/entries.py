"""The items of the tree beside the table: what each stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QTreeWidgetItem

from desktop.gui.browser import terms
from desktop.gui.browser.terms import term
from desktop.store.saved_searches import SavedSearch
from desktop.store.search.overview import TagRow

ENTRY = Qt.ItemDataRole.UserRole
SECTIONS = {
    "saved": "Saved searches",
    "decks": "Decks",
    "tags": "Tags",
    "types": "Note types",
    "states": "States",
}
OPEN_AT_FIRST = ("saved", "decks", "states")
STATE_WORDS = (
    ("is:due", "Due"),
    ("is:new", "New"),
    ("is:learning", "Learning"),
    ("is:known", "Known"),
    ("is:suspended", "Suspended"),
    ("is:buried", "Put off"),
    ("is:leech", "Leeches"),
    ("is:flagged", "Flagged"),
    ("added:7", "Added this week"),
    ("rated:1", "Answered today"),
    ("is:deleted", "Deleted"),
)


class Entry(NamedTuple):
    """What an item stands for.

    Attributes:
        key: tells it from every other one.
        search: what it puts into the search.
        deck: its number, if it is one.
        saved: the saved search that it is.
        tag: that it is.
        below: tags below it that have no item yet.
    """

    key: str
    search: str = ""
    deck: int | None = None
    saved: SavedSearch | None = None
    tag: str = ""
    below: tuple[TagRow, ...] = ()


def entry_of(item: QTreeWidgetItem) -> Entry:
    """Return what an item stands for."""
    entry: Entry = item.data(0, ENTRY)
    return entry


def items(below: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    """Yield all items below one, parents first."""
    for at in range(below.childCount()):
        child = below.child(at)
        if child is not None:
            yield child
            yield from items(child)


def branches(entry: Entry) -> Iterator[tuple[str, Entry, int | None]]:
    """Yield the tags just below one: name, what it stands for, and how many notes have it alone."""
    above = "" if entry.key.startswith("section") else entry.key.removeprefix("tag ") + "::"
    found: dict[str, list[TagRow]] = {}
    for row in entry.below:
        found.setdefault(row.tag.removeprefix(above).partition("::")[0], []).append(row)
    for name, rows in found.items():
        tag = above + name
        below = tuple(row for row in rows if row.tag != tag)
        own = sum(row.notes for row in rows if row.tag == tag)
        yield (
            name or tag,
            Entry(f"tag {tag}", term(terms.TAG, tag), tag=tag, below=below),
            None if below else own,
        )


def is_menu_key(event: QKeyEvent) -> bool:
    """Return whether a key asks for the menu of what is at hand."""
    shift_f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or shift_f10


def is_added() -> bool:
    """Return whether Ctrl is held: what is chosen is asked for besides what is there."""
    return bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)


def act(menu: QMenu, name: str, text: str, do: Callable[[], object]) -> None:
    """Add an action to a menu."""
    action = menu.addAction(text)
    action.setObjectName(name)
    action.triggered.connect(lambda _=False: do())
