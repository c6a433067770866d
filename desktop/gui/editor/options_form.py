"""The options of a choice: a row each, the right one marked; or two buttons where the sides are asked for."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.gui.card_text import FindPicture
from desktop.gui.card_view import SIDES
from desktop.gui.editor.media_in import Keep
from desktop.gui.editor.rich_text import RichText
from desktop.gui.labels import Button, label
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.render.lines import Line, as_html
from desktop.render.lines_in import NoLines, read
from desktop.study.kinds.choice import ANSWER, FEWEST, MOST, OPTIONS
from desktop.study.kinds.contract import listed

BOTH_SIDES = ("Marketing", "Sales")
"""As the bundled deck writes them."""


def fits(options: str, answer: str) -> bool:
    """Return whether rows can hold the two fields of a choice, so that they say the same afterwards."""
    entries = listed(options)
    if len(entries) > MOST or len(set(entries)) < len(entries) or (answer and answer not in entries):
        return False
    try:
        return all(len(read(entry)) == 1 and not read(entry)[0].kind for entry in entries)
    except NoLines:
        return False


def are_sides(options: str) -> bool:
    """Return whether the options are the two sides."""
    return listed(options) == BOTH_SIDES


class OptionRow(QWidget):
    """One option: whether it is right, and what it says."""

    edited = Signal()
    removed = Signal()

    def __init__(self, look: Look, find: FindPicture, keep: Keep) -> None:
        super().__init__()
        self._look = look
        self._html = ""
        self._shown: tuple[Line, ...] = ()
        self.right = QRadioButton()
        self.text = RichText(look, find, keep, one_line=True)
        self.text.edited.connect(self.edited)
        self.remove = QToolButton()
        self.remove.clicked.connect(self.removed)
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.right)
        row.addWidget(self.text, 1)
        row.addWidget(self.remove)
        look.changed.connect(self.dress)
        self.dress()

    def name(self, place: int) -> None:
        """Say which option it is, from 1."""
        for widget, name, text in (
            (self.right, "right", tr("Option {number} is right")),
            (self.text, "option", tr("Option {number}")),
            (self.remove, "remove-option", tr("Remove option {number}")),
        ):
            widget.setObjectName(f"{name}-{place}")
            widget.setAccessibleName(text.format(number=place))
        self.right.setToolTip(tr("This one is right"))
        self.remove.setToolTip(tr("Remove this option"))

    def dress(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.remove.setIcon(self._look.icons.icon("x"))
        self.remove.setIconSize(QSize(self._look.px(14), self._look.px(14)))

    @property
    def html(self) -> str:
        """The option as it is stored."""
        lines = self.text.lines
        return self._html if lines == self._shown else as_html(lines, listed=True).replace("\n", " ")

    def show_html(self, html: str) -> None:
        """Show an option."""
        self.text.show_lines(read(html))
        self._shown, self._html = self.text.lines, html


class OptionsForm(QWidget):
    """Edits the fields Options and Answer of a choice together."""

    edited = Signal()
    came = Signal(RichText)
    """The keyboard came to an option."""
    refused = Signal(UserError)

    def __init__(self, look: Look, find: FindPicture, keep: Keep, *, sides: bool) -> None:
        super().__init__()
        self._look = look
        self._find = find
        self._keep = keep
        self.is_sides = sides
        self._before = ("", "")
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda _button, _on: self.edited.emit())
        self._rows: list[OptionRow] = []
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(label(tr("Which side is right?") if sides else tr("Options"), "overline"))
        if sides:
            self._make_sides()
            return
        self._column.addWidget(label(tr("Mark the right one."), "muted"))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._column.addLayout(self._list)
        self._more = Button(tr("Add an option"))
        self._more.setObjectName("add-option")
        self._more.setAccessibleName(tr("Add an option"))
        self._more.clicked.connect(lambda _=False: self._add("").text.setFocus())
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    # ------------------------------------------------------------------ what it holds

    @property
    def texts(self) -> dict[str, str]:
        """The two fields."""
        if self.is_sides:
            chosen = self._group.checkedButton()
            answer = BOTH_SIDES[self._buttons.index(chosen)] if chosen in self._buttons else ""
            return {OPTIONS: "\n".join(BOTH_SIDES), ANSWER: answer}
        entries = [(row.html, row.right.isChecked()) for row in self._rows]
        made = "\n".join(html for html, _ in entries if html)
        answer = next((html for html, right in entries if right), "")
        options, before = self._before
        if (listed(options), before) == (listed(made), answer):
            return {OPTIONS: options, ANSWER: before}  # spelled as it was
        return {OPTIONS: made, ANSWER: answer}

    def show_texts(self, options: str, answer: str) -> None:
        """Show the two fields; nothing is right where there is no answer yet."""
        self._before = options, answer
        if self.is_sides:
            self._group.setExclusive(False)
            for side, button in zip(BOTH_SIDES, self._buttons, strict=True):
                button.setChecked(side == answer)
            self._group.setExclusive(True)
            return
        for row in list(self._rows):
            self._drop(row)
        entries = listed(options)
        for entry in [*entries, *[""] * (max(FEWEST, 0 if entries else FEWEST + 1) - len(entries))]:
            row = self._add(entry)
            row.right.setChecked(bool(entry) and entry == answer)

    def focus_fault(self) -> None:
        """Give the keyboard to the first thing that is missing."""
        empty = next((row for row in self._rows if not row.html), None)
        if self.is_sides:
            self._buttons[0].setFocus()
        elif sum(1 for row in self._rows if row.html) < FEWEST and empty is not None:
            empty.text.setFocus()
        elif self._rows:
            self._rows[0].right.setFocus()

    def in_order(self) -> list[QWidget]:
        """Return what the keyboard can come to, in the order that it is seen in."""
        if self.is_sides:
            return list(self._buttons)
        return [*(each for row in self._rows for each in (row.right, row.text)), self._more]

    # ------------------------------------------------------------------ rows

    def _make_sides(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for side in BOTH_SIDES:
            button = Button(f"{SIDES[side.casefold()]}  {side}")
            button.setObjectName(f"side-{side.casefold()}")
            button.setAccessibleName(side)
            button.setCheckable(True)
            button.setProperty("role", "side")
            button.setProperty("side", side.casefold())
            self._group.addButton(button)
            self._buttons.append(button)
            row.addWidget(button, 1)
        self._column.addLayout(row)

    def _add(self, html: str) -> OptionRow:
        row = OptionRow(self._look, self._find, self._keep)
        row.show_html(html)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._remove(row))
        row.text.came.connect(lambda: self.came.emit(row.text))
        row.text.refused.connect(self.refused)
        row.text.entered.connect(lambda: self._go_on(row))
        self._group.addButton(row.right)
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()  # at once, so that it can have the keyboard
        self._number()
        return row

    def _drop(self, row: OptionRow) -> None:
        self._rows.remove(row)
        self._group.removeButton(row.right)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number()

    def _remove(self, row: OptionRow) -> None:
        at = self._rows.index(row)
        self._drop(row)
        self._rows[min(at, len(self._rows) - 1)].text.setFocus()
        self.edited.emit()

    def _go_on(self, row: OptionRow) -> None:
        """Go to the next option, which is made where there is none."""
        at = self._rows.index(row) + 1
        if at < len(self._rows):
            self._rows[at].text.setFocus()
        elif row.html and len(self._rows) < MOST:
            self._add("").text.setFocus()

    def _number(self) -> None:
        for place, row in enumerate(self._rows, 1):
            row.name(place)
            row.remove.setEnabled(len(self._rows) > FEWEST)
        self._more.setEnabled(len(self._rows) < MOST)
        for before, after in pairwise(self.in_order()):
            QWidget.setTabOrder(before, after)
