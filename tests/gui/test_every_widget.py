"""What holds on every page and in every dialog: names for screen readers (U-09), and text as it is (X-06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtGui import Qt as RichText
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QTextBrowser,
    QTextEdit,
    QTreeWidget,
    QWidget,
)

from desktop.errors import StoreDamaged
from desktop.gui.crash import CrashDialog
from desktop.gui.start_error import StartError
from tests.gui.conftest import CTRL, Desk, Key, Sit, basic, choice, deck, gapped, note, typed

NAME = "<b>Sales</b>&amp; <img src='http://example.org/x.png'>"
INTERACTIVE = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QTreeWidget,
    QListWidget,
    QTextEdit,
    QProgressBar,
)


def hostile() -> list[object]:
    """One card of each kind in which every text that a person can name is markup."""
    cards = [
        basic(NAME, NAME),
        choice(NAME, [NAME, "<i>other</i>"], NAME, explanation=NAME),
        typed(NAME, NAME, ()),
        gapped(f"{NAME} {{{{c1::gap::{NAME}}}}}"),
        note("basic", "explained", question="x", answer="y", explanation=NAME),
    ]
    return [replace(each, deck=(NAME,)) for each in cards]


def flip(desk: Desk) -> None:
    """Show the answer of a card of any kind; a typed answer is wrong."""
    card = desk.window.study_view.card_view
    if card.input.isVisible():
        desk.type(f"{NAME} not this")
        desk.press(Key.Key_Return)
    else:
        desk.press(Key.Key_1 if card.options else Key.Key_Space)


def grade(desk: Desk) -> None:
    """Grade a card Again, or Good where its option was the right one."""
    desk.press(Key.Key_1)
    if desk.flipped:
        desk.press(Key.Key_3)


def walk(desk: Desk, look: Callable[[QWidget], object]) -> None:
    """Show every page in every state, and every dialog; look at each."""

    def with_look(dialog: QWidget) -> None:
        look(dialog)
        QTest.keyClick(dialog, Key.Key_Escape)

    look(desk.window)
    desk.with_dialog(lambda: desk.press(Key.Key_F1), with_look)
    desk.with_dialog(lambda: desk.menu("menu-restore"), with_look)
    desk.collection.backup("daily")
    desk.with_dialog(lambda: desk.menu("menu-restore"), with_look)
    desk.press(Key.Key_Comma, CTRL)
    look(desk.window)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_N, CTRL)
    types = desk.find("note-type")
    for at in range(types.count()):
        types.setCurrentIndex(at)
        types.activated.emit(at)
        look(desk.window)
    desk.press(Key.Key_Escape)
    desk.collection.set_option("new_per_day", 5)
    desk.window.show_home()
    desk.begin()
    for _ in range(5):
        look(desk.window)
        desk.with_dialog(lambda: desk.menu("action-why"), with_look)
        desk.with_dialog(lambda: desk.menu("action-edit"), with_look)
        flip(desk)
        look(desk.window)
        grade(desk)
    while desk.window.study_view.card.answers < 2:  # type: ignore[union-attr]
        flip(desk)
        grade(desk)
    desk.with_dialog(lambda: desk.menu("action-why"), with_look)
    desk.menu("action-skip")
    assert desk.page == "summary"
    look(desk.window)
    desk.press(Key.Key_Escape)
    decks = desk.window.home.tree
    desk.collection.set_option("new_per_day", 0)
    desk.window.home.refresh()
    last = decks.topLevelItem(decks.topLevelItemCount() - 1)
    desk.click(decks.viewport(), decks.visualItemRect(last).center())
    assert NAME in desk.notice
    look(desk.window)
    for made in (
        CrashDialog(desk.window, "report", Path("/tmp/crash.log")),
        StartError(StoreDamaged(NAME, NAME), desk.collection.folder),
    ):
        desk.with_dialog(made.exec, with_look)
        made.deleteLater()


@pytest.fixture
def desk(sit: Sit) -> Desk:
    other = deck(basic("never asked"), name=NAME)
    return sit(decks=[deck(*hostile(), name=f"{NAME} one"), other])  # type: ignore[arg-type]


def inside_of_qt(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another widget, which has the name."""
    if widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def test_everything_that_a_person_touches_has_a_name(desk: Desk) -> None:
    nameless: set[str] = set()
    seen: set[str] = set()

    def look(shown: QWidget) -> None:
        for widget in shown.findChildren(QWidget):
            if not isinstance(widget, INTERACTIVE) or inside_of_qt(widget) or not widget.isVisible():
                continue
            seen.add(widget.objectName())
            interface = QAccessible.queryAccessibleInterface(widget)
            spoken = interface.text(QAccessible.Text.Name)
            if not widget.objectName() or not spoken.strip():
                nameless.add(f"{type(widget).__name__} {widget.objectName()!r} says {spoken!r}")
            if not widget.accessibleName() and not isinstance(widget, QProgressBar):
                nameless.add(f"{type(widget).__name__} {widget.objectName()!r} has no name of its own")

    walk(desk, look)
    assert nameless == set()
    assert {
        "study-button", "decks", "settings-button", "help-button", "leave", "more", "undo", "why", "edit",
        "flag", "question", "answer", "typed-answer", "option-1", "show-answer", "grade-1", "grade-4",
        "progress", "done", "missed", "practice", "theme", "new_per_day", "fuzz", "settings-back",
        "backup-list", "restore", "cancel", "save", "close", "history", "notice-button", "notice-close",
        "crash-report", "copy", "quit", "folder", "field-Question",
        "add-note", "note-type", "deck", "tags", "right-1", "side-sales", "format-bold",
    } <= seen  # fmt: skip


