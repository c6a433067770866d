from __future__ import annotations

import pytest

from desktop.store.states import COLUMNS, columns_of, entry_of, memory_of, schedule_of
from desktop.study.schedule import DUE, KEPT, NEW, SEED, Event, Review, Schedule

STANDS = Schedule(4, 30, 230, 739_000, 739_030, True, 1, 6, 28.5, 4.25)


def test_a_schedule_survives_its_columns() -> None:
    assert len(columns_of(NEW)) == len(COLUMNS.split(", "))
    assert schedule_of(columns_of(STANDS)) == STANDS
    assert schedule_of(columns_of(NEW)) == NEW


def test_entries_of_the_log() -> None:
    assert entry_of((1, 9, 4, 77, 2, "study", -1, None, None)) == Review(9, 4, 77, 2, "study", -1)
    told = '{"repetition": 4, "interval": 30, "ease": 230, "last_day": 739000, "due": 739030, "drill": true,'
    told += ' "lapses": 1, "counted": 6}'
    assert entry_of((1, 9, None, 77, 0, None, None, SEED, told)) == Event(
        9, SEED, 77, state=Schedule(4, 30, 230, 739_000, 739_030, True, 1, 6)
    )
    assert entry_of((1, 9, None, 77, 0, None, None, DUE, '{"due": 12}')) == Event(9, DUE, 77, due=12)
    memory = Schedule(stability=2.5, difficulty=7.0)
    assert entry_of((1, 9, None, 77, 0, None, None, KEPT, '{"s": 2.5, "d": 7}')) == Event(
        9, KEPT, 77, state=memory
    )


@pytest.mark.parametrize(
    ("told", "stability", "difficulty"),
    [
        ('{"s": 2.5, "d": 7, "dr": 0.9}', 2.5, 7),
        ('{"s": 1e9, "d": 70}', 36_500, 10),
        ('{"s": 3, "d": -1}', 3, 1),
        ('{"s": 0, "d": 5}', None, None),
        ('{"s": null, "d": 5}', None, None),
        ('{"s": NaN, "d": 5}', None, None),
        ('{"s": 5, "d": NaN}', None, None),
        ('{"s": true, "d": 5}', None, None),
        ("{}", None, None),
    ],
)
def test_a_memory_is_held_inside_what_makes_sense(
    told: str, stability: float | None, difficulty: float | None
) -> None:
    assert memory_of(told) == Schedule(stability=stability, difficulty=difficulty)
