from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTreeWidgetItem

from desktop.study.note import DraftDeck
from tests.gui.browser.conftest import NAME, Browse, Browsing
from tests.gui.conftest import CTRL, Key, basic, deck, gapped


def item(browsing: Browsing, text: str) -> QTreeWidgetItem:
    """The item with a text."""
    match = Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
    (found,) = browsing.page.tree.findItems(text, match)
    return found


def click(browsing: Browsing, text: str, *held: Any) -> None:
    """Click on an item."""
    tree = browsing.page.tree
    found = item(browsing, text)
    tree.scrollToItem(found)
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, *held, pos=tree.visualItemRect(found).center()
    )
    browsing.done()


def open_item(browsing: Browsing, text: str) -> None:
    """Open an item by the keyboard."""
    tree = browsing.page.tree
    tree.setFocus()
    tree.setCurrentItem(item(browsing, text))
    browsing.press(Key.Key_Right)


@pytest.fixture
def tagged() -> DraftDeck:
    """Notes with tags inside tags."""
    notes = [
        ("one", ("work::calls", "easy")),
        ("two", ("work::calls::cold", NAME)),
        ("three", ("work",)),
    ]
    made = [
        replace(each, note=replace(each.note, tags=tags)) for each, tags in ((basic(q), t) for q, t in notes)
    ]
    return deck(*made, gapped(), name="Tagged")


def test_decks_narrow_the_search_and_another_click_takes_another_deck(browse: Browse) -> None:
    browsing = browse()
    browsing.search("a*")
    click(browsing, "Fruit")
    assert browsing.page.search_bar.text == "a* deck:Fruit"
    click(browsing, NAME)
    assert browsing.page.search_bar.text == 'a* deck:"<b>Sales</b> & *Co*"'
    assert browsing.texts == ["apple pie"]
    click(browsing, "All cards")
    assert browsing.page.search_bar.text == ""
    assert len(browsing.texts) == 5


def test_states_and_types_narrow_it_too_and_ctrl_adds(browse: Browse, tagged: DraftDeck) -> None:
    browsing = browse(tagged)
    open_item(browsing, "Note types")
    click(browsing, "Text with gaps")
    assert browsing.page.search_bar.text == 'note:"Text with gaps"'
    assert browsing.status == "1 card"
    click(browsing, "New", CTRL)
    assert browsing.page.search_bar.text == 'note:"Text with gaps" is:new'
    click(browsing, "Due", CTRL)
    assert browsing.page.search_bar.text == 'note:"Text with gaps" is:new is:due'
    assert browsing.texts == []


def test_tags_are_a_tree_whose_branches_are_made_when_opened(browse: Browse, tagged: DraftDeck) -> None:
    browsing = browse(tagged)
    assert item(browsing, "Tags").childCount() == 0
    open_item(browsing, "Tags")
    tops = [item(browsing, "Tags").child(at).text(0) for at in range(item(browsing, "Tags").childCount())]
    assert tops == [NAME, "easy", "work"]
    assert item(browsing, "work").childCount() == 0
    open_item(browsing, "work")
    open_item(browsing, "calls")
    click(browsing, "cold")
    assert browsing.page.search_bar.text == "tag:work::calls::cold"
    assert browsing.texts == ["two"]
    click(browsing, "work")
    assert sorted(browsing.texts) == ["one", "three", "two"]
    click(browsing, NAME)
    assert browsing.texts == ["two"]


def test_what_is_open_stays_open_when_things_change(browse: Browse, tagged: DraftDeck) -> None:
    browsing = browse(tagged)
    open_item(browsing, "Tags")
    open_item(browsing, "work")
    browsing.desk.window.apply(browsing.desk.collection.suspend([1]))
    browsing.done()
    assert item(browsing, "calls").parent().isExpanded()
    assert item(browsing, "Tags").isExpanded()


def test_the_menu_of_an_item_leaves_things_out(browse: Browse) -> None:
    browsing = browse()
    menu = browsing.page.tree.menu_of(item(browsing, "Fruit"))
    assert menu is not None
    actions = {each.objectName(): each for each in menu.actions()}
    actions["term-not"].trigger()
    browsing.done()
    assert browsing.page.search_bar.text == "-deck:Fruit"
    assert browsing.texts == ["apple pie", "date"]
    actions["term-only"].trigger()
    browsing.done()
    assert browsing.page.search_bar.text == "deck:Fruit"
    menu.deleteLater()
    assert browsing.page.tree.menu_of(item(browsing, "Decks")) is None


