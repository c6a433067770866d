"""Grade key to next question painted: median and worst of 300, in milliseconds; then memory in MB."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui import application as start
from desktop.store.collection import Collection
from tests.benchmarks.big import NOW
from tests.benchmarks.memory import memory_mb
from tests.benchmarks.showing import Paints

COUNT = 300


application = start.make_application()
collection = Collection(Path(sys.argv[1]), lambda: NOW)
for name in ("new_per_day", "reviews_per_day"):
    collection.set_option(name, COUNT)
collection.set_option("catch_up", False)  # a day's portion of the backlog may be smaller
window = start.build(application, collection, now=iter(range(0, 1 << 40, 1000)).__next__)
window.show()
window.study(None)
view = window.study_view
paints = Paints()
paints.watch(view.card_view.question.viewport())
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
