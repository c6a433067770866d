"""Cards that are forgotten again and again: what is said, and what can be done, by keys and by mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desktop.gui.editor.rich_text import RichText
from desktop.gui.hard_cards.banner import reason, sentence
from desktop.gui.hard_cards.compare_dialog import sentence as compared
from desktop.store.mixed_up import MixedUp
from desktop.store.practising import Instead
from desktop.study.grades import AGAIN, GOOD, HARD
from tests.gui.conftest import ByHand, Desk, HandClock, Key, Sit, basic, choice


def forget(desk: Desk, clock: HandClock, times: int = 2) -> int:
    """Forget the first card so often that it is a leech, and come back when it is due."""
    collection = desk.collection
    collection.set_option("leech_lapses", times)
    card = collection.cards()[0].number
    for _ in range(times):
        collection.grade(card, GOOD)
        clock.move(days=1)
        collection.grade(card, AGAIN)
        clock.move(days=1)
    desk.window.show_home()
    return card


def study_until(desk: Desk, card: int) -> None:
    """Study until a card shows."""
    desk.window.practise((card,))
    assert desk.window.study_view.card is not None
    assert desk.window.study_view.card.number == card


def test_a_leech_is_told_calmly_and_left(sit: Sit, clock: HandClock) -> None:
    desk = sit(basic("Capital of <b>Peru</b> & Co?", "Lima"), basic("Capital of France?", "Paris"))
    card = forget(desk, clock)
    study_until(desk, card)
    banner = desk.window.study_view.banner
    assert banner.isVisible()
    assert desk.text("hard-card-text") == "Forgotten 2 times."
    assert not desk.shows("hard-card-start-ease")
    desk.press(Key.Key_Space)
    assert banner.isVisible()

    desk.click("hard-card-leave")

    assert not banner.isVisible()
    assert desk.collection.card(card).note.tags == ()
    assert "once it is forgotten" in desk.notice
    desk.click("notice-button")
    assert desk.collection.card(card).note.tags == ("leech",)


def test_it_is_rewritten_in_place_and_no_leech_any_more(sit: Sit, clock: HandClock) -> None:
    desk = sit(basic("Capital of Peru?", "Lima"), basic("Capital of France?", "Paris"))
    card = forget(desk, clock)
    study_until(desk, card)

    def rewrite(dialog: QDialog) -> None:
        desk.type("The capital: ")
        desk.click(dialog.findChild(QWidget, "save"))

    assert desk.with_dialog(lambda: desk.click("hard-card-rewrite"), rewrite) == "edit-note"
    view = desk.collection.card(card)
    assert "The capital" in "".join(view.note.fields.values())
    assert view.note.tags == ()
    assert desk.page == "study"
    assert desk.window.study_view.card is not None
    assert desk.window.study_view.card.number == card
    assert not desk.window.study_view.banner.isVisible()
    desk.collection.undo()
    assert desk.collection.card(card).note.tags == ("leech",)


def test_it_is_split_and_a_mere_copy_is_never_added(sit: Sit, clock: HandClock) -> None:
    desk = sit(basic("Capital and river of Peru?", "Lima, Amazon"))
    card = forget(desk, clock)
    study_until(desk, card)

    def only_close(dialog: QDialog) -> None:
        assert "copy" in dialog.findChild(QLabel, "split-advice").text()
        desk.click(dialog.findChild(QWidget, "save"))
        assert dialog.isVisible()
        assert "twice" in dialog.findChild(QWidget, "fault").text()
        desk.press(Key.Key_Escape)

    assert desk.with_dialog(lambda: desk.click("hard-card-split"), only_close) == "split-note"
    assert len(desk.collection.cards()) == 1

    def split(dialog: QDialog) -> None:
        field = dialog.findChildren(RichText)[0]
        field.selectAll()
        desk.type("River of Peru?")
        desk.click(dialog.findChild(QWidget, "save"))

    desk.with_dialog(lambda: desk.click("hard-card-split"), split)
    first, second = desk.collection.cards()
    assert first.number == card
    assert second.note.fields["Question"] == "River of Peru?"
    assert second.note.tags == ()
    assert first.note.tags == ("leech",)
    assert desk.page == "study"
    desk.with_dialog(lambda: desk.click("notice-button"), lambda dialog: desk.press(Key.Key_Escape))
    desk.window.undo()
    assert len(desk.collection.cards()) == 1


def test_it_is_compared_with_the_card_whose_answer_was_said(sit: Sit, work: ByHand, clock: HandClock) -> None:
    options = ("Prospecting", "Closing")
    desk = sit(
        choice("Who finds new buyers?", options, "Prospecting"),
        choice("Who asks for the <i>signature</i>?", options, "Closing"),
    )
    card, other = (each.number for each in desk.collection.cards())
    desk.collection.grade(card, AGAIN, response="Closing")
    study_until(desk, card)
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.extend(each.text() for each in dialog.findChildren(QLabel))
        desk.click(dialog.findChild(QWidget, "practise-both"))

    def open_it() -> None:
        desk.press(Key.Key_M)
        work.drain()

    assert desk.with_dialog(open_it, look) == "compare-cards"
    assert any("you mostly answered “Closing”: 1 of 1 times" in text for text in seen)
    assert desk.page == "study"
    assert desk.window.study_view.session is not None
    assert desk.window.study_view.session.progress.total == 2
    desk.press(Key.Key_1)
    desk.press(Key.Key_3)
    assert desk.window.study_view.card is not None
    assert desk.window.study_view.card.number == other


def test_a_low_ease_is_explained_and_begins_anew(sit: Sit, clock: HandClock) -> None:
    desk = sit(basic("Capital of Peru?", "Lima"))
    card = desk.collection.cards()[0].number
    for _ in range(10):
        desk.collection.grade(card, HARD)
        due = desk.collection.card(card).schedule.due
        assert due is not None
        clock.move(days=due - desk.collection.today())
    before = desk.collection.card(card).schedule
    study_until(desk, card)
    assert "ease is 1.30" in desk.text("hard-card-text")
    assert not desk.shows("hard-card-split")

    desk.click("hard-card-start-ease")

    assert desk.collection.card(card).schedule == replace(before, ease=250)
    assert not desk.window.study_view.banner.isVisible()
    assert desk.page == "study"
    desk.click("notice-button")
    assert desk.collection.card(card).schedule == before
    assert desk.window.study_view.banner.isVisible()
    desk.click("hard-card-leave")
    assert not desk.window.study_view.banner.isVisible()
    desk.window.errands.help_with("start_ease", card)
    desk.window.errands.help_with("start_ease", card)
    assert "not low" in desk.notice


def test_a_card_without_trouble_needs_no_help(sit: Sit, clock: HandClock) -> None:
    desk = sit(basic())
    card = desk.collection.cards()[0]
    assert reason(card) == ""
    desk.begin()
    assert not desk.window.study_view.banner.isVisible()
    once = replace(card, schedule=replace(card.schedule, lapses=1))
    assert sentence(once, "leech") == "Forgotten once."


@pytest.mark.parametrize(("size", "narrow"), [((1024, 600), False), ((380, 500), True)])
def test_the_line_fits_into_narrow_windows(
    sit: Sit, clock: HandClock, size: tuple[int, int], narrow: bool
) -> None:
    desk = sit(basic("Capital of Peru?", "Lima"), size=size)
    card = forget(desk, clock)
    study_until(desk, card)
    for name in ("hard-card-rewrite", "hard-card-leave"):
        button = desk.find(name)
        corner = button.mapTo(desk.window, button.rect().bottomRight())
        assert desk.window.rect().contains(corner), name
    assert desk.find("grade-1") is not None


def test_what_is_said_of_two_cards() -> None:
    assert "nothing to mix it up with" in compared(Instead("", 0, 0), None)
    assert "tells them apart" in compared(Instead("", 0, 0), MixedUp(1, False))
    assert "2 of 3 times. That is the answer" in compared(Instead("<b>x</b>", 2, 3), MixedUp(1, True))
