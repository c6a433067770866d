"""Choosing what to practice, by keys and by mouse; no schedule moves, whatever is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from desktop.gui.practice.finding import HARDEST, IN_ORDER
from desktop.gui.practice.score_paper import write_score
from desktop.gui.practice.source import BY_SEARCH, MISSED, OF_TAG, TOMORROW
from desktop.gui.practice.source import HARD as HARD_ONES
from desktop.study.grades import AGAIN, GOOD, HARD
from tests.gui.conftest import CTRL, SHIFT, ByHand, Desk, HandClock, Key, Sit, basic, choice, deck, typed

COUNTRIES = ("France", "Peru", "Chad", "Cuba", "Iran", "Iraq", "Mali", "Oman")
NAME = '<b>Sales</b> & "Co"'


def notes() -> list:  # type: ignore[type-arg]
    return [basic(f"Capital of {each}?", f"City of {each}") for each in COUNTRIES]


def open_practice(desk: Desk, work: ByHand) -> None:
    desk.press(Key.Key_P, CTRL)
    work.drain()
    assert desk.page == "practice"
    assert desk.focus == "practice-source"


def choose(desk: Desk, work: ByHand, name: str, data: object) -> None:
    box = desk.find(name)
    box.setFocus()
    while box.currentData() != data:
        before = box.currentIndex()
        desk.press(Key.Key_Down)
        assert box.currentIndex() != before, "there is no such entry"
    work.drain()


def test_only_what_was_studied_comes_unless_told(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes())
    open_practice(desk, work)
    assert desk.text("practice-count") == "No card fits. 8 cards would, but you have not studied them yet."
    assert not desk.find("practice-one-by-one").isEnabled()
    desk.click("practice-new")
    work.drain()
    assert desk.text("practice-count") == "8 cards will be asked."
    desk.click("practice-one-by-one")
    assert desk.page == "study"
    assert "Practice" in desk.text("progress-text")
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.dump_rows("SELECT practice, grade FROM review") == [(1, GOOD)]
    assert desk.dump_rows("SELECT COUNT(*) FROM schedule WHERE due IS NOT NULL") == [(0,)]
    desk.press(Key.Key_Z, CTRL)
    assert desk.grades_given == []


def test_a_number_an_order_and_what_was_missed(sit: Sit, work: ByHand, clock: HandClock) -> None:
    desk = sit(*notes())
    cards = [each.number for each in desk.collection.cards()]
    for at, card in enumerate(cards):
        desk.collection.grade(card, AGAIN if at in (1, 3) else GOOD)
    open_practice(desk, work)
    assert desk.text("practice-count") == "8 cards will be asked."
    choose(desk, work, "practice-order", IN_ORDER)
    box = desk.find("practice-most")
    box.selectAll()
    desk.find("practice-most").setFocus()
    desk.type("3")
    desk.window.page("practice").look()  # type: ignore[attr-defined]
    work.drain()
    assert desk.text("practice-count") == "3 of 8 cards will be asked."
    page = desk.window.page("practice")
    assert page.found.cards == tuple(cards[:3])  # type: ignore[attr-defined]
    choose(desk, work, "practice-source", MISSED)
    assert page.found.cards == (cards[1], cards[3])  # type: ignore[attr-defined]
    choose(desk, work, "practice-source", TOMORROW)
    assert desk.text("practice-count") == "3 of 8 cards will be asked."
    desk.collection.set_option("leech_lapses", 1)
    clock.move(days=1)
    desk.collection.grade(cards[2], AGAIN)
    choose(desk, work, "practice-source", HARD_ONES)
    choose(desk, work, "practice-order", IN_ORDER)
    assert page.found.cards == (cards[2],)  # type: ignore[attr-defined]


def test_tags_and_searches(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes())
    collection = desk.collection
    cards = collection.cards()
    for each in cards:
        collection.grade(each.number, HARD)
    collection.writing.edit(cards[2].note_number, {}, tags=(NAME.replace(" ", "_"),))
    collection.suspend([cards[4].number])
    open_practice(desk, work)
    assert desk.text("practice-count") == "7 cards will be asked."
    choose(desk, work, "practice-source", OF_TAG)
    assert desk.find("practice-tag").currentText() == NAME.replace(" ", "_")
    assert desk.text("practice-count") == "1 card will be asked."
    choose(desk, work, "practice-source", BY_SEARCH)
    field = desk.find("practice-search")
    field.setFocus()
    desk.type("Peru or Chad")
    desk.window.page("practice").look()  # type: ignore[attr-defined]
    work.drain()
    assert desk.text("practice-count") == "2 cards will be asked."
    desk.type(" is:nonsense")
    desk.window.page("practice").look()  # type: ignore[attr-defined]
    work.drain()
    assert desk.text("practice-problem")
    choose(desk, work, "practice-order", HARDEST)


def test_from_home_from_a_deck_and_from_the_browser(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes(), decks=[deck(basic("Only?", "One"), name=NAME)])
    desk.click("practice-button")
    work.drain()
    assert desk.page == "practice"
    assert desk.find("practice-deck").deck is None
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    other = next(row.number for row in desk.collection.tree() if row.name == NAME)
    desk.window.home.tree.go_to(other)
    desk.menu("deck-practice")
    work.drain()
    assert desk.find("practice-deck").deck == other
    assert desk.find("practice-deck").currentText() == NAME
    cards = tuple(each.number for each in desk.collection.cards()[:3])
    desk.window.errands.practise(cards)
    work.drain()
    assert desk.text("practice-count") == "3 cards will be asked."
    desk.click("practice-with-choices")
    assert desk.page == "study"
    assert desk.window.study_view.with_choices


def test_the_end_says_that_nothing_moved(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes()[:2])
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    open_practice(desk, work)
    desk.click("practice-one-by-one")
    for _ in range(2):
        desk.flip()
        desk.press(Key.Key_3)
    assert desk.page == "summary"
    assert desk.text("summary-sentence").startswith("Practiced: 2 cards. No date has moved.")
    desk.click("another-round")
    work.drain()
    assert desk.page == "practice"


@pytest.mark.parametrize("size", [(1024, 600), (380, 480)])
def test_every_way_can_be_reached_in_a_small_window(sit: Sit, work: ByHand, size: tuple[int, int]) -> None:
    desk = sit(*notes(), size=size)
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    open_practice(desk, work)
    reached = set()
    for _ in range(16):
        reached.add(desk.focus)
        desk.press(Key.Key_Tab)
    assert {"practice-one-by-one", "practice-with-choices", "practice-match", "practice-mock-test"} <= reached
    shown = [each for each in desk.window.findChildren(QLabel) if each.isVisible()]
    assert all(each.width() <= desk.window.width() for each in shown)


# ---------------------------------------------------------------------- the game


def play(desk: Desk, work: ByHand) -> None:
    open_practice(desk, work)
    desk.click("practice-match")
    work.drain()
    assert desk.page == "match"


def tiles(desk: Desk) -> tuple[dict[int, str], dict[int, str]]:
    """Return the keys of fronts and backs by their cards."""
    board = desk.find("board")
    return (
        {each.pair.card: each.key for each in board.tiles[0]},
        {each.pair.card: each.key for each in board.tiles[1]},
    )


def key(letter: str) -> Key:
    return Key(ord(letter))


def test_a_round_by_keys_alone(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes())
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    before = desk.dump_rows("SELECT * FROM schedule")
    play(desk, work)
    assert desk.text("match-how-far") == "0 of 6 pairs · round 1 of 2"
    fronts, backs = tiles(desk)
    first, second, *others = fronts
    desk.press(key(fronts[first]))
    assert desk.find(f"tile-{fronts[first]}").accessibleName().endswith("chosen")
    desk.press(key(backs[second]))
    assert "Not a pair" in desk.text("match-said")
    assert desk.find(f"tile-{fronts[first]}").accessibleName().endswith("not a pair")
    for card in (first, second, *others):
        desk.press(key(backs[card]))
        desk.press(key(fronts[card]))
    assert desk.text("match-said") == "4 of 6 pairs at the first try. No date has moved."
    practiced = dict(desk.dump_rows("SELECT card, grade FROM review WHERE practice = 1"))
    assert practiced == dict.fromkeys(others, GOOD) | dict.fromkeys((first, second), AGAIN)
    assert desk.focus == "match-next"
    desk.press(Key.Key_Z, CTRL)
    assert desk.text("match-how-far") == "5 of 6 pairs · round 1 of 2"
    assert not desk.shows("match-next")
    desk.press(Key.Key_Z, CTRL | SHIFT)
    work.drain()
    assert desk.text("match-how-far") == "6 of 6 pairs · round 1 of 2"
    assert desk.shows("match-next")
    desk.press(Key.Key_Z, CTRL)
    last = others[-1]
    desk.press(key(fronts[last]))
    desk.press(key(backs[last]))
    desk.press(Key.Key_Return)
    assert desk.text("match-how-far") == "0 of 2 pairs · round 2 of 2"
    assert desk.dump_rows("SELECT * FROM schedule") == before


def test_a_round_by_mouse_and_by_arrows(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes()[:2])
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    play(desk, work)
    fronts, backs = tiles(desk)
    card, other = fronts
    desk.click(f"tile-{fronts[card]}")
    desk.click(f"tile-{backs[card].lower()}")
    assert not desk.find(f"tile-{fronts[card]}").isEnabled()
    assert desk.focus == f"tile-{fronts[other]}"
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Right)
    assert desk.focus == f"tile-{backs[other].lower()}"
    desk.press(Key.Key_Space)
    assert desk.text("match-said").startswith("2 of 2 pairs at the first try.")
    assert desk.text("match-next") == "Play again"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"


def test_what_does_not_fit_stays_out_and_is_told(sit: Sit, work: ByHand) -> None:
    long = basic("Long?", "word " * 40)
    desk = sit(basic("<b>One</b> & co?", "1"), basic("Two?", "2"), long, choice(), typed())
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    play(desk, work)
    assert "1 card stays out" in desk.text("match-what")
    fronts = [each.text_shown for each in desk.find("board").tiles[0]]
    assert "<b>One</b> & co?" in fronts
    texts = {each.text_shown for each in desk.find("board").tiles[1]}
    assert {"1", "2", "Marketing", "conversation"} == texts


def test_one_card_is_no_game(sit: Sit, work: ByHand) -> None:
    desk = sit(basic())
    desk.collection.grade(desk.collection.cards()[0].number, GOOD)
    open_practice(desk, work)
    desk.click("practice-match")
    work.drain()
    assert desk.page == "practice"
    assert "at least 2 cards" in desk.notice


def test_an_open_test_is_handed_in_before_another(sit: Sit, work: ByHand) -> None:
    desk = sit(choice(), choice("Who closes?", answer="Sales"))
    begin_test(desk, work)
    desk.press(Key.Key_1)
    open_practice(desk, work)

    def hand_in(dialog: object) -> None:
        desk.click(next(each for each in buttons(dialog) if each.objectName() == "hand-in-now"))

    desk.with_dialog(lambda: desk.click("practice-mock-test"), hand_in)
    assert desk.page == "mock_test"
    assert desk.shows("score-sheet")
    assert len(desk.grades_given) == 1


def test_who_went_on_meanwhile_is_not_called_back(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes())
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    for way in ("practice-match", "practice-mock-test"):
        open_practice(desk, work)
        desk.click(way)
        desk.press(Key.Key_Escape)
        work.drain()
        assert desk.page == "home"


def test_the_time_shows_if_wanted(sit: Sit, work: ByHand) -> None:
    desk = sit(*notes()[:2])
    for each in desk.collection.cards():
        desk.collection.grade(each.number, GOOD)
    play(desk, work)
    assert not desk.shows("match-clock")
    desk.watch.ms += 65_000
    desk.click("match-shows-clock")
    assert desk.text("match-clock").startswith("1:05")


# ---------------------------------------------------------------------- the mock test


def begin_test(desk: Desk, work: ByHand) -> None:
    open_practice(desk, work)
    choose(desk, work, "practice-order", IN_ORDER)
    if desk.find("practice-new").isEnabled() and not desk.find("practice-new").isChecked():
        desk.click("practice-new")
        work.drain()
    desk.click("practice-mock-test")
    work.drain()
    assert desk.page == "mock_test"


def test_a_whole_test(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(choice(), typed(), basic("Capital of Peru?", "Lima"), basic("Capital of Cuba?", "Havana"))
    before = desk.dump_rows("SELECT * FROM schedule")
    begin_test(desk, work)
    assert desk.text("test-how-far") == "Question 1 of 4 · 4 without an answer"
    desk.press(Key.Key_2)  # wrong at first
    assert "chosen" in desk.find("option-2").accessibleName()
    assert desk.find("option-2").isEnabled()
    desk.press(Key.Key_1)
    assert desk.grades_given == []
    desk.press(Key.Key_PageDown)
    desk.type("talking")
    desk.press(Key.Key_PageUp)
    assert "chosen" in desk.find("option-1").accessibleName()
    desk.press(Key.Key_PageDown)
    assert desk.find("typed-answer").text() == "talking"
    desk.press(Key.Key_Return)
    desk.type("Lima it is")
    desk.press(Key.Key_Return)
    assert desk.text("test-how-far") == "Question 4 of 4 · 1 without an answer"

    assert (
        desk.with_dialog(lambda: desk.click("test-hand-in"), lambda _: desk.press(Key.Key_Return))
        == "hand-in"
    )
    assert desk.page == "mock_test"
    desk.click("test-in-mind")
    assert desk.text("test-how-far").endswith("all answered")
    desk.click("test-hand-in")
    assert desk.shows("judging")
    assert desk.text("judging-yours") == "You wrote: Lima it is"
    assert desk.grades_given == []
    desk.press(Key.Key_1)
    assert desk.text("judging-yours") == "You had it in mind."
    desk.click("judge-wrong")
    assert desk.text("score-total") == "3 of 4 right."
    assert desk.grades_given == [GOOD, GOOD, GOOD, AGAIN]
    assert desk.dump_rows("SELECT * FROM schedule") == before
    assert desk.collection.undoable() == ("mock test", "Everything")
    told = " ".join(each.text() for each in desk.window.findChildren(QLabel))
    assert "Yours: Lima it is" in told
    assert "Right: Marketing" not in told, "it is yours as well"
    assert "Right: Lima" in told

    page = desk.window.page("mock_test")
    write_score(page.test, "2 March 2026", tmp_path / "score.pdf")  # type: ignore[attr-defined]
    assert (tmp_path / "score.pdf").read_bytes().startswith(b"%PDF")

    desk.window.resize(500, 420)
    bar = desk.find("score-sheet").findChild(QScrollArea).verticalScrollBar()
    desk.press(Key.Key_PageDown)
    assert bar.value() > 0
    desk.press(Key.Key_PageUp)
    assert bar.value() == 0
    desk.press(Key.Key_Z, CTRL)
    assert desk.grades_given == []
    assert desk.text("score-stored") == "Taken back: nothing is stored."
    desk.press(Key.Key_Z, CTRL | SHIFT)
    work.drain()
    assert len(desk.grades_given) == 4
    assert desk.text("score-stored").startswith("Stored")
    desk.press(Key.Key_Z, CTRL)
    assert desk.page == "mock_test"
    desk.click("score-practise")
    assert desk.page == "study"
    assert desk.question == "Capital of Cuba?"


def test_leaving_in_the_middle_asks_and_coming_back_goes_on(sit: Sit, work: ByHand) -> None:
    desk = sit(choice(), basic())
    begin_test(desk, work)
    desk.press(Key.Key_1)
    assert desk.with_dialog(lambda: desk.press(Key.Key_Escape), lambda d: desk.press(Key.Key_Escape)) == (
        "leave-test"
    )
    assert desk.page == "mock_test"
    open_practice(desk, work)
    assert desk.text("go-on-with-test") == "Go on with your mock test: 1 of 2 answered"
    begins = desk.find("practice-mock-test")
    assert desk.with_dialog(lambda: desk.click(begins), lambda d: desk.press(Key.Key_Escape)) == "leave-test"
    assert desk.page == "mock_test"
    open_practice(desk, work)
    desk.click("go-on-with-test")
    assert desk.page == "mock_test"
    assert "chosen" in desk.find("option-1").accessibleName()
    desk.with_dialog(desk.window.close, lambda d: desk.press(Key.Key_Escape))
    assert desk.window.isVisible()

    def throw_away(dialog: object) -> None:
        desk.click(next(each for each in buttons(dialog) if each.objectName() == "give-up"))

    desk.with_dialog(lambda: desk.press(Key.Key_Escape), throw_away)
    assert desk.page == "home"
    assert desk.grades_given == []


def buttons(dialog: object) -> list:  # type: ignore[type-arg]
    return dialog.findChildren(QPushButton)  # type: ignore[attr-defined,no-any-return]


def test_what_is_just_the_same_needs_no_judging(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("Capital of Peru?", "Lima"), basic("Capital of Cuba?", "Havana"))
    begin_test(desk, work)
    desk.type("lima")
    desk.press(Key.Key_Return)
    desk.type("Havanna it is")
    desk.click("test-hand-in")
    assert desk.text("judging-how-far") == "Was it right? This is the last."
    desk.press(Key.Key_2)
    assert desk.text("score-total") == "1 of 2 right."


def test_the_time_runs_out(sit: Sit, work: ByHand) -> None:
    desk = sit(choice(), choice("Who closes?", answer="Sales"))
    open_practice(desk, work)
    box = desk.find("practice-minutes")
    box.setFocus()
    desk.press(Key.Key_Up)
    desk.click("practice-new")
    work.drain()
    desk.click("practice-mock-test")
    work.drain()
    assert desk.text("test-time") == "1 min left"
    desk.press(Key.Key_1)
    desk.watch.ms += 30_000
    page = desk.window.page("mock_test")
    page.tick()  # type: ignore[attr-defined]
    assert desk.text("test-time") == "less than a minute left"
    desk.window.show_home()
    desk.watch.ms += 100_000
    desk.window.show_page("mock_test")
    page.tick()  # type: ignore[attr-defined]
    assert desk.text("test-time") == "less than a minute left"
    desk.watch.ms += 31_000
    page.tick()  # type: ignore[attr-defined]
    assert desk.notice == "The time is up."
    assert desk.shows("score-sheet")
    assert len(desk.grades_given) == 1
