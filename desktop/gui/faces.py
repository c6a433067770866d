"""Buttons with more on them than one line of text: a grade with its interval, an option with its key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from desktop.gui.labels import Button, label, restyle
from desktop.gui.words import tr

LEFT_TO_RIGHT, TOP_DOWN = QHBoxLayout, QVBoxLayout


class FaceButton(Button):
    """A push button laid out like a small widget; labels in it let the mouse through."""

    def __init__(
        self, role: str, layout: type[QHBoxLayout] | type[QVBoxLayout], margins: tuple[int, int, int, int]
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAutoDefault(True)
        self.setAutoRepeat(False)
        self.face = layout(self)
        self.face.setContentsMargins(*margins)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QLabel, stretch: int = 0) -> QLabel:
        """Put a label on the button."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.face.addWidget(widget, stretch)
        return widget

    def sizeHint(self) -> QSize:
        """Return the size of what is on the button."""
        return self.face.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of what is on the button."""
        return self.face.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Say that wrapped text makes a narrow button taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped text takes at a width."""
        hint = self.face.totalHeightForWidth(width) if self.face.hasHeightForWidth() else -1
        return max(hint, self.face.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button as tall as its wrapped text."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        self.setMinimumHeight(self.heightForWidth(width))


class GradeButton(FaceButton):
    """A grade: its key, its name, and when the card would come back."""

    def __init__(self, grade: int, name: str, tone: str, key: str) -> None:
        super().__init__("grade", TOP_DOWN, (4, 8, 4, 8))
        self.grade = grade
        self.name = name
        self.setProperty("tone", tone)
        self.setObjectName(f"grade-{key}")
        self.face.setSpacing(2)
        self._name = self.add(label(name, "name"))
        self._when = self.add(label(f"{key}  ·  0", "key"))  # as tall as what comes
        self._key = key
        for each in (self._name, self._when):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_interval(self, when: str, tip: str) -> None:
        """Show when the card would come back."""
        self._when.setText(f"{self._key}  ·  {when}")
        self.setAccessibleName(f"{self.name}, {when}")
        self.setToolTip(f"{tip} ({self._key})")


class OptionButton(FaceButton):
    """An option of a choice card: its key, its shape where it has one, its text, its outcome."""

    def __init__(self, place: int, text: str, shape: str = "", color: str = "") -> None:
        super().__init__("option", LEFT_TO_RIGHT, (14, 10, 14, 10))
        self.setObjectName(f"option-{place}")
        self._place = place
        self.text_shown = text
        self.setAccessibleName(f"{place}: {text}")
        self.setToolTip(f"{place}")
        self.face.setSpacing(12)
        self.add(label(str(place), "key"))
        if shape:
            mark = self.add(label(shape, "shape"))
            mark.setStyleSheet(f"color: {color};")
        self.add(label(text, "option-text", wrap=True), 1)
        self._outcome = self.add(label("", "muted", wrap=True))

    def show_chosen(self, is_chosen: bool) -> None:
        """Mark the option as chosen, without a word about right or wrong."""
        words = tr("● chosen") if is_chosen else ""
        self._outcome.setText(words)
        self.setAccessibleName(f"{self._place}: {self.text_shown}" + (f", {tr('chosen')}" if words else ""))
        restyle(self, outcome="chosen" if is_chosen else "")
        self._fit(self.width())

    def show_outcome(self, outcome: str, words: str, tone: str = "") -> None:
        """Mark the option after the answer, in words as well as by its edge."""
        self.setEnabled(False)
        self._outcome.setText(words)
        if words:
            self.setAccessibleName(f"{self.accessibleName()}, {words}")
        self._outcome.setProperty("tone", tone)
        restyle(self, outcome=outcome)
        self._fit(self.width())
