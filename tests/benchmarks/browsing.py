"""The browser in a window, on a folder that `searching` has filled: milliseconds from a key to what it finds.

python -m tests.benchmarks.browsing FOLDER
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.gui import application as start
from desktop.gui.browser import ahead
from desktop.gui.browser.finder import Wish
from desktop.gui.main_window import MainWindow
from desktop.store.collection import Collection
from desktop.store.search.results import SORTS
from tests.benchmarks.big import NOW
from tests.benchmarks.searching import searches, vocabulary

KINDS = ("word", "prefix", "phrase", "accent", "substring", "field", "deck", "tag", "mixed")
BEAT_MS = 1
LONGEST_SECONDS = 20


class Heart:
    """Beats on the window's thread; its longest pause is the longest time that the window did not answer."""

    def __init__(self, application: QApplication) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(application)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def rest(self) -> float:
        """Return the longest pause since the last time, in milliseconds."""
        found, self.longest = self.longest * 1000, 0.0
        self._last = time.perf_counter()
        return found


def until(application: QApplication, is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so, and painted."""
    end = time.monotonic() + LONGEST_SECONDS
    while not is_so():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise RuntimeError("it took too long")
    application.processEvents()


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds some work takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def measure(application: QApplication, window: MainWindow) -> dict[str, float]:
    """Return the figures by name."""
    figures: dict[str, float] = {}
    heart = Heart(application)

    def first_rows() -> None:
        window.show_page("browser")
        shown: Any = window.page("browser")
        until(application, lambda: bool(shown.table.results.numbers))

    figures["first_rows_made"] = timed(first_rows)
    page: Any = window.page("browser")
    until(application, lambda: page.finder._running == 0)
    figures["gap_opening"] = heart.rest()
    window.show_home()
    page.table.results.show_numbers(array("q"), [], notes=False, today=0)
    figures["first_rows"] = timed(first_rows)

    def search(text: str) -> None:
        page.search_bar.field.setText(text)
        until(application, lambda: page._shown.text == text)

    rng = random.Random(23)
    wanted = searches(rng, vocabulary(rng))
    search("a")
    heart.rest()
    for kind, texts in wanted.items():
        if kind in KINDS:
            figures[kind] = statistics.median(timed(lambda text=text: search(text)) for text in texts)
    figures["gap_searching"] = heart.rest()
    search("")

    def select_all() -> None:
        page.table.selectAll()
        until(application, lambda: page.tool_bar._count.text().startswith("All"))

    figures["select_all"] = timed(select_all)

    def sort(key: str) -> None:
        page.table.order = page.table.order._replace(key=key)
        page.look()
        wish = Wish("", False, key, False)
        until(application, lambda: page._shown == wish)

    for key in SORTS:
        figures[f"sort_{key}"] = timed(lambda key=key: sort(key))
    figures["gap_sorting"] = heart.rest()
    bar = page.table.verticalScrollBar()
    for step in range(100):
        bar.setValue(bar.maximum() * (step * 37 % 100) // 100)
        application.processEvents()
    figures["gap_scrolling"] = heart.rest()
    for text in ("s", "su", "sub", "su", "s", ""):
        page.search_bar.field.setText(text)
        application.processEvents()
    until(application, lambda: page._shown.text == "")
    figures["gap_typing"] = heart.rest()
    search("tag:*")
    page.table.selectAll()
    heart.rest()

    def delete() -> None:
        page.deeds.delete()
        until(application, lambda: not page.deeds.is_busy)

    figures["deleted"] = len(page.table.results.numbers)
    figures["delete"] = timed(delete)
    until(application, lambda: not page.table.results.numbers)

    def undo() -> None:
        window.undo()
        until(application, lambda: window.notices.text.startswith("Undone"))

    figures["undo"] = timed(undo)
    until(application, lambda: bool(page.table.results.numbers))
    figures["gap_deleting"] = heart.rest()
    return figures


def main() -> None:
    """Measure one folder."""
    application = start.make_application()
    window = start.build(application, Collection(Path(sys.argv[1]), lambda: NOW))
    window.resize(1180, 720)
    window.show()
    application.processEvents()
    window.warm_up()
    for _ in ahead.pieces():
        application.processEvents()
    for name, figure in measure(application, window).items():
        print(f"{name}={figure:.1f}")
    window.close()
    window.jobs.close()
    window.collection.close()


if __name__ == "__main__":
    main()
