"""The page of what was done and what was deleted, by keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.gui.history.rows import Rows
from desktop.policy import Policy
from desktop.store.bulk.deleting import DeleteNotes
from desktop.store.bulk.marks import Flag, Suspend, Tag
from tests.gui.conftest import CTRL, ByHand, Desk, HandClock, Key, Sit, basic, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
NAME = '<b>Sales</b> & "Co"'


class AtHistory:
    """Somebody at the page."""

    def __init__(self, desk: Desk, work: ByHand) -> None:
        self.desk = desk
        self.work = work

    def open(self) -> None:
        self.desk.press(Key.Key_H, CTRL)
        self.done()
        assert self.desk.page == "history"

    def done(self) -> None:
        """Let all work be done and shown."""
        settle()
        while self.work.waiting:
            self.work.drain()
        settle()

    def press(self, key: Key, *held: object) -> None:
        self.desk.press(key, *held)  # type: ignore[arg-type]
        self.done()

    def click(self, name: str) -> None:
        self.desk.click(name)
        self.done()

    def rows(self, name: str) -> list[list[str]]:
        table: Rows = self.desk.find(name)
        model = table.model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def history(sit: Sit, work: ByHand, clock: HandClock) -> AtHistory:
    desk = sit(basic("One"), basic("Two"), basic(NAME), size=(1024, 768))
    collection = desk.collection
    cards = [view.number for view in collection.cards()]
    for card in cards:
        collection.grade(card, 4)
        clock.move(minutes=3)
    collection.bulk.do(Flag(cards, 2))
    clock.move(days=1)
    collection.bulk.do(Tag([collection.card(cards[0]).note_number], [NAME]))
    return AtHistory(desk, work)


def test_it_shows_what_was_done_latest_first(history: AtHistory) -> None:
    history.open()
    assert history.rows("steps-table") == [
        ["Today, 10:09", f"Add Tags: {NAME}", "1 note", ""],
        ["Yesterday, 10:09", "Flag", "3 cards", ""],
        ["Yesterday, 10:00–10:06", "Answers in Section", "3 answers", ""],
    ]
    assert history.desk.focus == "steps-table"
    assert history.desk.text("steps-told") == "Nothing that you did since is affected."


def test_any_step_is_taken_back_by_the_keyboard_and_undone(history: AtHistory) -> None:
    desk = history.desk
    history.open()
    history.press(Key.Key_Down)
    history.press(Key.Key_Return)
    assert {view.flag for view in desk.collection.cards()} == {0}
    assert desk.notice == "Taken back: Flag."
    rows = history.rows("steps-table")
    assert [row[1] for row in rows][:3] == ["Take Back “Flag”", f"Add Tags: {NAME}", "Flag"]
    assert rows[2][3] == "taken back"
    history.press(Key.Key_Z, CTRL)
    assert {view.flag for view in desk.collection.cards()} == {2}
    assert [row[3] for row in history.rows("steps-table")][:3] == ["undone", "", ""]


def test_a_step_that_was_taken_back_is_done_again(history: AtHistory) -> None:
    desk = history.desk
    history.open()
    history.press(Key.Key_Down)
    history.press(Key.Key_Return)
    assert desk.text("steps-take-back") == "Do it again"
    history.click("steps-take-back")
    assert {view.flag for view in desk.collection.cards()} == {2}
    assert desk.notice == "Done again: Flag."


def test_a_sitting_is_taken_back(history: AtHistory) -> None:
    history.open()
    history.press(Key.Key_End)
    history.press(Key.Key_Return)
    assert history.desk.grades_given == []
    assert history.desk.collection.check() == []


def test_what_changed_since_stays_unless_the_box_is_ticked(history: AtHistory) -> None:
    desk = history.desk
    first = desk.collection.cards()[0].number
    desk.collection.bulk.do(Flag([first], 5))
    history.open()
    history.press(Key.Key_Down)
    history.press(Key.Key_Down)
    assert "stay as they are now: 1" in desk.text("steps-told")
    assert desk.shows("steps-force")
    history.click("steps-force")
    history.click("steps-take-back")
    assert {view.flag for view in desk.collection.cards()} == {0}


def test_nothing_is_done_twice(history: AtHistory) -> None:
    history.open()
    history.desk.press(Key.Key_Return)
    history.desk.press(Key.Key_Return)
    history.done()
    kinds = [step.kind for step in history.desk.collection.past.steps()]
    assert kinds.count("take back tag") == 1


def test_an_empty_history_and_an_empty_bin_say_so(sit: Sit, work: ByHand) -> None:
    history = AtHistory(sit(basic()), work)
    history.open()
    assert history.desk.shows("steps-table-empty")
    assert not history.desk.find("steps-take-back").isEnabled()
    history.click("history-bin")
    assert history.desk.shows("bin-table-empty")
    assert not history.desk.find("bin-restore").isEnabled()
    history.press(Key.Key_Return)
    history.press(Key.Key_Escape)
    assert history.desk.page == "home"


def test_what_was_deleted_is_taken_out_of_the_bin(history: AtHistory) -> None:
    desk = history.desk
    before = desk.collection.cards()
    desk.collection.bulk.do(DeleteNotes([view.note_number for view in before]))
    history.open()
    history.click("history-bin")
    rows = history.rows("bin-table")
    assert [row[0] for row in rows] == ["One", "Two", NAME]
    assert rows[0][1:] == ["Small deck › Section", "1 card", "due today, 1 answer", "Today, 10:09"]
    assert desk.text("bin-told").startswith("Selected: 1 of 3.")
    history.desk.find("bin-table").setFocus()
    history.press(Key.Key_Down, SHIFT)
    history.press(Key.Key_Return)
    assert desk.collection.cards() == before[:2]
    assert desk.notice == "Restored, with their schedules: 2."
    history.press(Key.Key_Z, CTRL)
    assert desk.collection.cards() == []
    assert len(history.rows("bin-table")) == 3


def test_older_things_show_when_asked_for(history: AtHistory, clock: HandClock) -> None:
    desk = history.desk
    desk.collection.bulk.do(DeleteNotes([desk.collection.cards()[0].note_number]))
    clock.move(days=40)
    history.open()
    history.click("history-bin")
    assert history.rows("bin-table") == []
    history.click("bin-older")
    assert [row[0] for row in history.rows("bin-table")] == ["One"]


def test_an_administrator_can_turn_it_off(sit: Sit, work: ByHand) -> None:
    policy = Policy(disabled=frozenset({"edit", "delete"}))
    history = AtHistory(sit(basic(), policy=policy), work)
    desk = history.desk
    card = desk.collection.cards()[0]
    desk.collection.bulk.do(Suspend([card.number]))
    desk.collection.bulk.do(DeleteNotes([card.note_number]))
    history.open()
    history.press(Key.Key_Down)
    history.press(Key.Key_Return)
    assert "turned off by your administrator" in desk.notice
    history.click("history-bin")
    history.click("bin-restore")
    assert "turned off by your administrator" in desk.notice
    assert desk.collection.cards() == []


@pytest.mark.parametrize("size", [(1024, 600), (340, 380)])
@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits(history: AtHistory, size: tuple[int, int], percent: int) -> None:
    desk = history.desk
    desk.window.settings.text_size = percent
    desk.window.resize(*size)
    history.open()
    table: Rows = desk.find("steps-table")
    widths = [table.columnWidth(column) for column in range(4)]
    assert sum(widths) <= table.viewport().width() + 4
    assert min(widths) > 0


def test_undo_of_many_does_not_keep_the_window_waiting(
    history: AtHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.history.MANY", 2)
    desk = history.desk
    desk.collection.bulk.do(Suspend([view.number for view in desk.collection.cards()]))
    history.open()
    desk.press(Key.Key_Z, CTRL)
    assert len(history.work.waiting) == 1
    assert desk.notice == "Taking it back…"
    assert all(view.suspended for view in desk.collection.cards())
    history.done()
    assert desk.notice == "Undone: Suspend"
    assert not any(view.suspended for view in desk.collection.cards())
