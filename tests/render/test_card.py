from __future__ import annotations

from html.parser import HTMLParser
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.render.card import Face, clean, face
from desktop.render.clean import ATTRIBUTES, TAGS
from desktop.render.plain import as_text
from desktop.study.kinds import KINDS, Kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, as_html

PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<img src=x onerror=alert(1)>",
            "<b>",
            "</b>",
            "<p",
            ' class="a"',
            " onclick=1",
            " style=color:red",
            ">",
            "<a href=javascript:1>",
            "<svg>",
            "<math>",
            "<iframe src=//x>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&lt;",
            "&#x3c;script&#x3e;",
            "&",
            "'",
            '"',
            "<table>",
            "<td>",
            "<li>",
            "<xmp>",
            "<noscript>",
            "<textarea>",
            "<title>",
            "<plaintext>",
            "<base>",
            "<meta>",
            "<link>",
            "<object>",
            "<embed>",
            "<form>",
            "<input>",
            "<video>",
            "\x00",
            "{{c1::",
            "}}",
        ]
    ),
)
HTML = st.lists(PIECES, max_size=12).map("".join)


class Reader(HTMLParser):
    """Notes every tag and attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", ()))

    def handle_decl(self, decl: str) -> None:
        self.seen.append(("declaration", ()))


def note(question: str = "{{Front}}", answer: str = "{{FrontSide}}<hr>{{Back}}", **fields: str) -> Note:
    note_type = NoteType(NAMESPACE, "", "basic", tuple(fields), (Template("Card", question, answer),))
    return Note(UUID(int=1), note_type, fields)


def harmless(html: str) -> bool:
    return all(
        tag in TAGS
        and {name for name in names if not name.startswith("data-")}
        <= ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"]
        for tag, names in Reader(html).seen
    )


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p { color: red }</style>b", "ab"),
        ("<p onclick=alert(1)>a</p>", "<p>a</p>"),
        ('<p style="position:fixed">a</p>', '<p style="position:fixed">a</p>'),
        (
            '<p style="background:url(x)">a</p>',
            '<p style="background-color:transparent;background-image:picture">a</p>',
        ),
        ("<img src=https://example.com/a.png>a", '<img src="remote:https://example.com/a.png">a'),
        ('<a href="https://example.com">a</a>', '<a href="https://example.com">a</a>'),
        ("<a href=javascript:alert(1)>a</a>", "<a>a</a>"),
        ("<iframe src=https://example.com></iframe>a", "a"),
        ("<form action=x><b onclick=y>a</b></form>", "<b>a</b>"),
        ("<object data=x>a</object><embed src=x>", "a"),
        ("<!-- a -->b", "b"),
        ("<meta http-equiv=refresh content=0>a", "a"),
        ("<b>a", "<b>a</b>"),
        ('<span class="cloze" name=x>a</span>', '<span class="cloze">a</span>'),
        ("<table><tr><td>a</td></tr></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("\ud83d half a smile", "? half a smile"),
    ],
)
def test_only_what_lays_out_text_is_left(html: str, left: str) -> None:
    assert clean(html) == left


@given(HTML)
def test_whatever_a_deck_holds_nothing_but_harmless_tags_is_shown(html: str) -> None:
    assert harmless(clean(html))
    shown = face(note("{{Front}}{{text:Front}}{{cloze:Front}}", Front=html, Back=html), 0)
    assert harmless(shown.question)
    assert harmless(shown.answer)


@pytest.mark.parametrize(
    "html",
    ["a <b>b</b>", "<ul><li>a</li><li>b</li></ul>", "<p class=explanation>a &lt; b</p>", "a<br>b<hr>c"],
)
def test_what_is_clean_stays_as_it_is(html: str) -> None:
    assert clean(clean(html)) == clean(html)


@given(HTML, HTML)
def test_a_template_can_do_no_more_than_a_field(question: str, answer: str) -> None:
    shown = face(note(question, answer + "{{FrontSide}}", Front="a", Back="b"), 0)

    assert harmless(shown.question)
    assert harmless(shown.answer)


def test_an_answer_that_repeats_the_question_stands_below_it_without_its_line() -> None:
    assert face(note(Front="a", Back="b"), 0) == Face("a", "b", below=True)
    assert face(note(answer="{{FrontSide}}\n<hr id=answer>\n{{Back}}", Front="a", Back="b"), 0) == Face(
        "a", "\nb", below=True
    )


def test_an_answer_without_the_question_takes_its_place() -> None:
    assert face(note(answer="<p>{{Back}}</p>", Front="a", Back="b"), 0) == Face("a", "<p>b</p>", below=False)


def test_a_question_repeated_in_the_middle_of_an_answer_is_put_there() -> None:
    shown = face(note(answer="Asked: {{FrontSide}}; answer: {{Back}}", Front="<b>a", Back="b"), 0)

    assert shown == Face("<b>a</b>", "Asked: <b>a; answer: b</b>", below=False)


def test_a_question_repeated_twice_is_shown_again_below() -> None:
    shown = face(note(answer="{{FrontSide}}<hr>{{Back}}, again: {{FrontSide}}", Front="a", Back="b"), 0)

    assert shown == Face("a", "b, again: a", below=True)


def test_a_question_side_cannot_repeat_itself() -> None:
    assert face(note(question="a{{FrontSide}}b", Front="", Back=""), 0).question == "ab"


def test_each_card_has_its_template_and_a_card_too_many_the_last() -> None:
    both_ways = (Template("There", "{{A}}", "{{B}}"), Template("Back", "{{B}}", "{{A}}"))
    two = Note(UUID(int=1), NoteType(NAMESPACE, "", "basic", ("A", "B"), both_ways), {"A": "a", "B": "b"})

    assert [face(two, ordinal).question for ordinal in (0, 1, 2)] == ["a", "b", "b"]


@pytest.mark.parametrize(
    "text", ["a < b && c", "AT&T", "<li>", "&nbsp;", "<script>alert(1)</script>", "{{Back}}", "5 > 3"]
)
@pytest.mark.parametrize(
    "kind", [each for each in KINDS if "Question" in each.note_type.fields], ids=lambda each: each.key
)
def test_plain_text_is_read_out_as_typed(kind: Kind, text: str) -> None:
    fields = dict.fromkeys(kind.note_type.fields, "x") | {"Question": as_html(text), "Answer": as_html(text)}

    shown = face(Note(UUID(int=1), kind.note_type, fields), 0)

    assert as_text(shown.question) == text
    assert as_text(shown.answer).startswith(text)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_any_text_is_read_out_as_typed(text: str) -> None:
    assume(not any(mark in text for mark in ("\\(", "\\[", "[$", "[latex]")))  # formulas are words
    assert as_text(face(note(Front=as_html(text), Back="b"), 0).question) == text
