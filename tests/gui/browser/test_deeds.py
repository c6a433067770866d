from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent

from desktop.policy import NO_POLICY
from tests.gui.browser.conftest import NAME, Browse, Browsing
from tests.gui.conftest import CTRL, Key


def choose(browsing: Browsing, search: str = "banana or cherry") -> None:
    """Select everything that a search finds."""
    browsing.search(search)
    browsing.to_table()
    browsing.press(Key.Key_A, CTRL)


def found(browsing: Browsing, search: str) -> list[str]:
    """What a search finds."""
    browsing.search(search)
    return sorted(browsing.texts)


BOTH = ["banana", "cherry"]


@pytest.mark.parametrize(
    ("action", "search", "told"),
    [
        ("suspend", "is:suspended", "Suspended: 2 cards."),
        ("bury", "is:buried", "Put off until tomorrow: 2 cards."),
        ("flag-3", "flag:3", "Flagged: 2 cards."),
        ("delete", "is:deleted", "Deleted: 2 cards. They stay in the recycle bin for 30 days."),
    ],
)
def test_a_deed_is_done_to_what_is_selected_and_can_be_taken_back(
    browse: Browse, action: str, search: str, told: str
) -> None:
    browsing = browse()
    choose(browsing)
    browsing.act(action)
    assert browsing.desk.notice == told
    assert found(browsing, search) == BOTH
    browsing.desk.click("notice-button")
    browsing.done()
    assert found(browsing, search) == []


def test_deeds_that_undo_others(browse: Browse) -> None:
    browsing = browse()
    for do, undo, search in (
        ("suspend", "unsuspend", "is:suspended"),
        ("flag-1", "unflag", "is:flagged"),
        ("delete", "restore", "is:deleted"),
    ):
        choose(browsing)
        browsing.act(do)
        choose(browsing, search)
        assert sorted(browsing.selected) == BOTH
        browsing.act(undo)
        assert found(browsing, search) == []
    choose(browsing)
    browsing.act("unsuspend")
    assert browsing.desk.notice == "Nothing needed to be changed."


def test_delete_key_deletes_and_the_next_row_is_at_hand(browse: Browse) -> None:
    browsing = browse()
    browsing.to_table()
    browsing.press(Key.Key_Down)
    browsing.press(Key.Key_Delete)
    assert browsing.texts == ["apple pie", "banana", "élan vital", "cherry"]
    assert browsing.selected == ["banana"]
    assert browsing.desk.focus == "browser-table"
    browsing.press(Key.Key_Z, CTRL)
    assert browsing.texts == ["apple pie", "date", "banana", "élan vital", "cherry"]


def test_while_something_is_done_nothing_else_is_offered(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)
    browsing.desk.menu("selection-suspend")
    assert browsing.status == "Suspending…"
    assert not browsing.page.deeds.actions.all["bury"].isEnabled()
    browsing.page.deeds.delete()
    browsing.done()
    assert found(browsing, "is:deleted") == []
    assert found(browsing, "is:suspended") == BOTH
    assert browsing.status == "2 cards"


def test_notes_are_deleted_and_moved_with_all_their_cards(browse: Browse) -> None:
    browsing = browse()
    browsing.page.tool_bar._kind.setCurrentIndex(1)
    browsing.done()
    choose(browsing)
    browsing.act("suspend")
    assert browsing.desk.notice == "Suspended: 2 cards."
    browsing.act("delete")
    assert browsing.desk.notice.startswith("Deleted: 2 notes.")
    assert browsing.texts == []


def in_dialog(browsing: Browsing, action: str, enter: Callable[[Any], object]) -> str:
    """Enter something in the dialog of an action and do it; return what the dialog counted."""
    counted: list[str] = []

    def then(dialog: Any) -> None:
        browsing.done()
        enter(dialog)
        browsing.done()
        counted.append(dialog.findChild(object, "bulk-count").text())
        browsing.desk.click(dialog.findChild(object, "do"))

    def opens() -> None:
        browsing.desk.menu(f"selection-{action}")
        browsing.done()

    browsing.desk.with_dialog(opens, then)
    browsing.done()
    return counted[0]


