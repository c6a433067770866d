"""Home: what today holds in one sentence, one button to begin, the decks below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.gui import words
from desktop.gui.labels import Button, label
from desktop.gui.look import Look
from desktop.gui.page import centred
from desktop.gui.settings import Settings
from desktop.gui.theme import SMALL
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.store.planner import DeckRow
from desktop.study.queue import Plan

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

SETTLE_MS = 50
"""Time for the screen to show the first picture before anything else is made."""
ROW = 44
NAME, DUE, NEW, KNOWN = range(4)
DECK_ROLE = Qt.ItemDataRole.UserRole
WIDEST = 860
NAME_ROOM = 120
AROUND = 100
"""Pixels between the edges of the page and of the list."""


def greeting(hour: int) -> str:
    """Return a greeting for an hour of the local day."""
    if 4 <= hour < 12:
        return tr("Good morning.")
    if 12 <= hour < 18:
        return tr("Good afternoon.")
    return tr("Good evening.")


def headline(plan: Plan) -> str:
    """Return in a sentence what is left to study today."""
    if plan.left == 0:
        return tr("All done for today.") if plan.done else tr("Nothing to study today.")
    about = words.minutes(plan.seconds)
    if plan.due == 0 and not plan.drills and not plan.done:
        return tr("{count} new today, about {minutes}.").format(count=plan.new, minutes=about)
    count = words.cards(plan.left)
    template = (
        tr("{cards} left today, about {minutes}.") if plan.done else tr("{cards} today, about {minutes}.")
    )
    return template.format(cards=count, minutes=about)


def footnote(plan: Plan) -> str:
    """Return why the number in the headline is what it is, where that is not plain."""
    parts: list[str] = []
    if plan.waiting:
        parts.append(tr("{count} more are due and wait for another day.").format(count=plan.waiting))
    if plan.held_back:
        parts.append(
            tr("{count} held back until another day: they would give a card of today away.").format(
                count=plan.held_back
            )
        )
    return " ".join(parts)


class DeckDelegate(QStyledItemDelegate):
    """Draws a row of the deck list: roomy, numbers in columns, a thin bar for what is known."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(60, self._look.px(ROW))

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the text to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell: its ground by the style sheet, the rest here."""
        super().paint(painter, option, index)
        row: DeckRow = index.sibling(index.row(), NAME).data(DECK_ROLE)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(8, 0, -8, 0)
        font = QFont(option.font)
        column = index.column()
        if column == NAME:
            font.setWeight(QFont.Weight.DemiBold if row.depth == 0 else QFont.Weight.Normal)
            self._text(painter, font, area, row.name, theme.color("text"), Qt.AlignmentFlag.AlignLeft)
        elif column == KNOWN:
            self._known(painter, font, area, row)
        else:
            number = row.due if column == DUE else row.new
            color = theme.color("text" if number else "muted")
            text = f"{number:,}" if number else "–"
            self._text(painter, font, area, text, color, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _text(
        self, painter: QPainter, font: QFont, area: QRectF, text: str, color: QColor, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(color)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _known(self, painter: QPainter, font: QFont, area: QRectF, row: DeckRow) -> None:
        theme = self._look.theme
        font.setPixelSize(self._look.px(SMALL))
        text = tr("{known} of {cards}").format(known=f"{row.known:,}", cards=f"{row.cards:,}")
        self._text(painter, font, area, text, theme.color("muted"), Qt.AlignmentFlag.AlignRight)
        taken = painter.fontMetrics().horizontalAdvance(text) + 12
        bar = QRectF(area.left(), area.center().y() - 2, max(0.0, area.width() - taken), 4)
        if bar.width() < 24:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        if row.cards and row.known:
            bar.setWidth(max(4.0, bar.width() * row.known / row.cards))
            painter.setBrush(theme.color("good"))
            painter.drawRoundedRect(bar, 2, 2)


class Home(QWidget):
    """The first page."""

    study_wanted = Signal(object)
    """A deck's number, or None for everything."""
    settings_wanted = Signal()
    shown_first = Signal()
    """Tells once that the page was painted."""
    help_wanted = Signal()

    def __init__(self, collection: Collection, settings: Settings, look: Look) -> None:
        super().__init__()
        self._collection = collection
        self._settings = settings
        self._look = look
        self.setObjectName("home")
        self._painted = False
        self._greeting = label("", "title", wrap=True)
        self._headline = label("", "headline", wrap=True)
        self._headline.setObjectName("headline")
        self._footnote = label("", "caption", wrap=True)
        self._footnote.setObjectName("footnote")
        self.study_button = Button(tr("Study"))
        self.study_button.setObjectName("study-button")
        self.study_button.setProperty("role", "primary")
        self.study_button.setAutoDefault(True)
        self.study_button.setToolTip(tr("Enter"))
        self.study_button.clicked.connect(lambda: self.study_wanted.emit(None))
        self.settings_button = self._corner("settings-button", tr("Settings"), tr("Settings (Ctrl+,)"))
        self.settings_button.clicked.connect(self.settings_wanted)
        self.help_button = self._corner("help-button", tr("Keys and help"), tr("Keys and help (F1)"))
        self.help_button.clicked.connect(self.help_wanted)
        self.tree = QTreeWidget()
        self._make_tree()
        self._build()
        look.changed.connect(self._dress)
        self.shown_first.connect(self.show_icons)
        self._dress()

    def _corner(self, name: str, text: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(tip)
        return made

    def _make_tree(self) -> None:
        tree = self.tree
        tree.setObjectName("decks")
        tree.setAccessibleName(tr("Decks"))
        tree.setColumnCount(4)
        tree.setHeaderLabels([tr("Decks"), tr("due"), tr("new"), tr("known")])
        tree.setItemDelegate(DeckDelegate(self._look))
        tree.setUniformRowHeights(True)
        tree.setMouseTracking(True)
        tree.setIndentation(24)
        tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setExpandsOnDoubleClick(False)
        header = tree.header()
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (DUE, NEW, KNOWN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            tree.headerItem().setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        tree.itemClicked.connect(self._item_chosen)
        tree.itemActivated.connect(self._item_chosen)
        tree.itemCollapsed.connect(lambda item: self._remember(item, True))
        tree.itemExpanded.connect(lambda item: self._remember(item, False))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._greeting, 1)
        head.addWidget(self.settings_button)
        head.addWidget(self.help_button)
        button_row = QHBoxLayout()
        button_row.addWidget(self.study_button)
        button_row.addStretch(1)
        surface = QFrame()
        surface.setProperty("role", "surface")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(12, 8, 12, 12)
        inside.addWidget(self.tree)
        column = QVBoxLayout()
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self._headline)
        column.addWidget(self._footnote)
        column.addSpacing(20)
        column.addLayout(button_row)
        column.addSpacing(28)
        column.addWidget(surface)
        column.addStretch(1)
        self._body = centred(column, self)

    def _dress(self) -> None:
        if self._painted:
            self.show_icons()
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        for button in (self.settings_button, self.help_button):
            button.setIconSize(QSize(self._look.px(18), self._look.px(18)))
        self._fit_columns()
        self._fit_tree()

    def show_icons(self) -> None:
        """Draw the icons, which the first picture does without."""
        self.settings_button.setIcon(self._look.icons.icon("settings"))
        self.help_button.setIcon(self._look.icons.icon("circle-question-mark"))

    def _fit_columns(self) -> None:
        """Give the numbers what the names leave; where that is too little, the names take it."""
        px = self._look.px
        across = min(self.width(), self._body.maximumWidth()) - AROUND  # the list itself follows later
        left = across - px(NAME_ROOM)
        known = max(px(84), min(px(220), round(across * 0.28)))
        for column, width in ((DUE, px(58)), (NEW, px(58)), (KNOWN, known)):
            left -= width
            self.tree.setColumnWidth(column, width)
            self.tree.setColumnHidden(column, left < 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the first time; the children paint themselves."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(SETTLE_MS, self, self.shown_first.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def refresh(self) -> None:
        """Show what is true now."""
        plan = self._collection.outlook()
        self._greeting.setText(greeting(self._collection.clock().local().hour))
        self._headline.setText(headline(plan))
        self._footnote.setText(footnote(plan))
        self._footnote.setVisible(bool(self._footnote.text()))
        self.study_button.setText(tr("Study") if plan.left else tr("Today in review"))
        self.study_button.setAccessibleName(f"{self.study_button.text()}. {self._headline.text()}")
        self._fill_tree()

    def _fill_tree(self) -> None:
        current = self.tree.currentItem()
        kept = current.data(NAME, DECK_ROLE).number if current else None
        self.tree.blockSignals(True)
        self.tree.clear()
        parents: list[QTreeWidgetItem] = []
        for row in self._collection.tree():
            del parents[row.depth :]
            item = QTreeWidgetItem()
            (parents[-1].addChild if parents else self.tree.addTopLevelItem)(item)
            item.setData(NAME, DECK_ROLE, row)
            item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, spoken(row))
            item.setText(NAME, row.name)
            item.setToolTip(NAME, tr("Study this deck"))
            item.setExpanded(self._is_open(row))
            parents.append(item)
            if row.number == kept:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)
        self._fit_tree()

    def _fit_tree(self) -> None:
        rows = 0
        item = self.tree.topLevelItem(0)
        while item is not None:
            rows += 1
            item = self.tree.itemBelow(item)
        height = rows * self._look.px(ROW) + self.tree.header().sizeHint().height() + 8
        self.tree.setFixedHeight(max(height, self._look.px(ROW)))

    def _item_chosen(self, item: QTreeWidgetItem) -> None:
        row: DeckRow = item.data(NAME, DECK_ROLE)
        self.study_wanted.emit(row.number)

    def _remember(self, item: QTreeWidgetItem, collapsed: bool) -> None:
        row: DeckRow = item.data(NAME, DECK_ROLE)
        mark = ("-" if collapsed else "+") + row.uid.hex
        kept = [each for each in self._settings.folded.split() if each[1:] != row.uid.hex]
        self._settings.folded = " ".join([*kept, mark])
        self._fit_tree()

    def _is_open(self, row: DeckRow) -> bool:
        """Return whether a deck shows those inside it: as it was left, else only the first does."""
        marks = self._settings.folded.split()
        if "+" + row.uid.hex in marks or "-" + row.uid.hex in marks:
            return "+" + row.uid.hex in marks
        return row.depth > 0 or self.tree.topLevelItemCount() == 1


def spoken(row: DeckRow) -> str:
    """Return a deck's row as a screen reader says it."""
    return tr("{name}: {due} due, {new} new, {known} of {cards} known").format(
        name=row.name, due=row.due, new=row.new, known=row.known, cards=row.cards
    )
