"""What fits into some minutes."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.study.planning.budget import answers, checked, within
from desktop.study.queue import Plan


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_a_budget_that_no_day_has_is_refused(minutes: int) -> None:
    with pytest.raises(UserError, match="between 1 and 1,440 minutes"):
        checked(minutes)


def test_answers_that_fit() -> None:
    assert answers(300, 18) == 16
    assert answers(1, 18) == 1
    assert answers(0, 18) == 0
    assert answers(-20, 18) == 0
    assert answers(60, 0.2) == 60


def test_a_sitting_takes_the_first_cards_then_repeats() -> None:
    plan = Plan(cards=tuple(range(30)), drills=(90, 91, 92), done=frozenset({7}), due=30)
    sitting = within(plan, 5, 18)
    assert sitting.cards == tuple(range(16))
    assert sitting.drills == ()
    assert sitting.done == frozenset()
    assert sitting.seconds == 16 * 18
    assert within(plan._replace(cards=(1, 2)), 1, 20).drills == (90,)
    assert within(Plan(), 20, 18).left == 0
