from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.gui.main_window import SMALLEST
from tests.gui.conftest import ALT, CTRL, MIXED, Desk, Key, Sit, basic, choice, deck, settle, typed

# ---------------------------------------------------------------------- pages


def test_esc_leads_home_from_every_page(sit: Sit) -> None:
    desk = sit(basic())
    desk.press(Key.Key_Comma, CTRL)
    assert desk.page == "settings"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    desk.press(Key.Key_Return, CTRL)
    assert desk.page == "study"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    desk.begin()
    desk.answer_card()
    assert desk.page == "summary"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"


def test_alt_home_leads_home(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.press(Key.Key_Home, ALT)
    assert desk.page == "home"


def test_keys_without_an_owner_go_to_the_card(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.window.menuBar().setFocus()
    desk.window.focusWidget().clearFocus()
    desk.window.setFocus()
    assert desk.focus in ("", "main-window")
    desk.flip()


def test_the_menu_names_what_undo_takes_back(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    undo = desk.window.menus.undo
    assert not undo.isEnabled()
    assert undo.text() == "&Undo"
    desk.begin()
    desk.answer_card(Key.Key_2)
    assert undo.isEnabled()
    assert undo.text() == "&Undo Hard"


def test_undo_on_home_takes_back_the_latest_answer_and_says_so(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Escape)
    assert desk.text("headline") == "1 card left today, about 1 minute."
    desk.press(Key.Key_Z, CTRL)
    assert desk.page == "home"
    assert desk.text("headline") == "2 new today, about 1 minute."
    assert desk.notice == "Undone: Good"
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Good"


def test_undo_of_an_option(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(30)))
    desk.window.show_page("settings")
    box = desk.find("new_per_day")
    box.setFocus()
    box.selectAll()
    desk.type("3")
    desk.press(Key.Key_Return)
    assert desk.collection.options.new_per_day == 3
    assert desk.window.menus.undo.text() == "&Undo Option"
    desk.find("settings-back").setFocus()
    desk.press(Key.Key_Z, CTRL)
    assert desk.collection.options.new_per_day == 20
    assert box.value() == 20
    assert desk.notice == "Undone: Option"


def test_a_bury_on_another_day_is_still_undone(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.press(Key.Key_B)
    desk.press(Key.Key_Escape)
    desk.leave()
    desk.clock.move(hours=2)
    again = sit()
    again.press(Key.Key_Z, CTRL)
    assert again.notice == "Undone: Bury"
    assert again.text("headline") == "2 new today, about 1 minute."


# ---------------------------------------------------------------------- the window itself


def test_full_screen_and_back(sit: Sit) -> None:
    desk = sit(basic())
    desk.press(Key.Key_F11)
    assert desk.window.isFullScreen()
    desk.press(Key.Key_F11)
    assert not desk.window.isFullScreen()


def test_it_cannot_be_made_too_small_to_use(sit: Sit) -> None:
    desk = sit(basic())
    desk.window.resize(1, 1)
    settle()
    assert desk.window.size().toTuple() == SMALLEST


def test_come_forward_shows_a_window_that_was_put_away(sit: Sit) -> None:
    desk = sit(basic())
    desk.window.showMinimized()
    settle()
    desk.window.come_forward()
    settle()
    assert not desk.window.isMinimized()
    assert desk.window.isVisible()
    assert desk.window.isActiveWindow()


def test_ctrl_q_closes_the_window(sit: Sit) -> None:
    desk = sit(basic())
    desk.press(Key.Key_Q, CTRL)
    assert not desk.window.isVisible()


def test_a_place_that_cannot_be_stored_does_not_keep_the_window_open(sit: Sit) -> None:
    desk = sit(basic())
    desk.settings.file.unlink(missing_ok=True)
    desk.settings.file.mkdir()
    event = QCloseEvent()
    QApplication.sendEvent(desk.window, event)
    assert event.isAccepted()


# ---------------------------------------------------------------------- D-16: looking changes nothing


def dump(desk: Desk) -> list[str]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(desk.collection.file)) as other:
        return list(other.iterdump())


def test_opening_and_closing_everything_changes_nothing(sit: Sit) -> None:
    desk = sit(*MIXED)
    desk.collection.backup("daily")
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Escape)
    before = dump(desk)
    assert any("INSERT INTO" in line for line in before)

    def escape(dialog: QWidget) -> None:
        QTest.keyClick(QApplication.focusWidget() or dialog, Key.Key_Escape)

    def save(dialog: QWidget) -> None:
        QTest.mouseClick(dialog.findChild(QWidget, "save"), Qt.MouseButton.LeftButton)

    desk.with_dialog(lambda: desk.press(Key.Key_F1), escape)
    desk.with_dialog(lambda: desk.menu("menu-about"), escape)
    desk.with_dialog(lambda: desk.menu("menu-restore"), escape)
    desk.press(Key.Key_Comma, CTRL)
    desk.click("settings-back")
    desk.begin()
    number = desk.window.study_view.card.number  # type: ignore[union-attr]
    desk.with_dialog(lambda: desk.menu("action-why"), escape)
    desk.with_dialog(lambda: desk.window.errands.edit(number), escape)
    desk.with_dialog(lambda: desk.window.errands.edit(number), save)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Escape)
    desk.window._finish(None)
    desk.press(Key.Key_Escape)
    desk.window.check_day()
    for menu in desk.window.menuBar().actions():
        menu.menu().aboutToShow.emit()
    assert dump(desk) == before


