"""How much is remembered."""

from __future__ import annotations

from desktop.gui.statistics.charts.chart import standing_bars
from desktop.gui.statistics.drawing import Canvas, Drawing
from desktop.gui.statistics.wording import Names, percent, whole
from desktop.gui.words import tr
from desktop.study.statistics.figure import Figure


class Retention:
    """True retention, with how sure one can be of it."""

    name = "retention"
    title = "True retention"
    figures = (("retention", "True retention"),)

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        values = figure.values
        if not figure.n:
            return tr("No card was asked again yet in this time.")
        said = tr("You remembered {share} of {n} (likely {low} to {high}).").format(
            share=percent(values["share"]),
            n=whole(figure.n),
            low=percent(values["low"]),
            high=percent(values["high"]),
        )
        if not values["mature_n"] or not values["young_n"]:
            return said
        kinds = tr("Asked within three weeks: {young}; later: {mature}.").format(
            young=percent(values["young"]), mature=percent(values["mature"])
        )
        return f"{said} {kinds}"

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        return standing_bars(figure, canvas, names)
