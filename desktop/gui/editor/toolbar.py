"""The row of buttons above the fields; each does something to the field that has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.gui.editor.commands import COMMANDS, Command, text_of
from desktop.gui.editor.flow import Flow
from desktop.gui.editor.rich_text import RichText
from desktop.gui.look import Look
from desktop.render.lines import BULLETS, NUMBERS, PLAIN

SHOWN = ("bold", "italic", "underline", "sub", "sup", "link", "bullets", "numbers", "source")
"""Commands whose buttons show what holds at the cursor."""
STEPS = {"deeper": 1, "back": -1}
"""Commands that are for items of a list which can go that way."""
GAPS = ("gap", "same-gap", "hint")


class Toolbar(QWidget):
    """Buttons of the commands; it never takes the keyboard from the text, and Tab passes it by."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[str, QToolButton] = {}
        row = Flow(self, 0)
        row.setContentsMargins(0, 0, 0, 0)
        for command in COMMANDS:
            if command.icon:
                row.addWidget(self._button(command))
        gaps = self._buttons["gap"]
        gaps.setMenu(self._gap_menu(gaps))
        gaps.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        look.changed.connect(self.dress)
        self.dress()

    def _button(self, command: Command) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"format-{command.name}")
        text = text_of(command.name)
        keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setAccessibleName(text)
        made.setToolTip(f"{text} ({keys})")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCheckable(command.name in SHOWN)
        made.clicked.connect(lambda _=False: self.wanted.emit(command.name))
        self._buttons[command.name] = made
        return made

    def _gap_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.setObjectName("gap-menu")
        for command in COMMANDS:
            if command.name in GAPS:
                keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
                action = menu.addAction(f"{text_of(command.name)}\t{keys}")
                action.setObjectName(f"format-menu-{command.name}")
                action.triggered.connect(lambda _=False, name=command.name: self.wanted.emit(name))
        return menu

    def offer(self, text: RichText | None) -> None:
        """Offer what a field can do, and show what holds at its cursor; for a source, only to leave it."""
        look, kind = text.at_cursor if text is not None else (PLAIN, "")
        on = {
            "bold": look.bold,
            "italic": look.italic,
            "underline": look.underlined,
            "sub": look.place == "sub",
            "sup": look.place == "sup",
            "link": bool(look.link),
            "bullets": kind == BULLETS,
            "numbers": kind == NUMBERS,
            "source": text is None,
        }
        for name, button in self._buttons.items():
            step = STEPS.get(name)
            possible = text is not None and (step is None or text.can_nest(step))
            button.setEnabled(possible or name == "source")
            button.setChecked(on.get(name, False))

    def dress(self) -> None:
        """Draw the icons in the colours of the theme."""
        size = self._look.px(16)
        for command in COMMANDS:
            if command.icon:
                self._buttons[command.name].setIcon(self._look.icons.icon(command.icon))
                self._buttons[command.name].setIconSize(QSize(size, size))
