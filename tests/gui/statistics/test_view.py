from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget

from desktop.gui.statistics.picture import Picture
from desktop.gui.statistics.view import StatisticsView
from desktop.policy import Policy
from tests.gui.browser.conftest import Browsing
from tests.gui.conftest import CTRL, ByHand, Desk, HandClock, Key, Sit, basic, deck
from tests.gui.test_every_widget import INTERACTIVE, inside_of_qt

Page = Callable[..., Desk]


def view_of(desk: Desk) -> StatisticsView:
    page = desk.window.page("statistics")
    assert isinstance(page, StatisticsView)
    return page


@pytest.fixture
def page(sit: Sit, work: ByHand, clock: HandClock) -> Page:
    """The page, after a week in which two cards were studied each day."""

    def open_page(**more: Any) -> Desk:
        desk = sit(
            decks=[deck(basic("one"), basic("two"), name="A & B"), deck(basic("three"), name="C")], **more
        )
        cards = [card.number for card in desk.collection.cards()]
        for day in range(7):
            for card in cards[:2]:
                clock.move(minutes=1)
                desk.collection.grade(card, 2 if day == 3 else 4, took_ms=30_000)
            clock.move(days=1)
        desk.press(Key.Key_T, CTRL)
        work.drain()
        return desk

    return open_page


def picture(desk: Desk, name: str) -> Picture:
    found = desk.find(f"picture-{name}")
    assert isinstance(found, Picture)
    return found


def test_the_page_opens_by_its_key_and_counts_off_the_window_s_thread(
    sit: Sit, work: ByHand, clock: HandClock
) -> None:
    desk = sit(basic())
    desk.press(Key.Key_T, CTRL)
    assert desk.page == "statistics"
    assert view_of(desk).evidence is None
    assert desk.text("statistics-headline") == "Counting your answers…"
    assert len(work.waiting) == 1
    work.drain()
    assert view_of(desk).evidence is not None
    assert desk.text("statistics-headline") == "Nothing was studied yet today."
    assert not desk.shows("picture-answers")
    assert desk.text("sentence-answers") == "No answers in this time."
    desk.press(Key.Key_Escape)
    assert desk.page == "home"


def test_each_chart_says_its_sentence_its_definition_and_n(page: Page) -> None:
    desk = page()
    assert desk.text("sentence-answers") == "14 answers in 30 days: 0.5 a day."
    assert "You studied on 6 of the last 7 days" in desk.text("sentence-calendar")
    shown = picture(desk, "answers")
    assert "14 answers" in shown.accessibleDescription()
    assert "practice" in shown.accessibleDescription()
    assert shown.toolTip().endswith("n = 14")
    assert desk.find("how-answers").toolTip() == shown.toolTip()
    assert desk.text("value-answers") == "n = 14"


def test_arrow_keys_move_along_the_bars_and_say_the_value(page: Page) -> None:
    desk = page()
    shown = picture(desk, "answers")
    shown.setFocus()
    desk.press(Key.Key_End)
    desk.press(Key.Key_Left)
    assert desk.text("value-answers") == "Sunday, 8 March 2026: 2 answers"
    assert shown.accessibleName() == "Sunday, 8 March 2026: 2 answers"
    desk.press(Key.Key_Left)
    assert desk.text("value-answers").startswith("Saturday, 7 March")
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Left)
    assert desk.text("value-answers").startswith("Sunday, 8 February")
    desk.press(Key.Key_Tab)
    assert desk.text("value-answers") == "n = 14"


def test_the_pointer_says_the_value_too(page: Page) -> None:
    desk = page()
    shown = picture(desk, "answers")
    place = shown.place_of(shown.rows[-2]).center().toPoint()
    QTest.mouseMove(shown, place)
    QApplication.processEvents()
    assert desk.text("value-answers") == "Sunday, 8 March 2026: 2 answers"
    QTest.mouseMove(shown, QPoint(1, 1))
    QApplication.processEvents()
    assert desk.text("value-answers") == "n = 14"


