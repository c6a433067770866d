"""On which days something was done."""

from __future__ import annotations

from itertools import pairwise
from math import nan, sqrt

from desktop.gui import words
from desktop.gui.statistics.drawing import Canvas, Drawing, dots
from desktop.gui.statistics.wording import Names, month, short_day
from desktop.gui.words import tr
from desktop.study.calendar import date_of
from desktop.study.statistics.figure import WEEK, Figure

FEW_WEEKS = 6


class Calendar:
    """A dot for each day, a column for each week, Monday at the top. Days of rest are no gaps in anything."""

    name = "calendar"
    title = "Days of study"
    figures = (("calendar", "Days of study"),)

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        values = figure.values
        recent, goal = round(values["last_7"] or 0), round(values["goal"] or 0)
        if recent >= goal:
            said = tr("You studied on {count} of the last 7 days; {goal} are plenty.")
        elif recent:
            said = tr("You studied on {count} of the last 7 days. Any {goal} will do; the others are rest.")
        else:
            said = tr("You had a week of rest. Any {goal} days in 7 will do.")
        both = tr("{studied} of {days} days in this time.").format(
            studied=round(values["studied"] or 0), days=round(values["days"] or 0)
        )
        return f"{said.format(count=recent, goal=goal)} {both}"

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture. Dots grow with the square root, so that their areas tell how much was done."""
        if not figure.n:
            return Drawing()
        days = [int(row.key) for row in figure.rows]
        before = date_of(days[0]).weekday()
        after = -(before + len(days)) % WEEK
        values = [nan] * before + [sqrt(row.value or 0) for row in figure.rows] + [nan] * after
        mondays = range(days[0] - before, days[-1] + 1, WEEK)
        labels = [short_day(day) for day in mondays]
        if len(mondays) > FEW_WEEKS:
            months = [month(day, short=True) for day in mondays]
            labels = [name if name != last else "" for last, name in pairwise(["", *months])]
        drawing = dots(
            canvas,
            [tr(name)[:3] for name in words.WEEKDAYS],
            labels,
            values,
        )
        places = {row - before: place for row, place in drawing.places.items()}
        return Drawing(drawing.svg, places)
