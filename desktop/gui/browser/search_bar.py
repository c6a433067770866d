"""The search field over the full width, help beside it, and what makes no sense below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.gui.back_button import BackButton
from desktop.gui.browser.language import WIDEST, Language
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.study_bars import tool_button
from desktop.gui.words import tr
from desktop.study.query import LONGEST

ICON = 18


class SearchField(QLineEdit):
    """Where the search is typed; Enter and the arrow down lead to the results."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the results, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """Takes a search and tells what is wrong with it."""

    typed = Signal(str)
    """Tells the search at every change of it."""
    left = Signal()
    """Tells that the keys go on to the results."""
    back = Signal()
    """Tells that the way back was pressed."""
    save_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._language: Language | None = None
        self.field = SearchField()
        self.field.setObjectName("search")
        self.field.setAccessibleName(tr("Search"))
        self.field.setPlaceholderText(tr("Search: words, deck:, tag:, is:due, ease<2 …"))
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.typed)
        self.field.left.connect(self.left)
        for button in self.field.findChildren(QToolButton):
            button.setObjectName("search-clear")
            button.setAccessibleName(tr("Clear the search"))
        self._icon = self.field.addAction(look.icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.save = tool_button("search-save", tr("Save this search"), tr("Save this search under a name"))
        for button in self.field.findChildren(QToolButton, ""):
            button.setObjectName("search-sign")
            button.setAccessibleName(tr("Search"))
        self.save.clicked.connect(self.save_wanted)
        self.help = tool_button("search-help", tr("What you can look for"), tr("What you can look for"))
        self.help.clicked.connect(self.show_language)
        self._news = label("", "caption", wrap=True)
        self._news.setObjectName("search-problem")
        self._news.hide()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(BackButton(look, "browser", self.back.emit))
        row.addWidget(self.field, 1)
        row.addWidget(self.save)
        row.addWidget(self.help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._news)
        self.setFocusProxy(self.field)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        size = QSize(self._look.px(ICON), self._look.px(ICON))
        self._icon.setIcon(self._look.icons.icon("search"))
        for button, icon in ((self.save, "bookmark"), (self.help, "circle-question-mark")):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIcon(self._look.icons.icon(icon))
            button.setIconSize(size)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.field.text()

    def tell(self, news: str) -> None:
        """Say below the field what makes no sense, or what goes on; empty = nothing."""
        self._news.setText(news)
        self._news.setVisible(bool(news))
        self.field.setAccessibleDescription(news)

    def show_language(self) -> None:
        """Show what can be looked for."""
        if self._language is None:
            self._language = Language(self)
            self._language.picked.connect(self._try)
        self._language.open_below(self, self._look.px(WIDEST))

    def _try(self, example: str) -> None:
        self.field.setText(example)
        self.field.setFocus()