def found(desk: Desk, work: ByHand) -> tuple[str, int]:
    """What is looked for on the page that finds cards, and how many it found."""
    assert desk.page == "browser"
    browsing = Browsing(desk, desk.window.page("browser"), work)  # type: ignore[arg-type]
    browsing.done()
    return browsing.page.search_bar.text, len(browsing.texts)


def test_a_click_shows_the_cards_of_a_bar(page: Page, work: ByHand) -> None:
    desk = page()
    shown = picture(desk, "answers")
    desk.click(shown, shown.place_of(shown.rows[-2]).center().toPoint())
    assert found(desk, work) == ("rated:1..1", 2)


def test_a_deck_and_a_period_are_chosen(page: Page, work: ByHand) -> None:
    desk = page()
    chooser, period = desk.find("statistics-deck"), desk.find("statistics-period")
    assert isinstance(chooser, QComboBox)
    names = [chooser.itemText(at) for at in range(chooser.count())]
    assert names == ["Everything", "A & B", "A & B::Section", "C", "C::Section"]
    chooser.setFocus()
    desk.press(Key.Key_End)
    work.drain()
    assert desk.text("sentence-answers") == "No answers in this time."
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Down)
    work.drain()
    assert desk.text("sentence-answers").startswith("14 answers in 30 days")
    period.setFocus()
    desk.press(Key.Key_Down)
    work.drain()
    assert desk.text("sentence-answers").startswith("14 answers in 91 days")


def test_another_figure_of_a_chart_is_chosen(page: Page, work: ByHand) -> None:
    desk = page()
    choice = desk.find("choice-answers")
    choice.setFocus()
    desk.press(Key.Key_Down)
    work.drain()
    assert desk.text("sentence-answers") == "7 minutes in all, 30 seconds an answer."
    choice = desk.find("choice-right-first")
    choice.setFocus()
    desk.press(Key.Key_End)
    work.drain()
    assert desk.text("sentence-right-first") == "10 to 11 o'clock: 86\u00a0% of 14 right first time."


def test_only_the_latest_choice_shows(page: Page, work: ByHand) -> None:
    desk = page()
    view = view_of(desk)
    desk.find("statistics-period").setCurrentIndex(1)
    desk.find("statistics-period").setCurrentIndex(2)
    first, second = work.waiting
    work.waiting[:] = [second, first]
    work.drain()
    assert view.evidence is not None
    assert view.evidence.today - view.evidence.since + 1 == 365


def test_what_changes_is_counted_again(page: Page, work: ByHand) -> None:
    desk = page()
    desk.press(Key.Key_Z, CTRL)
    work.drain()
    assert desk.text("sentence-answers").startswith("13 answers")


@pytest.mark.parametrize(("width", "columns"), [(500, 1), (1000, 2), (1500, 3)])
def test_the_charts_stand_in_as_many_columns_as_have_room(page: Page, width: int, columns: int) -> None:
    desk = page(size=(width, 700))
    tops = [surface.y() for surface in view_of(desk).surfaces]
    assert tops.count(tops[0]) == columns


@pytest.mark.parametrize(("width", "percent"), [(1024, 200), (1024, 300), (360, 100)])
def test_nothing_is_cut_off_in_narrow_windows_and_with_large_text(
    page: Page, width: int, percent: int
) -> None:
    desk = page(size=(width, 600))
    desk.settings.text_size = percent
    QApplication.processEvents()
    view = view_of(desk)
    for widget in (*view.surfaces, view.export_button, desk.find("statistics-period")):
        right = widget.mapTo(desk.window, widget.rect().topRight()).x()
        assert right < desk.window.width(), widget.objectName()
    assert all(surface.picture.height() == desk.look.px(190) for surface in view.surfaces)


