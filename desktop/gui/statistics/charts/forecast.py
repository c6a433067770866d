"""What comes back when."""

from __future__ import annotations

from desktop.gui import words
from desktop.gui.statistics.charts.chart import standing_bars
from desktop.gui.statistics.drawing import Canvas, Drawing
from desktop.gui.statistics.wording import Names
from desktop.gui.words import tr
from desktop.study.statistics.figure import Figure


class Forecast:
    """Cards due on each of the days to come."""

    name = "forecast"
    title = "What comes back"
    figures = (("forecast", "What comes back"),)

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        values = figure.values
        if not figure.n:
            return tr("Nothing is scheduled yet.")
        today = round(values["today"] or 0)
        return tr("{today} today, {tomorrow} tomorrow, {week} in seven days.").format(
            today=words.cards(today) if today else tr("Nothing"),
            tomorrow=f"{round(values['tomorrow'] or 0):,}",
            week=f"{round(values['week'] or 0):,}",
        )

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        return standing_bars(figure, canvas, names)
