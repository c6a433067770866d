"""Options that move due days are asked about first, and computed beside the window."""

from __future__ import annotations

import pytest

from tests.gui.conftest import CTRL, ByHand, Desk, HandClock, Key, Sit, basic, settle


@pytest.fixture
def desk(sit: Sit, clock: HandClock) -> Desk:
    """A window at the settings of three cards that come back in 17 days."""
    made = sit(*(basic(f"card {number}") for number in range(3)))
    made.collection.set_option("fuzz", False)
    for days in (1, 6, 0):
        for view in made.collection.cards():
            made.collection.grade(view.number, 5)
        clock.move(days=days)
    made.press(Key.Key_Comma, CTRL)
    return made


def cap(desk: Desk, text: str) -> None:
    box = desk.find("cap")
    box.setFocus()
    box.selectAll()
    desk.type(text)
    desk.press(Key.Key_Return)


def intervals(desk: Desk) -> set[int]:
    return {view.schedule.interval for view in desk.collection.cards()}


def test_it_is_asked_first_and_undone_as_a_whole(desk: Desk, work: ByHand) -> None:
    cap(desk, "10")
    assert desk.text("date-moving-text") == "Counting the due days that this moves…"
    work.drain()
    assert desk.text("date-moving-text") == "This makes 3 due days earlier."
    assert intervals(desk) == {17}
    assert desk.focus == "date-moving-go"
    settle()
    assert not desk.find("date-moving-go").visibleRegion().isEmpty()  # the page has scrolled there
    desk.press(Key.Key_Space)
    assert desk.text("date-moving-text") == "Computing the due days anew…"
    assert not desk.window.page("settings").isEnabled()
    work.drain()
    assert not desk.shows("date-moving")
    assert desk.window.page("settings").isEnabled()
    assert (intervals(desk), desk.collection.options.cap) == ({10}, 10)
    desk.press(Key.Key_Z, CTRL)
    assert (intervals(desk), desk.collection.options.cap) == ({17}, 3650)
    assert desk.find("cap").value() == 3650


def test_it_can_be_left(desk: Desk, work: ByHand) -> None:
    cap(desk, "10")
    work.drain()
    desk.click("date-moving-leave")
    assert not desk.shows("date-moving")
    assert (intervals(desk), desk.collection.options.cap) == ({17}, 3650)
    assert desk.find("cap").value() == 3650


def test_only_the_last_question_counts(desk: Desk, work: ByHand) -> None:
    cap(desk, "10")
    cap(desk, "12")
    work.drain()
    desk.click("date-moving-go")
    work.drain()
    assert desk.collection.options.cap == 12


def test_what_moves_nothing_is_not_asked(desk: Desk, work: ByHand) -> None:
    cap(desk, "100")
    work.drain()
    assert not desk.shows("date-moving")
    assert desk.collection.options.cap == 100


def test_a_failure_is_told_and_changes_nothing(desk: Desk, work: ByHand) -> None:
    cap(desk, "10")
    work.drain()
    desk.collection.locked["cap"] = 5  # type: ignore[index]
    desk.click("date-moving-go")
    work.drain()
    settle()
    assert "administrator" in desk.notice
    assert not desk.shows("date-moving")
    assert desk.find("cap").value() == 3650
