"""A card beside the one that it is mixed up with, both with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.gui.browser.preview import Preview
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.page import scrolled
from desktop.gui.words import tr
from desktop.store.mixed_up import MixedUp
from desktop.store.practising import Instead

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

WIDE, TALL = 900, 460
BESIDE = 560
"""Width in pixels at 100 % that two cards need beside each other."""


def sentence(instead: Instead, other: MixedUp | None) -> str:
    """Return in words what a card is mixed up with."""
    said = ""
    if instead.times:
        said = tr("Where you were wrong, you mostly answered “{text}”: {times} of {n} times.").format(
            text=instead.text, times=instead.times, n=instead.n
        )
    if other is None:
        return f"{said} {tr('No other card is like it: there is nothing to mix it up with.')}".strip()
    if other.was_said:
        return f"{said} {tr('That is the answer of this one.')}"
    alike = tr("This one says nearly the same. What tells them apart?")
    return f"{said} {alike}".strip()


class CompareDialog(Dialog):
    """Shows both.

    Attributes:
        edits: the card that is to be edited; None = none.
        practises: whether both are to be practiced.
    """

    def __init__(self, window: MainWindow, card: int, instead: Instead, other: MixedUp | None) -> None:
        super().__init__(window, "compare-cards", tr("Compare"), WIDE)
        self._window = window
        self.edits: int | None = None
        self.practises = False
        self._previews: list[Preview] = []
        self.add_text(sentence(instead, other))
        both, area = QWidget(), QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(12)
        scrolled(both, area)
        self.column.addWidget(area, 1)
        self._add_side("one", tr("This card"), card)
        if other is not None:
            self._add_side("other", tr("The other one"), other.card)
            both = self.add_button("practise-both", tr("Practice both"), self._practise)
            both.setToolTip(tr("No date moves."))
        self.add_button("close", tr("Close"), self.accept, primary=True).setFocus()

    def _add_side(self, name: str, title: str, number: int) -> None:
        window = self._window
        card = window.collection.card(number)
        preview = Preview(window.look, window.collection.media, lambda: window.settings.sound_speed)
        preview.setObjectName(f"compare-{name}")
        preview.setAccessibleName(title)
        preview.setMinimumHeight(window.look.px(150))
        preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        preview.show_card(card)
        self._previews.append(preview)
        edit = QPushButton(tr("Edit"))
        edit.setObjectName(f"edit-{name}")
        edit.setAccessibleName(f"{tr('Edit')}: {title}")
        edit.setAutoDefault(True)
        edit.setEnabled(window.policy.allows("edit"))
        edit.clicked.connect(lambda _=False: self._edit(number))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(f"{title} · {card.deck}", "overline", wrap=True))
        column.addWidget(preview, 1)
        column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        self._both.addWidget(side, 1)

    def _edit(self, number: int) -> None:
        self.edits = number
        self.accept()

    def _practise(self) -> None:
        self.practises = True
        self.accept()

    def fit(self) -> None:
        """Be as tall as cards need, if the screen allows."""
        room = self.screen().availableGeometry().height() - 40
        self.resize(self.width(), min(self._window.look.px(TALL), room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where the dialog is narrow."""
        super().resizeEvent(event)
        beside = self.width() >= self._window.look.px(BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)

    def done(self, result: int) -> None:
        """Close; what moves or sounds stops."""
        for each in self._previews:
            each.forget()
        super().done(result)
