"""Decks are made, named, moved, painted and deleted in the list on Home, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QImage,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QToolTip

from desktop.gui.deck_delegate import DECK_ROLE, NAME
from desktop.gui.labels import plain_tip
from desktop.policy import Policy
from desktop.store.deck_rows import paths
from tests.gui.conftest import ALT, CTRL, NONE, ByHand, Desk, Key, Sit, basic, deck, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
ODD = '<b>Sales</b> & "Co"'


def names(desk: Desk) -> list[str]:
    return paths(desk.collection.tree())


def go_to(desk: Desk, name: str) -> None:
    """Put the keys at a deck."""
    tree = desk.window.home.tree
    tree.setFocus()
    tree.go_to(desk.collection.deck_named(name))


def current(desk: Desk) -> str:
    return str(desk.window.home.tree.currentItem().text(NAME))


def field(desk: Desk) -> QLineEdit | None:
    """The field in which a deck is being named."""
    return next((each for each in desk.window.home.tree.findChildren(QLineEdit) if each.isVisible()), None)


def finish(desk: Desk, work: ByHand) -> None:
    work.drain()
    settle()


@pytest.fixture
def desk(sit: Sit) -> Desk:
    return sit(decks=[deck(basic("a"), name="First"), deck(basic("b"), basic("c"), name="Second")])


# ---------------------------------------------------------------------- naming


def test_a_new_deck_is_named_in_its_row(desk: Desk) -> None:
    desk.press(Key.Key_N, CTRL | SHIFT)
    desk.type(ODD)
    desk.press(Key.Key_Return)
    assert names(desk)[-1] == ODD
    assert current(desk) == ODD
    assert desk.page == "home"
    assert field(desk) is None
    desk.press(Key.Key_Z, CTRL)
    assert ODD not in names(desk)
    assert desk.notice == "Undone: New Deck"


def test_enter_five_times_makes_one_deck(desk: Desk) -> None:
    desk.press(Key.Key_N, CTRL | SHIFT)
    desk.type("Mine")
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
        settle()
    assert names(desk).count("Mine") == 1
    assert desk.page == "home"


def test_escape_leaves_no_deck_behind(desk: Desk) -> None:
    before = names(desk)
    desk.press(Key.Key_N, CTRL | SHIFT)
    desk.type("Mine")
    desk.press(Key.Key_Escape)
    assert names(desk) == before
    assert desk.window.home.tree.topLevelItemCount() == 2
    desk.press(Key.Key_N, CTRL | SHIFT)
    desk.press(Key.Key_Return)
    assert names(desk) == before
    assert desk.window.home.tree.topLevelItemCount() == 2


def test_the_button_below_the_list_makes_one_too(desk: Desk) -> None:
    desk.click("new-deck")
    desk.type("Sales::North")
    desk.press(Key.Key_Return)
    assert names(desk)[-2:] == ["Sales", "Sales::North"]
    assert current(desk) == "North"


def test_a_new_deck_from_another_page_comes_home(desk: Desk) -> None:
    desk.press(Key.Key_Comma, CTRL)
    desk.press(Key.Key_N, CTRL | SHIFT)
    assert desk.page == "home"
    assert field(desk) is not None
    desk.press(Key.Key_Escape)


def test_f2_renames_and_keeps_what_was_typed_when_it_is_refused(desk: Desk) -> None:
    go_to(desk, "Second")
    desk.press(Key.Key_F2)
    desk.type("a::")
    desk.press(Key.Key_Return)
    assert "A name is missing" in desk.notice
    again = field(desk)
    assert again is not None
    assert again.text() == "a::"
    desk.type("b")
    desk.press(Key.Key_Return)
    assert names(desk)[-2:] == ["a::b", "a::b::Section"]
    assert current(desk) == "b"


def test_a_deck_that_is_there_already_is_shown(desk: Desk) -> None:
    desk.press(Key.Key_N, CTRL | SHIFT)
    desk.type("second")
    desk.press(Key.Key_Return)
    assert desk.notice == "That deck is there already."
    assert current(desk) == "Second"


def test_the_list_waits_while_a_deck_is_named(desk: Desk) -> None:
    go_to(desk, "Second")
    desk.press(Key.Key_F2)
    desk.type("Third")
    desk.collection.decks.create("From elsewhere")
    desk.window.home.refresh()
    target = field(desk)
    assert target is not None
    assert target.text() == "Third"
    desk.press(Key.Key_Return)
    shown = [desk.window.home.tree.topLevelItem(at).text(NAME) for at in range(3)]  # type: ignore[union-attr]
    assert shown == ["First", "Third", "From elsewhere"]


# ---------------------------------------------------------------------- moving


def test_alt_and_arrows_change_the_order(desk: Desk) -> None:
    go_to(desk, "Second")
    desk.press(Key.Key_Up, ALT)
    assert [name for name in names(desk) if "::" not in name] == ["Second", "First"]
    assert current(desk) == "Second"
    desk.press(Key.Key_Up, ALT)
    desk.press(Key.Key_Down, ALT)
    assert [name for name in names(desk) if "::" not in name] == ["First", "Second"]


@pytest.mark.parametrize(
    ("part", "after"),
    [
        (0.1, ["Second", "Second::Section", "First", "First::Section"]),
        (0.5, ["First", "First::Section", "First::Second", "First::Second::Section"]),
        (0.9, ["First", "First::Second", "First::Second::Section", "First::Section"]),
    ],
)
def test_a_dragged_deck_comes_to_lie_where_it_is_dropped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, part: float, after: Sequence[str]
) -> None:
    drag(desk, monkeypatch, "Second", "First", part)
    assert names(desk) == after
    assert current(desk) == "Second"
    assert desk.page == "home"


def test_below_all_rows_is_behind_all_decks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bottom = desk.window.home.tree.viewport().height() - 1
    drop(desk, monkeypatch, "First::Section", QPointF(40, bottom))
    assert names(desk) == ["First", "Second", "Second::Section", "Section"]


def test_left_of_the_last_deck_inside_is_behind_the_one_it_lies_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = place(desk, "First::Section")
    drop(desk, monkeypatch, "Second", QPointF(2, row.bottom() - 2))
    assert names(desk) == ["First", "First::Section", "Second", "Second::Section"]
    drop(desk, monkeypatch, "Second", QPointF(row.left() + 20, row.bottom() - 2))
    assert names(desk) == ["First", "First::Section", "First::Second", "First::Second::Section"]


def test_a_deck_dropped_into_itself_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names(desk)
    drag(desk, monkeypatch, "First", "First::Section", 0.5)
    assert names(desk) == before
    assert "cannot be moved into itself" in desk.notice


def test_a_line_shows_where_it_would_lie(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = desk.window.home.tree
    pictures: list[QImage] = []

    def over(at: QPointF) -> None:
        held = QMimeData()
        assert send(desk, QDragEnterEvent, at, held)
        assert send(desk, QDragMoveEvent, at, held)
        pictures.append(tree.grab().toImage())

    row = place(desk, "First")
    points = [QPointF(40, row.top() + part) for part in (2, 3, 22)]
    start_drag(desk, monkeypatch, "Second", lambda: [over(at) for at in points])
    QApplication.sendEvent(tree.viewport(), QDragLeaveEvent())
    pictures.append(tree.grab().toImage())
    above, same, inside, none = pictures
    assert above == same
    assert len({bytes(each.constBits()) for each in (above, inside, none)}) == 3


def test_what_comes_from_elsewhere_is_no_deck(desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("text")
    assert not send(desk, QDragEnterEvent, QPointF(40, 20), mime)
    assert not send(desk, QDragMoveEvent, QPointF(40, 20), mime)


def place(desk: Desk, name: str) -> QRect:
    tree = desk.window.home.tree
    return QRect(tree.visualItemRect(tree.item_of(desk.collection.deck_named(name))))


def drag(desk: Desk, patch: pytest.MonkeyPatch, name: str, onto: str, part: float) -> None:
    """Drop a deck on a part of the row of another, from its upper edge."""
    row = place(desk, onto)
    drop(desk, patch, name, QPointF(row.left() + 30, row.top() + part * row.height()))


def drop(desk: Desk, patch: pytest.MonkeyPatch, name: str, at: QPointF) -> None:
    """Drag a deck by the mouse and drop it at a point."""
    mime = QMimeData()

    def carry() -> None:
        assert send(desk, QDragEnterEvent, at, mime)
        assert send(desk, QDragMoveEvent, at, mime)
        assert send(desk, QDropEvent, at, mime)

    start_drag(desk, patch, name, carry)


def start_drag(desk: Desk, patch: pytest.MonkeyPatch, name: str, carry: Callable[[], object]) -> None:
    """Press a row and move the mouse; what the window system would do with the drag is done by `carry`."""
    began: list[bool] = []

    def run(drag: QDrag, *_: object) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        began.append(True)
        carry()
        return Qt.DropAction.IgnoreAction

    patch.setattr(QDrag, "exec", run)
    view, at = desk.window.home.tree.viewport(), place(desk, name).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, at)
    for far in (5, 20, 40):
        QTest.mouseMove(view, at + QPoint(0, far))
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at + QPoint(0, far)),
            view.mapToGlobal(QPointF(at + QPoint(0, far))),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            NONE,
        )
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, at)
    settle()
    assert began


def send(desk: Desk, kind: type[QDropEvent], at: QPointF, mime: QMimeData) -> bool:
    where = at if kind is QDropEvent else at.toPoint()
    event = kind(where, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, NONE)  # type: ignore[arg-type]
    QApplication.sendEvent(desk.window.home.tree.viewport(), event)
    return event.isAccepted()


# ---------------------------------------------------------------------- deleting, painting, describing


def test_delete_and_its_undo(desk: Desk, work: ByHand) -> None:
    before = names(desk)
    go_to(desk, "First")
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Delete)  # a second press while the first is carried out deletes nothing more
    finish(desk, work)
    assert names(desk) == ["Second", "Second::Section"]
    assert desk.notice == "Deleted First with 1 card."
    assert current(desk) == "Second"
    desk.click("notice-button")
    assert names(desk) == before


def test_delete_in_the_field_deletes_letters(desk: Desk, work: ByHand) -> None:
    go_to(desk, "Second")
    desk.press(Key.Key_F2)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Return)
    assert work.waiting == []
    assert "econd" in names(desk)


def test_the_menu_names_the_step_with_its_signs(desk: Desk) -> None:
    number = desk.collection.decks.create(ODD)
    desk.collection.decks.set_option(number, "cap", 30)
    desk.window.refresh_undo()
    assert desk.window.menus.undo.text() == "&Undo Options of " + ODD.replace("&", "&&")


def test_a_colour_from_the_menu(desk: Desk) -> None:
    go_to(desk, "Second")
    before = desk.window.home.tree.grab().toImage()
    desk.menu("deck-color-red")
    assert [row.color for row in desk.collection.tree() if row.name == "Second"] == ["red"]
    assert desk.window.home.tree.grab().toImage() != before
    desk.menu("deck-color-none")
    assert {row.color for row in desk.collection.tree()} == {""}


def test_a_description_is_shown_below_the_name(desk: Desk) -> None:
    go_to(desk, "Second")

    def write(dialog: object) -> None:
        box = dialog.findChild(QPlainTextEdit)  # type: ignore[attr-defined]
        assert QApplication.focusWidget() is box
        QTest.keyClicks(box, ODD)
        QTest.keyClick(dialog.findChild(QPushButton, "save"), Key.Key_Space)  # type: ignore[attr-defined]

    assert desk.with_dialog(lambda: desk.menu("deck-describe"), write) == "describe-deck"
    assert desk.collection.tree()[2].description == ODD
    assert desk.window.home.tree.currentItem().data(NAME, DECK_ROLE).description == ODD


# ---------------------------------------------------------------------- why the numbers are what they are


def test_a_deck_says_why_its_numbers_are_what_they_are(sit: Sit) -> None:
    desk = sit(decks=[deck(*(basic(str(number)) for number in range(30)), name=ODD)])
    number = desk.collection.deck_named(ODD)
    desk.collection.decks.set_option(number, "new_per_day", 12)
    for view in desk.collection.cards()[:8]:
        desk.collection.grade(view.number, 4)
    desk.window.home.refresh()
    tree = desk.window.home.tree
    at = place(desk, ODD).center()
    QApplication.sendEvent(
        tree.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, tree.viewport().mapToGlobal(at))
    )
    assert QToolTip.text() == plain_tip(
        f"{ODD}\n4 new of 22: the limit of {ODD} is 12 and 8 were studied today.\n0 due."
    )
    assert "<b>" not in QToolTip.text()
    QToolTip.hideText()
    assert tree.topLevelItem(0).data(NAME, DECK_ROLE).new_today == 4  # type: ignore[union-attr]


# ---------------------------------------------------------------------- the menu


def menu_of(desk: Desk) -> QMenu:
    found = desk.window.findChild(QMenu, "deck-menu")
    assert found is not None
    return found


def test_the_menu_opens_by_the_right_button_the_sign_and_the_key(desk: Desk) -> None:
    tree = desk.window.home.tree
    row = tree.visualItemRect(tree.item_of(desk.collection.deck_named("Second")))
    QTest.mouseMove(tree.viewport(), row.center())
    sign = tree._delegate.more_area(tree.visualRect(tree.indexAt(row.center()).siblingAtColumn(0))).center()
    where = row.center()
    by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, tree.viewport().mapToGlobal(where))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    for opens in (
        lambda: desk.click_at_once(tree.viewport(), sign),
        lambda: QApplication.sendEvent(tree.viewport(), by_mouse),
        lambda: QApplication.sendEvent(tree, by_key),
    ):
        opens()
        settle()
        assert menu_of(desk).isVisible()
        assert desk.page == "home"
        assert current(desk) == "Second"
        QTest.keyClick(menu_of(desk), Key.Key_Escape)
        settle()
    desk.menu("deck-study")
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("0 of 2")


def test_the_menu_makes_a_deck_inside_and_moves_it_out(desk: Desk) -> None:
    go_to(desk, "Second")
    desk.menu("deck-new-inside")
    desk.type("Inner")
    desk.press(Key.Key_Return)
    assert "Second::Inner" in names(desk)
    desk.menu("deck-to-top")
    assert names(desk)[-1] == "Inner"


def test_what_is_turned_off_rests(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("a"), policy=Policy(disabled=frozenset({"edit", "delete"})))
    before = names(desk)
    go_to(desk, "Small deck")
    for key, held in ((Key.Key_F2, NONE), (Key.Key_Delete, NONE), (Key.Key_Up, ALT)):
        desk.press(key, held)
        assert field(desk) is None
    desk.press(Key.Key_N, CTRL | SHIFT)
    assert desk.notice == "Editing cards is turned off by your administrator."
    assert names(desk) == before
    assert work.waiting == []
    found = desk.window.home.tree.findChild(QAction, "deck-delete")
    assert found is not None
    assert not found.isEnabled()
