from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.card import clean
from desktop.render.plain import as_text
from desktop.study.note import as_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<hr>b", "a\nb"),
        ("a<div>b</div>c", "a\nb\nc"),
        ("a<h1>b</h1>c", "a\nb\nc"),
        ("<ul><li>a</li><li>b <b>c</b></li></ul>d", "- a\n- b c\nd"),
        ("a<table><tr><td>b</td><td>c</td></tr><tr><th>d</th><th>e</th></tr></table>", "a\nb c\nd e"),
        ("a<pre>b\nc</pre>d", "a\nb\nc\nd"),
        ("a<blockquote>b</blockquote>", "a\nb"),
        ("a<span class=cloze>b</span><sub>c</sub>", "abc"),
        ("&lt;li&gt; &amp;amp; &nbsp;x", "<li> &amp; x"),
        ("  a \n\n  b  ", "a b"),
        ("", ""),
    ],
)
def test_html_is_read_out_one_paragraph_a_line(html: str, text: str) -> None:
    assert as_text(html) == text


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_lines_of_plain_text_come_back(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert as_text(clean(as_html(text))) == text


def test_a_hostile_text_takes_no_longer_than_its_length_deserves() -> None:
    start = time.process_time()

    as_text("<" * 100_000 + "<p " * 30_000)

    assert time.process_time() - start < 2
