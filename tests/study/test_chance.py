from __future__ import annotations

import os
import subprocess
import sys
from uuid import UUID

from desktop.study.chance import RANGE, draw

CARD = UUID("6f1c2f3e-0b4b-4a57-9d1a-1f0e5c3b2a19")


def test_a_draw_is_the_same_on_every_computer() -> None:
    assert draw(CARD, 3, 0) == 11914260046650744184


def test_a_draw_is_the_same_whatever_the_hash_seed_of_python() -> None:
    program = (
        f"from uuid import UUID\nfrom desktop.study.chance import draw\nprint(draw(UUID('{CARD}'), 3, 0))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "4242")
    }

    assert drawn == {f"{draw(CARD, 3, 0)}\n"}


def test_a_draw_depends_on_every_number_and_on_their_order() -> None:
    drawn = [draw(CARD), draw(CARD, 1), draw(CARD, 11), draw(CARD, 1, 1), draw(CARD, 1, 2), draw(CARD, 2, 1)]
    drawn.append(draw(UUID(int=CARD.int + 1), 1))

    assert len(set(drawn)) == len(drawn)


def test_draws_fill_their_range_evenly() -> None:
    tenths = [draw(CARD, number) * 10 // RANGE for number in range(10_000)]

    assert set(tenths) == set(range(10))
    assert max(abs(tenths.count(tenth) - 1000) for tenth in range(10)) < 150
