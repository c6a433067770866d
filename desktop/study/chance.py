"""Chance that every copy of a collection agrees on: hashes instead of a random generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

RANGE = 1 << 64


def draw(uid: UUID, *numbers: int) -> int:
    """Return a whole number from 0 to 2**64 - 1 that depends on nothing but the arguments."""
    from hashlib import blake2b  # heavy: Home shows before it

    text = b",".join(str(number).encode() for number in numbers)
    return int.from_bytes(blake2b(text, key=uid.bytes, digest_size=8).digest(), "big")
