"""Where cards are right first time, and where not."""

from __future__ import annotations

from desktop.gui.statistics.charts.chart import standing_bars
from desktop.gui.statistics.drawing import Canvas, Drawing, Value, lying
from desktop.gui.statistics.wording import Names, axis_name, full_name, leaf, percent, whole
from desktop.gui.words import tr
from desktop.study.statistics.evidence import HOUR
from desktop.study.statistics.figure import Figure, Row

SHOWN = 8
"""Bars that have room; the lowest come first, and the others are in the exports."""
ENOUGH = 10
"""Answers from which on a share is worth naming."""


class RightFirst:
    """The share of cards right first time by deck, tag, side or hour."""

    name = "right-first"
    title = "Right first time"
    figures = (
        ("right_by_deck", "By deck"),
        ("right_by_tag", "By tag"),
        ("right_by_side", "By side"),
        ("right_by_hour", "By hour"),
    )

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        known = [row for row in figure.rows if row.value is not None]
        if not known:
            if figure.name == "right_by_tag":
                return tr("No card with a tag was asked in this time.")
            return tr("Nothing was asked in this time.")
        sure = [row for row in known if row.n >= ENOUGH] or known
        lowest, highest = min(sure, key=_share), max(sure, key=_share)
        if lowest is highest:
            return tr("{name}: {share} of {n} right first time.").format(
                name=_named(figure, lowest), share=percent(lowest.value), n=whole(lowest.n)
            )
        return tr("Right first time: from {low} ({low_name}) to {high} ({high_name}).").format(
            low=percent(lowest.value),
            low_name=_named(figure, lowest),
            high=percent(highest.value),
            high_name=_named(figure, highest),
        )

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        if figure.axis == HOUR:
            return standing_bars(figure, canvas, names)
        rows = figure.rows[:SHOWN]
        if not rows:
            return Drawing()
        return lying(
            canvas,
            [axis_name(figure, row, names) for row in rows],
            [Value(row.value, row.low, row.high) for row in rows],
            percent,
            1.0,
        )


def _named(figure: Figure, row: Row) -> str:
    return leaf(full_name(figure, row, {}))


def _share(row: Row) -> float:
    return row.value or 0.0
