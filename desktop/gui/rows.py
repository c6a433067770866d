"""Rows of a page of settings: words on the left, on the right what sets it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.number_box import NumberBox
from desktop.gui.words import tr
from desktop.study.options import CHOICES, LIMITS, Options
from desktop.study.schedulers import SCHEDULERS

TEXTS = {
    "new_per_day": "New cards a day",
    "reviews_per_day": "Due cards a day, at most",
    "new_order": "New cards come",
    "new_place": "Among the due cards they stand",
    "review_order": "Due cards come",
    "siblings_apart": "Cards of one note or topic come on different days",
    "buttons": "Grades on offer",
    "repeat_hard": "Ask again on the same day after Hard, as after Again",
    "leech_lapses": "A card is a leech once it was forgotten so often",
    "leech_action": "Then",
    "scheduler": "Scheduler",
    "retention": "Cards come when recall has sunk to, in %",
    "cap": "Longest interval, in days",
    "catch_up": "Clear a backlog in portions, without new cards meanwhile",
    "catch_up_per_day": "Due cards a day meanwhile",
    "balance": "Choose the day on which fewer cards are due",
    "fuzz": "Move due days apart a little, so that cards learned together do not stay together",
}
"""What an option is called."""
VALUES: dict[str, dict[Any, str]] = {
    "new_order": {"deck": "in the order of the deck", "shuffled": "shuffled"},
    "new_place": {"among": "spread evenly", "first": "first", "last": "last"},
    "review_order": {
        "usual": "in the usual order",
        "due": "the longest due first",
        "short": "short intervals first",
    },
    "buttons": {
        2: "two: Again and Good",
        4: "four: Again, Hard, Good, Easy",
        6: "six, keys 0 to 5",
    },
    "leech_action": {
        "tag": "tag its note leech and say so",
        "suspend": "tag its note and suspend the card",
        "nothing": "do nothing",
    },
}
"""What the values of options are called."""
NOTES = {
    "catch_up": "It begins by itself when two days' worth or more is due, and ends when one day clears it.",
    "catch_up_per_day": "0 is your own pace: as many as you answer on a usual day.",
    "review_order": "Usual is shuffled; when more are due than a day takes, the least late first.",
    "buttons": "With two, nothing tells an easy card from a hard one: the ease of none ever changes.",
    "scheduler": "Each reads the same answers: a change loses nothing, and changing back restores every day.",
    "retention": "Only FSRS aims at it. More means more reviews, and less that is forgotten.",
}
"""What is said below a row."""

Place = tuple[QVBoxLayout, QHBoxLayout]
"""Where words may stand below those of a row, and the row itself."""


class Rows(QObject):
    """Makes the rows of one page, and shows in all of them what is set.

    Args:
        look: for sizes.
        locked: names of what an administrator holds.
    """

    def __init__(self, look: Look, locked: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._locked = locked
        self.loaders: list[Callable[[], None]] = []
        self._boxes: list[NumberBox] = []

    def load(self) -> None:
        """Show what is set now."""
        for each in self._boxes:
            each.blockSignals(True)
        for load in self.loaders:
            load()
        for each in self._boxes:
            each.blockSignals(False)

    def group(
        self, column: QVBoxLayout, title: str, text: str, reset: Callable[[], object] | None
    ) -> QVBoxLayout:
        """Add a group with one line of explanation and a way back; return where its rows go."""
        head = QHBoxLayout()
        head.addWidget(label(title, "section"), 1)
        if reset is not None:
            button = QPushButton(tr("Reset"))
            button.setObjectName(f"reset-{title}")
            button.setAccessibleName(tr("Reset {group}").format(group=title))
            button.setToolTip(tr("Back to how it came"))
            button.clicked.connect(lambda _=False: reset())
            head.addWidget(button)
        column.addSpacing(12)
        column.addLayout(head)
        if text:
            column.addWidget(label(text, "muted", wrap=True))
        surface = QFrame()
        surface.setProperty("role", "surface")
        rows = QVBoxLayout(surface)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(12)
        column.addWidget(surface)
        return rows

    def row(self, group: QVBoxLayout, text: str, widget: QWidget, name: str) -> Place:
        """Add a row; return where words may stand below its own, and the row itself."""
        widget.setObjectName(name)
        widget.setAccessibleName(text)
        widget.installEventFilter(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(text, "body", wrap=True))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(widget)
        group.addLayout(row)
        if name.replace("-", "_") in self._locked:
            why = tr("Set by your administrator")
            widget.setEnabled(False)
            widget.setToolTip(why)
            widget.setAccessibleDescription(why)
            words.addWidget(label(why, "muted"))
        return words, row

    def choice(
        self,
        group: QVBoxLayout,
        name: str,
        text: str,
        entries: Sequence[tuple[Any, str]],
        get: Callable[[], Any],
        put: Callable[[Any], object],
    ) -> Place:
        """Add a row in which one of some values is chosen."""
        box = Combo()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(min(24, max(len(shown) for _, shown in entries)))
        for value, shown in entries:
            box.addItem(shown, value)

        def load() -> None:
            if box.findData(get()) < 0:
                box.addItem(str(get()), get())
            box.setCurrentIndex(box.findData(get()))
            box.setToolTip(box.currentText() if box.isEnabled() else box.toolTip())

        self.loaders.append(load)
        box.activated.connect(lambda _: put(box.currentData()))
        return self.row(group, text, box, name)

    def number(
        self,
        group: QVBoxLayout,
        name: str,
        text: str,
        get: Callable[[], int],
        put: Callable[[int], object],
    ) -> Place:
        """Add a row in which a number between LIMITS is typed."""
        box = NumberBox()
        box.setRange(*LIMITS[name])
        box.setMinimumWidth(self._look.px(96))
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.setKeyboardTracking(False)
        self._boxes.append(box)
        self.loaders.append(lambda: box.setValue(get()))
        box.valueChanged.connect(put)
        return self.row(group, text, box, name)

    def check(
        self,
        group: QVBoxLayout,
        name: str,
        text: str,
        get: Callable[[], bool],
        put: Callable[[bool], object],
    ) -> Place:
        """Add a row with a box to tick."""
        box = QCheckBox()
        self.loaders.append(lambda: box.setChecked(get()))
        box.clicked.connect(lambda _=False: put(box.isChecked()))
        return self.row(group, text, box, name)

    def option(
        self, group: QVBoxLayout, name: str, get: Callable[[], Any], put: Callable[[Any], object]
    ) -> Place:
        """Add the row of an option, as its values need it."""
        text = tr(TEXTS[name])
        if name in CHOICES:
            entries = [(value, tr(VALUES[name][value])) for value in CHOICES[name]]
            place = self.choice(group, name, text, entries, get, put)
        elif name == "scheduler":
            place = self.choice(group, name, text, [(each.key, each.title) for each in SCHEDULERS], get, put)
        elif isinstance(getattr(Options(), name), bool):
            place = self.check(group, name, text, get, put)
        else:
            place = self.number(group, name, text, get, put)
        if name in NOTES:
            place[0].addWidget(label(tr(NOTES[name]), "muted", wrap=True))
        return place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page; over a number or a list it would change a setting unseen."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
