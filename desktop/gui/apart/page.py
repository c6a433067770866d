"""The page itself: one sentence, one drill, and every thing by its side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.gui.apart import wording
from desktop.gui.apart.table import Section, SidesTable
from desktop.gui.back_button import heading
from desktop.gui.deck_chooser import DeckChooser
from desktop.gui.labels import Button, label
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.study.sides import LATEST, Placing

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

WIDEST = 860
BESIDE = 520
"""Width that title and chooser need beside each other, at 100 %."""


class ApartPage(Page):
    """Shows what is put on which side; it counts on the thread of the jobs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._look = window.look
        self._asked = 0
        self.placings: tuple[Placing, ...] | None = None
        self._sections: list[Section] = []
        self.setObjectName("apart")
        self.setAccessibleName(tr("Tell them apart"))
        self._deck = DeckChooser("apart-deck", window.collection)
        self._deck.currentIndexChanged.connect(self.refresh)
        self._sentence = label("", "headline", wrap=True)
        self._sentence.setObjectName("apart-sentence")
        self._pairs = label("", "muted", wrap=True)
        self._pairs.setObjectName("apart-pairs")
        self._how = label(
            tr(
                "The latest {count} answers of each count, in study and in practice."
                " Enter on a row practices its cards."
            ).format(count=LATEST),
            "caption",
            wrap=True,
        )
        self.drill_button = self._button("apart-drill", tr("Two-minute drill"), self._drill)
        self.drill_button.setToolTip(tr("Practices the cards of what you mix up. No date moves."))
        self.study_button = self._button("apart-study", tr("Study"), lambda: window.study(self._deck.deck))
        self._build()
        self._look.changed.connect(self._dress)
        self._dress()

    def _button(self, name: str, text: str, do: Callable[[], object]) -> Button:
        made = Button(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setProperty("role", "primary")
        made.setAutoDefault(True)
        made.clicked.connect(lambda _=False: do())
        return made

    def _build(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(heading(self._look, "apart", tr("Tell them apart"), self._window.show_home), 1)
        self._head.addWidget(self._deck)
        buttons = QHBoxLayout()
        buttons.addWidget(self.drill_button)
        buttons.addWidget(self.study_button)
        buttons.addStretch(1)
        self._below = QVBoxLayout()
        self._below.setSpacing(20)
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addSpacing(8)
        column.addWidget(self._sentence)
        column.addSpacing(4)
        column.addWidget(self._pairs)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addSpacing(20)
        column.addLayout(self._below)
        column.addSpacing(8)
        column.addWidget(self._how)
        column.addStretch(1)
        self._body = centred(column, self)

    # ------------------------------------------------------------------ what shows

    def come(self) -> None:
        """Show how things stand now; the keys go to the drill."""
        self._deck.load()
        self.refresh()
        self._take_focus()

    def show_changes(self, changes: Changes) -> None:
        """Count again what an operation has changed."""
        if changes.decks:
            self._deck.load()
        self.refresh()

    def refresh(self) -> None:
        """Count, and show it when that is done; what was asked for before no longer counts."""
        self._asked += 1
        asked, deck, apart = self._asked, self._deck.deck, self._window.collection.apart
        if self.placings is None:
            self._sentence.setText(tr("Counting your answers…"))
            for widget in (self.drill_button, self.study_button, self._how, self._pairs):
                widget.hide()

        def show(placings: tuple[Placing, ...]) -> None:
            if asked == self._asked:
                self.show_placings(placings)

        self._window.jobs.run(lambda: apart.placings(deck), show, self._window.notices.refuse)

    def show_placings(self, placings: tuple[Placing, ...]) -> None:
        """Show what was counted, those sides first that most was said about."""
        comes_first = self.placings is None or self._focus_is_lost()
        self.placings = placings
        first = placings[0] if placings else None
        self._sentence.setText(wording.readiness(first) if first else wording.nothing())
        self._pairs.setText(wording.pairs(first) if first else "")
        self._pairs.setVisible(bool(self._pairs.text()))
        self._how.setVisible(first is not None)
        self.drill_button.setVisible(first is not None)
        self.drill_button.setEnabled(first is not None and bool(first.drill))
        self.drill_button.setAccessibleName(f"{self.drill_button.text()}. {self._sentence.text()}")
        self.study_button.setVisible(first is None)
        self._lay_out(placings)
        if comes_first:
            self._take_focus()

    def _lay_out(self, placings: tuple[Placing, ...]) -> None:
        for section in self._sections[len(placings) :]:
            section.hide()
            section.deleteLater()
        del self._sections[len(placings) :]
        while len(self._sections) < len(placings):
            self._add_section()
        for section, placing in zip(self._sections, placings, strict=True):
            above = wording.sides(placing) if len(placings) > 1 else ""
            if section is not self._sections[0]:
                above = f"{above}. {wording.readiness(placing)}"
            section.show_placing(placing, above)
        tables = [section.table for section in self._sections]
        for one, other in pairwise((self._deck, self.drill_button, self.study_button, *tables)):
            QWidget.setTabOrder(one, other)

    def _add_section(self) -> None:
        made = Section(self._look, len(self._sections) + 1)
        made.table.chosen.connect(self._practise)
        made.table.currentItemChanged.connect(lambda *_: self._reveal(made.table))
        self._sections.append(made)
        self._below.addWidget(made)

    # ------------------------------------------------------------------ keys

    def _focus_is_lost(self) -> bool:
        focused = self._window.focusWidget()
        return focused is None or not focused.isVisible() or focused in (self.drill_button, self.study_button)

    def _take_focus(self) -> None:
        shown = (
            each for each in (self.drill_button, self.study_button) if each.isVisible() and each.isEnabled()
        )
        next(shown, self._deck).setFocus()

    def _reveal(self, table: SidesTable) -> None:
        """Scroll the page to the row where the keys are."""
        area, item = self.findChild(QScrollArea), table.currentItem()
        if area is None or item is None or not table.hasFocus():
            return
        row = table.visualItemRect(item)
        top = table.viewport().mapTo(self._body, row.topLeft()).y()
        area.ensureVisible(0, top + row.height() // 2, 0, row.height())

    # ------------------------------------------------------------------ practice

    def _drill(self) -> None:
        if self.placings and self.placings[0].drill:
            self._practise(self.placings[0].drill)

    def _practise(self, cards: tuple[int, ...]) -> None:
        if cards:
            self._window.practise(tuple(cards), self._deck.deck)

    # ------------------------------------------------------------------ how it looks

    def _dress(self) -> None:
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        self._lay_out(self.placings or ())
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._turn()
        for section in self._sections:
            section.table.dress()

    def _turn(self) -> None:
        across = self.width() >= self._look.px(BESIDE)
        self._head.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )
