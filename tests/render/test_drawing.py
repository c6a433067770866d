from __future__ import annotations

import pytest

from desktop.render.drawing import LARGEST_SVG, is_safe

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<path d="M0 0L1 1Z"/>',
        '<defs><path id="a" d="M0 0"/></defs><g fill="currentColor"><use href="#a" x="1" y="2"/></g>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>',
        '<rect x="0" y="0" width="1" height="1" fill="url(#gradient)"/>',
        '<text x="0" y="1" font-size="3">日 &lt; 本</text>',
    ],
)
def test_shapes_and_letters_are_safe(body: str) -> None:
    assert is_safe(HEAD + body + "</svg>")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="http://example.org/a.png"/>',
        '<image href="data:image/png;base64,AA"/>',
        '<use href="http://example.org/a.svg#b"/>',
        '<use xlink:href="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<path d="M0 0" onload="alert(1)"/>',
        '<path d="M0 0" style="fill:url(http://example.org)"/>',
        '<rect width="1" height="1" fill="url(http://example.org/a#b)"/>',
        '<rect width="1" height="1" fill="url( \'//example.org\')"/>',
        '<rect width="1" height="1" fill="&#117;rl(http://example.org)"/>',
        '<rect width="1" height="1" fill="url(other.svg#a)"/>',
        "<style>@import 'http://example.org'</style>",
        '<a href="javascript:alert(1)"><text>x</text></a>',
        "<animate attributeName='href' to='http://example.org'/>",
        "<set/>",
        "<!-- a comment -->",
        "<![CDATA[x]]>",
        "<path d='M0 0'/>",
        "<path d=M0/>",
        "<path",
        "a > b",
    ],
)
def test_all_else_is_not(body: str) -> None:
    assert not is_safe(HEAD + body + "</svg>")


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "text",
        '<?xml version="1.0"?><svg></svg>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        HEAD + "<g>" * LARGEST_SVG + "</svg>",
    ],
)
def test_what_is_no_plain_svg_is_not_safe(svg: str) -> None:
    assert not is_safe(svg)
