"""What the editor holds of a field: read, written, and never less than what the field said."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.document import compile_card
from desktop.render.lines import BREAK, PICTURE, Line, Lines, Look, Run, as_html, joined, plain_lines
from desktop.render.lines_in import NoLines, read
from desktop.render.pasted import pasted

BOLD = Look(bold=True)

SAME = [
    "",
    "one line",
    "R&amp;D is &lt; or &gt;",
    "one<br>two<br><br>four",
    "a <b>bold <i>and italic</i></b> word",
    "<b>all of it</b>",
    "H<sub>2</sub>O, m<sup>2</sup>, <code>x</code>, <s>no</s>, <u>yes</u>",
    'a <span style="color: #aa0000">red</span> word',
    'see <a href="https://example.org/?a=1&amp;b=2">there</a>',
    '<img src="a &amp; b.png" alt=x width=20>',
    "before<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>after",
    "<div>one</div><div><br></div><div>three</div>",
    "top<div>below</div><p>paragraph<br>of two lines</p>",
    "a&nbsp; b &nbsp;",
    "{{c1::<b>gap</b>::hint}} \\(x &lt; y^{2}\\) [sound:a.mp3]",
    "漏斗 ☕ é אבג",
]


@pytest.mark.parametrize("html", SAME)
def test_clean_fields_are_written_as_they_were(html: str) -> None:
    assert as_html(read(html)) == html


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<strong>a</strong><em>b</em>", "<b>a</b><i>b</i>"),
        ("a<br/>b<BR>", "a<br>b"),
        ("  a \n  b  ", "a b"),
        ("&quot;quoted&quot;", '"quoted"'),
        ("<b>a<br>b</b>", "<b>a</b><br><b>b</b>"),
        ("<font color='red'>a</font>", '<span style="color: red">a</span>'),
        ("<span>a</span>", "a"),
        ('<span style="font-weight:bold; color: red">a</span>', '<span style="color: red"><b>a</b></span>'),
        ("a < b", "a &lt; b"),
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ("<div></div>a", "a"),
        ("a<br><ul><li>b</li></ul>", "a<ul><li>b</li></ul>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    ],
)
def test_other_spellings_are_written_in_one(html: str, written: str) -> None:
    assert as_html(read(html)) == written
    assert as_html(read(written)) == written


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<table><tr><td>a</td></tr></table>", "<table>"),
        ("<h1>a</h1>", "<h1>"),
        ('<div class="x">a</div>', "<div class>"),
        ('<span style="font-size: 30px">a</span>', "<span style=font-size>"),
        ('<span class="x">a</span>', "<span class>"),
        ("<b>never closed", "<b>"),
        ("<b><i>a</b></i>", "</b>"),
        ("a<!-- note -->b", "<!-- -->"),
        ("<script>alert(1)</script>", "<script>"),
        ("<div><div>a</div></div>", "<div>"),
        ("<ul>text<li>a</li></ul>", "<ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "</ul><ul>"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "<ul>"),
        ("<ol start=3><li>a</li></ol>", "<ol start>"),
        ("<li>a</li>", "<li>"),
        ("<sub><sup>a</sup></sub>", "<sub><sup>"),
        ("<anki-mathjax>x</anki-mathjax>", "<anki-mathjax>"),
        ("a\x07b", ""),
        ("a\ud800b", ""),
        ("a\ufffcb", ""),
        ("a</p>", "</p>"),
        ("a <b", "<"),
        ("a <b title='>'", "<"),
        ("<b <i>a</i></b>", "<"),
    ],
)
def test_what_would_be_lost_is_named(html: str, what: str) -> None:
    with pytest.raises(NoLines) as told:
        read(html)
    assert told.value.what == what


def test_a_field_of_entries_holds_one_a_line() -> None:
    html = "R&amp;D\n<b>Sales</b>"
    lines = read(html, listed=True)
    assert [line.text for line in lines] == ["R&D", "Sales"]
    assert as_html(lines, listed=True) == html
    assert as_html((Line((Run("a"),)), Line(), Line((Run(" b "),))), listed=True) == "a\nb"
    with pytest.raises(NoLines):
        read("a<br>b\nc", listed=True)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        (
            "<html><head><title>t</title></head><body><h1>Top</h1><p class=x>one</p>two</body></html>",
            "Top<br>one<br>two",
        ),
        ("<p style='color:red'><b>a</b></p><script>alert(1)</script>", "<b>a</b>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b<br>c"),
        (
            "<ul><li><p>a</p></li><li>b<ul><li>c</ul></ul>d",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d",
        ),
        ("<a href='javascript:x'>a</a> <a href='https://e.org'>b</a>", 'a <a href="https://e.org">b</a>'),
        ("<img src='http://e.org/x.png'>a", "a"),
        ("<!--[if mso]><xml>Normal 0</xml><![endif]--><!--StartFragment-->a<!--EndFragment-->", "a"),
        ("1 < 2 <b", "1 &lt; 2 &lt;b"),
        ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"),
    ],
)
def test_what_is_pasted_keeps_words_lists_and_emphasis(html: str, written: str) -> None:
    assert as_html(pasted(html)) == written


def test_spaces_that_are_typed_stay() -> None:
    assert as_html(plain_lines("  a  b \nc")) == "&nbsp;&nbsp;a&nbsp; b<br>c"
    assert as_html(plain_lines("\n\n")) == ""
    assert as_html((Line((Run("a"),)), Line(), Line((Run("b"),), "ul", 1))) == "a<br><br><ul><li>b</li></ul>"


WORDS = st.text(st.sampled_from("ab <&\xa0é漏{}:\"'"), min_size=1, max_size=6)
LOOKS = st.builds(
    Look,
    bold=st.booleans(),
    italic=st.booleans(),
    underlined=st.booleans(),
    struck=st.booleans(),
    place=st.sampled_from(["", "sub", "sup"]),
    code=st.booleans(),
    color=st.sampled_from(["", "red", "#00ff00"]),
    ground=st.sampled_from(["", "yellow"]),
    link=st.sampled_from(["", "https://example.org/?a&b"]),
)
RUNS = st.builds(Run, WORDS, LOOKS) | st.builds(
    Run, st.just(PICTURE), LOOKS, st.sampled_from(['<img src="a.png">', "<img src=b.png alt='>'>"])
)
KINDS = [("", 0), ("div", 0), ("p", 0), ("ul", 1), ("ol", 1), ("ul", 2), ("ol", 2)]
LINES = st.lists(
    st.builds(
        lambda runs, kind: Line(joined(runs), *kind), st.lists(RUNS, max_size=4), st.sampled_from(KINDS)
    ),
    max_size=6,
).map(tuple)


@given(LINES)
def test_what_was_written_is_read_and_written_the_same(lines: Lines) -> None:
    html = as_html(lines)
    assert as_html(read(html)) == html


FRAGMENTS = [
    "a", " ", "b c", "<br>", "<b>", "</b>", "<i>", "</i>", "<div>", "</div>", "<p>", "</p>", "<ul>", "</ul>",
    "<ol>", "</ol>", "<li>", "</li>", "&lt;", "&nbsp;", '<span style="color:red">', "</span>", "<img src=x>",
    "{{c1::", "}}", "\n", "<b", "&lt", "&am", "<!", "</", "<table>", "<h1>", "<", ">", "&", "</br>", "<br/>",
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_what_can_be_held_looks_the_same_when_it_is_written_back(html: str) -> None:
    try:
        lines = read(html)
    except NoLines:
        return
    written = as_html(lines)
    assert as_html(read(written)) == written
    before, after = (
        [line.strip() for line in compile_card(each).text.strip().split("\n") if line.strip()]
        for each in (html, written)
    )
    assert before == after


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 20_000,
        "<a '" * 15_000,
        '<a "' * 15_001,
        '<a"<a"' * 10_000,
        "<!--" * 20_000,
        "<!--a>" * 10_000,
        "</" * 20_000,
        "<b>" * 20_000,
        "<ul><li>" * 7_000,
        "{{c1::" * 9_000,
    ],
)
def test_no_field_and_nothing_that_is_pasted_takes_long(html: str) -> None:
    begun = time.process_time()
    with suppress(NoLines):
        read(html)
    pasted(html)
    assert time.process_time() - begun < 3


@given(st.text(st.sampled_from("<>/abdivpulo =\"'!-&;#\n\x00\ufffc\u2028"), max_size=40))
def test_nothing_that_is_pasted_is_a_fault(html: str) -> None:
    assert as_html(read(as_html(pasted(html)))) == as_html(pasted(html))


def test_a_break_in_an_item_is_no_new_item() -> None:
    lines = read("<ul><li>a<br>b</li></ul>")
    assert lines == (Line((Run(f"a{BREAK}b"),), "ul", 1),)
    assert as_html(lines) == "<ul><li>a<br>b</li></ul>"
