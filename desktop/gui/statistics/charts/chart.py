"""What a chart is, and what most of them do alike."""

from __future__ import annotations

from typing import Protocol

from desktop.gui.statistics.drawing import Canvas, Drawing, Value, columns
from desktop.gui.statistics.wording import Names, axis_name, percent, tenth
from desktop.study.statistics.figure import Figure

MOST_WITH_INTERVAL = 31
"""Standing bars that have room for the marks of an interval; its numbers are told with each value anyway."""


class Chart(Protocol):
    """Shows one figure, or one of several that people choose from."""

    @property
    def name(self) -> str:
        """A name unlike any other's."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """Names of figures in `FIGURES`, each with what it is called in the choice."""

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says, for people who see no picture and for those who do."""

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture; an empty one where there is nothing to show."""


def standing_bars(figure: Figure, canvas: Canvas, names: Names) -> Drawing:
    """Draw the rows of a figure as standing bars."""
    if not any(row.n for row in figure.rows):
        return Drawing()
    shares = figure.unit == "share"
    roomy = len(figure.rows) <= MOST_WITH_INTERVAL
    return columns(
        canvas,
        [axis_name(figure, row, names) for row in figure.rows],
        [Value(row.value, *((row.low, row.high) if roomy else ())) for row in figure.rows],
        percent if shares else tenth,
        1.0 if shares else None,
    )
