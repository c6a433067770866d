"""The score sheet of a mock test: the total, its parts, and every question with both answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.gui.labels import Button, label
from desktop.gui.page import centred
from desktop.gui.words import tr
from desktop.study.mock_test import MockTest, Question, Score

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

WIDEST = 760
LINE = 40
"""Pixels at 100 % that an arrow key scrolls."""
GROUP_NAMES = {"deck": "By deck", "side": "By side", "tag": "By tag", "functions": "By function"}
MOST_PARTS = 12
"""Parts of a breakdown that are shown, the worst."""


def headline(test: MockTest) -> str:
    """Return the total in words."""
    score = test.score
    return tr("{right} of {n} right.").format(right=score.right, n=score.n)


def estimate(test: MockTest) -> str:
    """Return what the total says of all cards that could have been asked; "" where all were asked."""
    if not test.is_sample:
        return ""
    low, high = (round(100 * share) for share in test.likely)
    return tr(
        "These {n} stand for {found} cards: of all of them you would get between {low} % and {high} % right"
        " (95 of 100 such tests)."
    ).format(n=test.score.n, found=f"{test.found:,}", low=low, high=high)


def group_title(group: str) -> str:
    """Return what a breakdown is called."""
    name = GROUP_NAMES.get(group)
    return tr(name) if name else tr("By {group}").format(group=group.replace("-", " "))


def share(score: Score) -> str:
    """Return a score in figures."""
    return tr("{right} of {n}").format(right=score.right, n=score.n)


def verdict(question: Question) -> tuple[str, str]:
    """Return a sign with a word, and its tone."""
    if not question.is_answered:
        return tr("– not answered"), "hard"
    return (tr("✓ right"), "good") if question.is_right else (tr("✗ wrong"), "again")


def answers(question: Question) -> str:
    """Return both answers as lines; one of them where they are the same."""
    lines = []
    if question.in_mind and not question.said:
        lines.append(tr("Yours: in mind"))
    elif question.is_answered:
        lines.append(tr("Yours: {text}").format(text=question.said))
    if question.is_right and question.said == question.right:
        return lines[0]
    lines.append(tr("Right: {text}").format(text=question.right))
    return "\n".join(lines)


class ScoreSheet(QWidget):
    """Shows the sheet."""

    def __init__(
        self,
        window: MainWindow,
        practise: Callable[[], object],
        save: Callable[[], object],
        again: Callable[[], object],
    ) -> None:
        super().__init__()
        self._look = window.look
        self.setObjectName("score-sheet")
        self._total = label("", "title", wrap=True)
        self._total.setObjectName("score-total")
        self._stored = label("", "muted", wrap=True)
        self._stored.setObjectName("score-stored")
        self._estimate = label("", "muted", wrap=True)
        self._estimate.setObjectName("score-estimate")
        self.missed = self._button("score-practise", tr("Practice the ones you missed"), practise, "primary")
        self.save = self._button("score-save", tr("Save as PDF…"), save)
        self.again = self._button("score-again", tr("Another test"), again)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(12)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.missed)
        first.addStretch(1)
        second.addWidget(self.save)
        second.addWidget(self.again)
        second.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 8, 16)
        column.setSpacing(8)
        column.addWidget(self._total)
        column.addWidget(self._stored)
        column.addWidget(self._estimate)
        column.addLayout(first)
        column.addLayout(second)
        column.addLayout(self._parts)
        column.addStretch(1)
        self._body = centred(column, self)
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))

    def _button(self, name: str, text: str, do: Callable[[], object], role: str = "") -> Button:
        made = Button(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setAutoDefault(True)
        if role:
            made.setProperty("role", role)
        made.clicked.connect(lambda _=False: do())
        return made

    def show_test(self, test: MockTest) -> None:
        """Show how a test went."""
        self._total.setText(headline(test))
        self.show_stored(True)
        self._estimate.setText(estimate(test))
        self._estimate.setVisible(bool(self._estimate.text()))
        self.missed.setVisible(bool(test.missed))
        while (item := self._parts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for group, scores in test.breakdowns().items():
            self._parts.addWidget(self._table(group_title(group), scores))
        self._parts.addWidget(self._questions(test.questions))
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        (self.missed if test.missed else self.again).setFocus()

    def show_stored(self, is_stored: bool) -> None:
        """Say whether the answers are in the log."""
        stored, gone = (
            tr("Stored as practice: no date has moved."),
            tr("Taken back: nothing is stored."),
        )
        self._stored.setText(stored if is_stored else gone)

    def scroll_sheet(self, step: int, *, page: bool = True) -> None:
        """Scroll down (1) or up (-1)."""
        area = self.findChild(QScrollArea)
        if area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + step * (bar.pageStep() if page else self._look.px(LINE)))

    def _surface(self, title: str) -> tuple[QFrame, QGridLayout]:
        made = QFrame()
        made.setProperty("role", "surface")
        made.setAccessibleName(title)
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(label(title, "overline", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        column.addLayout(grid)
        return made, grid

    def _table(self, title: str, scores: Sequence[Score]) -> QFrame:
        made, grid = self._surface(title)
        for row, score in enumerate(scores[:MOST_PARTS]):
            grid.addWidget(label(score.name, "body", wrap=True), row, 0)
            grid.addWidget(label(share(score), "body"), row, 1)
        if len(scores) > MOST_PARTS:
            more = tr("… and {count} more").format(count=len(scores) - MOST_PARTS)
            grid.addWidget(label(more, "muted"), MOST_PARTS, 0)
        grid.setColumnStretch(0, 1)
        return made

    def _questions(self, questions: Sequence[Question]) -> QFrame:
        made, grid = self._surface(tr("Every question"))
        grid.setVerticalSpacing(14)
        for row, question in enumerate(questions):
            said, tone = verdict(question)
            mark = label(said, "body")
            mark.setProperty("tone", tone)
            texts = QVBoxLayout()
            texts.setSpacing(2)
            texts.addWidget(label(f"{row + 1}. {question.text}", "body", wrap=True))
            texts.addWidget(label(answers(question), "muted", wrap=True))
            grid.addLayout(texts, row, 0)
            grid.addWidget(mark, row, 1)
        grid.setColumnStretch(0, 1)
        return made
