from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.sample import Sample
from desktop.exchange.spreadsheet import MOST_CELLS, Spreadsheet, text_of
from desktop.study.incoming import Choices, Incoming

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
    "</cellXfs></styleSheet>"
)


def cell(at: str, value: object) -> str:
    match value:
        case bool():
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{at}"><v>{value}</v></c>'
        case datetime.date():
            days = (value - datetime.date(1899, 12, 30)).days
            return f'<c r="{at}" s="1"><v>{days}</v></c>'
        case None:
            return ""
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet_of(rows: list[list[object]], first_row: int = 1, first_column: str = "A") -> str:
    made = ""
    for number, row in enumerate(rows, first_row):
        cells = (cell(f"{chr(ord(first_column) + at)}{number}", value) for at, value in enumerate(row))
        made += f'<row r="{number}">{"".join(cells)}</row>'
    return made


def workbook(file: Path, hidden: tuple[str, ...] = (), **sheets: str) -> Path:
    names = list(sheets)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        kinds = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.{kind}+xml"/>'
            for part, kind in [("workbook", "sheet.main"), ("styles", "styles")]
            + [(f"worksheets/sheet{n}", "worksheet") for n in range(len(names))]
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{kinds}</Types>')
        link = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr(
            "_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
        )
        links = f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>' + "".join(
            f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(len(names))
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        )
        listed = "".join(
            f'<sheet name="{name}" sheetId="{n + 1}" r:id="r{n}"'
            + (' state="hidden"' if name in hidden else "")
            + "/>"
            for n, name in enumerate(names)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr("xl/styles.xml", STYLES)
        for n, rows in enumerate(sheets.values()):
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            )
    return file


def open_document(file: Path, rows: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OFFICE}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
            f'xmlns:text="{OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return file


def value(text: str, times: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def fields(incoming: Incoming) -> list[list[str]]:
    return [list(each.note.fields.values()) for each in incoming.notes()]


def test_cells_of_every_kind(tmp_path: Path) -> None:
    rows = sheet_of([
        ["Question", "Answer", "Tags"],
        ["a < b\nc", 19.9, "x y"],
        ["whole", 5.0, None],
        ["day", datetime.date(2026, 11, 25), None],
        [None, None, None],
        ["true?", True, None],
        ["lone", None, None],
    ])  # fmt: skip
    incoming = formats.read(workbook(tmp_path / "My words.xlsx", Words=rows))
    assert (incoming.format, incoming.deck) == ("Spreadsheet", ("My words",))
    assert [each[:2] for each in fields(incoming)] == [
        ["a &lt; b<br>c", "19.9"], ["whole", "5"], ["day", "2026-11-25"], ["true?", "TRUE"],
    ]  # fmt: skip
    assert [each.line for each in incoming.notes()] == [2, 3, 4, 6]
    assert [(each.line, each.text) for each in incoming.skipped] == [(7, "lone |  | ")]
    assert next(iter(incoming.notes())).note.tags == ("x", "y")


def test_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    sheets = {
        "Empty": "",
        "One": sheet_of([["a", "b"]]),
        "Two": sheet_of([["c", "d"]]),
        "Secret": sheet_of([["e"]]),
    }
    file = workbook(tmp_path / "x.xlsx", hidden=("Secret",), **sheets)
    incoming = formats.read(file)
    assert fields(incoming) == [["a", "b", ""]]
    assert incoming.table is not None
    assert (incoming.table.sheets, incoming.table.chosen.sheet) == (("Empty", "One", "Two", "Secret"), "One")
    assert any("Two" in each for each in incoming.warnings)
    assert fields(formats.read(file, Choices(sheet="Two"))) == [["c", "d", ""]]
    assert fields(formats.read(file, incoming.table.chosen)) == fields(incoming)
    with pytest.raises(UserError, match="no sheet “Three”"):
        formats.read(file, Choices(sheet="Three"))
    with pytest.raises(UserError, match="holds no text"):
        formats.read(file, Choices(sheet="Empty"))


def test_rows_keep_their_numbers_wherever_they_begin(tmp_path: Path) -> None:
    file = workbook(tmp_path / "x.xlsx", S=sheet_of([["a", "b"], ["c", "d"]], first_row=5, first_column="C"))
    incoming = formats.read(file)
    assert [each.line for each in incoming.notes()] == [5, 6]
    assert fields(incoming) == [["a", "b", ""], ["c", "d", ""]]


def test_columns_and_kind_can_be_chosen(tmp_path: Path) -> None:
    file = workbook(tmp_path / "x.xlsx", S=sheet_of([["a", "<b>b</b>", "c"]]))
    choices = Choices(columns=("back", "front", ""), html=True, kind="reversed")
    note = next(iter(formats.read(file, choices).notes())).note
    assert (note.fields["Question"], note.fields["Answer"]) == ("<b>b</b>", "a")
    assert note.note_type.name == "Question and answer, both ways"


def test_files_of_libreoffice(tmp_path: Path) -> None:
    rows = f"<table:table-row>{value('a')}{value('b')}</table:table-row>"
    rows += '<table:table-row table:number-rows-repeated="1048575"><table:table-cell'
    rows += ' table:number-columns-repeated="16384"/></table:table-row>'
    assert fields(formats.read(open_document(tmp_path / "x.ods", rows))) == [["a", "b", ""]]


def test_cells_too_far_apart_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    unnamed = f'<row r="1">{"<c><v>1</v></c>" * 100}</row><row r="1048576"><c><v>2</v></c></row>'
    repeated = f'<table:table-row table:number-rows-repeated="1048576">{value("a", 16384)}</table:table-row>'
    assert MOST_CELLS < 1_048_576 * 100
    for file in (
        workbook(tmp_path / "far.xlsx", S=far),
        workbook(tmp_path / "unnamed.xlsx", S=unnamed),
        open_document(tmp_path / "x.ods", repeated),
    ):
        with pytest.raises(UserError, match="too far apart"):
            formats.read(file)


@pytest.mark.parametrize("name", ["x.xlsx", "x.ods", "x.xls"])
def test_broken_files_are_said_plainly(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    if name == "x.ods":
        open_document(file, "<table:table-row")
    elif name == "x.xlsx":
        workbook(file, S="<row><c r='A1'><v>1</v")
    else:
        file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UserError, match="broken"):
        formats.read(file)


def test_other_archives_are_none(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    assert not Spreadsheet().sniff(Sample.of(file))
    file.write_bytes(b"a,b\n")
    assert not Spreadsheet().sniff(Sample.of(file))


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("a\r\nb\x07", "a\nb"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (-1234567.25, "-1234567.25"),
        (False, "FALSE"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (datetime.datetime(2026, 1, 2), "2026-01-02"),
        (datetime.datetime(2026, 1, 2, 3, 4), "2026-01-02 03:04"),
        (datetime.time(3, 4, 5), "03:04:05"),
        (datetime.timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_cell_says_the_same_on_every_computer(found: object, text: str) -> None:
    assert text_of(found) == text  # type: ignore[arg-type]


@given(at=st.integers(0, 400), what=st.binary(min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_workbooks_are_read_or_refused_plainly(at: int, what: bytes, tmp_path: Path) -> None:
    made = io.BytesIO()
    file = workbook(tmp_path / "whole.xlsx", S=sheet_of([["a", "b"], ["c", 1.5]]))
    made.write(file.read_bytes())
    data = bytearray(made.getvalue())
    at = at * len(data) // 400
    data[at : at + len(what)] = what
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(data)
    try:
        list(formats.read(damaged).notes())
    except UserError:
        return
