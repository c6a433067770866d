"""Where the cards stand."""

from __future__ import annotations

from desktop.gui import words
from desktop.gui.statistics.charts.chart import standing_bars
from desktop.gui.statistics.drawing import Canvas, Drawing
from desktop.gui.statistics.wording import Names, percent
from desktop.gui.words import tr
from desktop.study.statistics.figure import Figure


class Standing:
    """Cards by interval, or by ease factor."""

    name = "standing"
    title = "Where your cards stand"
    figures = (
        ("intervals", "Intervals"),
        ("ease", "Ease factors"),
    )

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        if not figure.n and figure.name == "ease":
            return tr("No card that has been studied is scheduled by an ease factor.")
        if not figure.n:
            return tr("No card has been studied yet.")
        if figure.name == "ease":
            return tr("{share} of {cards} are hard for you: their ease is below 1.70.").format(
                share=percent(figure.values["share"]), cards=words.cards(figure.n)
            )
        return tr("{share} of {cards} stay away for three weeks or longer.").format(
            share=percent(figure.values["share"]), cards=words.cards(figure.n)
        )

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        return standing_bars(figure, canvas, names)