def test_names_of_buttons_are_words(desk: Desk) -> None:
    odd: set[str] = set()

    def look(shown: QWidget) -> None:
        for button in shown.findChildren(QAbstractButton):
            name = button.accessibleName()
            if button.isVisible() and not inside_of_qt(button) and not any(each.isalpha() for each in name):
                odd.add(f"{button.objectName()}: {name!r}")

    walk(desk, look)
    assert odd == set()


def test_markup_is_never_taken_for_markup(desk: Desk) -> None:
    wrong: set[str] = set()
    plain: set[str] = set()
    rich = ("<b>", "<i>", "&amp;")

    def look(shown: QWidget) -> None:
        for each in shown.findChildren(QLabel):
            text = each.text()
            if any(part in text for part in rich):
                plain.add(type(shown).__name__)
                if each.textFormat() != Qt.TextFormat.PlainText:
                    wrong.add(f"label {each.objectName()!r}: {text}")
        for widget in [shown, *shown.findChildren(QWidget)]:
            if RichText.mightBeRichText(widget.toolTip()):
                wrong.add(f"tooltip of {widget.objectName()}: {widget.toolTip()}")
            if isinstance(widget, QAbstractButton) and "<" in widget.text():
                wrong.add(f"button {widget.objectName()}: {widget.text()}")
        for list_ in shown.findChildren(QListWidget):
            for row in range(list_.count()):
                if RichText.mightBeRichText(list_.item(row).toolTip()):
                    wrong.add(f"tooltip in {list_.objectName()}")

    walk(desk, look)
    assert wrong == set()
    assert "MainWindow" in plain
    assert "StartError" in plain


def test_names_are_shown_as_they_are(desk: Desk) -> None:
    texts: set[str] = set()

    def look(shown: QWidget) -> None:
        texts.update(each.text() for each in shown.findChildren(QLabel) if each.isVisible())
        texts.update(each.text for each in shown.findChildren(QTextBrowser) if each.isVisible())
        texts.update(each.toPlainText() for each in shown.findChildren(QPlainTextEdit))
        for tree in shown.findChildren(QTreeWidget):
            item = tree.topLevelItem(0)
            while item is not None:
                texts.update((item.text(0), item.data(0, Qt.ItemDataRole.AccessibleTextRole)))
                item = tree.itemBelow(item)
        for each in shown.findChildren(QListWidget):
            texts.update(each.item(row).text() for row in range(each.count()))

    walk(desk, look)
    assert NAME in texts
    assert f"{NAME} one" in texts
    assert f"{NAME}: 0 due, 1 new, 0 of 1 known" in texts
    assert f"Nothing left to study today in {NAME}." in texts
    assert not any("&lt;" in each or "&amp;amp;" in each for each in texts)


def test_no_dialog_is_left_after_all_that(desk: Desk) -> None:
    walk(desk, lambda shown: None)
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None
    left = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert left == [desk.window]
