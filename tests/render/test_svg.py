"""SVG from outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.svg import LARGEST, harmless

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="/etc/passwd"/>',
        "<image xlink:href='http://example.org/x.png'/>",
        '<image\n  HREF = "  //example.org/x"/>',
        '<use href="other.svg#a"/>',
        '<image href="&#x2f;etc/passwd"/>',
        '<image href="data:text/html,hi"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<a xlink:href="javascript:x()"><text>t</text></a>',
        '<feImage href="c:/x.png"/>',
        "<script>alert(1)</script>",
        '<script xlink:href="x.js"/>',
        "<foreignObject><iframe src='x'/></foreignObject>",
        "<script>never closed",
    ],
)
def test_nothing_refers_outside(inside: str) -> None:
    made = harmless((OPEN + inside + "</svg>").encode())
    assert made is not None
    text = made.decode().lower()
    for trace in (
        "passwd",
        "example.org",
        "other.svg",
        "text/html",
        "svg+xml",
        "javascript",
        "c:/",
        "<script",
        "<foreign",
    ):
        assert trace not in text


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        "<use xlink:href='#a'/>",
        '<image href="data:image/png;base64,AAAA"/>',
        "<text>a &lt; b</text>",
    ],
)
def test_what_stays_inside_stays(inside: str) -> None:
    made = harmless((OPEN + inside + "</svg>").encode())
    assert made is not None
    assert inside in made.decode()


def test_entities_of_its_own_go_with_the_document_type() -> None:
    head = "<!DOCTYPE svg [<!ENTITY x \"<image href='/etc/passwd'/>\">]>"
    made = harmless((head + OPEN + "&x;</svg>").encode())
    assert made is not None
    assert b"passwd" not in made
    assert b"ENTITY" not in made


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe<\x00s\x00", b"none", b"<svg" + b" " * LARGEST])
def test_what_is_no_drawing_is_none(broken: bytes) -> None:
    assert harmless(broken) is None


@given(st.text())
def test_any_text_passes(text: str) -> None:
    made = harmless((OPEN + text).encode("utf-8", "ignore"))
    assert made is None or harmless(made) is not None
