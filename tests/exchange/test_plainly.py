from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.plainly import is_plain, plain_of
from desktop.study.note import as_html

TYPED = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=30)


@given(TYPED)
def test_text_as_it_was_typed_is_plain_and_comes_back(text: str) -> None:
    html = as_html(text)
    assert is_plain(html)
    assert as_html(plain_of(html)) == html


@pytest.mark.parametrize("html", ["<b>x</b>", "a<br/>b", '<img src="a.png">', "&nbsp;", "a\nb", "a\rb", " a"])
def test_anything_else_is_not(html: str) -> None:
    assert not is_plain(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<ul><li>a</li><li>b &amp; c</li></ul>", "a\nb & c"),
        ("see <img src='R%26D.png'> <b>there</b>", "see [R&D.png] there"),
        ("[sound:a.mp3] <i>x</i>", "[sound:a.mp3] x"),
        ("a<style>b { c: d }</style><script>e()</script>f", "af"),
        ("<b>x</b><br><br><br><br>y", "x\n\ny"),
    ],
)
def test_what_formatted_text_says_is_kept(html: str, text: str) -> None:
    assert plain_of(html) == text
