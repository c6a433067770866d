from __future__ import annotations

import pytest

from desktop.exchange.anki.out import wire


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        (0, b"\x00"),
        (1, b"\x01"),
        (127, b"\x7f"),
        (128, b"\x80\x01"),
        (300, b"\xac\x02"),
        (-1, b"\xff" * 9 + b"\x01"),
    ],
)
def test_whole_numbers_are_written_as_protobuf_has_them(value: int, bytes_: bytes) -> None:
    assert wire.varint(value) == bytes_


def test_fields_bear_their_number_and_kind() -> None:
    assert wire.number(1, 150) == b"\x08\x96\x01"
    assert wire.content(2, "testing") == b"\x12\x07testing"
    assert wire.content(255, b"x") == b"\xfa\x0f\x01x"
    assert wire.message(3, wire.number(1, 150)) == b"\x1a\x03\x08\x96\x01"
    assert wire.real(11, 2.5) == b"\x5d\x00\x00\x20\x40"
    assert wire.reals(1, (1, 10)) == b"\x0a\x08\x00\x00\x80\x3f\x00\x00\x20\x41"


def test_what_is_taken_for_granted_is_left_out() -> None:
    assert wire.number(4, 0) == wire.content(4, "") == wire.reals(4, ()) == b""
    assert wire.message(4, b"") == b"\x22\x00"
