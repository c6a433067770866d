"""The keys of the study page: flip, grade, choose, and what else can be done with the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider

from desktop.gui.asking import suggested_grade
from desktop.gui.keys import letter_of

if TYPE_CHECKING:
    from desktop.gui.study_view import StudyView

SCROLLING = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class StudyKeys:
    """Carries out the keys of a study page."""

    def __init__(self, view: StudyView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> None:
        """Carry out a key; a held key does nothing twice, but it scrolls."""
        if step := SCROLLING.get(Qt.Key(event.key())):
            self._view.card_view.scroll_card(step)
            return
        if event.isAutoRepeat() or not self._handle(event):
            event.setAccepted(event.isAutoRepeat())

    def _handle(self, event: QKeyEvent) -> bool:
        view = self._view
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers and modifiers != Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.key() == Qt.Key.Key_Escape:
            if view.find_bar.isHidden():
                view.left.emit()
            else:
                view.find_bar.leave()
            return True
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._space()
            return True
        letter = letter_of(event)
        if letter.isdigit():
            self._digit(int(letter))
            return True
        if letter in view.actions_of_card.keys:
            view.actions_of_card.keys[letter]()
            return True
        return False

    def _space(self) -> None:
        view = self._view
        if not view.answered:
            if not view.card_view.options:
                view.reveal()
        elif view.space_grades:
            view.grade(suggested_grade(view.verdict))

    def _digit(self, digit: int) -> None:
        view = self._view
        if view.answered:
            grade = view.grade_bar.grade_of_key(digit)
            if grade is not None:
                view.grade(grade)
        elif 1 <= digit <= len(view.card_view.options) and not view.guarded:
            view.card_view.options[digit - 1].click()
