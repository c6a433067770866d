"""Searches that are kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from desktop.errors import UserError
from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr
from desktop.store.saved_searches import LONGEST_NAME, SavedSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.gui.browser.page import Browser
    from desktop.gui.main_window import MainWindow
    from desktop.store.changes import Changes


class NameDialog(Dialog):
    """Asks for a name, such as that of a search, which is shown."""

    def __init__(
        self, parent: Browser, title: str, query: str = "", name: str = "", longest: int = LONGEST_NAME
    ) -> None:
        super().__init__(parent, "search-name", title, 420)
        if query:
            self.add_text(query, "muted")
        self._field = QLineEdit(name)
        self._field.setObjectName("name")
        self._field.setAccessibleName(tr("Name"))
        self._field.setPlaceholderText(tr("Name"))
        self._field.setMaxLength(longest)
        self._field.selectAll()
        self._field.textChanged.connect(lambda _: self._offer())
        self.column.addWidget(self._field)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self._save = self.add_button("save", tr("Save"), self.accept, primary=True)
        self._field.setFocus()
        self._offer()

    def _offer(self) -> None:
        self._save.setEnabled(bool(self.name))

    @property
    def name(self) -> str:
        """The name that was typed."""
        return self._field.text().strip()


class Saving:
    """Keeps, renames and removes the saved searches of a browser."""

    def __init__(self, page: Browser, window: MainWindow) -> None:
        self._page = page
        self._window = window

    def save(self) -> None:
        """Keep what is looked for."""
        query = self._page.search_bar.text.strip()
        if not query:
            self._window.notices.tell(tr("Type what you look for first; then it can be saved."))
            return
        dialog = NameDialog(self._page, tr("Save this search"), query)
        if dialog.run():
            name = dialog.name
            told = tr("Saved as {name}.").format(name=name)
            self._change(lambda: self._window.collection.searches.keep(name, query), told)

    def rename(self, search: SavedSearch) -> None:
        """Give a saved search another name."""
        dialog = NameDialog(self._page, tr("Rename this search"), search.query, search.name)
        if dialog.run():
            name = dialog.name
            told = tr("Renamed to {name}.").format(name=name)
            self._change(lambda: self._window.collection.searches.rename(search.number, name), told)

    def remove(self, search: SavedSearch) -> None:
        """Remove a saved search."""
        told = tr("Removed {name}.").format(name=search.name)
        self._change(lambda: self._window.collection.searches.remove(search.number), told)

    def _change(self, change: Callable[[], Changes], told: str) -> None:
        window = self._window
        try:
            window.apply(change())
        except UserError as error:
            window.notices.refuse(error)
        else:
            window.notices.tell(told, tr("Undo"), window.undo)
