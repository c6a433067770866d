"""The end of a sitting: what was done, what to look at again, when more is due."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.gui import words
from desktop.gui.labels import Button, label
from desktop.gui.look import Look
from desktop.gui.page import centred
from desktop.gui.words import tr
from desktop.render.card import face
from desktop.render.plain import spoken
from desktop.store.collection import Collection
from desktop.store.summary import DaySummary
from desktop.study.grades import EASY, GOOD, HARD
from desktop.study.queue import MORE_NEW

MISSED_SHOWN = 3
WIDEST = 640


def sentence(summary: DaySummary, practiced: int = 0) -> str:
    """Return in a sentence what was done today, after that on a round of practice that has just ended."""
    if practiced:
        said = tr("Practiced: {cards}. No date has moved.").format(cards=words.cards(practiced))
        return said + " " + tr("Studied today:") + " " + sentence(summary) if summary.cards else said
    if summary.cards == 0:
        return tr("Nothing was studied yet today.")
    return tr("{cards} in {minutes}, {right} right first time.").format(
        cards=words.cards(summary.cards), minutes=words.minutes(summary.seconds), right=summary.first_right
    )


def following(summary: DaySummary, today: int) -> str:
    """Return in a sentence when more is due."""
    if summary.next_day is None:
        return tr("Nothing is scheduled yet.")
    return tr("Next: {cards} {day}.").format(
        cards=words.cards(summary.next_cards), day=words.day(summary.next_day, today)
    )


class GradeStrip(QWidget):
    """A thin bar: how the first answers of the day were graded."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: list[tuple[str, str, int]] = []
        self.setObjectName("grade-strip")

    def show_grades(self, grades: tuple[int, ...]) -> None:
        """Show how often each grade 0 to 5 was given."""
        self._parts = [
            ("again", tr("Again"), sum(grades[:HARD])),
            ("hard", tr("Hard"), grades[HARD]),
            ("good", tr("Good"), grades[GOOD]),
            ("easy", tr("Easy"), grades[EASY]),
        ]
        text = ", ".join(f"{name} {count}" for _, name, count in self._parts)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of bar and legend."""
        return QSize(200, self._look.px(40))

    def minimumSizeHint(self) -> QSize:
        """Return the least height."""
        return QSize(120, self._look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, and below it each grade in words with its number."""
        total = sum(count for *_, count in self._parts)
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, gap = 0.0, 3.0
        shown = [part for part in self._parts if part[2]]
        width = self.width() - gap * (len(shown) - 1)
        text_left = 0.0
        for tone, name, count in shown:
            part = width * count / total
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.color(tone))
            painter.drawRoundedRect(QRectF(left, 0, part, 8), 4, 4)
            left += part + gap
            painter.setPen(self._look.theme.color(tone))
            text = f"{name} {count}"
            painter.drawText(
                QRectF(text_left, 14, self.width(), self.height() - 14),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                text,
            )
            text_left += painter.fontMetrics().horizontalAdvance(text) + 20
        painter.end()


