from __future__ import annotations

import pytest

from desktop.study.media_names import media_names, renamed


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<img src="a.png">', ["a.png"]),
        ("<img alt=x src='a b.png' width=3>", ["a b.png"]),
        ("<img src=a%20b.png>", ["a b.png"]),
        ('<img src="100%25.png">', ["100%.png"]),
        ('<img src="Q&amp;A.png">', ["Q&A.png"]),
        ('<IMG SRC="x..y.PNG">', ["x..y.PNG"]),
        ("[sound:a b & c.mp3]", ["a b & c.mp3"]),
        ('<audio src="a.mp3"></audio><video controls><source src="b.mp4"></video>', ["a.mp3", "b.mp4"]),
        ('<object data="mask.svg"></object>', ["mask.svg"]),
        ('.card { background: url("_bg.jpg") } @font-face { src: url(_f.ttf) }', ["_bg.jpg", "_f.ttf"]),
        ('<img src="https://far.example/a.png"><img src="data:image/png;base64,x"><img src="//far/x">', []),
        ("src=a.png in plain text, [sound:] and url()", []),
        ("<img src=>", []),
    ],
)
def test_names(html: str, names: list[str]) -> None:
    assert list(media_names(html)) == names


def test_a_text_gets_other_names_where_they_are_used() -> None:
    html = '<img class=x src="a b.png"> a b.png [sound:a b.png] <img src="other.png">'
    assert renamed(html, {"a b.png": "a b 2.png"}) == (
        '<img class=x src="a%20b%202.png"> a b.png [sound:a b 2.png] <img src="other.png">'
    )
