"""Notices: one line over the window that says what happened and offers at most one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.errors import UserError
from desktop.gui.labels import label
from desktop.gui.words import tr

SHOWN_MS = 6000
MARGIN = 16


class Notices(QFrame):
    """Shows one notice over a window; the next one takes its place.

    It lies at the lower edge, or `top` pixels from the upper one where that is set.

    News goes by itself; a failure stays until somebody closes it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "notice")
        self.setObjectName("notice")
        self._text = label("", "notice-text", wrap=True)
        self._text.setObjectName("notice-text")
        self._button = QPushButton()
        self._button.setObjectName("notice-button")
        self._button.clicked.connect(self._act)
        self._close = QPushButton(tr("Close"))
        self._close.setObjectName("notice-close")
        self._close.setAccessibleName(tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        for button in (self._button, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.top = 0
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self._window = window
        self.hide()

    @property
    def text(self) -> str:
        """What the notice says; empty while none shows."""
        return self._text.text() if self.isVisibleTo(self._window) else ""

    def tell(self, text: str, do: str = "", action: Callable[[], object] | None = None) -> None:
        """Show news for some seconds, with at most one thing to do about it."""
        self._show(text, do, action)
        self._timer.start(SHOWN_MS)

    def refuse(self, error: UserError, do: str = "", action: Callable[[], object] | None = None) -> None:
        """Show a failure until it is closed."""
        self._show(str(error), do, action)
        self._timer.stop()

    def _show(self, text: str, do: str, action: Callable[[], object] | None) -> None:
        self._action = action
        self._text.setText(text)
        self._button.setText(do)
        self._button.setAccessibleName(do)
        self._button.setVisible(bool(do))
        self._place()
        self.show()
        self.raise_()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _act(self) -> None:
        self.hide()
        if self._action:
            self._action()

    def _place(self) -> None:
        window = self._window
        width = min(window.width() - 2 * MARGIN, max(320, self.sizeHint().width()))
        self.setFixedWidth(width)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setFixedHeight(max(height, self.minimumSizeHint().height()))
        lower = window.height() - self.height() - MARGIN
        self.move((window.width() - width) // 2, self.top or lower)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
