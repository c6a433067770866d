"""What else can be done with the card that shows: one list for keys, menu and menu bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class CardAction(NamedTuple):
    """One thing to do.

    Attributes:
        key: the US key that does it, told by its place on other keyboards; empty = none.
    """

    name: str
    text: str
    key: str
    do: Callable[[], object]


class CardActions:
    """Holds the actions while a card shows; they rest while none does."""

    def __init__(self, owner: QWidget, groups: list[list[CardAction]]) -> None:
        self.menu = QMenu(owner)
        self.keys = {each.key: each.do for group in groups for each in group if each.key}
        self.actions: dict[str, QAction] = {}
        self._resting: set[str] = set()
        for at, group in enumerate(groups):
            if at:
                self.menu.addSeparator()
            for each in group:
                self.actions[each.name] = self._add(owner, each)
        self.enable(False)

    def _add(self, owner: QWidget, wanted: CardAction) -> QAction:
        shown = f"{wanted.text}\t{wanted.key}" if wanted.key else wanted.text
        made = QAction(shown, owner)
        made.setObjectName(f"action-{wanted.name}")
        made.setToolTip(f"{wanted.text} ({wanted.key})" if wanted.key else wanted.text)
        made.triggered.connect(lambda _=False: wanted.do())
        self.menu.addAction(made)
        return made

    def enable(self, on: bool) -> None:
        """Offer the actions, or let them rest."""
        for name, action in self.actions.items():
            action.setEnabled(on and name not in self._resting)

    def turn_off(self, name: str, why: str) -> None:
        """Let one action rest for good."""
        self._resting.add(name)
        self.actions[name].setEnabled(False)
        self.actions[name].setToolTip(why)
