"""Reading protobuf: the few fields that we need of the blobs in today's packages.

The protobuf package would bring generated code and 40 ms of import for four small messages; the wire format
that it reads is this page.
"""

from __future__ import annotations

from collections.abc import Iterator

LONGEST_NUMBER = 10
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5

Value = int | bytes


def fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """Yield number and value of each field: an integer, or the bytes of a text, a message or a float.

    Raises:
        ValueError: this is no message.
    """
    at, end = 0, len(data)
    while at < end:
        key, at = _number(data, at)
        wire = key & 7
        if wire == VARINT:
            value, at = _number(data, at)
            yield key >> 3, value
            continue
        if wire == BYTES:
            size, at = _number(data, at)
        elif wire in (FIXED64, FIXED32):
            size = 8 if wire == FIXED64 else 4
        else:
            raise ValueError("a field of an unknown kind")
        if size > end - at:
            raise ValueError("a field ends after its message")
        yield key >> 3, data[at : at + size]
        at += size


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(data[at : at + LONGEST_NUMBER]):
        value |= (byte & 127) << 7 * place
        if byte < 128:
            return value, at + place + 1
    raise ValueError("a number has no end")


def message(data: object) -> dict[int, Value]:
    """Return the last value of each field; nothing of what is no message."""
    if not isinstance(data, bytes):
        return {}
    try:
        return dict(fields(data))
    except ValueError:
        return {}


def text(found: dict[int, Value], number: int) -> str:
    """Return a field as text; empty where it is none."""
    value = found.get(number, b"")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def whole(found: dict[int, Value], number: int) -> int:
    """Return a field as a number; 0 where it is none."""
    value = found.get(number, 0)
    return value if isinstance(value, int) else 0
