"""One chart on the page: what it is about, its sentence, its picture, and the value that is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QToolTip, QVBoxLayout

from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.statistics.charts.chart import Chart
from desktop.gui.statistics.drawing import Canvas, Drawing
from desktop.gui.statistics.picture import Picture
from desktop.gui.statistics.wording import Names, definition, told, whole
from desktop.gui.words import tr
from desktop.study.statistics.evidence import Evidence
from desktop.study.statistics.figure import Figure
from desktop.study.statistics.figures import FIGURES

HEAD, ICON = 32, 16
"""Heights of the line with the title and of its icon, in pixels at 100 %."""


class Surface(QFrame):
    """A chart with everything that belongs to it."""

    chosen = Signal()
    """Another figure of the chart is wanted."""
    cards_wanted = Signal(str)
    """A search for the cards of a bar."""

    def __init__(self, chart: Chart, look: Look) -> None:
        super().__init__()
        self.chart = chart
        self._look = look
        self._names: Names = {}
        self._shown: Figure | None = None
        self.setProperty("role", "surface")
        self.setObjectName(f"chart-{chart.name}")
        self._title = label(tr(chart.title), "overline", wrap=True)
        self._choice = Combo()
        self._choice.setObjectName(f"choice-{chart.name}")
        for name, text in chart.figures:
            self._choice.addItem(tr(text), name)
        self._choice.setAccessibleName(tr("{title}: what is shown").format(title=tr(chart.title)))
        self._choice.setProperty("role", "small")
        if len(chart.figures) == 1:
            self._choice.hide()
        self._choice.currentIndexChanged.connect(self.chosen)
        self._how = QToolButton()
        self._how.setObjectName(f"how-{chart.name}")
        self._how.setAutoRaise(True)
        self._how.clicked.connect(self._explain)
        self._sentence = label("", "sentence", wrap=True)
        self._sentence.setObjectName(f"sentence-{chart.name}")
        self.picture = Picture(look, self._draw)
        self.picture.setObjectName(f"picture-{chart.name}")
        self.picture.pointed.connect(self._say)
        self.picture.opened.connect(self._open)
        self._value = label("", "caption", wrap=True)
        self._value.setObjectName(f"value-{chart.name}")
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addStrut(self._look.px(HEAD))
        head.addWidget(self._title, 1)
        head.addWidget(self._choice)
        head.addWidget(self._how)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addStretch(1)
        column.addWidget(self.picture)
        column.addWidget(self._value)
        self.picture.hide()
        self._value.hide()

    @property
    def wanted(self) -> str:
        """The name of the figure that is chosen."""
        return str(self._choice.currentData())

    @property
    def figure(self) -> Figure | None:
        """The figure that shows."""
        return self._shown

    def show_figure(self, evidence: Evidence, names: Names) -> None:
        """Show what was counted.

        Args:
            evidence: holds what the chosen figure is made of.
            names: questions of cards, by their numbers.
        """
        figure = FIGURES[self.wanted](evidence)
        self._shown, self._names = figure, names
        title = tr(figure.title)
        sentence, how = self.chart.sentence(figure), definition(figure)
        self._sentence.setText(sentence)
        self._how.setAccessibleName(tr("{title}: how it is counted").format(title=title))
        self._how.setToolTip(how)
        self.picture.setAccessibleName(title)
        self.picture.setAccessibleDescription(f"{sentence} {how}".replace("\n", " "))
        self.picture.setToolTip(how)
        self.picture.opens = any(row.search for row in figure.rows)
        self.picture.redraw()
        self.picture.setVisible(figure.n > 0)
        self._value.setVisible(figure.n > 0)
        at = self.picture.at
        self._say(at if at is not None and at < len(figure.rows) else None)

    def dress(self) -> None:
        """Draw by the present theme and text size."""
        self._how.setIcon(self._look.icons.icon("circle-question-mark"))
        self._how.setIconSize(QSize(self._look.px(ICON), self._look.px(ICON)))
        self.picture.redraw()

    def _draw(self, canvas: Canvas) -> Drawing:
        return self.chart.draw(self._shown, canvas, self._names) if self._shown else Drawing()

    def _say(self, row: int | None) -> None:
        figure = self._shown
        if figure is None:
            return
        text = "" if row is None else told(figure, figure.rows[row], self._names)
        self._value.setText(text or tr("n = {count}").format(count=whole(figure.n)))
        self.picture.setAccessibleName(text or tr(figure.title))

    def _open(self, row: int) -> None:
        if self._shown and (search := self._shown.rows[row].search):
            self.cards_wanted.emit(search)

    def _explain(self) -> None:
        if self._shown:
            corner = self._how.mapToGlobal(QPoint(0, self._how.height()))
            QToolTip.showText(corner, self._how.toolTip(), self._how)
