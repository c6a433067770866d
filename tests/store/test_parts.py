"""What a collection is made of: each part once, at its first use."""

from __future__ import annotations

from functools import cached_property

from desktop.store.parts import Parts
from tests.store.conftest import Opener

LATE = {name for name, each in vars(Parts).items() if isinstance(each, cached_property)}


def test_every_part_is_made_once_and_only_when_used(opened: Opener) -> None:
    parts = opened()._parts
    assert {"cards", "journal", "history", "answers", "media"} <= LATE
    assert "history" not in vars(parts)
    for name in LATE:
        assert getattr(parts, name) is getattr(parts, name)
    assert set(vars(parts)) >= LATE
    assert parts.reader is parts.database
