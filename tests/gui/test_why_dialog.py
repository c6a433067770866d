from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from tests.gui.conftest import ByHand, Desk, Key, Sit, basic


def read(desk: Desk) -> tuple[list[str], list[str]]:
    """Open it by its key; return its labels and its rows."""
    labels: list[str] = []
    rows: list[str] = []

    def look(dialog: QWidget) -> None:
        labels.extend(each.text() for each in dialog.findChildren(QLabel))
        for each in dialog.findChildren(QListWidget, "history"):
            rows.extend(each.item(number).text() for number in range(each.count()))
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)

    assert desk.with_dialog(lambda: desk.press(Key.Key_W), look) == "why"
    return labels, rows


def test_a_new_card(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    labels, rows = read(desk)
    assert "It is new: you have not answered it yet." in labels
    assert rows == []


def test_the_arithmetic_and_the_whole_history_latest_first(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.collection.set_option("fuzz", False)
    for days in (0, 1, 6):
        desk.clock.move(days=days)
        desk.window.show_home()
        desk.begin()
        desk.answer_card()
    desk.clock.move(days=15)
    desk.window.show_home()
    desk.begin()
    labels, rows = read(desk)
    assert "9 Mar, Good: 6 days × 2.50 = 15: due 24 Mar." in labels
    assert rows == [
        "9 Mar, Good: 6 days × 2.50 = 15: due 24 Mar.",
        "3 Mar, Good: second step, 6 days: due 9 Mar.",
        "2 Mar, Good: first step, 1 day: due 3 Mar.",
    ]
    desk.flip()


def test_a_top_up_names_the_interview_and_moves_no_date(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"))
    desk.collection.set_option("fuzz", False)
    for days in (0, 1, 6):
        desk.clock.move(days=days)
        desk.window.show_home()
        desk.begin()
        desk.answer_card()
    desk.clock.move(days=3)
    today = desk.collection.today()
    desk.collection.plans.add("interview", first_day=today, last_day=today + 1)
    before = desk.dump_rows("SELECT * FROM schedule")
    desk.window.show_home()
    work.drain()
    desk.begin()
    labels, _ = read(desk)
    assert "It comes once more before your interview on 13 Mar; it is due 24 Mar." in labels
    desk.answer_card()
    assert desk.page == "summary"
    assert desk.dump_rows("SELECT * FROM schedule") == before
    assert len(desk.grades_given) == 4


def test_an_answer_that_moved_nothing_is_not_the_reason(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card(Key.Key_1)
    desk.answer_card()
    labels, rows = read(desk)
    assert any("Again: first step, 1 day" in each or "Again" in each for each in labels)
    desk.answer_card()
    desk.clock.move(days=1)
    desk.window.show_home()
    desk.begin()
    while desk.question != "one":
        desk.answer_card()
    labels, rows = read(desk)
    assert len(rows) == 2
    assert "moves nothing" in rows[0]
    assert not any("moves nothing" in each for each in labels[:2])


def test_what_each_button_would_do_is_what_it_does(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.collection.set_option("fuzz", False)
    for days in (0, 1, 6):
        desk.clock.move(days=days)
        desk.window.show_home()
        desk.begin()
        desk.answer_card()
    desk.clock.move(days=17)
    desk.window.show_home()
    desk.begin()
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        (ahead,) = dialog.findChildren(QListWidget, "ahead")
        seen.extend(ahead.item(number).text() for number in range(ahead.count()))
        assert any(each.text() == "It was due 24 Mar, 2 days ago." for each in dialog.findChildren(QLabel))
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)

    desk.with_dialog(lambda: desk.press(Key.Key_W), look)
    assert seen == [
        "Again: starts over with 1 day: due 27 Mar.",
        "Hard: 15 days × 2.36 = 35.4, rounded up to 36: due 1 May.",
        "Good: 15 days × 2.50 = 37.5, rounded up to 38: due 3 May.",
        "Easy: 15 days × 2.60 = 39: due 4 May.",
    ]
    desk.answer_card()
    (card,) = desk.collection.cards()
    assert card.schedule.interval == 38


def test_in_practice_no_button_is_said_to_move_a_date(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()
    desk.answer_card()
    (card,) = desk.collection.cards()
    desk.window.practise((card.number,))
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert dialog.findChildren(QListWidget, "ahead") == []
        seen.extend(each.text() for each in dialog.findChildren(QLabel))
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)

    desk.with_dialog(lambda: desk.press(Key.Key_W), look)
    assert any(each.startswith("You practice it: no date moves.") for each in seen)
    desk.answer_card()
