from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop import bundled
from desktop.gui.deck_list import NAME, spoken
from desktop.gui.home import Home, footnote, greeting, headline
from desktop.store.planner import DeckRow
from desktop.study.note import DraftDeck
from desktop.study.queue import Plan
from tests.gui.conftest import (
    MIXED,
    ByHand,
    Desk,
    HandClock,
    Key,
    Sit,
    basic,
    deck,
    make_desk,
    settle,
)

# ---------------------------------------------------------------------- first start


def test_first_start_on_the_decks_that_come_with_the_app(
    qapp: QApplication, tmp_path: Path, clock: HandClock, work: ByHand
) -> None:
    collection = bundled.open_collection(tmp_path / "data", clock)
    desk = make_desk(qapp, collection, clock, work, tmp_path / "cache")
    desk.window.show()
    desk.window.activateWindow()
    settle()
    desk.window.warm_up()
    assert desk.text("headline") == "20 new today, about 6 minutes."
    assert desk.focus == "study-button"
    assert desk.find("study-button").accessibleName() == "Study. 20 new today, about 6 minutes."
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question
    assert desk.text("progress-text") == "0 of 20 · 6 min left"
    QTest.qWait(0)
    desk.leave()


def test_the_rest_is_made_after_the_first_picture(qtbot: QtBot, sit: Sit) -> None:
    desk = sit(basic())
    desk.window.home._painted = False
    with qtbot.waitSignal(desk.window.home.shown_first, timeout=2000):
        desk.window.home.update()
    with qtbot.assertNotEmitted(desk.window.home.shown_first, wait=80):
        desk.window.home.update()


# ---------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        (0, "Good evening."),
        (3, "Good evening."),
        (4, "Good morning."),
        (11, "Good morning."),
        (12, "Good afternoon."),
        (17, "Good afternoon."),
        (18, "Good evening."),
        (23, "Good evening."),
    ],
)
def test_greetings(hour: int, text: str) -> None:
    assert greeting(hour) == text


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (Plan(), "Nothing to study today."),
        (Plan(done=frozenset({1})), "All done for today."),
        (Plan(cards=(1, 2), new=2, seconds=40), "2 new today, about 1 minute."),
        (Plan(cards=(1, 2), new=1, due=1, seconds=400), "2 cards today, about 7 minutes."),
        (Plan(cards=(1,), due=1, seconds=18), "1 card today, about 1 minute."),
        (Plan(cards=(1,), new=1, done=frozenset({2}), seconds=18), "1 card left today, about 1 minute."),
        (Plan(drills=(1, 2), done=frozenset({1, 2}), seconds=9), "2 cards left today, about 1 minute."),
        (
            Plan(cards=tuple(range(1234)), due=1234, seconds=36_000),
            "1,234 cards today, about 600 minutes.",
        ),
    ],
)
def test_the_headline(plan: Plan, text: str) -> None:
    assert headline(plan) == text


def test_the_footnote_explains_what_is_missing() -> None:
    assert footnote(Plan()) == ""
    assert footnote(Plan(waiting=12)) == "12 more are due and wait for another day."
    assert footnote(Plan(held_back=3, waiting=1)).count(".") == 2
    assert "3 held back" in footnote(Plan(held_back=3))


def test_a_row_is_spoken_with_all_its_numbers() -> None:
    row = DeckRow(1, deck(name="x").uid, None, "Sales", "", 0, cards=12, due=3, new=4, known=5)
    assert spoken(row) == "Sales: 3 due, 4 new, 5 of 12 known"


def test_the_greeting_follows_the_clock(sit: Sit, clock: HandClock) -> None:
    clock.move(hours=9)
    desk = sit(basic())
    greetings = [each.text() for each in desk.window.home.findChildren(type(desk.find("headline")))]
    assert "Good evening." in greetings


# ---------------------------------------------------------------------- the decks


def rows(desk: Desk) -> list[str]:
    """The rows that can be seen, from the top."""
    found = []
    item = desk.window.home.tree.topLevelItem(0)
    while item is not None:
        found.append(item.text(NAME))
        item = desk.window.home.tree.itemBelow(item)
    return found


def item_named(desk: Desk, name: str) -> QTreeWidgetItem:
    (found,) = desk.window.home.tree.findItems(
        name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, NAME
    )
    return found


def two_decks() -> list[DraftDeck]:
    return [deck(basic("a"), name="First"), deck(basic("b"), basic("c"), name="Second")]


