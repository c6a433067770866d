"""Python's garbage is collected on the window's thread alone.

By itself Python collects on whatever thread makes objects. On a worker that would destroy widgets of the
window's thread that lie in the garbage, and Qt does not survive that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

PAUSE_MS = 1000


def collect_here(parent: QObject) -> QTimer:
    """Collect on this thread, now and then, as long as an object lives, and nowhere else."""
    gc.disable()
    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
    timer.timeout.connect(collect)
    timer.start(PAUSE_MS)
    return timer


def collect() -> None:
    """Collect the oldest generation that is full, with those younger, as Python does by itself."""
    for generation in (2, 1, 0):
        if 0 < gc.get_threshold()[generation] < gc.get_count()[generation]:
            gc.collect(generation)
            return
