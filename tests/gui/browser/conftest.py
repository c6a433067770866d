"""Somebody at the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop.gui.browser import page
from desktop.gui.browser.page import Browser
from desktop.policy import NO_POLICY, Policy
from desktop.study.note import DraftDeck
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, deck, settle

NAME = '<b>Sales</b> & "Co"'
"""A name that must be shown as it is."""


@dataclass
class Browsing:
    """A desk with the browser open."""

    desk: Desk
    page: Browser
    work: ByHand

    def done(self) -> None:
        """Let all work be done and shown."""
        settle()
        while self.work.waiting:
            self.work.drain()
        settle()

    def search(self, text: str) -> None:
        """Type a search from scratch, and wait for what it finds."""
        self.desk.press(Key.Key_F, CTRL)
        self.desk.press(Key.Key_A, CTRL)
        self.desk.press(Key.Key_Delete)
        self.desk.type(text)
        self.done()

    def press(self, key: Key, *held: object) -> None:
        """Press a key and wait for what comes of it."""
        self.desk.press(key, *held)  # type: ignore[arg-type]
        self.done()

    def to_table(self) -> None:
        """Go from the search to the rows."""
        self.desk.press(Key.Key_F, CTRL)
        self.press(Key.Key_Return)
        assert self.desk.focus == "browser-table"

    def act(self, name: str) -> None:
        """Do something with the selection by its menu."""
        self.desk.menu(f"selection-{name}")
        self.done()

    @property
    def texts(self) -> list[str]:
        """The first column."""
        results = self.page.table.results
        return [results.index(at, 0).data() for at in range(results.rowCount())]

    @property
    def selected(self) -> list[str]:
        """The first column of what is selected."""
        texts = self.texts
        return [texts[at] for top, bottom in self.page.table.selected_runs for at in range(top, bottom + 1)]

    @property
    def status(self) -> str:
        """What is said about how many there are."""
        return self.desk.text("browser-count")

    @property
    def problem(self) -> str:
        """What is said below the search."""
        return self.desk.text("search-problem") if self.desk.shows("search-problem") else ""


Browse = Callable[..., Browsing]


def two_decks() -> list[DraftDeck]:
    """Decks with cards that sort one way by question and another by deck."""
    return [
        deck(basic("banana", "yellow"), basic("élan vital", "a drive"), basic("cherry", "red"), name="Fruit"),
        deck(basic("apple pie", "sweet"), basic("date", "brown"), name=NAME),
    ]


@pytest.fixture
def browse(sit: Sit, work: ByHand, monkeypatch: pytest.MonkeyPatch) -> Browse:
    """Open the browser on some decks, by its key; nobody pauses here."""
    monkeypatch.setattr(page, "PAUSE_MS", 0)

    def start(*decks: DraftDeck, size: tuple[int, int] = (1180, 700), policy: Policy = NO_POLICY) -> Browsing:
        desk = sit(decks=decks or two_decks(), size=size, policy=policy)
        desk.press(Key.Key_B, CTRL)
        assert desk.page == "browser"
        made = Browsing(desk, desk.window.page("browser"), work)  # type: ignore[arg-type]
        made.done()
        return made

    return start
