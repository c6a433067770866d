from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.exchange import separated
from desktop.exchange.separated import AT_ONCE, USUAL, detect, hint, speaks

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(' "\n\t;,|:#'), max_size=8)


def cells_of(text: str, separator: str = ",", **how: object) -> list[list[str]]:
    return [cells for _, cells in separated.rows(text, separator, **how)]  # type: ignore[arg-type]


def told_of(text: str) -> tuple[list[list[str]], list[int]]:
    told: list[int] = []
    rows = list(separated.rows(text, ",", tell=lambda line, what: told.append(line)))
    return [cells for _, cells in rows], told


def written(table: list[list[str]], separator: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\n", quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return file.getvalue()


@given(
    st.lists(st.lists(LETTERS, min_size=2, max_size=4), max_size=6),
    st.sampled_from(USUAL),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([["a", '"'], [' "x"', "\n"]], ",", csv.QUOTE_MINIMAL)
def test_what_the_standard_library_writes_is_read_back(
    table: list[list[str]], separator: str, quoting: int
) -> None:
    assert cells_of(written(table, separator, quoting), separator) == table


@given(
    st.lists(st.lists(LETTERS, min_size=2, max_size=3), max_size=5),
    st.sampled_from(["::", "; ", "===", "\t\t"]),
)
def test_separators_of_several_letters(table: list[list[str]], separator: str) -> None:
    text = "".join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in table
    )
    assert cells_of(text, separator) == table


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r") | st.sampled_from('",\n'),
        max_size=60,
    ),
    st.booleans(),
)
@example('a,"b\n"c",d\n"', True)
def test_no_letter_of_any_text_is_lost(text: str, quoted: bool) -> None:
    rows = list(separated.rows(text, ",", quoted=quoted))
    left = [letter for letter in text if letter not in '",\n ']
    kept = [letter for _, cells in rows for cell in cells for letter in cell if letter not in '",\n ']
    assert kept == left
    lines = [line for line, _ in rows]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)


@given(st.lists(st.lists(LETTERS, min_size=1, max_size=3), max_size=5))
def test_rows_know_their_lines(table: list[list[str]]) -> None:
    text = written(table, ",")
    for line, cells in separated.rows(text, ","):
        first = text.split("\n")[line - 1]
        start = cells[0].split("\n")[0].replace('"', '""')
        assert first.startswith((start, f'"{start}'))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"a",b', [["a", "b"]]),
        ('"a" , "b,c" \nd,e', [["a", "b,c"], ["d", "e"]]),
        ('"a, b" tail,c', [['"a, b" tail', "c"]]),
        ('say "hi", he said', [['say "hi"', " he said"]]),
        ('5" screen,6" screen', [['5" screen', '6" screen']]),
        ('"b" and "c",d', [['"b" and "c"', "d"]]),
        ('"two\nlines",x\ny,z', [["two\nlines", "x"], ["y", "z"]]),
        ('"",""', [["", ""]]),
        ("a,\n\n,b", [["a", ""], ["", "b"]]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_quotation_marks_hold_cells_or_are_letters(text: str, rows: list[list[str]]) -> None:
    assert told_of(text) == (rows, [])


@pytest.mark.parametrize(
    ("text", "rows", "lines"),
    [
        ('a,b\n"open,x\nc,d\n', [["a", "b"], ['"open', "x"], ["c", "d"]], [2]),
        ('"open,x\n"open,y\nc,"d, e"\n', [['"open', "x"], ['"open', "y"], ["c", "d, e"]], [1, 2]),
        ('a,"\nb,c', [["a", '"'], ["b", "c"]], [1]),
        ('"never', [['"never']], [1]),
    ],
)
def test_one_that_is_never_closed_swallows_nothing(
    text: str, rows: list[list[str]], lines: list[int]
) -> None:
    assert told_of(text) == (rows, lines)


def test_many_sound_rows_around_one_that_is_not() -> None:
    sound = [[f"a{n}", f'b"{n}"', "c\nd"] for n in range(AT_ONCE + 7)]
    text = written(sound, ",") + '"open,x,y\n' + written(sound, ",")
    rows = list(separated.rows(text, ","))
    assert [cells for _, cells in rows] == [*sound, ['"open', "x", "y"], *sound]
    assert rows[len(sound)][0] == len(sound) * 2 + 1
    assert rows[-1][0] == len(sound) * 4


def test_a_cell_may_be_very_long() -> None:
    long = 'x,"' * 100_000
    assert cells_of(written([[long, "b"]], ",")) == [[long, "b"]]


def test_no_marks_where_nobody_quotes() -> None:
    assert cells_of('"a,b",c\n"d', quoted=False) == [['"a', 'b"', "c"], ['"d']]
    assert cells_of("a\"b'c", '"') == [["a", "b'c"]]


@given(st.text(st.sampled_from("ab;\n"), max_size=20), st.sampled_from(["\n", ";", ";;", "ab"]))
def test_rows_are_parted_as_python_parts_them(text: str, sign: str) -> None:
    cells = cells_of(text, "\t", quoted=False, row_separator=sign)
    assert cells == [[row] for row in text.split(sign) if row]


def test_rows_may_end_in_anything() -> None:
    rows = list(separated.rows('a=b\nc|||\n"d=e|||f', "=", row_separator="|||"))
    assert rows == [(1, ["a", "b\nc"]), (3, ['\n"d', "e"]), (3, ["f"])]
    assert cells_of("term\nmeaning\n\nnext\none", "\n", row_separator="\n\n") == [
        ["term", "meaning"],
        ["next", "one"],
    ]


def test_comments_are_told_and_are_no_rows() -> None:
    comments: list[tuple[int, str]] = []
    text = 'a,b\n# no, row\n"#c",d\n"e\n#f",g\n'
    found = separated.rows(text, ",", comment=lambda line, row: comments.append((line, row)), line=5)
    assert list(found) == [(5, ["a", "b"]), (7, ["#c", "d"]), (8, ["e\n#f", "g"])]
    assert comments == [(6, "# no, row")]
    assert list(separated.rows("#x", ",", quoted=False, comment=lambda line, row: None)) == []


def test_the_end_of_an_entity_is_no_separator() -> None:
    assert cells_of("a &amp; b;&#60;c;d & e;f", ";", entities=True) == [["a &amp; b", "&#60;c", "d & e", "f"]]
    assert cells_of("a &amp; b;c", ";") == [["a &amp", " b", "c"]]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\nc,d", ","),
        ("a\tb, c\nd\te, f", "\t"),
        ("Top of funnel?;ready: to buy", ";"),
        ("a < b,AT&T\n<b>x</b>,x &amp; y", ","),
        ("a <b>x</b>,back &amp; y", ","),
        ("19,90;x\n20,10;y", ";"),
        ("term: meaning\nother: one", ":"),
        ("see https://a.b\nand https://c.d", ""),
        ("{{c1::gap}}\n{{c2::gaps::hint}}", ""),
        ("one two\nthree four", ""),
        ("Sales is, for me, work\nMarketing is not\nNor is it\nAnything", ""),
        ('"a;b",c\n"d;e;f",g', ","),
        ("a,b\n\n,,,\nc,d\n ; \n", ","),
        ('a1,b1\na2\na3,b3,c3\n,b4\na5,b5,c5,d5\n"a6",', ","),
        ("", ""),
    ],
)
def test_the_separator_that_fits_most_rows(text: str, separator: str) -> None:
    assert detect(text) == separator