def test_the_decks_are_listed_and_only_the_first_is_open(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    assert rows(desk) == ["First", "Section", "Second"]
    tree = desk.window.home.tree
    last = tree.visualItemRect(item_named(desk, "Second"))
    assert tree.viewport().rect().contains(last)


def test_folding_is_remembered(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.window.home.tree.setCurrentItem(item_named(desk, "First"))
    desk.window.home.tree.setFocus()
    desk.press(Key.Key_Left)
    assert rows(desk) == ["First", "Second"]
    desk.window.home.tree.setCurrentItem(item_named(desk, "Second"))
    desk.press(Key.Key_Right)
    assert rows(desk) == ["First", "Second", "Section"]
    desk.leave()
    assert rows(sit()) == ["First", "Second", "Section"]


def test_a_click_on_a_deck_studies_it_alone(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    place = desk.window.home.tree.visualItemRect(item_named(desk, "Second")).center()
    desk.click(desk.window.home.tree.viewport(), place)
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("0 of 2")
    assert desk.question in ("b", "c")


def test_enter_on_a_deck_studies_it(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.window.home.tree.setFocus()
    desk.window.home.tree.setCurrentItem(item_named(desk, "First"))
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question == "a"


def test_a_deck_with_nothing_left_says_so_and_offers_more(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.collection.set_option("new_per_day", 0)
    desk.window.show_home()
    place = desk.window.home.tree.visualItemRect(item_named(desk, "Second")).center()
    desk.click(desk.window.home.tree.viewport(), place)
    assert desk.page == "home"
    assert desk.notice == "Nothing left to study today in Second."
    assert desk.text("notice-button") == "2 more new cards"
    desk.click("notice-button")
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("0 of 2")


def test_the_current_deck_stays_current(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.window.home.tree.setCurrentItem(item_named(desk, "Second"))
    desk.window.home.refresh()
    assert desk.window.home.tree.currentItem().text(NAME) == "Second"


def test_rows_are_exposed_as_text(sit: Sit) -> None:
    desk = sit(*MIXED)
    item = item_named(desk, "Small deck")
    text = item.data(NAME, Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Small deck: 0 due, 4 new, 0 of 4 known"


def test_numbers_stand_in_their_columns(sit: Sit) -> None:
    desk = sit(*MIXED)
    tree = desk.window.home.tree
    image = tree.grab().toImage()
    row = tree.visualItemRect(item_named(desk, "Small deck"))
    for column in range(4):
        left = tree.header().sectionViewportPosition(column)
        cell = (left, row.top() + tree.header().height(), tree.columnWidth(column), row.height())
        assert colours(image, cell) > 1, f"column {column} is empty"


def colours(image: QImage, cell: tuple[int, int, int, int]) -> int:
    left, top, width, height = cell
    return len(
        {
            QColor(image.pixel(x, y)).rgb()
            for x in range(left, min(left + width, image.width()))
            for y in range(top, min(top + height, image.height()))
        }
    )


# ---------------------------------------------------------------------- buttons


def test_corner_buttons_lead_to_settings_and_help(sit: Sit) -> None:
    desk = sit(basic())
    desk.click("settings-button")
    assert desk.page == "settings"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    opened = desk.with_dialog(
        lambda: desk.click("help-button"), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)
    )
    assert opened == "help"


def test_after_the_last_card_the_button_shows_the_day(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Return)
    assert desk.page == "home"
    assert desk.text("headline") == "All done for today."
    assert desk.text("study-button") == "Today in review"
    desk.press(Key.Key_Return)
    assert desk.page == "summary"


def test_an_empty_collection_says_so(sit: Sit) -> None:
    desk = sit()
    assert desk.text("headline") == "Nothing to study today."
    desk.press(Key.Key_Return)
    assert desk.page == "summary"
    assert desk.text("summary-sentence") == "Nothing was studied yet today."


def test_a_held_enter_does_not_run_through_the_pages(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    assert desk.page == "summary"
    for _ in range(5):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_Return, "\r", repeat=True)
    assert desk.page == "summary"
    desk.press(Key.Key_Return)
    assert desk.page == "home"
    for _ in range(5):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_Return, "\r", repeat=True)
    assert desk.page == "home"


def test_a_double_click_on_study_starts_once(sit: Sit) -> None:
    desk = sit(basic())
    desk.double_click_at_once("study-button")
    assert desk.page == "study"
    assert not desk.flipped


# ---------------------------------------------------------------------- S-05: a new day


def test_counts_change_when_the_day_does(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Escape)
    assert desk.text("headline") == "1 card left today, about 1 minute."
    desk.clock.move(days=1)
    desk.window.check_day()
    assert desk.text("headline") == "2 cards today, about 1 minute."


def test_the_window_looks_often_enough_whether_the_day_changed(sit: Sit) -> None:
    from PySide6.QtCore import QTimer

    desk = sit(basic())
    watches = [each for each in desk.window.findChildren(QTimer) if not each.isSingleShot()]
    assert [each for each in watches if each.isActive() and each.interval() <= 60_000]


def test_coming_back_to_the_window_looks_too(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Escape)
    desk.clock.move(days=1)
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert desk.text("headline") == "2 cards today, about 1 minute."


def test_home_fits_its_columns_into_a_narrow_window(sit: Sit) -> None:
    desk = sit(*MIXED, size=(360, 640))
    home: Home = desk.window.home
    header = home.tree.header()
    shown = [column for column in range(4) if not home.tree.isColumnHidden(column)]
    assert shown == [0, 1, 2]
    assert header.sectionPosition(2) + header.sectionSize(2) <= home.tree.viewport().width()
    desk.window.resize(1040, 720)
    settle()
    assert not home.tree.isColumnHidden(3)
    assert header.sectionPosition(3) + header.sectionSize(3) <= home.tree.viewport().width()
    assert home.tree.mapTo(desk.window, QPoint(home.tree.width(), 0)).x() <= desk.window.width()