# ---------------------------------------------------------------------- U-10, U-12: everything can be reached


LONG = "What does a person who sells have to find out before anything else is said about the offer? " * 4
LONG_OPTIONS = [f"{word} " * 30 for word in ("Listening", "Persuading", "Measuring", "Comparing")]


def in_view(desk: Desk, name: str) -> QRect:
    """Scroll to a widget as far as needed; return the part of the window where it shows."""
    widget = desk.find(name)
    assert widget.isVisible(), name
    parent = widget.parentWidget()
    while parent is not None:
        if hasattr(parent, "ensureWidgetVisible"):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    settle()
    shown = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(desk.window, shown.topLeft()), shown.size())


SIZES = [(1024, 600), (360, 640)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_everything_on_the_study_page_can_be_reached(sit: Sit, percent: int, size: tuple[int, int]) -> None:
    desk = sit(choice(LONG, [each.strip() for each in LONG_OPTIONS], LONG_OPTIONS[0].strip()), basic(LONG))
    desk.window.resize(*size)
    desk.settings.text_size = percent
    settle()
    desk.begin()
    assert desk.window.size().toTuple() == size
    always = ["leave", "more", "undo", "why", "edit", "flag"]
    check_apart(desk, [*always, "progress-text"])
    for number in range(1, 5):
        assert in_view(desk, f"option-{number}").height() > 0
    assert desk.find("progress-text").accessibleName() == "0 of 2 · less than a minute left"
    desk.answer_card()
    check_apart(desk, [*always, "show-answer"])
    desk.flip()
    grades = [f"grade-{number}" for number in range(1, 5)]
    check_apart(desk, [*always, *grades])
    window = QRect(0, 0, *size)
    for name in [*always, *grades]:
        widget = desk.find(name)
        whole = QRect(widget.mapTo(desk.window, widget.rect().topLeft()), widget.size())
        assert window.contains(whole), name
    desk.click("grade-3")
    assert len(desk.grades_given) == 2


def check_apart(desk: Desk, names: list[str]) -> None:
    """Fail where a control does not show, or lies over another."""
    places = {name: in_view(desk, name) for name in names}
    for name, place in places.items():
        assert place.width() >= 16, name
        assert place.height() >= 14, name
        for other, its in places.items():
            assert name == other or not place.intersects(its), (name, other)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_everything_on_the_other_pages_can_be_reached(sit: Sit, percent: int, size: tuple[int, int]) -> None:
    desk = sit(*(basic(f"{LONG} {number}") for number in range(30)))
    desk.collection.set_option("new_per_day", 1)
    desk.window.resize(*size)
    desk.settings.text_size = percent
    desk.window.show_home()
    settle()
    for name in ("study-button", "settings-button", "help-button", "decks"):
        assert in_view(desk, name).width() > 10, name
    desk.begin()
    desk.answer_card(Key.Key_1)
    desk.answer_card()
    assert desk.page == "summary"
    for name in ("done", "summary-undo", "more-new", "practice", "missed"):
        assert in_view(desk, name).width() > 10, name
    desk.press(Key.Key_Comma, CTRL)
    for name in ("settings-back", "theme", "text-size", "new_per_day", "fuzz", "scheduler"):
        assert in_view(desk, name).width() > 5, name
    assert desk.window.size().toTuple() == size


def test_long_texts_wrap(sit: Sit) -> None:
    options = [each.strip() for each in LONG_OPTIONS]
    desk = sit(choice(LONG, options, options[0]), size=(1024, 600))
    desk.begin()
    question = desk.window.study_view.card_view.question
    wide = question.height()
    option = desk.find("option-1").height()
    desk.window.resize(400, 600)
    settle()
    assert question.height() > 1.5 * wide
    assert desk.find("option-1").height() > 1.5 * option
    text = question.document().size().height()
    assert question.height() >= text
    assert question.width() <= desk.window.width()


def test_a_long_name_of_a_deck_does_not_push_buttons_away(sit: Sit) -> None:
    from dataclasses import replace

    made = basic()
    desk = sit(replace(made, deck=("A very long name " * 20,)), size=(700, 600))
    desk.begin()
    check_apart(desk, ["leave", "more", "undo", "why", "edit", "flag"])


def test_text_size_by_keys_is_remembered(sit: Sit) -> None:
    desk = sit(basic())
    font = desk.find("headline").fontInfo().pixelSize()
    desk.press(Key.Key_Plus, CTRL)
    desk.press(Key.Key_Equal, CTRL)
    assert desk.settings.text_size == 125
    assert desk.find("headline").fontInfo().pixelSize() > font
    desk.press(Key.Key_Minus, CTRL)
    assert desk.settings.text_size == 110
    desk.leave()
    again = sit()
    assert again.look.scale == 1.1
    again.press(Key.Key_0, CTRL)
    assert again.settings.text_size == 100
    assert again.find("headline").fontInfo().pixelSize() == font


def test_text_size_changes_in_the_middle_of_a_card(sit: Sit) -> None:
    desk = sit(basic(), typed())
    desk.begin()
    size = desk.window.study_view.card_view.question.document().defaultFont().pixelSize()
    desk.press(Key.Key_Plus, CTRL)
    assert desk.window.study_view.card_view.question.document().defaultFont().pixelSize() > size
    desk.flip()
    desk.press(Key.Key_Plus, CTRL)
    assert desk.answer == "Paris"
    desk.press(Key.Key_3)
    desk.type("half")
    desk.press(Key.Key_Plus, CTRL)
    assert desk.find("typed-answer").text() == "half"


def test_text_size_keys_work_by_place_on_french_digits(sit: Sit) -> None:
    desk = sit(basic())
    desk.settings.text_size = 150
    desk.begin()
    desk.raw_key(ord("À"), "", CTRL, scan=19)
    assert desk.settings.text_size == 100


def test_a_change_of_theme_shows_at_once(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    for theme, colour in (("dark", "#15171c"), ("light", "#f5f6f8")):
        desk.menu(f"menu-{theme}")
        image = desk.window.grab().toImage()
        assert image.pixelColor(3, image.height() - 3).name() == colour


def test_a_window_that_is_hidden_and_shown_goes_on(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.window.showMinimized()
    settle()
    desk.window.showNormal()
    desk.window.activateWindow()
    settle()
    desk.flip()
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.WindowActivate))
    desk.press(Key.Key_3)
    assert desk.question == "two"


# ---------------------------------------------------------------------- what there is to study


def test_a_deck_with_nothing_left_says_so_and_offers_more(sit: Sit) -> None:
    desk = sit(decks=[deck(basic("a"), name="First"), deck(basic("b"), basic("c"), name="Second")])
    desk.collection.set_option("new_per_day", 0)
    desk.window.show_home()
    desk.window.study(desk.collection.deck_named("Second"))
    assert desk.page == "home"
    assert desk.notice == "Nothing left to study today in Second."
    assert desk.text("notice-button") == "2 more new cards"
    desk.click("notice-button")
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("0 of 2")


def test_a_deck_with_nothing_left_and_nothing_new_says_only_so(sit: Sit) -> None:
    desk = sit(decks=[deck(basic("a"), name="First"), deck(basic("b"), name="Second")])
    desk.collection.suspend([desk.collection.cards(desk.collection.deck_named("Second"))[0].number])
    desk.window.study(desk.collection.deck_named("Second"))
    assert desk.notice == "Nothing left to study today in Second."
    assert not desk.shows("notice-button")


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
