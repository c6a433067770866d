"""The tools above the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.gui.editor.flow import Flow
from desktop.gui.look import Look
from desktop.gui.occlusion_editor.canvas import Canvas
from desktop.gui.occlusion_editor.lens import STEP
from desktop.gui.occlusion_editor.tools import CHOOSE, ELLIPSE, LABEL, POLYGON, RECT
from desktop.gui.study_bars import tool_button
from desktop.gui.words import tr

ICON = 18


class _Tool(NamedTuple):
    name: str
    icon: str
    text: str
    keys: str


class ToolBar(QWidget):
    """Chooses what the mouse draws, and works on what is chosen."""

    def __init__(self, look: Look, canvas: Canvas) -> None:
        super().__init__()
        self._look = look
        self._canvas = canvas
        self._icons: dict[QToolButton, str] = {}
        self._row = Flow(self)
        self._tools = {
            tool.name: self._button(tool, partial(self._use, tool.name), checkable=True)
            for tool in (
                _Tool(CHOOSE, "mouse-pointer-2", tr("Choose and move"), "V"),
                _Tool(RECT, "square", tr("Rectangle"), "R"),
                _Tool(ELLIPSE, "circle", tr("Ellipse"), "E"),
                _Tool(POLYGON, "pentagon", tr("Polygon; Enter or a double click closes it"), "P"),
                _Tool(LABEL, "type", tr("Label"), "T"),
            )
        }
        undo = partial(self._on_canvas, canvas.undo)
        redo = partial(self._on_canvas, canvas.redo)
        self._undo = self._button(_Tool("undo-shape", "undo-2", tr("Undo"), "Ctrl+Z"), undo)
        self._redo = self._button(_Tool("redo-shape", "redo-2", tr("Redo"), "Ctrl+Shift+Z"), redo)
        self._of_chosen = [
            self._button(tool, partial(self._on_canvas, do))
            for tool, do in (
                (_Tool("remove-shape", "trash-2", tr("Remove"), "Del"), canvas.remove),
                (_Tool("copy-shape", "copy", tr("Duplicate"), "Ctrl+D"), canvas.copy),
                (
                    _Tool("group-shapes", "group", tr("One card for all that is chosen"), "Ctrl+G"),
                    canvas.group,
                ),
                (
                    _Tool("ungroup-shapes", "ungroup", tr("A card for each that is chosen"), "Ctrl+Shift+G"),
                    canvas.ungroup,
                ),
            )
        ]
        for tool, do in (
            (_Tool("zoom-out", "zoom-out", tr("Smaller"), "-"), partial(canvas.enlarge, 1 / STEP)),
            (_Tool("zoom-fit", "maximize", tr("All of the image"), "0"), canvas.fit),
            (_Tool("zoom-in", "zoom-in", tr("Larger"), "+"), partial(canvas.enlarge, STEP)),
        ):
            self._button(tool, partial(self._on_canvas, do))
        for keys, do in (
            ("Ctrl+Z", canvas.undo),
            ("Ctrl+Shift+Z", canvas.redo),
            ("Ctrl+Y", canvas.redo),
            ("Ctrl+D", canvas.copy),
            ("Ctrl+G", canvas.group),
            ("Ctrl+Shift+G", canvas.ungroup),
        ):
            shortcut = QShortcut(QKeySequence(keys), canvas, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        canvas.changed.connect(self.offer)
        canvas.turned.connect(self.offer)
        look.changed.connect(self.dress)
        self.dress()
        self.offer()

    def add(self, button: QToolButton, icon: str) -> None:
        """Add a button at the end."""
        self._icons[button] = icon
        self._row.addWidget(button)
        self.dress()

    def _button(self, tool: _Tool, do: Callable[[], object], *, checkable: bool = False) -> QToolButton:
        name = f"tool-{tool.name}" if checkable else tool.name
        made = tool_button(name, tool.text, f"{tool.text} ({tool.keys})")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        made.setCheckable(checkable)
        made.clicked.connect(lambda _=False: do())
        self._icons[made] = tool.icon
        self._row.addWidget(made)
        return made

    def _use(self, tool: str) -> None:
        self._canvas.use(tool)
        self._canvas.setFocus()

    def _on_canvas(self, do: Callable[[], object]) -> None:
        do()
        self._canvas.setFocus()

    def offer(self) -> None:
        """Show which tool it is, and what can be done."""
        has_image = not self._canvas.image.isNull()
        for name, button in self._tools.items():
            button.setChecked(name == self._canvas.tool)
            button.setEnabled(has_image)
        self._undo.setEnabled(self._canvas.past.can_undo)
        self._redo.setEnabled(self._canvas.past.can_redo)
        for button in self._of_chosen:
            button.setEnabled(bool(self._canvas.chosen))

    def dress(self) -> None:
        """Draw the icons in the colours of the theme."""
        size = self._look.px(ICON)
        for button, icon in self._icons.items():
            button.setIcon(self._look.icons.icon(icon))
            button.setIconSize(QSize(size, size))