class Summary(QWidget):
    """The last page of a sitting."""

    done = Signal()
    more_wanted = Signal()
    sitting_wanted = Signal(int)
    """Tells for how many minutes more."""
    practice_wanted = Signal()
    round_wanted = Signal()
    undo_wanted = Signal()
    card_wanted = Signal(int)

    def __init__(self, collection: Collection, look: Look) -> None:
        super().__init__()
        self._collection = collection
        self._look = look
        self.deck: int | None = None
        self.minutes = 0
        """Of the short sitting that has just ended; 0 = it was none."""
        self.practiced = 0
        """Cards of the round with choices that has just ended."""
        self.setObjectName("summary")
        self._title = label(tr("Done for today."), "title", wrap=True)
        self._sentence = label("", "headline", wrap=True)
        self._sentence.setObjectName("summary-sentence")
        self._strip = GradeStrip(look)
        self._again_title = label(tr("Worth another look"), "overline")
        self._missed = QListWidget()
        self._missed.setObjectName("missed")
        self._missed.setAccessibleName(tr("Worth another look"))
        self._missed.setProperty("role", "surface")
        self._missed.setWordWrap(True)
        self._missed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._missed.itemClicked.connect(self._open)
        self._missed.itemActivated.connect(self._open)
        self._next = label("", "muted", wrap=True)
        self._next.setObjectName("next-due")
        self.done_button = self._button("done", tr("Done"), "primary")
        self.done_button.clicked.connect(self.done)
        self.more_button = self._button("more-new", "", "")
        self.more_button.clicked.connect(self.more_wanted)
        self.sitting_button = self._button("more-minutes", "", "")
        self.sitting_button.clicked.connect(lambda: self.sitting_wanted.emit(self.minutes))
        self.practice_button = self._button("practice", tr("Practice the ones you missed"), "")
        self.practice_button.clicked.connect(self.practice_wanted)
        self.round_button = self._button("another-round", tr("Another round"), "")
        self.round_button.clicked.connect(self.round_wanted)
        self.undo_button = self._button("summary-undo", tr("Undo"), "")
        self.undo_button.clicked.connect(self.undo_wanted)
        self._build()

    def _button(self, name: str, text: str, role: str) -> QPushButton:
        made = Button(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setAutoDefault(True)
        if role:
            made.setProperty("role", role)
        return made

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(32, 48, 32, 28)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(16)
        column.addWidget(self._strip)
        column.addSpacing(16)
        column.addWidget(self._again_title)
        column.addWidget(self._missed)
        column.addSpacing(8)
        column.addWidget(self._next)
        column.addSpacing(20)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.done_button)
        first.addWidget(self.sitting_button)
        first.addWidget(self.undo_button)
        first.addStretch(1)
        column.addLayout(first)
        again = QHBoxLayout()
        again.addWidget(self.round_button)
        again.addStretch(1)
        column.addLayout(again)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.more_button)
        second.addWidget(self.practice_button)
        second.addStretch(1)
        column.addLayout(second)
        column.addStretch(1)
        self._body = centred(column, self)

    def show_day(self, deck: int | None) -> None:
        """Show what was done today in a deck (None: everywhere)."""
        self.deck = deck
        today = self._collection.today()
        summary = self._collection.summary(deck)
        plan = self._collection.plan(deck)
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        self._title.setText(tr("Done for today.") if plan.left == 0 else tr("That is it for now."))
        self._sentence.setText(sentence(summary, self.practiced))
        self.round_button.setVisible(self.practiced > 0)
        self._strip.show_grades(summary.grades)
        self._strip.setVisible(summary.cards > 0)
        self._next.setText(following(summary, today))
        self._next.setVisible(summary.next_day is not None or not self.practiced)
        self._fill_missed(summary)
        self._offer_more(self._collection.plan(deck, extra_new=MORE_NEW).new)
        self.practice_button.setVisible(bool(summary.missed))
        text = tr("{count} more minutes").format(count=self.minutes)
        self.sitting_button.setText(text)
        self.sitting_button.setAccessibleName(text)
        self.sitting_button.setVisible(self.minutes > 0 and plan.left > 0)
        self.refresh_undo()
        self.done_button.setFocus()

    def _offer_more(self, count: int) -> None:
        """Offer new cards; those that siblings hold back until another day are not on offer."""
        text = words.more_new(count)
        self.more_button.setText(text)
        self.more_button.setAccessibleName(text)
        self.more_button.setVisible(count > 0)

    def _fill_missed(self, summary: DaySummary) -> None:
        self._missed.clear()
        for number in summary.missed[:MISSED_SHOWN]:
            card = self._collection.card(number)
            front = face(card.note, card.ordinal, deck=card.deck_path)
            text = spoken(front)[0].replace("\n", " ")
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setToolTip(tr("Look at this card"))
            self._missed.addItem(item)
        shown = self._missed.count() > 0
        self._missed.setVisible(shown)
        self._again_title.setVisible(shown)
        self._fit_missed()

    def _fit_missed(self) -> None:
        """Make the list as tall as its wrapped lines."""
        self._missed.doItemsLayout()
        rows = [self._missed.visualItemRect(self._missed.item(row)) for row in range(self._missed.count())]
        self._missed.setFixedHeight(sum(each.height() for each in rows) + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the list anew."""
        super().resizeEvent(event)
        self._fit_missed()

    def showEvent(self, event: QShowEvent) -> None:
        """Wrap the list at the width that it got."""
        super().showEvent(event)
        self._fit_missed()

    def refresh_undo(self) -> None:
        """Name on the button what undo would take back."""
        undoable = self._collection.undoable()
        self.undo_button.setVisible(undoable is not None)
        if undoable:
            text = tr("Undo {action}").format(action=words.action_name(*undoable))
            self.undo_button.setText(text)
            self.undo_button.setAccessibleName(text)

    def _open(self, item: QListWidgetItem) -> None:
        self.card_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