def test_dark_charts_are_drawn_anew(page: Page) -> None:
    desk = page()
    shown = picture(desk, "answers")
    desk.settings.theme = "dark"
    QApplication.processEvents()
    image = shown.grab().toImage()
    assert desk.look.theme.accent.lower() in {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 4)
    }


# ---------------------------------------------------------------------- files


def choose(desk: Desk, suffix: str, target: Path) -> None:
    def save(dialog: Any) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.findChild(QLineEdit).setText(str(target))
        dialog.accept()

    desk.with_dialog(lambda: desk.menu(f"statistics-export-{suffix}"), save)


@pytest.mark.parametrize(
    ("suffix", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("csv", "\ufefffigure,".encode())]
)
def test_statistics_are_exported(
    page: Page, work: ByHand, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    desk = page()
    target = tmp_path / f"mine.{suffix}"
    choose(desk, suffix, target)
    work.drain()
    assert target.read_bytes().startswith(begins)
    assert str(target) in desk.notice


def test_the_table_holds_every_figure_whatever_shows(page: Page, work: ByHand, tmp_path: Path) -> None:
    desk = page()
    choose(desk, "csv", tmp_path / "mine.csv")
    work.drain()
    lines = (tmp_path / "mine.csv").read_text(encoding="utf-8-sig")
    for name in ("right_by_tag", "right_by_hour", "hardest", "retention"):
        assert f"\n{name}," in lines


def test_a_file_that_cannot_be_written_is_told(page: Page, work: ByHand, tmp_path: Path) -> None:
    desk = page()
    (tmp_path / "mine.csv").mkdir()
    view_of(desk)._count((), lambda found: view_of(desk)._write(_full, found, tmp_path / "mine.csv"))
    work.drain()
    assert "mine.csv could not be written" in desk.notice


def _full(sheet: object, target: Path) -> None:
    from desktop.exchange.target import written

    with written(target):
        raise OSError(28, "No space left on device")


def test_the_administrator_may_turn_exports_off(sit: Sit, work: ByHand) -> None:
    desk = sit(basic(), policy=Policy(disabled=frozenset({"export"})))
    desk.press(Key.Key_T, CTRL)
    work.drain()
    assert not desk.find("statistics-export").isEnabled()


def test_the_export_button_offers_three_ways(page: Page) -> None:
    desk = page()
    button = desk.find("statistics-export")
    button.setFocus()
    desk.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.objectName() for action in menu.actions()] == [  # type: ignore[attr-defined]
        "statistics-export-pdf",
        "statistics-export-png",
        "statistics-export-csv",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_enter_on_a_bar_shows_its_cards_where_cards_are_found(page: Page, work: ByHand) -> None:
    desk = page()
    shown = picture(desk, "hardest")
    shown.setFocus()
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Return)
    text, count = found(desk, work)
    assert text.startswith("cid:")
    assert count == 1


def test_every_widget_has_a_name_and_shows_text_as_it_is(page: Page) -> None:
    desk = page()
    for each in view_of(desk).findChildren(QWidget):
        if isinstance(each, (*INTERACTIVE, Picture)) and not inside_of_qt(each):
            assert each.objectName(), each
            assert each.accessibleName(), each.objectName()
        if isinstance(each, QLabel):
            assert each.textFormat() == Qt.TextFormat.PlainText, each.text()


def test_the_wheel_scrolls_the_page_and_chooses_nothing(page: Page) -> None:
    desk = page(size=(1024, 600))
    period = desk.find("statistics-period")
    before = period.mapTo(desk.window, QPoint(0, 0)).y()
    at = period.mapTo(desk.window, period.rect().center())
    QTest.wheelEvent(
        desk.window.windowHandle(), at, QPoint(0, -120), QPoint(), Qt.KeyboardModifier.NoModifier
    )
    QApplication.processEvents()
    assert period.currentIndex() == 0
    assert period.mapTo(desk.window, QPoint(0, 0)).y() < before
