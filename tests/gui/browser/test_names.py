"""What holds for everything in the browser: names for screen readers, and text as it is (X-06)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from tests.gui.browser.conftest import Browse, Browsing
from tests.gui.browser.test_deeds import choose
from tests.gui.conftest import Key, basic, deck
from tests.gui.test_every_widget import INTERACTIVE, NAME, inside_of_qt

DIALOGS = ("tag", "move", "due", "spread", "replace", "retype", "duplicates", "export")


def faults(shown: QWidget) -> set[str]:
    """What is wrong with the names and texts of what shows."""
    wrong: set[str] = set()
    for widget in [shown, *shown.findChildren(QWidget)]:
        touched = isinstance(widget, (*INTERACTIVE, QTableView)) and not inside_of_qt(widget)
        if touched and widget.isVisible() and not (widget.objectName() and widget.accessibleName().strip()):
            wrong.add(f"{type(widget).__name__} {widget.objectName()!r} has no name")
        if RichText.mightBeRichText(widget.toolTip()):
            wrong.add(f"tooltip of {widget.objectName()}: {widget.toolTip()}")
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            wrong.add(f"label {widget.objectName()!r}: {widget.text()}")
        if isinstance(widget, QAbstractButton) and "<b>" in widget.text():
            wrong.add(f"button {widget.objectName()}: {widget.text()}")
    return wrong


def hostile(browse: Browse) -> Browsing:
    """The browser on notes in which everything that has a name is markup."""
    notes = [basic(NAME, NAME), basic(f"{NAME} 2")]
    tagged = [replace(each, note=replace(each.note, tags=("<b>tag</b>&amp;",))) for each in notes]
    return browse(deck(*tagged, name=NAME))


def test_everything_in_the_browser_has_a_name_and_shows_text_as_it_is(browse: Browse) -> None:
    browsing = hostile(browse)
    browsing.search('deck:"<b>no such</b>"')
    assert faults(browsing.page) == set()
    browsing.search("")
    browsing.page.search_bar.show_language()
    assert faults(browsing.page) == set()
    browsing.page.search_bar._language.hide()  # type: ignore[union-attr]


def test_so_does_everything_in_its_dialogs(browse: Browse) -> None:
    browsing = hostile(browse)
    wrong: set[str] = set()
    for name in DIALOGS:
        choose(browsing, "")

        def look(dialog: QWidget) -> None:
            browsing.done()
            wrong.update(faults(dialog))
            browsing.desk.press(Key.Key_Escape)

        def opens(name: str = name) -> None:
            browsing.desk.menu(f"selection-{name}")
            browsing.done()

        browsing.desk.with_dialog(opens, look)
        browsing.done()
    assert wrong == set()
