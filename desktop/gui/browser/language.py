"""What can be looked for, with examples that go into the search field by a click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.gui.labels import label
from desktop.gui.words import tr

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("buyer price", "both words, as the beginnings of words; case and accents do not count"),
    ('"cold call"', "these words side by side"),
    ("*market*", "inside words; * stands for any letters"),
    ("buyer or seller", "one of them; parentheses group"),
    ("-price", "without it: a minus stands before anything"),
    ("question:buyer", "in the field of that name"),
    ("deck:Sales", "in a deck and those below it"),
    ("tag:closing", "with a tag; tag:none is without any"),
    ("note:Cloze", "of a note type"),
    ("is:due", "also new, learning, known, suspended, buried, leech, flagged, deleted"),
    ("flag:1", "with a flag, 1 to 7"),
    ("ease<2", "also interval>30, due<=7, reviews>5, lapses>=3"),
    ("added:7", "in the last seven days; also edited:7"),
    ("rated:1:again", "answered in the last days, and how; rated:7..13 so many days ago; introduced:7"),
    ("re:b[ou]y", "a regular expression"),
)
WIDEST = 460


class Language(QFrame):
    """A small sheet below the search field; Esc or a click elsewhere closes it."""

    picked = Signal(str)
    """Tells the example that somebody clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("search-language")
        self.setAccessibleName(tr("What you can look for"))
        self.setProperty("role", "surface")
        inside = QWidget()
        grid = self._grid = QGridLayout(inside)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (example, meaning) in enumerate(EXAMPLES):
            button = QPushButton(example.replace("&", "&&"))
            button.setObjectName(f"example-{at}")
            button.setProperty("role", "example")
            button.setAccessibleName(f"{example}: {tr(meaning)}")
            button.clicked.connect(lambda _=False, text=example: self._pick(text))
            grid.addWidget(button, at, 0)
            grid.addWidget(label(tr(meaning), "muted", wrap=True), at, 1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._area)

    def open_below(self, field: QWidget, width: int) -> None:
        """Show the sheet below a field, at its right end."""
        window = field.window()
        across = min(width, window.width() - 32)
        corner = field.mapToGlobal(QPoint(field.width() - across, field.height() + 4))
        lower = window.mapToGlobal(QPoint(0, window.height() - 16)).y()
        tall = max(self._grid.totalHeightForWidth(across - 4), self._grid.sizeHint().height()) + 4
        self.resize(across, min(tall, max(160, lower - corner.y())))
        self.move(corner)
        self.show()
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    def _pick(self, text: str) -> None:
        self.hide()
        self.picked.emit(text)
