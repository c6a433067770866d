"""What the page for administrators says of the policy file is true."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from desktop.policy import FEATURES, LANGUAGES
from desktop.policy.reading import KEYS, lockable, policy_of
from desktop.study.options import LIMITS, OF_THE_MOMENT

PAGE = Path(__file__).resolve().parents[2] / "packaging" / "ADMIN.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="its folders are those of other systems")
def test_the_example_is_right() -> None:
    assert policy_of(EXAMPLE.encode(), PAGE).faults == ()


def test_the_example_names_every_key() -> None:
    found = policy_of(EXAMPLE.encode(), PAGE)
    told = {each.key for each in found.entries} | {fault.reason for fault in found.faults}
    keys = {*KEYS, *(f"locked.{name}" for name in lockable())}
    assert keys - told == (set() if sys.platform != "win32" else {"data"})
    assert all(f'"{feature}"' in EXAMPLE for feature in FEATURES)
    assert list(LANGUAGES) == ["en"]


@pytest.mark.parametrize("name", sorted(set(LIMITS) - OF_THE_MOMENT))
def test_the_limits_of_numbers_are_told(name: str) -> None:
    low, high = LIMITS[name]
    line = next(line for line in EXAMPLE.splitlines() if line.startswith(name))
    assert line.endswith(f"{low} to {high}")