def test_tags_are_given_and_taken_away(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)
    counted = in_dialog(browsing, "tag", lambda _: browsing.desk.type("fruit::round  new"))
    assert counted == "This changes 2 notes."
    assert browsing.desk.notice == "Tagged: 2 notes."
    assert found(browsing, "tag:fruit") == BOTH
    choose(browsing, "cherry")

    def take(dialog: Any) -> None:
        browsing.desk.type("new")
        browsing.desk.click(dialog.findChild(object, "tags-take"), QPoint(12, 8))

    assert in_dialog(browsing, "tag", take) == "This changes 1 note."
    assert found(browsing, "tag:new") == ["banana"]


def test_no_tag_is_no_deed(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)
    seen: list[bool] = []

    def look(dialog: Any) -> None:
        browsing.desk.type("   ")
        seen.append(dialog.findChild(object, "do").isEnabled())
        browsing.desk.press(Key.Key_Escape)

    def opens() -> None:
        browsing.desk.menu("selection-tag")
        browsing.done()

    browsing.desk.with_dialog(opens, look)
    assert seen == [False]


def test_cards_move_to_a_deck_by_a_part_of_its_name(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)
    assert in_dialog(browsing, "move", lambda _: browsing.desk.type("sales sec")) == "This changes 2 cards."
    assert browsing.desk.notice == "Moved to Section: 2 cards."
    assert found(browsing, 'deck:"*Sales*"') == ["apple pie", "banana", "cherry", "date"]


def test_a_day_is_set_and_what_is_due_spread(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)

    def enter(_: Any) -> None:
        browsing.desk.type("3")

    assert in_dialog(browsing, "due", enter) == "This changes 2 cards."
    assert browsing.desk.notice == "Day set: 2 cards."
    assert found(browsing, "due=3") == BOTH
    browsing.desk.clock.move(days=3)
    choose(browsing)
    assert in_dialog(browsing, "spread", lambda _: browsing.desk.type("2")) == "This changes 2 cards."
    assert len(found(browsing, "due=0")) == len(found(browsing, "due=1")) == 1
    choose(browsing)
    browsing.act("reset")
    assert found(browsing, "is:new banana") == ["banana"]


def test_a_selection_dropped_on_a_deck_moves_there(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)
    tree = browsing.page.tree
    (top,) = tree.findItems(NAME, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly)
    item = top.child(0)
    tree.scrollToItem(item)
    data: QMimeData = browsing.page.table.results.mimeData([])
    move = Qt.DropAction.MoveAction
    event = QDropEvent(
        QPointF(tree.visualItemRect(item).center()), move, data, Qt.MouseButton.LeftButton, CTRL
    )
    tree.dropEvent(event)
    browsing.done()
    assert event.isAccepted()
    assert browsing.desk.notice == "Moved to Section: 2 cards."
    assert found(browsing, f'deck:"{NAME.replace(chr(34), "*")}" (banana or cherry)') == BOTH


@pytest.mark.parametrize(
    ("feature", "resting"),
    [
        ("edit", {"edit", "tag", "move"}),
        ("delete", {"delete", "restore"}),
        ("export", {"export"}),
    ],
)
def test_what_an_administrator_turned_off_rests_and_says_why(
    browse: Browse, feature: str, resting: set[str]
) -> None:
    browsing = browse(policy=replace(NO_POLICY, disabled=frozenset({feature})))
    choose(browsing)
    actions = browsing.page.deeds.actions.all
    assert {name for name, each in actions.items() if not each.isEnabled()} >= resting
    for name in resting:
        assert actions[name].toolTip() == "Turned off by your administrator"
    browsing.press(Key.Key_Delete)
    assert (found(browsing, "is:deleted") == []) == (feature == "delete")
