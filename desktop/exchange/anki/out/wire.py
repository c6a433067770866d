"""Messages as protobuf writes them: as much as packages need to be written.

A full library would be there to read three small messages that are only ever written here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

VARINT, BYTES, FLOAT = 0, 2, 5


def varint(value: int) -> bytes:
    """Return a whole number; a negative one as its 64 bits."""
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field: int, value: int) -> bytes:
    """Return a field that holds a whole number; nothing for 0, which readers take for granted."""
    return varint(field << 3 | VARINT) + varint(value) if value else b""


def content(field: int, value: str | bytes) -> bytes:
    """Return a field that holds text, bytes or another message; nothing for an empty one."""
    data = value.encode() if isinstance(value, str) else value
    return message(field, data) if data else b""


def message(field: int, data: bytes) -> bytes:
    """Return a field that holds a message, be it empty."""
    return varint(field << 3 | BYTES) + varint(len(data)) + data


def real(field: int, value: float) -> bytes:
    """Return a field that holds a number of four bytes."""
    return varint(field << 3 | FLOAT) + struct.pack("<f", value)


def reals(field: int, values: Iterable[float]) -> bytes:
    """Return a field that holds several numbers of four bytes."""
    return content(field, b"".join(struct.pack("<f", value) for value in values))
