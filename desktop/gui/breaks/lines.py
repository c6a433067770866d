"""The lines on Home about breaks: the pace of catching up, and what to study before a holiday."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.breaks import wording
from desktop.gui.faces import LEFT_TO_RIGHT, FaceButton
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.planning.catch_up import CHOICES, CatchUp
from desktop.study.queue import Plan


class Line(FaceButton):
    """A title and a sentence; it shows where there is something to say."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__("line", LEFT_TO_RIGHT, (12, 8, 12, 8))
        self.setObjectName(name)
        self.face.setSpacing(16)
        self._title = title
        self.add(label(title.upper(), "overline"))
        self._sentence = self.add(label("", "option-text", wrap=True), 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; hide where there is none."""
        self._sentence.setText(text)
        self.setAccessibleName(f"{self._title}. {text}")
        self.setVisible(bool(text))
        self._fit(self.width())


class BreakLines(QWidget):
    """Says how a backlog is being cleared, and offers another pace; offers to study ahead."""

    ahead_wanted = Signal()
    changed = Signal(Changes)
    refused = Signal(UserError)

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self.setObjectName("break-lines")
        self._pace = Line("catch-up-line", tr("Catching up"))
        self._pace.setToolTip(tr("How many cards a day"))
        self._pace.clicked.connect(self._offer)
        self._ahead = Line("ahead-line", tr("Holiday"))
        self._ahead.clicked.connect(self.ahead_wanted)
        self.lines = (self._pace, self._ahead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._pace)
        column.addWidget(self._ahead)

    def refresh(self, plan: Plan) -> None:
        """Say what is true now."""
        text = tr("{count} a day, no new cards until it is clear. Choose another pace…")
        self._pace.say(text.format(count=f"{plan.catch_up.a_day:,}") if plan.catch_up else "")
        self._backlog = plan.catch_up
        ahead = None if plan.away_until else self._collection.breaks.ahead()
        says = ahead is not None and bool(ahead.cards)
        self._ahead.say(wording.ahead(ahead, self._collection.today()) if ahead and says else "")
        self.setVisible(plan.catch_up is not None or says)

    def menu(self, backlog: CatchUp) -> QMenu:
        """Return the paces on offer, each with the day on which it is through."""
        made = QMenu(self)
        made.setObjectName("catch-up-menu")
        made.setAccessibleName(tr("How many cards a day"))
        forecast, today = self._collection.breaks.forecast(backlog), self._collection.today()
        most = self._collection.options.reviews_per_day
        paces = sorted({*(each for each in CHOICES if each <= most), backlog.a_day, most})
        for pace in paces:
            entry = made.addAction(wording.portion(pace, forecast.clear_on(pace), today))
            entry.setObjectName(f"pace-{pace}")
            entry.setCheckable(True)
            entry.setChecked(pace == backlog.a_day)
            entry.triggered.connect(partial(self._choose, pace))
        if backlog.chosen:
            made.addSeparator()
            usual = made.addAction(tr("By your own pace"))
            usual.setObjectName("pace-usual")
            usual.triggered.connect(partial(self._choose, 0))
        return made

    def _offer(self) -> None:
        if self._backlog is not None:
            menu = self.menu(self._backlog)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._pace.mapToGlobal(self._pace.rect().bottomLeft()))

    def _choose(self, pace: int, _: bool = False) -> None:
        try:
            self.changed.emit(self._collection.set_option("catch_up_per_day", pace))
        except UserError as error:
            self.refused.emit(error)
