"""Filling Home after the window is there, in milliseconds."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from desktop.gui import application as start
from desktop.store.collection import Collection
from tests.benchmarks.big import NOW

application = start.make_application()
window = start.build(application, Collection(Path(sys.argv[1]), lambda: NOW))
times = []
for _ in range(15):
    begin = time.perf_counter()
    window.home.refresh()
    times.append((time.perf_counter() - begin) * 1000)
print(statistics.median(times))
