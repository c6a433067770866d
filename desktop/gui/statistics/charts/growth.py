"""How the collection of known cards grows."""

from __future__ import annotations

from desktop.gui import words
from desktop.gui.statistics.drawing import Canvas, Drawing, Value, curve
from desktop.gui.statistics.wording import Names, axis_name, whole
from desktop.gui.words import tr
from desktop.study.statistics.figure import Figure


class Growth:
    """Cards met so far."""

    name = "growth"
    title = "Cards you have met"
    figures = (("growth", "Cards you have met"),)

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        if not figure.n:
            return tr("You have met no card yet.")
        new = figure.values["new"] or 0
        template = (
            tr("You have met {cards}, {new} of them in this time.")
            if new
            else tr("You have met {cards}, none of them new in this time.")
        )
        return template.format(cards=words.cards(figure.n), new=whole(new))

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        if not figure.n:
            return Drawing()
        return curve(
            canvas,
            [axis_name(figure, row, names) for row in figure.rows],
            [Value(row.value) for row in figure.rows],
            whole,
        )
