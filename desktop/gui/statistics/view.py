"""The page itself: a deck, a period, and the charts in a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QGridLayout, QMenu, QVBoxLayout

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.back_button import heading
from desktop.gui.combo import Combo
from desktop.gui.deck_chooser import DeckChooser
from desktop.gui.jobs import Jobs
from desktop.gui.labels import Button, label
from desktop.gui.look import Look
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.statistics.charts import CHARTS
from desktop.gui.statistics.exporting import WAYS
from desktop.gui.statistics.sheet import Sheet
from desktop.gui.statistics.surface import Surface
from desktop.gui.statistics.wording import duration
from desktop.gui.words import tr
from desktop.policy import NO_POLICY, Policy
from desktop.render.card import face
from desktop.render.plain import spoken
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.calendar import date_of
from desktop.study.statistics.evidence import BREAKDOWNS, Evidence
from desktop.study.statistics.figures import FIGURES

PERIOD_NAMES = {
    "month": "The last 30 days",
    "quarter": "The last 13 weeks",
    "year": "The last 365 days",
    "all": "From the beginning",
}
NARROWEST = 400
"""Least width of a chart in a grid of several columns, at 100 %."""
MOST_COLUMNS = 3
TOOLS = 500
"""Width that the choosers and the button need beside each other, at 100 %."""
WIDEST = 1500
LONGEST_NAME = 60


class StatisticsView(Page):
    """Shows what was learned; it counts on the thread of the jobs."""

    left = Signal()
    cards_wanted = Signal(str)
    """A search for cards."""
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, collection: Collection, look: Look, jobs: Jobs, policy: Policy = NO_POLICY) -> None:
        super().__init__()
        self._collection = collection
        self._look = look
        self._jobs = jobs
        self._asked = 0
        self._columns = 0
        self.evidence: Evidence | None = None
        self.names: dict[int, str] = {}
        self.setObjectName("statistics")
        self._deck = DeckChooser("statistics-deck", collection)
        self._period = self._combo("statistics-period", tr("Period"))
        for key, text in PERIOD_NAMES.items():
            self._period.addItem(tr(text), key)
        self.export_button = Button(tr("Export"))
        self.export_button.setObjectName("statistics-export")
        self.export_button.setAccessibleName(tr("Export"))
        self.export_button.setEnabled(policy.allows("export"))
        if not policy.allows("export"):
            self.export_button.setToolTip(tr("Turned off by your administrator"))
        self.export_button.clicked.connect(self._offer_ways)
        self._ways = QMenu(self)
        for suffix, (text, _) in WAYS.items():
            action = self._ways.addAction(tr(text))
            action.setObjectName(f"statistics-export-{suffix.removeprefix('.')}")
            action.triggered.connect(partial(self._export, suffix))
        self._headline = label("", "headline", wrap=True)
        self._headline.setObjectName("statistics-headline")
        self.surfaces = [Surface(chart, look) for chart in CHARTS]
        for surface in self.surfaces:
            surface.chosen.connect(self.refresh)
            surface.cards_wanted.connect(self.cards_wanted)
        self._build()
        for chooser in (self._deck, self._period):
            chooser.currentIndexChanged.connect(self.refresh)
        for box in self.findChildren(QComboBox):
            box.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()

    def _combo(self, name: str, text: str) -> QComboBox:
        made = Combo()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(14)
        return made

    def _build(self) -> None:
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(8)
        for widget in (self._deck, self._period, self.export_button):
            self._tools.addWidget(widget)
        self._tools.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        column = QVBoxLayout()
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(0)
        column.addLayout(heading(self._look, "statistics", tr("Statistics"), self.left.emit))
        column.addSpacing(4)
        column.addWidget(self._headline)
        column.addSpacing(16)
        column.addLayout(self._tools)
        column.addSpacing(20)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._body = centred(column, self)

    @property
    def deck(self) -> int | None:
        """The deck that is looked at; None = everything."""
        return self._deck.deck

    @property
    def period(self) -> str:
        """The period that is looked at."""
        return str(self._period.currentData())

    # ------------------------------------------------------------------ what shows

    def come(self) -> None:
        """Show how things stand now."""
        self._deck.load()
        self.refresh()
        self._deck.setFocus()

    def show_changes(self, changes: Changes) -> None:
        """Count again what an operation has changed."""
        if changes.decks:
            self._deck.load()
        self.refresh()

    def refresh(self) -> None:
        """Count, and show it when that is done; what was asked for before no longer counts."""
        self._asked += 1
        asked = self._asked
        if self.evidence is None:
            self._headline.setText(tr("Counting your answers…"))
        wanted = {surface.wanted for surface in self.surfaces}

        def show(evidence: Evidence) -> None:
            if asked == self._asked:
                self.show_evidence(evidence)

        self._count([by for by in BREAKDOWNS if f"right_by_{by}" in wanted], show)

    def _count(self, by: Sequence[str], done: Callable[[Evidence], None]) -> None:
        """Count on the thread of the jobs; see `Statistics.evidence`."""
        deck, period, statistics = self.deck, self.period, self._collection.statistics()

        def count() -> Evidence:
            with closing(statistics):
                return statistics.evidence(deck, period, by)

        self._jobs.run(count, done, self.refused.emit)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what was counted."""
        self.evidence = evidence
        self.names = {each.card: self._question(each.card) for each in evidence.hardest}
        self._headline.setText(" ".join(filter(None, map(self._done, ("today", "week")))))
        for surface in self.surfaces:
            surface.show_figure(evidence, self.names)

    def _question(self, number: int) -> str:
        card = self._collection.card(number)
        text = " ".join(spoken(face(card.note, card.ordinal, deck=card.deck_path))[0].split())
        return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"

    def _done(self, name: str) -> str:
        assert self.evidence is not None  # noqa: S101
        figure = FIGURES[name](self.evidence)
        values = figure.values
        template = (
            tr("Today: {answers} in {time}, {right} of {cards} right first time.")
            if name == "today"
            else tr("Last seven days: {answers} in {time}, {right} of {cards} right first time.")
        )
        if not figure.n:
            return tr("Nothing was studied yet today.") if name == "today" else ""
        return template.format(
            answers=words.answers(figure.n),
            time=duration((values["seconds"] or 0) / 60),
            right=f"{round(values['right_first'] or 0):,}",
            cards=words.cards(round(values["cards"] or 0)),
        )

    # ------------------------------------------------------------------ files

    def _offer_ways(self) -> None:
        self._ways.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))

    def _export(self, suffix: str) -> None:
        """Ask where to, count everything, and write it."""
        text, write = WAYS[suffix]
        dialog = QFileDialog(self, tr("Export"), "", f"{tr(text)} (*{suffix})")
        dialog.setObjectName("statistics-file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(tr("Statistics") + suffix)
        chosen = dialog.selectedFiles()[0] if dialog.exec() else ""
        dialog.deleteLater()
        if chosen:
            target = Path(chosen)
            self._count(BREAKDOWNS, lambda evidence: self._write(write, evidence, target))

    def _write(self, write: Callable[[Sheet, Path], None], evidence: Evidence, target: Path) -> None:
        try:
            write(self.sheet(evidence), target)
        except UserError as error:
            self.refused.emit(error)
        else:
            self.told.emit(tr("Exported to {file}.").format(file=target))

    def sheet(self, evidence: Evidence) -> Sheet:
        """Return what is printed of what was counted."""
        when = date_of(evidence.today)
        return Sheet(
            tr("Statistics"),
            (
                f"{self._deck.currentText()} · {self._period.currentText()} ·"
                f" {words.day_of_month(when)} {when.year}",
                self._headline.text(),
            ),
            evidence,
            self.names,
            {surface.chart.name: surface.wanted for surface in self.surfaces},
        )

    # ------------------------------------------------------------------ how it looks

    def _dress(self) -> None:
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        for surface in self.surfaces:
            surface.dress()
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page; over a list it would choose something else unseen."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the charts as many columns as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room = min(self.width(), self._body.maximumWidth()) - 64
        across = room >= self._look.px(TOOLS)
        self._tools.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )
        columns = max(1, min(MOST_COLUMNS, room // self._look.px(NARROWEST)))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for at, surface in enumerate(self.surfaces):
            self._grid.addWidget(surface, *divmod(at, columns))
