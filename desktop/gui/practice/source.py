"""Which cards are practiced: a deck, a tag, a search, what was missed, what comes tomorrow, hard ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from desktop.gui import words
from desktop.gui.browser.terms import DECK, TAG, term
from desktop.gui.combo import Combo
from desktop.gui.deck_chooser import DeckChooser
from desktop.gui.labels import label
from desktop.gui.practice.finding import HARDEST, IN_ORDER, SHUFFLED, Wish
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.study.query import LONGEST

OF_DECK, OF_TAG, BY_SEARCH, MISSED, TOMORROW, HARD, CHOSEN = range(7)
SOURCES = (
    (OF_DECK, "A deck"),
    (OF_TAG, "A tag"),
    (BY_SEARCH, "A search"),
    (MISSED, "Missed lately"),
    (TOMORROW, "Due tomorrow"),
    (HARD, "Hard cards"),
)
ORDER_NAMES = ((SHUFFLED, "Shuffled"), (HARDEST, "Most often forgotten first"), (IN_ORDER, "Oldest first"))
MOST, USUAL = 500, 20
MOST_DAYS = 365
TYPED_MS = 200
"""How long nothing was typed before a search begins."""


class Quiet(Combo):
    """A list that the wheel scrolls past: over it, nothing is chosen unseen."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page."""
        event.ignore()


class Number(QSpinBox):
    """A number that the wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page."""
        event.ignore()


class Source(QWidget):
    """The form in which cards are chosen; it tells when something else is wished for."""

    changed = Signal()

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._chosen: tuple[int, ...] = ()
        self.kinds = Quiet("practice-source", tr("Which cards"))
        for kind, text in SOURCES:
            self.kinds.addItem(tr(text), kind)
        self.deck = DeckChooser("practice-deck", collection)
        self.tag = Quiet("practice-tag", tr("Tag"))
        self.search = QLineEdit()
        self.search.setObjectName("practice-search")
        self.search.setAccessibleName(tr("Search"))
        self.search.setPlaceholderText(tr("As in Browse, such as deck:Sales ease<2"))
        self.search.setMaxLength(LONGEST)
        self.days = self._number("practice-days", tr("Days"), 1, MOST_DAYS, 1)
        self.days.setPrefix(tr("in the last") + " ")
        self.days.setSuffix(" " + tr("days"))
        self.days.setSpecialValueText(tr("today"))
        self.order = Quiet("practice-order", tr("Order"))
        for order, text in ORDER_NAMES:
            self.order.addItem(tr(text), order)
        self.most = self._number("practice-most", tr("How many"), 1, MOST, USUAL)
        self.minutes = self._number(
            "practice-minutes", tr("Time limit of a mock test, in minutes"), 0, 600, 0
        )
        self.minutes.setKeyboardTracking(False)  # an empty field is no number yet
        self.minutes.setToolTip(tr("Then it is handed in. The time rests while another page shows."))
        self.minutes.setSpecialValueText(tr("None"))
        self.minutes.setSuffix(" " + tr("minutes"))
        self.new_too = QCheckBox(tr("Also cards that you have not studied yet"))
        self.new_too.setObjectName("practice-new")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPED_MS)
        self._soon.timeout.connect(self.changed)
        self._build()
        self._connect()

    def _number(self, name: str, title: str, least: int, most: int, usual: int) -> QSpinBox:
        made = Number()
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setRange(least, most)
        made.setValue(usual)
        made.setMinimumWidth(90)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def _build(self) -> None:
        self._given = label("", "body", wrap=True)
        self._inside = QStackedWidget()
        self._inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pages = {
            OF_DECK: self.deck,
            OF_TAG: self.tag,
            BY_SEARCH: self.search,
            MISSED: self.days,
            TOMORROW: QWidget(),
            HARD: QWidget(),
            CHOSEN: self._given,
        }
        for each in self._pages.values():
            self._inside.addWidget(each)
        form = QFormLayout(self)
        form.setContentsMargins(16, 14, 16, 14)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._which = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._which.setSpacing(8)
        self._which.addWidget(self.kinds)
        self._which.addWidget(self._inside, 1)
        form.addRow(label(tr("Cards"), "body"), self._which)
        form.addRow(label(tr("How many"), "body"), self.most)
        form.addRow(label(tr("Order"), "body"), self.order)
        form.addRow(label("", "body"), self.new_too)
        form.addRow(label(tr("Mock test: time limit"), "body", wrap=True), self.minutes)

    def turn(self, beside: bool) -> None:
        """Put what is chosen beside the kind of it, or below."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._which.setDirection(across if beside else down)

    def _connect(self) -> None:
        self.kinds.currentIndexChanged.connect(self._turn)
        for each in (self.deck, self.tag, self.order):
            each.currentIndexChanged.connect(self.changed)
        self.search.textEdited.connect(lambda _: self._soon.start())
        self.days.valueChanged.connect(lambda _: self._soon.start())
        self.most.valueChanged.connect(lambda _: self._soon.start())
        self.new_too.toggled.connect(lambda _: self.changed.emit())

    def _turn(self) -> None:
        self._inside.setCurrentWidget(self._pages[self.kinds.currentData()])
        self._inside.setVisible(self.kinds.currentData() not in (TOMORROW, HARD))
        self.new_too.setEnabled(self.kinds.currentData() in (OF_DECK, OF_TAG, BY_SEARCH))
        self.changed.emit()

    def load_tags(self, tags: list[str]) -> None:
        """Offer the tags in use; the chosen one stays."""
        chosen = self.tag.currentText()
        self.tag.blockSignals(True)
        self.tag.clear()
        self.tag.addItems(tags)
        self.tag.setCurrentIndex(max(0, self.tag.findText(chosen)))
        self.tag.blockSignals(False)
        if self.kinds.currentData() == OF_TAG:
            self.changed.emit()

    def choose_deck(self, deck: int | None) -> None:
        """Choose the cards of a deck; None = of all."""
        self.deck.load()
        self.deck.setCurrentIndex(max(0, self.deck.findData(deck)))
        self._show(OF_DECK)

    def choose_cards(self, cards: tuple[int, ...]) -> None:
        """Choose cards by hand."""
        self._chosen = cards
        if self.kinds.findData(CHOSEN) < 0:
            self.kinds.addItem(tr("The selected cards"), CHOSEN)
        self._given.setText(words.cards(len(cards)))
        self._show(CHOSEN)

    def _show(self, kind: int) -> None:
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self._turn()

    @property
    def wish(self) -> Wish:
        """What is wished for."""
        kind = self.kinds.currentData()
        everything = self.deck.deck is None
        search, name = {
            OF_DECK: ("" if everything else term(DECK, self.deck.currentText()), self.deck.currentText()),
            OF_TAG: (term(TAG, self.tag.currentText() or "none"), self.tag.currentText()),
            BY_SEARCH: (self.search.text(), self.search.text().strip() or tr("Everything")),
            MISSED: (f"rated:{self.days.value()}:again", tr("Missed lately")),
            TOMORROW: ("due=1", tr("Due tomorrow")),
            HARD: ("is:leech", tr("Hard cards")),
            CHOSEN: ("", tr("The selected cards")),
        }[kind]
        return Wish(
            search,
            self._chosen if kind == CHOSEN else None,
            self.new_too.isChecked() or not self.new_too.isEnabled(),
            self.order.currentData(),
            self.most.value(),
            name,
            self.deck.deck if kind == OF_DECK else None,
        )