@pytest.mark.parametrize(
    ("text", "row_separator", "separator"),
    [
        ("a\tb;c\td;", ";", "\t"),
        ("a\tb;\nc\td;\n", ";", "\t"),
        ("one\n1, 2\n\ntwo\n3\n\nthree\n4", "\n\n", "\n"),
        ("one, 1\n\ntwo, 2\nand more", "\n\n", ","),
        ("one two\n\nthree", "\n\n", ""),
    ],
)
def test_the_separator_where_rows_end_in_anything(text: str, row_separator: str, separator: str) -> None:
    assert detect(text, row_separator) == separator


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sep=;\na;b", (";", 6)),
        ("SEP=\t\na\tb", ("\t", 6)),
        ('"sep=|"\na|b', ("|", 8)),
        ("\nsep=,,,\na,b", (",", 9)),
        ("sep=;", (";", 5)),
        ("separate;x", ("", 0)),
        ("sep=a long answer\n", ("", 0)),
        ("a\nsep=;\n", ("", 0)),
    ],
)
def test_the_hint_of_spreadsheets(text: str, found: tuple[str, int]) -> None:
    assert hint(text) == found


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ('"the close"\tsays yes; "sign here"\n', True),
        ('5" pipe\tx\n"y"\tz\n', True),
        ('"a ""b"" c"\tx "y" z\n', False),
        ('"a\tb"\tx "y" z\n', False),
        ('"two\nlines"\tx "y" z\n', False),
        ('"a"\t"b"\n', False),
        ("a\tb\n", False),
    ],
)
def test_marks_are_speech_where_nothing_needs_them(text: str, speech: bool) -> None:
    assert speaks(text, "\t") == speech


def test_hostile_texts_take_no_longer_than_others() -> None:
    worst = [
        '"abc,def\n' * 20_000,
        '"""a,"\n' * 20_000,
        '"' * 100_000,
        'x,"' + '""\n' * 50_000,
        'a,"\n' * 20_000,
    ]
    for text in worst:
        start = time.process_time()
        assert sum(1 for _ in separated.rows(text, ","))
        detect(text)
        speaks(text, ",")
        assert time.process_time() - start < 5
