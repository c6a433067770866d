"""A study day that ends later, tonight only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.words import tr
from desktop.study.calendar import EXTENSION

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class Evening:
    """Extends today, and says until when it lasts."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def is_extended(self) -> bool:
        """Whether today lasts longer already."""
        collection = self._window.collection
        return collection.options.extended_day == collection.today()

    @property
    def text(self) -> str:
        """What the menu entry says."""
        if self.is_extended:
            return tr("Today lasts until {hour:02}:00").format(hour=self._end())
        return tr("E&xtend today by {hours} hours").format(hours=EXTENSION)

    def _end(self) -> int:
        return (self._window.collection.options.rollover + EXTENSION) % 24

    def extend(self) -> None:
        """Let today last longer; it ends by itself, and undo ends it as usual."""
        window = self._window
        try:
            changes = window.collection.set_option("extended_day", window.collection.today())
        except UserError as error:
            window.notices.refuse(error)
            return
        window.apply(changes)
        text = tr("Today lasts until {hour:02}:00: answers until then count for today.")
        window.notices.tell(text.format(hour=self._end()), tr("Undo"), window.undo)
