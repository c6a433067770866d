"""The charts of the page. One more is a file of its own and a line in CHARTS."""

from desktop.gui.statistics.charts.answers import Answers
from desktop.gui.statistics.charts.calendar import Calendar
from desktop.gui.statistics.charts.chart import Chart
from desktop.gui.statistics.charts.forecast import Forecast
from desktop.gui.statistics.charts.growth import Growth
from desktop.gui.statistics.charts.hardest import Hardest
from desktop.gui.statistics.charts.retention import Retention
from desktop.gui.statistics.charts.right_first import RightFirst
from desktop.gui.statistics.charts.standing import Standing

CHARTS: tuple[Chart, ...] = (
    Answers(),
    Forecast(),
    Calendar(),
    Retention(),
    RightFirst(),
    Standing(),
    Growth(),
    Hardest(),
)
"""In the order of the page."""
