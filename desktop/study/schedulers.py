"""Every scheduler there is. One more: one file beside this one, one line here."""

from __future__ import annotations

from desktop.study.options import DEFAULT_CAP
from desktop.study.schedule import Scheduler
from desktop.study.sm2 import SM2
from desktop.study.sm2_source import SM2Source

SCHEDULERS: tuple[type[SM2] | type[SM2Source], ...] = (SM2, SM2Source)


def scheduler(key: str, cap: int = DEFAULT_CAP, fuzz: bool = True) -> Scheduler:
    """Return the scheduler stored under `key`; the first one where the key is unknown."""
    found = next((each for each in SCHEDULERS if each.key == key), SCHEDULERS[0])
    return found(cap=cap, fuzz=fuzz)
