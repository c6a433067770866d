"""The bar below a card: first one button that shows the answer, then the grades in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedLayout, QWidget

from desktop.gui.faces import GradeButton
from desktop.gui.words import SIX_NAMES, TONES, grade_name, tr
from desktop.study.grades import AGAIN, BUTTONS, GOOD, GRADES, PASS, TWO_BUTTONS
from desktop.study.schedule import Schedule
from desktop.study.spans import days_text

SPACING = 8
USUAL = "0  ·  99 days"
"""Room for these words is kept, so that nothing jumps when the intervals come."""


class GradeBar(QWidget):
    """Offers to show the answer, then the grades; keeps its height, so that nothing jumps."""

    reveal = Signal()
    graded = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("grade-bar")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.show_button = QPushButton(tr("Show answer"))
        self.show_button.setObjectName("show-answer")
        self.show_button.setAccessibleName(tr("Show answer"))
        self.show_button.setToolTip(tr("Space or Enter"))
        self.show_button.setProperty("role", "primary")
        self.show_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_button.clicked.connect(self.reveal)
        self._first = QWidget()
        row = QHBoxLayout(self._first)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.show_button, 2)
        row.addStretch(1)
        self._stack.addWidget(self._first)
        self._grades = QWidget()
        self._grid = QGridLayout(self._grades)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self._stack.addWidget(self._grades)
        self.buttons: dict[int, GradeButton] = {}
        self._count = len(BUTTONS)
        self._fill()

    def use(self, count: int) -> None:
        """Offer six grades with keys 0 to 5, four with keys 1 to 4, or two with keys 1 and 2."""
        if count != self._count:
            self._count = count
            self._fill()

    @property
    def _six(self) -> bool:
        return self._count == len(GRADES)

    @property
    def grades(self) -> Sequence[int]:
        """The grades on offer, worst first."""
        if self._six:
            return GRADES
        return BUTTONS if self._count == len(BUTTONS) else TWO_BUTTONS

    def grade_of_key(self, digit: int) -> int | None:
        """Return the grade that a digit key stands for."""
        if self._six:
            return digit if digit in GRADES else None
        return self.grades[digit - 1] if 1 <= digit <= len(self.grades) else None

    def _fill(self) -> None:
        for old in self.buttons.values():
            old.deleteLater()
        self.buttons = {}
        for place, grade in enumerate(self.grades):
            name = tr(SIX_NAMES[grade]) if self._six else grade_name(grade)
            button = GradeButton(grade, name, TONES[grade], str(grade if self._six else place + 1))
            button.clicked.connect(lambda _=False, chosen=grade: self.graded.emit(chosen))
            self.buttons[grade] = button
        self._arrange()

    def _arrange(self) -> None:
        """Stand the grades in one row, or in two where one is too narrow for their words."""
        for hidden in self.findChildren(QWidget):
            hidden.ensurePolished()  # what never showed has not the font of the style sheet yet
        count = len(self.buttons)
        usual = self.fontMetrics().horizontalAdvance(USUAL)
        widest = max(usual, *(each.minimumSizeHint().width() for each in self.buttons.values()))
        columns = count if count * (widest + SPACING) <= self.width() + SPACING else count // 2
        for place, button in enumerate(self.buttons.values()):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, place // columns, place % columns)
            self._grid.setColumnStretch(place, int(place < columns))
        self._stack.invalidate()
        self.updateGeometry()  # a page that is hidden does not say so itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the grades as the width allows."""
        super().resizeEvent(event)
        self._arrange()

    def ask(self, *, can_reveal: bool) -> None:
        """Offer to show the answer; not where an option has to be chosen."""
        self._stack.setCurrentIndex(0)
        self.show_button.setVisible(can_reveal)

    def offer(
        self, after: Sequence[Schedule] | None, today: int, right: bool | None, suggested: int
    ) -> GradeButton:
        """Offer the grades; return the button that suits the answer.

        Args:
            after: where each grade would put the card; None in practice.
            today: the study day.
            right: whether a checked answer was right; None where the learner judges.
            suggested: the grade to point at.
        """
        for place, (grade, button) in enumerate(self.buttons.items()):
            if after is None:
                button.show_interval(tr("practice"), tr("Moves nothing"))
            else:
                self._show_interval(button, after[place], today)
            button.setEnabled(right is None or right == (grade >= PASS))
        self._arrange()
        self._stack.setCurrentIndex(1)
        return self.buttons.get(suggested) or self.buttons[GOOD if suggested >= PASS else AGAIN]

    def _show_interval(self, button: GradeButton, after: Schedule, today: int) -> None:
        days = (after.due or today) - today
        when = days_text(days)
        if after.drill_pending(today) and button.grade < PASS:
            button.show_interval(tr("today"), tr("Asked again today, then in {when}").format(when=when))
        elif after.drill_pending(today):
            button.show_interval(when, tr("Asked once more today, then in {when}").format(when=when))
        else:
            button.show_interval(when, tr("Comes back in {when}").format(when=when))

    def sizeHint(self) -> QSize:
        """Return room for the taller of the two."""
        return QSize(self._grades.sizeHint().width(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow bar is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that both need at a width, whichever of them shows."""
        grades = self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else 0
        return max(grades, self._grades.sizeHint().height(), self._first.sizeHint().height())
