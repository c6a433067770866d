"""Grade key to next question painted: median and worst of 300, in milliseconds; then memory in MB."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui import application as start
from desktop.store.collection import Collection
from tests.benchmarks.big import NOW

COUNT = 300


class Paints(QObject):
    """Counts the paints of the widget that it watches."""

    seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen += 1
        return False


def memory_mb() -> float:
    """Return the share of memory that this process takes (PSS on Linux, else the peak)."""
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        line = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


application = start.make_application()
collection = Collection(Path(sys.argv[1]), lambda: NOW)
for name in ("new_per_day", "reviews_per_day"):
    collection.set_option(name, COUNT)
window = start.build(application, collection, now=iter(range(0, 1 << 40, 1000)).__next__)
window.show()
window.study(None)
view = window.study_view
paints = Paints()
view.card_view.question.viewport().installEventFilter(paints)
times = []
for _ in range(COUNT):
    QTest.keyClick(view, Qt.Key.Key_Space)
    QApplication.processEvents()
    before = paints.seen
    begin = time.perf_counter()
    QTest.keyClick(view, Qt.Key.Key_3)
    while paints.seen == before:
        QApplication.processEvents()
    times.append((time.perf_counter() - begin) * 1000)
print(statistics.median(times), max(times), memory_mb())
