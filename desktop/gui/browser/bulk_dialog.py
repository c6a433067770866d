"""What the dialogs for many cards or notes share: they say how many, and make a deed of what is entered."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.browser.wish import Wish
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label, restyle
from desktop.gui.words import tr
from desktop.store.bulk.deed import NOTE, Deed

if TYPE_CHECKING:
    from desktop.gui.browser.page import Browser
    from desktop.gui.main_window import MainWindow


class BulkDialog(Dialog):
    """Asks what is to be done.

    Args:
        page: it belongs to.
        window: that carries it out.
        numbers: of the cards or notes that are selected.
    """

    name = ""
    of_notes = False
    across = 460

    def __init__(self, page: Browser, window: MainWindow, numbers: array[int]) -> None:
        super().__init__(page, self.name, self.title(len(numbers)), self.across)
        self.window_at_work = window
        self.browser = page
        self.numbers = numbers
        self.wish: Wish | None = None
        self._asked = 0
        self.is_closed = False
        self._jobs = page.asides
        self.build()
        self._news = label("", "caption", wrap=True)
        self._news.setObjectName("bulk-count")
        self.column.addWidget(self._news)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.do_button: QPushButton = self.add_button("do", self.verb(), self.accept, primary=True)
        self.refresh()

    def title(self, count: int) -> str:
        """Return the title, which says how many are selected."""
        raise NotImplementedError

    def verb(self) -> str:
        """Return what the button says."""
        raise NotImplementedError

    def build(self) -> None:
        """Add what is to be entered."""
        raise NotImplementedError

    def entered(self) -> Wish | None:
        """Return what is entered; None = it is not complete."""
        raise NotImplementedError

    def counted(self, count: int) -> str:
        """Return the title's number in words."""
        return words.notes(count) if self.of_notes else words.cards(count)

    def done(self, result: int) -> None:
        """Close; what is still being looked up is not waited for."""
        self.is_closed = True
        super().done(result)

    def refresh(self) -> None:
        """Look again at what is entered, and count what it would change."""
        wish = self.wish = self.entered()
        self._asked += 1
        self.do_button.setEnabled(wish is not None)
        if wish is None:
            self.tell("")
            return
        if not self._news.text():
            self.tell(tr("Counting…"))
        number, deed = self._asked, wish.deed

        def look() -> Any:
            """Look, unless something else was entered meanwhile."""
            return self.look_up(deed) if number == self._asked and not self.is_closed else None

        def show(found: Any) -> None:
            if number == self._asked and not self.is_closed:
                self.show_found(found)

        def refuse(error: UserError) -> None:
            if number == self._asked and not self.is_closed:
                self.tell(str(error), "again")
                self.do_button.setEnabled(False)

        self._jobs.run(look, show, refuse)

    def look_up(self, deed: Deed) -> Any:
        """Return what a deed would do; any thread may."""
        return self.window_at_work.collection.bulk.count(deed), deed.of

    def show_found(self, found: Any) -> None:
        """Show what was looked up."""
        count, of = found
        counted = words.notes(count) if of == NOTE else words.cards(count)
        self.tell(tr("This changes {count}.").format(count=counted))

    def tell(self, text: str, tone: str = "") -> None:
        """Say how many it is, or what is wrong."""
        self._news.setText(text)
        restyle(self._news, tone=tone)
        self.fit()
