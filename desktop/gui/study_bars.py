"""The bars around a card: how far the sitting is above it, what else can be done below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QWidget

from desktop.gui import words
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.study.session import Progress

BESIDE = 48
"""Pixels in the head besides its words."""
ICON = 18
GAP = 6
"""Room around an icon, so that its word does not touch it."""


def tool_button(name: str, text: str, tip: str) -> QToolButton:
    """Return a quiet button with an icon and words, reached by Tab but not taking the focus by a click."""
    made = QToolButton()
    made.setObjectName(name)
    made.setText(text)
    made.setAccessibleName(text)
    made.setToolTip(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


class Bar(QWidget):
    """A row of quiet buttons, drawn in the look of the moment; narrow ones show icons alone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.icons: dict[QToolButton, str] = {}

    def dress(self) -> None:
        """Draw the icons anew."""
        for button, icon in self.icons.items():
            button.setIcon(self.look.icons.icon(icon))
            button.setIconSize(QSize(self.look.px(ICON + GAP), self.look.px(ICON)))

    def fit(self, narrow: bool) -> None:
        """Show icons alone, or words beside them."""
        style = Qt.ToolButtonStyle
        shown = style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
        for button in self.icons:
            button.setToolButtonStyle(shown)


class Head(Bar):
    """Leave, how far the sitting is, and everything else in a menu."""

    left = Signal()

    def __init__(self, look: Look, menu: QMenu) -> None:
        super().__init__(look)
        self._leave = tool_button("leave", tr("Leave"), tr("Back to your decks (Esc)"))
        self._leave.clicked.connect(self.left)
        self._more = tool_button("more", tr("More"), tr("Everything you can do with this card"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(menu)
        self.icons = {self._leave: "x", self._more: "ellipsis"}
        self._bar = QProgressBar()
        self._bar.setObjectName("progress")
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(260)
        self._text = label("", "caption")
        self._text.setObjectName("progress-text")
        self.row.addWidget(self._leave)
        self.row.addStretch(1)
        self.row.addWidget(self._bar, 2)
        self.row.addSpacing(8)
        self.row.addWidget(self._text)
        self.row.addStretch(1)
        self.row.addWidget(self._more)

    def fit(self, narrow: bool) -> None:
        """Leave the bar out of a narrow window; the words say the same."""
        super().fit(narrow)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._bar.setVisible(not narrow)

    def show_progress(self, progress: Progress, *, practice: bool, width: int) -> None:
        """Show how far the sitting is, and the time left where the width allows."""
        self._bar.setMaximum(max(1, progress.total))
        self._bar.setValue(progress.done)
        text = tr("{done} of {total}").format(done=progress.done, total=progress.total)
        if progress.repeats:
            repeats = tr("{count} to repeat").format(count=progress.repeats)
            text = repeats if progress.done == progress.total else f"{text} · {repeats}"
        if practice:
            text = tr("Practice") + " · " + text
        whole = f"{text} · {words.minutes_left(progress.seconds)}"
        beside = self._leave.sizeHint().width() + self._more.sizeHint().width() + BESIDE
        fits = self._text.fontMetrics().horizontalAdvance(whole) <= width - beside
        self._text.setText(whole if fits else text)
        self._text.setAccessibleName(whole)
        self._text.setToolTip("" if fits else whole)


class Foot(Bar):
    """Undo, why now, edit, flag; and the deck of the card."""

    undo_wanted = Signal()
    why_wanted = Signal()
    edit_wanted = Signal()
    flag_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._undo = tool_button("undo", tr("Undo"), tr("Undo (Ctrl+Z)"))
        self._undo.clicked.connect(self.undo_wanted)
        why = tool_button("why", tr("Why now?"), tr("Why now? (W)"))
        why.clicked.connect(self.why_wanted)
        edit = tool_button("edit", tr("Edit"), tr("Edit (E)"))
        edit.clicked.connect(self.edit_wanted)
        self._flag = tool_button("flag", tr("Flag"), tr("Flag (F)"))
        self._flag.clicked.connect(self.flag_wanted)
        self.icons = {self._undo: "undo-2", why: "lightbulb", edit: "square-pen", self._flag: "flag"}
        self._flagged = False
        self._deck = label("", "caption")
        self._deck.setObjectName("deck-of-card")
        self._deck.setMinimumWidth(40)  # a long name is cut, not the buttons beside it
        self.row.setSpacing(4)
        for button in self.icons:
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.row.addWidget(self._deck)

    def dress(self) -> None:
        """Draw the icons anew; a flag that is set has a colour of its own."""
        super().dress()
        self.show_flag(self._flagged)

    def fit(self, narrow: bool) -> None:
        """Leave the deck's name out of a narrow window."""
        super().fit(narrow)
        self._deck.setVisible(not narrow)

    def show_deck(self, name: str) -> None:
        """Show the deck of the card."""
        self._deck.setText(name)

    def show_flag(self, flagged: bool) -> None:
        """Show whether the card is flagged."""
        self._flagged = flagged
        color = self.look.theme.color("again" if flagged else "muted")
        self._flag.setIcon(self.look.icons.icon("flag", color))
        text = tr("Flagged") if flagged else tr("Flag")
        self._flag.setText(text)
        self._flag.setAccessibleName(text)

    def show_undo(self, undoable: tuple[str, str] | None) -> None:
        """Name what undo would take back: kind and label of it, or None."""
        name = words.action_name(*undoable) if undoable else ""
        text = tr("Undo {action}").format(action=name) if name else tr("Undo")
        self._undo.setText(text.replace("&", "&&"))
        self._undo.setAccessibleName(text)
        self._undo.setEnabled(bool(name))
