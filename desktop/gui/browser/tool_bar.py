"""The bar above the table: cards or notes, how many, what can be done with them, what is folded away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.gui.browser.actions import Actions
from desktop.gui.browser.panes import PREVIEW, TREE
from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.study_bars import tool_button
from desktop.gui.words import tr

ICON = 18
GAP = 8
"""Room around an icon, so that its word does not touch it."""
ROOM_FOR_WORDS, ROOM_FOR_BUTTONS = 860, 560
"""Widths in pixels at 100 % from which buttons have words, and from which there are any beside the menu."""


class ToolBar(QWidget):
    """Shows what there is to do; narrow ones show icons alone, or the menu."""

    notes_wanted = Signal(bool)
    """Tells that notes are wanted instead of cards, or the other way round."""
    fold_wanted = Signal(str)
    """Tells the name of a pane that is to be folded away or unfolded."""

    def __init__(self, look: Look, actions: Actions) -> None:
        super().__init__()
        self._look = look
        self._kind = Combo()
        self._kind.setObjectName("browser-kind")
        self._kind.setAccessibleName(tr("Cards or notes"))
        self._kind.addItems([tr("Cards"), tr("Notes")])
        self._kind.currentIndexChanged.connect(lambda at: self.notes_wanted.emit(bool(at)))
        self._count = label("", "muted")
        self._count.setObjectName("browser-count")
        self._folds = {
            TREE: self._fold("fold-tree", TREE, tr("Decks and tags"), tr("Show or hide decks and tags")),
            PREVIEW: self._fold("fold-preview", PREVIEW, tr("Preview"), tr("Show or hide the preview")),
        }
        self._buttons = [self._button(action) for action, _ in actions.in_bar]
        self._icons = {button: icon for button, (_, icon) in zip(self._buttons, actions.in_bar, strict=True)}
        self._more = tool_button("selection-more", tr("More"), tr("Everything you can do with the selection"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(actions.menu)
        self._icons |= {
            self._more: "ellipsis",
            self._folds[TREE]: "panel-left",
            self._folds[PREVIEW]: "panel-right",
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._folds[TREE])
        row.addWidget(self._kind)
        row.addSpacing(8)
        row.addWidget(self._count, 1)
        for button in (*self._buttons, self._more, self._folds[PREVIEW]):
            row.addWidget(button)
        look.changed.connect(self._dress)
        self._dress()

    def _button(self, action: QAction) -> QToolButton:
        made = tool_button(f"bar-{action.objectName()}", action.iconText(), action.toolTip())
        made.setDefaultAction(action)
        made.setAccessibleName(action.iconText())
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _fold(self, name: str, pane: str, text: str, tip: str) -> QToolButton:
        made = tool_button(name, text, tip)
        made.setCheckable(True)
        made.clicked.connect(lambda _=False: self.fold_wanted.emit(pane))
        return made

    def _dress(self) -> None:
        size = QSize(self._look.px(ICON + GAP), self._look.px(ICON))
        for button, icon in self._icons.items():
            drawn = self._look.icons.icon(icon)
            action = button.defaultAction()
            if action is not None:
                action.setIcon(drawn)
                action.setIconVisibleInMenu(False)
            else:
                button.setIcon(drawn)
            button.setIconSize(size)
        self._fit()

    def _fit(self) -> None:
        style = Qt.ToolButtonStyle
        width = self.width() / self._look.scale
        words = style.ToolButtonTextBesideIcon if width >= ROOM_FOR_WORDS else style.ToolButtonIconOnly
        for button in self._buttons:
            button.setVisible(width >= ROOM_FOR_BUTTONS)
            button.setToolButtonStyle(words)
        self._more.setToolButtonStyle(words)
        for button in self._folds.values():
            button.setToolButtonStyle(style.ToolButtonIconOnly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what the width allows."""
        super().resizeEvent(event)
        self._fit()

    @property
    def wants_notes(self) -> bool:
        """Whether notes are wanted instead of cards."""
        return self._kind.currentIndex() == 1

    def tell(self, text: str) -> None:
        """Say how many there are."""
        self._count.setText(text)

    def show_folded(self, tree: bool, preview: bool) -> None:
        """Show which panes are there."""
        self._folds[TREE].setChecked(tree)
        self._folds[PREVIEW].setChecked(preview)