def name_it(browsing: Browsing, name: str) -> Any:
    """Type a name into the dialog and save."""

    def then(dialog: Any) -> None:
        browsing.desk.press(Key.Key_A, CTRL)
        browsing.desk.press(Key.Key_Delete)
        assert not dialog.findChild(object, "save").isEnabled()
        browsing.desk.type(name)
        browsing.desk.press(Key.Key_Return)

    return then


def test_searches_are_saved_chosen_renamed_and_removed(browse: Browse) -> None:
    browsing = browse()
    assert item(browsing, "Saved searches").isHidden()
    browsing.search("banana or cherry")
    browsing.desk.with_dialog(lambda: browsing.desk.click("search-save"), name_it(browsing, NAME))
    browsing.done()
    assert browsing.desk.notice == f"Saved as {NAME}."
    browsing.search("")
    tree = browsing.page.tree
    tree.setCurrentItem(item(browsing, "Saved searches").child(0))
    tree.setFocus()
    browsing.press(Key.Key_Return)
    assert browsing.page.search_bar.text == "banana or cherry"
    tree.setFocus()
    browsing.desk.with_dialog(lambda: browsing.desk.press(Key.Key_F2), name_it(browsing, "Red or yellow"))
    browsing.done()
    assert item(browsing, "Saved searches").child(0).text(0) == "Red or yellow"
    tree.setCurrentItem(item(browsing, "Saved searches").child(0))
    tree.setFocus()
    browsing.press(Key.Key_Delete)
    assert item(browsing, "Saved searches").isHidden()
    browsing.desk.click("notice-button")
    browsing.done()
    assert item(browsing, "Saved searches").child(0).text(0) == "Red or yellow"


def test_nothing_to_save_is_told(browse: Browse) -> None:
    browsing = browse()
    browsing.desk.click("search-save")
    assert browsing.desk.notice == "Type what you look for first; then it can be saved."


def test_headings_open_and_close_by_a_click(browse: Browse) -> None:
    browsing = browse()
    before = item(browsing, "States").isExpanded()
    tree = browsing.page.tree
    tree.scrollToItem(item(browsing, "States"))
    place = tree.visualItemRect(item(browsing, "States")).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    browsing.done()
    assert item(browsing, "States").isExpanded() != before
    assert browsing.page.search_bar.text == ""


def test_a_tag_is_renamed_with_those_below_it(browse: Browse, tagged: DraftDeck) -> None:
    browsing = browse(tagged)
    open_item(browsing, "Tags")
    tree = browsing.page.tree
    tree.setCurrentItem(item(browsing, "work"))
    tree.setFocus()
    browsing.desk.with_dialog(lambda: browsing.desk.press(Key.Key_F2), name_it(browsing, "job"))
    browsing.done()
    assert browsing.desk.notice == "Renamed in 3 notes."
    click(browsing, "job")
    assert browsing.page.search_bar.text == "tag:job"
    assert sorted(browsing.texts) == ["one", "three", "two"]
    browsing.search("tag:job::calls::cold")
    assert browsing.texts == ["two"]
    browsing.to_table()
    browsing.press(Key.Key_Z, CTRL)
    assert browsing.texts == []


def test_the_menu_of_the_item_at_hand_comes_by_keyboard(browse: Browse) -> None:
    browsing = browse()
    tree = browsing.page.tree
    tree.setFocus()
    tree.setCurrentItem(item(browsing, "Fruit"))
    QTest.keyClick(tree, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.objectName() for each in menu.actions()] == ["term-only", "term-add", "term-not"]
    menu.close()


def test_tags_of_500_letters_are_cut_and_told_whole_as_plain_text(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad input and X-06: nothing grows, nothing is taken for markup, and the whole name can be read."""
    long = ("<b>Sales</b>&" + "w" * 500)[:500]
    note = basic("one")
    browsing = browse(deck(replace(note, note=replace(note.note, tags=(long, "short")))))
    open_item(browsing, "Tags")
    tree = browsing.page.tree
    told: list[str] = []
    monkeypatch.setattr(
        "desktop.gui.browser.sidebar.QToolTip.showText", lambda at, text, *_: told.append(text)
    )
    for text in (long, "short"):
        found = item(browsing, text)
        tree.scrollToItem(found)
        at = tree.visualItemRect(found).center()
        QApplication.sendEvent(tree.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, tree.mapToGlobal(at)))
    shown = QTextDocument()
    shown.setHtml(told[0])
    assert shown.toPlainText().replace("\u200b", "") == long
    assert told[1] == "", "what can be read whole needs no tip"
    shown.setTextWidth(400)
    assert shown.idealWidth() <= 400, "the tip has several lines"
    assert tree.width() < browsing.page.width() / 2
    click(browsing, long)
    assert browsing.texts == ["one"]
