"""One sheet with every key, and the four promises."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import APP_NAME, VERSION
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.words import tr

KEYS = (
    (
        "Studying",
        (
            ("Space or Enter", "Show the answer"),
            ("1 2 3 4", "Again, Hard, Good, Easy; on a choice card: pick an option"),
            ("Ctrl+Z", "Undo, as far back as you like"),
            ("Ctrl+Y, Ctrl+Shift+Z", "Do again what was undone last"),
            ("W", "Why does this card come now?"),
            ("E", "Edit the card"),
            ("F", "Flag it"),
            ("H", "Open the next hint or folded part; when all are open, close them"),
            ("M", "Compare with the card that it is mixed up with"),
            ("Ctrl+F", "Find in the card"),
            ("F3  Shift+F3", "Next match, previous match"),
            ("R", "Play its sound again"),
            ("B", "Bury it until tomorrow"),
            ("S", "Suspend it"),
            ("Tab, Enter", "Go to the next button, link or folded part, and press it"),
            ("↑ ↓ Page Up Page Down", "Scroll a long card"),
            ("Esc", "Leave; coming back goes on exactly there"),
        ),
    ),
    (
        "Writing notes",
        (
            ("Ctrl+Return", "Add the note and begin the next; in the dialog: done"),
            ("Ctrl+B  Ctrl+I  Ctrl+U", "Bold, italic, underline; or **bold**, *italic*, `code` as you type"),
            ("Ctrl+Shift+L  Ctrl+Shift+R", "Subscript, superscript"),
            ("Ctrl+Shift+8  Ctrl+Shift+7", "List, numbered list; or - and 1. at the start of a line"),
            ("Ctrl+Shift+C", "Gap with the next number; with Alt: with the number of the one before"),
            ("Ctrl+Shift+H", "Gap with a hint"),
            ("Ctrl+M  Ctrl+K  Ctrl+Shift+K", "Formula, link, colour"),
            ("Ctrl+Shift+P  Ctrl+Shift+S", "Picture, sound; both can be dropped, pictures also pasted"),
            ("Ctrl+Shift+X", "Source of the field"),
        ),
    ),
    (
        "Your decks",
        (
            ("Ctrl+Shift+N", "New deck; Sales::North makes one inside another"),
            ("Enter", "Study the deck"),
            ("F2", "Rename it; with a name such as Sales::North it moves there"),
            ("Alt+↑  Alt+↓", "Move it up or down; with the mouse, drag it"),
            ("Alt+Enter", "Its options: limits, order, longest interval and more"),
            ("Del", "Delete it; Ctrl+Z brings it back"),
            ("Menu key", "Everything you can do with it, as the right mouse button"),
        ),
    ),
    (
        "Browsing",
        (
            ("Ctrl+F", "Go to the search"),
            ("Enter or ↓", "From the search to what was found"),
            ("Enter", "Edit"),
            ("Delete", "Delete; the notice takes it back"),
            ("Ctrl+A  Shift+↓  Ctrl+click", "Select everything, more rows, single rows"),
            ("Ctrl+Enter in the tree", "Narrow the search to this as well"),
            ("Shift+F10", "Everything you can do with the selection"),
            ("Esc", "Back to your decks; the search stays"),
        ),
    ),
    (
        "Everywhere",
        (
            ("Ctrl+N", "Add a note"),
            ("Ctrl+Shift+O", "Add an image to cover: V R E P T tools, arrows move, Tab next, Enter draws"),
            ("Ctrl+Shift+T", "Note types; Ctrl+S saves one, Ctrl+Space offers its fields"),
            ("Ctrl+B", "Browse: find, sort and change cards and notes"),
            ("Ctrl+Return", "Study"),
            ("Ctrl+P", "Practice: choose cards, then one by one, pairs, or a mock test; no date moves"),
            ("Ctrl+Shift+Return", "Practice with choices; no date moves"),
            (
                "Ctrl++  Ctrl+−  Ctrl+0",
                "Larger text, smaller text, usual size; on a card also Ctrl and the wheel",
            ),
            ("Ctrl+I", "Import decks, texts and spreadsheets; files can also be dropped on the window"),
            ("Ctrl+Shift+V", "Import what is in the clipboard"),
            ("Ctrl+E", "Export a deck or everything, also to paper"),
            ("Ctrl+H", "History and recycle bin: take any step back, bring back what was deleted"),
            ("Ctrl+Shift+A", "Tell them apart: what you put on the right side, what you mix up, a drill"),
            ("Ctrl+D", "Plans: an interview date, and how many cards are ready"),
            ("Ctrl+T", "Statistics; in a chart ← → move along its bars, Enter opens their cards"),
            ("Ctrl+,", "Settings"),
            ("F11", "Full screen"),
            ("F1", "This sheet"),
            ("Ctrl+Q", "Quit"),
        ),
    ),
)

PROMISES = (
    "Nothing leaves this computer: no network, no open port, no other program, no scripts in cards.",
    "An answer is on your disk before the next card shows.",
    "Everything can be undone, also tomorrow.",
    "Nothing is dropped silently.",
)


class HelpSheet(Dialog):
    """Keys by place: they work on every keyboard layout."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "help", tr("Keys and help"), 600)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for title, rows in KEYS:
            column.addWidget(label(tr(title), "overline"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(24)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 1)
            grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("M" * 11))
            for at, (key, text) in enumerate(rows):
                grid.addWidget(label(key, "name"), at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(tr(text), "body", wrap=True), at, 1)
            column.addLayout(grid)
            column.addSpacing(8)
        column.addWidget(label(tr("Our promises"), "overline"))
        for promise in PROMISES:
            column.addWidget(label(tr(promise), "body", wrap=True))
        column.addSpacing(8)
        column.addWidget(label(f"{APP_NAME} {VERSION}", "caption"))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setAccessibleName(tr("Keys and help"))
        scroll.setMinimumHeight(240)
        self.column.addWidget(scroll, 1)
        self.resize(self.width(), min(self.width(), self.screen().availableGeometry().height() - 60))
        self.add_button("close", tr("Close"), self.accept, primary=True).setFocus()
