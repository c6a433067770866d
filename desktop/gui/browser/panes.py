"""Tree, table and preview side by side; where that is too narrow, the outer two fold away by themselves."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.gui.look import Look
from desktop.gui.settings import Settings

TREE, PREVIEW = "tree", "preview"
ROOM_FOR_ALL, ROOM_FOR_TWO = 900, 620
"""Widths in pixels at 100 % from which three panes, or the table and the preview, stand side by side."""
SHARES = {TREE: 0.23, PREVIEW: 0.28}
"""Of the width, until somebody drags an edge."""
LEAST = 160
SETTLE_MS = 200


class Panes(QSplitter):
    """Holds the three.

    Args:
        look: text size.
        settings: where it is kept which of them somebody wants, and how wide.
        tree: on the left.
        table: in the middle; it always shows.
        preview: on the right.
    """

    folded = Signal()
    """Tells that a pane came or went."""

    def __init__(
        self, look: Look, settings: Settings, tree: QWidget, table: QWidget, preview: QWidget
    ) -> None:
        super().__init__()
        self._look = look
        self._settings = settings
        self._had_room = 2
        self._alone: str | None = None
        """The pane chosen where there is no room for both; "" = neither, None = nobody chose."""
        self._shares = dict(SHARES)
        self._panes = {TREE: tree, PREVIEW: preview}
        self._wanted = {TREE: True, PREVIEW: True}
        self._read()
        self.setObjectName("browser-panes")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        for each in (tree, table, preview):
            self.addWidget(each)
        self.setStretchFactor(1, 1)
        self._written = QTimer(self)
        self._written.setSingleShot(True)
        self._written.setInterval(SETTLE_MS)
        self._written.timeout.connect(self._write)
        self.splitterMoved.connect(self._dragged)
        look.changed.connect(self.fit)

    def _read(self) -> None:
        for part in self._settings.browser_panes.split():
            name, _, share = part.removeprefix("-").partition(":")
            if name in self._wanted:
                self._wanted[name] = not part.startswith("-")
                if share.isascii() and share.isdecimal() and len(share) < 4:
                    self._shares[name] = max(0.08, min(int(share) / 100, 0.6))

    def _write(self) -> None:
        self._settings.browser_panes = " ".join(
            f"{'' if wanted else '-'}{name}:{round(self._shares[name] * 100)}"
            for name, wanted in self._wanted.items()
        )

    def _dragged(self) -> None:
        for name, pane in self._panes.items():
            if not pane.isHidden() and self.width():
                self._shares[name] = pane.width() / self.width()
        self._written.start()

    def shows(self, name: str) -> bool:
        """Return whether a pane shows."""
        return not self._panes[name].isHidden()

    def toggle(self, name: str) -> None:
        """Fold a pane away, or unfold it; where there is room for one alone, in the place of the other."""
        shown = self.shows(name)
        if self._room < 2:
            self._alone = "" if shown else name
        else:
            self._wanted[name] = not shown
            self._write()
        self.fit()

    @property
    def _room(self) -> int:
        """How many panes have room beside the table."""
        width = self.width() / self._look.scale
        return 2 if width >= ROOM_FOR_ALL else 1 if width >= ROOM_FOR_TWO else 0

    def fit(self) -> None:
        """Show the panes that are wanted and have room."""
        before = [self.shows(name) for name in self._panes]
        room = self._room
        if room != self._had_room:
            self._had_room, self._alone = room, None
        usual = PREVIEW if self._wanted[PREVIEW] else TREE if self._wanted[TREE] else ""
        alone = self._alone if self._alone is not None else usual if room else ""
        for name, pane in self._panes.items():
            pane.setHidden(not (self._wanted[name] if room == 2 else name == alone))
            pane.setMinimumWidth(self._look.px(LEAST))
        self._share_out()
        if before != [self.shows(name) for name in self._panes]:
            self.folded.emit()

    def _share_out(self) -> None:
        tree, preview = (
            round(self.width() * self._shares[name]) if self.shows(name) else 0 for name in (TREE, PREVIEW)
        )
        self.setSizes([tree, max(0, self.width() - tree - preview), preview])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold away what has no room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
