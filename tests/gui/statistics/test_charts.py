"""What holds for every chart: with no data, with one point, with many, in the light and in the dark."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.gui.statistics.charts import CHARTS
from desktop.gui.statistics.charts.chart import Chart
from desktop.gui.statistics.drawing import Canvas, Drawing, Value, columns
from desktop.gui.theme import DARK, LIGHT, Theme
from desktop.study.statistics.evidence import Evidence
from desktop.study.statistics.figures import FIGURES
from tests.gui.statistics.evidence import MUCH, NAMES, NONE, ONE

EVERY = [pytest.param(chart, name, id=name) for chart in CHARTS for name, _ in chart.figures]
WIDTH, HEIGHT = 440, 190


def drawn(chart: Chart, name: str, evidence: Evidence, theme: Theme = LIGHT, scale: float = 1.0) -> Drawing:
    canvas = Canvas(WIDTH * scale, HEIGHT * scale, theme, scale, "DejaVu Sans")
    return chart.draw(FIGURES[name](evidence), canvas, NAMES)


def painted(drawing: Drawing, theme: Theme) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(drawing.svg))
    assert renderer.isValid()
    renderer.render(painter, QRectF(0, 0, WIDTH, HEIGHT))
    painter.end()
    return image


def colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, WIDTH, 2) for y in range(0, HEIGHT, 2)}


def test_every_figure_but_the_two_of_the_headline_has_a_chart() -> None:
    shown = [name for chart in CHARTS for name, _ in chart.figures]
    assert sorted(shown) == sorted(set(FIGURES) - {"today", "week"})
    assert len({chart.name for chart in CHARTS}) == len(CHARTS)
    assert 6 <= len(CHARTS) <= 8


@pytest.mark.parametrize(("chart", "name"), EVERY)
@pytest.mark.parametrize("evidence", [NONE, ONE, MUCH], ids=["none", "one", "much"])
def test_a_sentence_says_it_all(chart: Chart, name: str, evidence: Evidence) -> None:
    sentence = chart.sentence(FIGURES[name](evidence))
    assert sentence.endswith(".")
    assert "None" not in sentence
    assert "{" not in sentence


@pytest.mark.parametrize(("chart", "name"), EVERY)
def test_nothing_to_show_is_no_picture(chart: Chart, name: str) -> None:
    assert drawn(chart, name, NONE) == Drawing()
    assert FIGURES[name](NONE).n == 0


@pytest.mark.parametrize(("chart", "name"), EVERY)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("evidence", [ONE, MUCH], ids=["one", "much"])
def test_the_picture_is_in_the_colours_of_the_theme(
    qapp: QApplication, chart: Chart, name: str, theme: Theme, evidence: Evidence
) -> None:
    seen = colors(painted(drawn(chart, name, evidence, theme), theme))
    assert theme.accent.lower() in seen
    assert theme.surface.lower() in seen
    other = LIGHT if theme.dark else DARK
    assert other.surface.lower() not in seen


@pytest.mark.parametrize(("chart", "name"), EVERY)
@pytest.mark.parametrize("evidence", [ONE, MUCH], ids=["one", "much"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_lie_inside_the_picture_and_beside_each_other(
    qapp: QApplication, chart: Chart, name: str, evidence: Evidence, scale: float
) -> None:
    figure = FIGURES[name](evidence)
    drawing = drawn(chart, name, evidence, scale=scale)
    whole = QRectF(-1, -1, WIDTH * scale + 2, HEIGHT * scale + 2)
    assert drawing.places
    assert set(drawing.places) <= set(range(len(figure.rows)))
    places = list(drawing.places.values())
    for at, place in enumerate(places):
        assert whole.contains(place.center())
        assert place.width() > 1
        assert place.height() > 1
        inner = place.adjusted(1, 1, -1, -1)
        assert not any(inner.contains(other.center()) for other in places[:at])


@pytest.mark.parametrize(("chart", "name"), EVERY)
def test_drawings_hold_no_script_and_no_address(chart: Chart, name: str) -> None:
    svg = drawn(chart, name, MUCH).svg
    assert b"<script" not in svg
    assert b"http" not in svg.replace(b"http://www.w3.org/2000/svg", b"").replace(
        b"http://www.w3.org/1999/xlink", b""
    )


def test_names_are_text_whatever_is_in_them(qapp: QApplication) -> None:
    (chart,) = [each for each in CHARTS if each.name == "hardest"]
    svg = drawn(chart, "hardest", MUCH).svg
    assert b"What is &lt;b&gt;" in svg
    assert b"<b>" not in svg


def test_the_first_bar_is_the_first_row(qapp: QApplication) -> None:
    (lying,) = [each for each in CHARTS if each.name == "hardest"]
    places = drawn(lying, "hardest", MUCH).places
    assert [row for row, _ in sorted(places.items(), key=lambda each: each[1].y())] == sorted(places)
    (standing,) = [each for each in CHARTS if each.name == "answers"]
    places = drawn(standing, "answers", MUCH).places
    assert [row for row, _ in sorted(places.items(), key=lambda each: each[1].x())] == sorted(places)


def test_days_of_a_week_stand_below_each_other(qapp: QApplication) -> None:
    (calendar,) = [each for each in CHARTS if each.name == "calendar"]
    drawing = drawn(calendar, "calendar", MUCH)
    figure = FIGURES["calendar"](MUCH)
    today, yesterday, week_ago = (drawing.places[len(figure.rows) - 1 - away] for away in (0, 1, 7))
    assert today.center().x() == yesterday.center().x()
    assert today.center().y() > yesterday.center().y()
    assert week_ago.center().y() == today.center().y()
    assert week_ago.center().x() < today.center().x()


def texts(drawing: Drawing) -> list[bytes]:
    return re.findall(rb"<text[^>]*>([^<]*)</text>", drawing.svg)


def test_the_lines_of_the_calendar_are_named_after_the_days_of_the_week(qapp: QApplication) -> None:
    chart = next(each for each in CHARTS if each.name == "calendar")
    shown = texts(drawn(chart, "calendar", MUCH))
    assert {b"Mon", b"Wed", b"Sun"} <= set(shown)
    assert b"1" not in shown


@pytest.mark.parametrize(("values", "marks"), [((1, 2), 3), ((1, 3.5), 0), ((2, 40), 0)])
def test_few_whole_things_are_marked_one_by_one(
    qapp: QApplication, values: tuple[float, ...], marks: int
) -> None:
    canvas = Canvas(WIDTH, HEIGHT, LIGHT, 1.0, "DejaVu Sans")
    drawing = columns(canvas, ["a", "b"], [Value(each) for each in values], lambda number: f"{number:g} x")
    written = [text for text in texts(drawing) if text.endswith(b" x")]
    whole = [b"%d x" % number for number in range(marks)]
    assert sorted(written) == whole if marks else len(written) > 1
