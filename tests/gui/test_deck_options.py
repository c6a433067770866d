"""The dialog with the options of a deck: what is inherited, what is its own, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QSpinBox

from desktop.study.options import OF_DECKS
from tests.gui.conftest import ALT, ByHand, Desk, HandClock, Key, Sit, basic, deck, settle

ODD = '<b>Sales</b> & "Co"'


@pytest.fixture
def desk(sit: Sit) -> Desk:
    cards = [basic(f"card {number}") for number in range(30)]
    made = sit(decks=[deck(*cards, name=ODD), deck(basic("other"), name="Other")])
    made.window.home.tree.setFocus()
    made.window.home.tree.go_to(made.collection.deck_named(ODD))
    return made


def open_it(desk: Desk, then: Callable[[QDialog], object]) -> None:
    """Open the options by the keys, do something in them, and close them."""

    def act(dialog: QDialog) -> None:
        then(dialog)
        settle()
        QTest.keyClick(dialog, Key.Key_Escape)

    assert desk.with_dialog(lambda: desk.press(Key.Key_Return, ALT), act) == "deck-options"


def child(dialog: QDialog, kind: type[Any], name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def type_number(dialog: QDialog, name: str, text: str) -> None:
    box = child(dialog, QSpinBox, name)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Key.Key_Return)
    assert dialog.isVisible()


def press(dialog: QDialog, name: str) -> None:
    button = child(dialog, QAbstractButton, name)
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)


def own(desk: Desk) -> dict[str, Any]:
    return desk.collection.decks.own(desk.collection.deck_named(ODD))


def test_every_option_has_a_row_and_says_whom_it_follows(desk: Desk) -> None:
    def look(dialog: QDialog) -> None:
        assert ODD in dialog.windowTitle()
        for name in OF_DECKS:
            follows = child(dialog, QLabel, f"follows-{name}")
            assert follows.text().endswith("s all your decks"), name
            assert not child(dialog, QAbstractButton, f"reset-{name}").isVisible()
        assert not child(dialog, QAbstractButton, "reset-all").isEnabled()
        assert child(dialog, QLabel, "deck-today").text() == (
            "20 new of 30: the limit of all your decks together is 20.\n0 due."
        )

    open_it(desk, look)


def test_a_limit_of_its_own_shows_at_once_and_can_be_reset(desk: Desk) -> None:
    def act(dialog: QDialog) -> None:
        type_number(dialog, "new_per_day", "7")
        today = child(dialog, QLabel, "deck-today")
        assert today.text().startswith(f"7 new of 30: the limit of {ODD} is 7.")
        assert child(dialog, QLabel, "follows-new_per_day").text() == "Set for this deck"
        assert own(desk) == {"new_per_day": 7}
        press(dialog, "reset-new_per_day")
        assert own(desk) == {}
        assert child(dialog, QSpinBox, "new_per_day").value() == 20
        type_number(dialog, "new_per_day", "5")

    open_it(desk, act)
    assert desk.focus == "decks"
    assert desk.text("headline").startswith("6 new today")  # five of it, and the other deck's one
    assert [row.new_today for row in desk.collection.tree() if row.depth == 0] == [5, 1]


def test_choices_and_boxes_and_reset_of_all(desk: Desk) -> None:
    def act(dialog: QDialog) -> None:
        box = child(dialog, QComboBox, "buttons")
        box.setFocus()
        QTest.keyClick(box, Key.Key_Up)
        press(dialog, "siblings_apart")
        assert own(desk) == {"buttons": 2, "siblings_apart": False}
        press(dialog, "reset-all")
        assert own(desk) == {}

    open_it(desk, act)
    assert desk.collection.undoable() == ("deck options", ODD)
    desk.window.undo()
    assert own(desk) == {"buttons": 2, "siblings_apart": False}
    assert desk.notice == f"Undone: Options of {ODD}"


def test_a_deck_inside_follows_the_one_it_lies_in(desk: Desk) -> None:
    desk.collection.decks.set_option(desk.collection.deck_named(ODD), "leech_lapses", 3)
    desk.window.home.tree.go_to(desk.collection.deck_named(f"{ODD}::Section"))

    def look(dialog: QDialog) -> None:
        assert child(dialog, QSpinBox, "leech_lapses").value() == 3
        assert child(dialog, QLabel, "follows-leech_lapses").text() == f"As {ODD}"

    open_it(desk, look)


def test_what_moves_due_days_is_asked_first(desk: Desk, work: ByHand, clock: HandClock) -> None:
    number = desk.collection.deck_named(ODD)
    for days in (1, 8, 0):
        for view in desk.collection.cards(number):
            desk.collection.grade(view.number, 5)
        clock.move(days=days)

    def act(dialog: QDialog) -> None:
        type_number(dialog, "cap", "9")
        work.drain()
        assert child(dialog, QLabel, "date-moving-text").text() == "This makes 30 due days earlier."
        press(dialog, "date-moving-go")
        QTest.keyClick(dialog, Key.Key_Escape)  # it does not close while due days are computed
        assert dialog.isVisible()
        work.drain()
        assert own(desk) == {"cap": 9}

    open_it(desk, act)
    assert {view.schedule.interval for view in desk.collection.cards(number)} == {9}


def test_a_refusal_is_said_in_the_dialog(desk: Desk) -> None:
    def act(dialog: QDialog) -> None:
        desk.collection._database.execute_sql("PRAGMA query_only = ON")
        type_number(dialog, "new_per_day", "7")
        desk.collection._database.execute_sql("PRAGMA query_only = OFF")
        assert child(dialog, QLabel, "fault").text().startswith("The app may not write to")
        assert child(dialog, QSpinBox, "new_per_day").value() == 20

    open_it(desk, act)


def test_another_scheduler_says_what_it_moves_shows_progress_and_can_be_left(
    desk: Desk, work: ByHand, clock: HandClock
) -> None:
    number = desk.collection.deck_named(ODD)
    for place, view in enumerate(desk.collection.cards(number)):
        desk.collection.grade(view.number, (3, 5)[place % 2])
    clock.move(days=1)
    before = [view.schedule for view in desk.collection.cards(number)]
    told = desk.collection.decks.what_if(number, {"scheduler": "fsrs"})

    def choose_fsrs(dialog: QDialog) -> None:
        box = child(dialog, QComboBox, "scheduler")
        box.setFocus()
        QTest.keyClick(box, Key.Key_Down)

    def act(dialog: QDialog) -> None:
        text = child(dialog, QLabel, "date-moving-text")
        choose_fsrs(dialog)
        assert text.text() == "Counting the due days that this moves…"
        press(dialog, "date-moving-leave")
        work.drain()
        assert not text.isVisible()
        assert child(dialog, QComboBox, "scheduler").currentText() == "SM-2"
        assert own(desk) == {}
        choose_fsrs(dialog)
        work.drain()
        assert text.text() == f"This makes {told.later} due days later. Due today: 15 instead of 30."
        press(dialog, "date-moving-go")
        work.drain()
        assert own(desk) == {"scheduler": "fsrs"}
        assert child(dialog, QLabel, "follows-scheduler").text() == "Set for this deck"
        type_number(dialog, "retention", "80")
        work.drain()
        press(dialog, "date-moving-go")
        work.drain()
        assert own(desk) == {"scheduler": "fsrs", "retention": 80}

    open_it(desk, act)
    assert desk.collection.options.scheduler == "sm2"
    assert desk.collection.check() == []
    for _ in range(2):
        desk.window.undo()
        work.drain()
    assert [view.schedule for view in desk.collection.cards(number)] == before
