"""Which cards are forgotten again and again."""

from __future__ import annotations

from desktop.gui.statistics.drawing import Canvas, Drawing, Value, lying
from desktop.gui.statistics.wording import Names, full_name, tenth
from desktop.gui.words import tr
from desktop.study.statistics.figure import Figure

SHOWN = 8


class Hardest:
    """The cards with the most lapses."""

    name = "hardest"
    title = "Hardest cards"
    figures = (("hardest", "Hardest cards"),)

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        most = round(figure.values["most"] or 0)
        if not most:
            return tr("You have forgotten no card yet that you knew.")
        if most == 1:
            return tr("No card was forgotten more than once.")
        return tr("The hardest was forgotten {count} times: worth rewriting or splitting.").format(count=most)

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        rows = figure.rows[:SHOWN]
        if not rows:
            return Drawing()
        return lying(
            canvas,
            [full_name(figure, row, names) for row in rows],
            [Value(row.value) for row in rows],
            tenth,
        )
