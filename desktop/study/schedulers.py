"""Every scheduler there is. One more: one file beside this one, one line here."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from desktop.study.fsrs import FSRS
from desktop.study.schedule import Scheduler
from desktop.study.sm2 import SM2
from desktop.study.sm2_source import SM2Source

SCHEDULERS: tuple[type[SM2] | type[SM2Source] | type[FSRS], ...] = (SM2, FSRS, SM2Source)


def scheduler(key: str, **options: Any) -> Scheduler:
    """Return the scheduler stored under `key`; the first one where the key is unknown.

    Args:
        key: of a member of SCHEDULERS.
        options: by name, at their usual values where left out. Each scheduler takes those that it has, so
            that a change of the others leaves it equal.
    """
    found = next((each for each in SCHEDULERS if each.key == key), SCHEDULERS[0])
    return found(**{each.name: options[each.name] for each in fields(found) if each.name in options})
