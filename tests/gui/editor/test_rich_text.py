"""One field: typing, Markdown, input methods, the clipboard, pictures, and what is stored of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui.editor.deeds import make_list
from desktop.gui.editor.document import fill, take
from desktop.gui.editor.field_box import FieldBox
from desktop.gui.editor.highlighting import FORMULA
from desktop.gui.editor.nesting import nest
from desktop.gui.editor.rich_text import RichText
from desktop.render.lines import BREAK, Line, Lines, Run, as_html, joined
from desktop.render.lines_in import read
from tests.gui.conftest import CTRL, NONE, SHIFT, Key, settle
from tests.gui.editor.conftest import Shelf
from tests.render.test_lines import FRAGMENTS, LOOKS, RUNS


def type_in(box: FieldBox, text: str) -> None:
    for at, line in enumerate(text.split("\n")):
        if at:
            QTest.keyClick(box.rich, Key.Key_Return)
        for sign in line:
            if sign.isascii():
                QTest.keyClicks(box.rich, sign)
            else:  # as a keyboard with that letter on it
                QApplication.sendEvent(box.rich, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, sign))


def png(width: int = 4, height: int = 4) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


# ---------------------------------------------------------------------- the document

KINDS = st.sampled_from([("", 0), ("div", 0), ("p", 0), ("ul", 1), ("ol", 1)])
LINES = st.lists(
    st.builds(lambda runs, kind: Line(joined(runs), *kind), st.lists(RUNS, max_size=4), KINDS),
    min_size=1,
    max_size=6,
).map(tuple)


@given(LINES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_document_gives_back_the_lines_that_it_was_filled_with(qapp: QApplication, lines: Lines) -> None:
    document = QTextDocument()
    fill(document, lines)
    assert take(document) == lines
    assert not document.isUndoAvailable()


@given(st.text(st.sampled_from("ab 😀漢é\u0301\u200dא"), max_size=12), LOOKS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_letters_of_every_script_come_back(qapp: QApplication, text: str, look: object) -> None:
    lines = (Line(joined([Run(text), Run("x" + text, look), Run(BREAK + text)])),)  # type: ignore[arg-type]
    document = QTextDocument()
    fill(document, lines)
    assert take(document) == lines


def test_nested_lists_come_back(box: FieldBox) -> None:
    html = "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>end"
    box.show_html(html)
    assert box.html == html
    QTest.keyClick(box.rich, Key.Key_End, CTRL)
    type_in(box, "!")
    assert box.html == html + "!"


# ---------------------------------------------------------------------- typing


def test_what_is_typed_is_stored_as_small_html(box: FieldBox) -> None:
    type_in(box, 'R&D is <b>  "x"\nsecond')
    assert box.html == 'R&amp;D is &lt;b&gt;&nbsp; "x"<br>second'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("a **bold** word", "a <b>bold</b> word"),
        ("**b**", "<b>b</b>"),
        ("an *italic* one", "an <i>italic</i> one"),
        ("an _italic_ one", "an <i>italic</i> one"),
        ("__b__ x", "<b>b</b> x"),
        ("`x = 1` is code", "<code>x = 1</code> is code"),
        ("~~no~~ yes", "<s>no</s> yes"),
        ("😀 **漢字** 😀", "😀 <b>漢字</b> 😀"),
        ("**a *b* c**", "<b>a <i>b</i> c</b>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("a ** b ** c", "a ** b ** c"),
        (r"\(a*b*c\)", r"\(a*b*c\)"),
        (r"\[a_1 + b_1\] _x_", r"\[a_1 + b_1\] <i>x</i>"),
        ("{{c1::**x**}}", "{{c1::<b>x</b>}}"),
        ("``", "``"),
        ("****", "****"),
        ("- one\ntwo", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\ntwo\n\nend", "<ol><li>one</li><li>two</li></ol>end"),
        ("x\n* a\n**b**", "x<ul><li>a</li><li><b>b</b></li></ul>"),
        ("a - b", "a - b"),
    ],
)
def test_markdown_is_understood_as_it_is_typed(box: FieldBox, typed: str, html: str) -> None:
    type_in(box, typed)
    assert box.html == html


@pytest.mark.parametrize("typed", ["**bold**", "a `b`", "- ", "1. ", "x *y*"])
def test_one_step_back_gives_the_signs_again(box: FieldBox, typed: str) -> None:
    type_in(box, typed)
    assert box.rich.toPlainText() != typed
    QTest.keyClick(box.rich, Key.Key_Z, CTRL)
    assert box.rich.toPlainText() == typed
    assert "<" not in box.html
    type_in(box, "!")
    assert box.rich.toPlainText() == f"{typed}!"


def test_every_step_can_be_taken_back_to_the_beginning(box: FieldBox) -> None:
    box.show_html("start <b>here</b>")
    QTest.keyClick(box.rich, Key.Key_End)
    type_in(box, " *x* y\n- z")
    for _ in range(40):
        QTest.keyClick(box.rich, Key.Key_Z, CTRL)
    assert box.html == "start <b>here</b>"


@pytest.mark.parametrize(("key", "tag"), [(Key.Key_B, "b"), (Key.Key_I, "i"), (Key.Key_U, "u")])
def test_keys_give_looks_to_what_is_selected_and_take_them_away(box: FieldBox, key: Key, tag: str) -> None:
    from desktop.gui.editor.deeds import Deeds

    deeds = Deeds(box, box._look, lambda: (), lambda error: None)
    box.commanded.connect(lambda name: deeds.do(name, box.rich))
    type_in(box, "one two")
    for _ in range(3):
        QTest.keyClick(box.rich, Key.Key_Left, SHIFT)
    QTest.keyClick(box.rich, key, CTRL)
    assert box.html == f"one <{tag}>two</{tag}>"
    QTest.keyClick(box.rich, key, CTRL)
    assert box.html == "one two"
    QTest.keyClick(box.rich, Key.Key_End)
    QTest.keyClick(box.rich, key, CTRL)
    type_in(box, "!")
    QTest.keyClick(box.rich, key, CTRL)
    type_in(box, "?")
    assert box.html == f"one two<{tag}>!</{tag}>?"


def test_lines_become_a_list_and_lines_again(box: FieldBox) -> None:
    type_in(box, "a\nb\nc")
    QTest.keyClick(box.rich, Key.Key_A, CTRL)
    make_list(box.rich, "ol")
    assert box.html == "<ol><li>a</li><li>b</li><li>c</li></ol>"
    make_list(box.rich, "ul")
    assert box.html == "<ul><li>a</li><li>b</li><li>c</li></ul>"
    make_list(box.rich, "ul")
    assert box.html == "a<br>b<br>c"


def test_items_go_deeper_and_come_back_by_tab_before_their_text(box: FieldBox) -> None:
    type_in(box, "- a\n")
    QTest.keyClick(box.rich, Key.Key_Tab)
    type_in(box, "b\nc\n")
    QTest.keyClick(box.rich, Key.Key_Tab)
    type_in(box, "d")
    assert box.html == "<ul><li>a<ul><li>b</li><li>c<ul><li>d</li></ul></li></ul></li></ul>"
    type_in(box, "\n\n\n")
    type_in(box, "e")
    assert box.html.endswith("</ul></li><li>e</li></ul>"), "Enter in an empty item takes it one level back"
    QTest.keyClick(box.rich, Key.Key_Home)
    QTest.keyClick(box.rich, Key.Key_Tab)
    QTest.keyClick(box.rich, Key.Key_Backspace)
    assert box.html.endswith("</ul></li><li>e</li></ul>"), "Backspace too"
    QTest.keyClick(box.rich, Key.Key_Up)
    QTest.keyClick(box.rich, Key.Key_Home)
    QTest.keyClick(box.rich, Key.Key_Backtab, SHIFT)
    assert box.html.endswith("<li>c</li><li>d</li></ul></li><li>e</li></ul>")


def test_tab_leaves_the_field_where_nothing_can_nest(box: FieldBox) -> None:
    left: list[bool] = []
    box.rich.focusNextPrevChild = lambda forward: left.append(forward) or True  # type: ignore[method-assign]
    type_in(box, "- a")
    QTest.keyClick(box.rich, Key.Key_Home)
    QTest.keyClick(box.rich, Key.Key_Tab)  # the first item can lie in no other
    QTest.keyClick(box.rich, Key.Key_Backtab, SHIFT)
    QTest.keyClick(box.rich, Key.Key_End)
    type_in(box, "\nb")
    QTest.keyClick(box.rich, Key.Key_Tab)  # the cursor is behind a text
    assert left == [True, False, True]
    assert box.html == "<ul><li>a</li><li>b</li></ul>"


def test_an_item_moves_with_those_below_it_and_joins_the_list_that_it_comes_to(box: FieldBox) -> None:
    from desktop.gui.editor.deeds import Deeds

    deeds = Deeds(box, box._look, lambda: (), lambda error: None)
    box.commanded.connect(lambda name: deeds.do(name, box.rich))
    html = "<ul><li>a<ol><li>b</li></ol></li><li>c<ul><li>d</li></ul></li><li>e</li></ul>"
    box.show_html(html)
    box.rich.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(2):
        QTest.keyClick(box.rich, Key.Key_Down)
    QTest.keyClick(box.rich, Key.Key_End)
    QTest.keyClick(box.rich, Key.Key_BracketRight, CTRL)
    assert box.html == "<ul><li>a<ol><li>b</li><li>c<ul><li>d</li></ul></li></ol></li><li>e</li></ul>"
    QTest.keyClick(box.rich, Key.Key_BracketLeft, CTRL)
    assert box.html == html
    QTest.keyClick(box.rich, Key.Key_Z, CTRL)
    QTest.keyClick(box.rich, Key.Key_Z, CTRL)
    assert box.rich.lines == read(html)


ITEMS = st.lists(st.tuples(st.sampled_from(["ul", "ol", ""]), st.integers(1, 4)), min_size=1, max_size=7)
MOVES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([1, -1])), max_size=4)


@given(ITEMS, MOVES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_moves_in_lists_is_stored_and_read_the_same_and_can_be_taken_back(
    qapp: QApplication, items: list[tuple[str, int]], moves: list[tuple[int, int, int]]
) -> None:
    lines: list[Line] = []
    for at, (kind, depth) in enumerate(items):
        above = lines[-1].depth if lines else 0
        lines.append(Line((Run(str(at)),), kind, min(depth, above + 1) if kind else 0))
    document = QTextDocument()
    fill(document, tuple(lines))
    start = take(document)
    for first, last, step in moves:
        cursor = QTextCursor(document)
        cursor.setPosition(document.findBlockByNumber(first % len(items)).position())
        end = document.findBlockByNumber(last % len(items)).position()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        nest(cursor, step)
        now = take(document)
        assert [line.text for line in now] == [line.text for line in start]
        html = as_html(now)
        assert as_html(read(html)) == html
        other = QTextDocument()
        fill(other, now)
        assert take(other) == now, "the lists of the document are those of its lines"
    while document.isUndoAvailable():
        document.undo()
    assert take(document) == start


# ---------------------------------------------------------------------- input methods


def test_composing_changes_nothing_until_it_is_committed(box: FieldBox) -> None:
    type_in(box, "a")
    for part in ("か", "かん", "かんじ"):
        QApplication.sendEvent(box.rich, QInputMethodEvent(part, []))
        assert box.html == "a"
        assert box.is_composing()
        assert box.rich.textCursor().block().layout().preeditAreaText() == part
    event = QInputMethodEvent()
    event.setCommitString("漢字")
    QApplication.sendEvent(box.rich, event)
    assert not box.is_composing()
    assert box.html == "a漢字"


def test_markdown_waits_for_the_end_of_a_word_that_is_composed(box: FieldBox) -> None:
    type_in(box, "**漢字*")
    QApplication.sendEvent(box.rich, QInputMethodEvent("か", []))
    assert box.html == "**漢字*"
    event = QInputMethodEvent()
    event.setCommitString("*")
    QApplication.sendEvent(box.rich, event)
    assert box.html == "<b>漢字</b>"


# ---------------------------------------------------------------------- the clipboard, and what is dropped


def paste(box: FieldBox, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(box.rich, Key.Key_V, CTRL)


def test_pasted_pages_keep_words_lists_and_emphasis_alone(box: FieldBox) -> None:
    data = QMimeData()
    data.setHtml(
        "<style>x</style><h1 style='color:red'>Top</h1><p>one <b>two</b></p><img src='http://e.org/x.png'>"
    )
    data.setText("Top one two")
    paste(box, data)
    assert box.html == "Top<br>one <b>two</b>"


def test_what_is_copied_here_comes_back_as_it_was(box: FieldBox) -> None:
    html = 'a <span style="color: #aa0000">red</span> <img src="x.png"> b<ul><li>c</li></ul>'
    box.show_html(html)
    QTest.keyClick(box.rich, Key.Key_A, CTRL)
    QTest.keyClick(box.rich, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().html() == html
    box.show_html("")
    QTest.keyClick(box.rich, Key.Key_V, CTRL)
    assert box.html == html


def test_a_part_of_a_line_is_copied_by_its_letters(box: FieldBox) -> None:
    box.show_html("😀<b>😀x</b>y")
    cursor = box.rich.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    box.rich.setTextCursor(cursor)
    QTest.keyClick(box.rich, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().html() == "<b>😀x</b>"


def test_a_pasted_picture_is_kept_and_shown(box: FieldBox, shelf: Shelf) -> None:
    data = QMimeData()
    data.setImageData(QImage.fromData(png()))
    paste(box, data)
    (name,) = shelf.files
    assert name.startswith("picture-")
    assert box.html == f'<img src="{name}">'
    type_in(box, " text")
    assert box.html == f'<img src="{name}"> text'


def test_files_are_dropped_into_the_field(box: FieldBox, shelf: Shelf, tmp_path: Path) -> None:
    picture, sound = tmp_path / "a & b.png", tmp_path / "say.mp3"
    picture.write_bytes(png())
    sound.write_bytes(b"ID3")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in (picture, sound)])
    target = box.rich.viewport()
    flags = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *flags)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), *flags))
    assert box.html == '<img src="a%20%26%20b.png">[sound:say.mp3]'
    assert set(shelf.files) == {"a & b.png", "say.mp3"}


def test_what_is_no_picture_or_too_large_is_told_in_a_sentence(
    box: FieldBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    box.refused.connect(lambda error: told.append(str(error)))

    def drop(name: str, content: bytes | None) -> None:
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        box.rich.insertFromMimeData(data)

    drop("notes.txt", b"text")
    drop("broken.png", b"\x89PNG\r\n\x1a\n")
    drop("broken.svg", b"<svg")
    drop("gone.png", None)
    drop("full.png", png())
    monkeypatch.setattr("desktop.gui.pictures.MOST_PIXELS", 15)
    drop("large.png", png(4, 4))
    assert told == [
        "notes.txt is no picture that can be shown. PNG, JPEG, GIF, WebP and SVG can.",
        "broken.png is no picture that can be shown. PNG, JPEG, GIF, WebP and SVG can.",
        "broken.svg is no drawing that can be shown.",
        "gone.png cannot be read: No such file or directory.",
        "The disk is full.",
        "large.png is too large to be shown: 4 by 4 dots; 40 million are the most. Make it smaller first.",
    ]
    assert box.html == ""


# ---------------------------------------------------------------------- looks and limits


def test_a_picture_that_is_missing_has_a_place_and_no_file_is_opened(box: FieldBox, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    html = f'<img src="file://{secret}"><img src="http://e.org/x.png"><img src="gone.png">'
    box.show_html(html)
    box.grab()
    assert all(image.width() > 20 for image in box.rich._images.values())
    assert box.html == html


def test_a_very_long_field_is_edited_as_its_source(box: FieldBox) -> None:
    html = "<b>" + "long " * 200_000 + "</b>"
    box.show_html(html)
    assert box.is_source
    assert box.html == html
    assert box.source is not None
    QTest.keyClicks(box.source, "x")
    assert box.html == "x" + html


def test_paragraphs_follow_the_direction_of_their_script(box: FieldBox) -> None:
    box.show_html("שלום world?<br>plain")
    first = box.rich.document().firstBlock()
    assert first.textDirection() == Qt.LayoutDirection.RightToLeft
    assert first.next().textDirection() == Qt.LayoutDirection.LeftToRight


def test_a_field_is_as_tall_as_its_text_within_bounds(box: FieldBox) -> None:
    settle()
    low = box.rich.height()
    type_in(box, "a\nb\nc")
    settle()
    assert box.rich.height() > low
    type_in(box, "\n" * 60)
    settle()
    assert box.rich.height() <= 260


def test_another_theme_changes_nothing_that_is_stored_or_can_be_taken_back(box: FieldBox) -> None:
    html = '<span style="color: #000000">black</span> <a href="https://e.org">link</a> {{c1::gap}}'
    box.show_html(html)
    box._look._settings.theme = "dark"
    settle()
    assert box.html == html
    assert not box.rich.document().isUndoAvailable()


def test_what_stands_in_a_line_of_entries_is_read_as_it_was() -> None:
    assert as_html(read("a\nb", listed=True), listed=True) == "a\nb"


def test_one_line_takes_no_second(look: object, shelf: Shelf, qapp: QApplication) -> None:
    text = RichText(look, shelf.find, shelf.keep, one_line=True)  # type: ignore[arg-type]
    entered: list[int] = []
    text.entered.connect(lambda: entered.append(1))
    text.show()
    QTest.keyClicks(text, "- a")
    QTest.keyClick(text, Key.Key_Return)
    data = QMimeData()
    data.setText("b\nc")
    text.insertFromMimeData(data)
    assert (len(text.lines), text.lines[0].text, entered) == (1, "- abc", [1])
    text.close()
    text.deleteLater()


@pytest.mark.parametrize(
    "line", ["x" * 9000, "漢😀" * 4000, "a\n" + "b" * 4001 + "\n\nc", "\u2060" + "y" * 5000]
)
def test_long_lines_are_broken_for_the_eye_alone(box: FieldBox, line: str) -> None:
    html = f"<table><tr><td>{line}</td></tr></table>"
    box.show_html(html)
    source = box.source
    assert source is not None
    assert source.html == html
    QTest.keyClick(source, Key.Key_End, CTRL)
    QTest.keyClicks(source, "!")
    assert box.html == html + "!"
    QTest.keyClick(source, Key.Key_Home, CTRL)
    QTest.keyClick(source, Key.Key_Right)
    QTest.keyClick(source, Key.Key_Return)
    assert box.html == f"<\n{html[1:]}!"
    QTest.keyClick(source, Key.Key_Backspace)
    assert box.html == html + "!"
    source.moveCursor(source.textCursor().MoveOperation.EndOfBlock)
    QTest.keyClick(source, Key.Key_Delete)  # the end of a line, which may be for the eye alone
    assert box.html in (html + "!", html.replace("\n", "", 1) + "!")


def test_what_is_typed_behind_a_link_is_no_part_of_it(box: FieldBox) -> None:
    box.show_html('<a href="https://e.org">link</a>')
    QTest.keyClick(box.rich, Key.Key_End)
    type_in(box, " and")
    QTest.keyClick(box.rich, Key.Key_Home)
    QTest.keyClick(box.rich, Key.Key_Right)
    type_in(box, "i")
    assert box.html == '<a href="https://e.org">liink</a> and'


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_a_field_holds_it_stays_to_the_byte_until_it_is_edited(
    box: FieldBox, html: str, comes_and_goes: bool
) -> None:
    box.show_html(html)
    if comes_and_goes and not box.is_source:
        QTest.keyClicks(box.rich, "x")
        assert box.html != html
        QTest.keyClick(box.rich, Key.Key_Backspace)
    assert box.html == html


def colors(box: FieldBox) -> dict[str, str]:
    """The colours of the words of the first line, as they are drawn."""
    block = box.rich.document().firstBlock()
    text = block.text()
    found: dict[str, str] = {}
    for part in block.layout().formats():
        found[text[part.start : part.start + part.length]] = part.format.foreground().color().name()
    return found


def test_gaps_hints_formulas_and_sounds_stand_out(box: FieldBox) -> None:
    box.show_html(r"a {{c1::gap::hint}} \(x\) [sound:a.mp3]")
    theme = box._look.theme
    assert colors(box) == {
        "{{c1::": theme.muted.lower(),
        "gap": theme.accent.lower(),
        "::hint}}": theme.muted.lower(),
        r"\(x\)": theme.good.lower(),
        "[sound:a.mp3]": theme.hard.lower(),
    }


def test_colours_of_authors_can_be_read_in_either_theme(box: FieldBox) -> None:
    from desktop.render.colors import contrast

    box.show_html('<span style="color: #000000">dark</span> <span style="color: white">pale</span>')
    for theme in ("dark", "light"):
        box._look._settings.theme = theme
        settle()
        drawn = colors(box)
        ground = box._look.theme.surface.lower()
        assert min(contrast(drawn[word], ground) for word in ("dark", "pale")) >= 4.5


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (r"\(a \frac{b}{c}\)", r"\(a \frac{b}{c}\)"),
        (r"\(a \(b\)", r"\(b\)"),
        (r"\[x_1\] y", r"\[x_1\]"),
        ("[$]x[/$]", "[$]x[/$]"),
        ("[$$]x[1][/$$]", "[$$]x[1][/$$]"),
        ("[latex]$x$[b][/latex]", "[latex]$x$[b][/latex]"),
        (r"\(open", ""),
    ],
)
def test_formulas_of_every_spelling_are_seen(text: str, formula: str) -> None:
    found = FORMULA.search(text)
    assert (found[0] if found else "") == formula


@pytest.mark.parametrize("part", [r"\(", r"\[", "[$]", "[latex]", "{{c1::", "[sound:"])
def test_signs_that_never_end_take_no_time_to_show(box: FieldBox, part: str) -> None:
    begun = time.process_time()
    box.show_html(part * (7000 // len(part)))
    type_in(box, "x")
    assert time.process_time() - begun < 2
