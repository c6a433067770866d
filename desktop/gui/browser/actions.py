"""What can be done with what is selected: one list for the bar, the menu and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.gui.words import tr
from desktop.policy import Policy

ALWAYS, ONE_OR_MORE = 0, 1


class Command(NamedTuple):
    """One thing to do.

    Attributes:
        icon: of its button in the bar; empty = it is in the menu alone.
        key: that does it in the table, for people to read.
        feature: of the policy that it needs.
        least: how many rows must be selected.
        inside: what it offers instead, as a menu of its own.
    """

    name: str
    text: str
    do: Callable[[], object] = lambda: None
    icon: str = ""
    key: str = ""
    feature: str = ""
    least: int = ONE_OR_MORE
    inside: Sequence[Command] = ()


class Actions:
    """Holds the actions of a page; they rest while nothing is selected.

    Args:
        owner: the page.
        groups: what there is to do.
        policy: of the administrator: what it turns off rests for good, with the reason.
    """

    def __init__(self, owner: QWidget, groups: Sequence[Sequence[Command]], policy: Policy) -> None:
        self._owner = owner
        self._policy = policy
        self._least: dict[QAction, int] = {}
        self.all: dict[str, QAction] = {}
        self.in_bar: list[tuple[QAction, str]] = []
        self.menu = QMenu(owner)
        self.menu.setObjectName("selection")
        self.menu.setToolTipsVisible(True)
        for at, group in enumerate(groups):
            if at:
                self.menu.addSeparator()
            for each in group:
                self._add(self.menu, each)
        self.offer(0)

    def _add(self, menu: QMenu, command: Command) -> None:
        if command.inside:
            below = menu.addMenu(command.text)
            below.setObjectName(f"selection-{command.name}")
            for each in command.inside:
                self._add(below, each)
            return
        action = QAction(f"{command.text}\t{command.key}" if command.key else command.text, self._owner)
        action.setObjectName(f"selection-{command.name}")
        action.setIconText(command.text.rstrip("…"))
        action.setToolTip(f"{command.text} ({command.key})" if command.key else command.text)
        action.triggered.connect(lambda _=False: command.do())
        menu.addAction(action)
        self.all[command.name] = action
        if command.icon:
            self.in_bar.append((action, command.icon))
        if command.feature and not self._policy.allows(command.feature):
            action.setToolTip(tr("Turned off by your administrator"))
            action.setEnabled(False)
        else:
            self._least[action] = command.least

    def add_menu(self, name: str, text: str, fill: Callable[[QMenu], object]) -> None:
        """Add a menu at the end that is filled each time it opens."""
        menu = self.menu.addMenu(text)
        menu.setObjectName(f"selection-{name}")
        menu.aboutToShow.connect(lambda: fill(menu))

    def offer(self, selected: int) -> None:
        """Offer what can be done with so many rows."""
        for action, least in self._least.items():
            action.setEnabled(selected >= least)
