"""Chance that every copy of a collection agrees on: hashes instead of a random generator."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b
    from uuid import UUID

RANGE = 1 << 64


def draw(uid: UUID, *numbers: int) -> int:
    """Return a whole number from 0 to 2**64 - 1 that depends on nothing but the arguments."""
    text = ",".join(map(str, numbers)).encode()
    return int.from_bytes(_hash()(text, key=uid.bytes, digest_size=8).digest(), "big")


@cache
def _hash() -> type[blake2b]:
    from hashlib import blake2b  # heavy: Home shows before it

    return blake2b
