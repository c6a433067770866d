"""How much was done."""

from __future__ import annotations

from desktop.gui import words
from desktop.gui.statistics.charts.chart import standing_bars
from desktop.gui.statistics.drawing import Canvas, Drawing
from desktop.gui.statistics.wording import Names, duration, tenth
from desktop.gui.words import tr
from desktop.study.statistics.figure import Figure


class Answers:
    """Answers given, or the time that they took."""

    name = "answers"
    title = "What you did"
    figures = (
        ("answers", "Answers"),
        ("time", "Time spent"),
    )

    def sentence(self, figure: Figure) -> str:
        """Return what the figure says."""
        values = figure.values
        if not figure.n:
            return tr("No answers in this time.")
        if figure.name == "time":
            return tr("{time} in all, {seconds} seconds an answer.").format(
                time=duration(values["minutes"] or 0), seconds=tenth(values["seconds_an_answer"] or 0)
            )
        return tr("{answers} in {days}: {each} a day.").format(
            answers=words.answers(figure.n),
            days=words.days(round(values["days"] or 1)),
            each=tenth(values["a_day"] or 0),
        )

    def draw(self, figure: Figure, canvas: Canvas, names: Names) -> Drawing:
        """Return the picture."""
        return standing_bars(figure, canvas, names)
