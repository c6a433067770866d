from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.encoding import ESCAPED, beginning, decoded, find, plain
from desktop.exchange.sample import HEAD, Sample
from desktop.study.incoming import Choices
from desktop.study.note import as_plain

ROWS = [("Gruß", 'schön – „gut"'), ("Preis", '19 € für „alles"'), ("Tür", 'eine – „Öffnung"')]
TEXT = "".join(f"{front}\t{back}\r\n" for front, back in ROWS)
EIGHT = {
    "utf-8": TEXT.encode(),
    "utf-8 with a mark": TEXT.encode("utf-8-sig"),
    "utf-16 with a mark": TEXT.encode("utf-16"),
    "utf-16-be with a mark": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "cp1252": TEXT.encode("cp1252"),
    "mac_roman": TEXT.replace("\r\n", "\r").encode("mac_roman"),
}


@pytest.mark.parametrize("name", EIGHT)
def test_three_rows_are_right_in_each_of_eight_encodings_by_itself(name: str, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(EIGHT[name])
    incoming = formats.read(file)
    notes = [each.note.fields for each in incoming.notes()]
    assert [(as_plain(each["Question"]), as_plain(each["Answer"])) for each in notes] == ROWS
    assert incoming.table is not None
    assert incoming.table.certain == name.startswith("utf")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "問題,答え\n営業,売る\n広告,知らせる\n"),
        ("gb18030", "问题,答案\n销售,卖东西\n广告,让人知道\n"),
        ("cp1251", "вопрос;ответ\nпродажа;сделка за деньги\nреклама;обращение ко многим\n"),
        ("euc_kr", "질문,답\n판매,팔다\n광고,알리다\n"),
        ("cp1252", "café;crème brûlée\nmaître d’hôtel;à côté de l’été\n"),
    ],
)
def test_other_encodings_are_found_but_never_called_certain(encoding: str, text: str) -> None:
    found = find(text.encode(encoding))
    assert found.text == text
    assert not found.certain


def test_a_wrong_guess_can_be_put_right_by_one_choice(tmp_path: Path) -> None:
    text = "žluťoučký;kůň\npříliš;úpěl\n"
    file = tmp_path / "words.csv"
    file.write_bytes(text.encode("mac_latin2"))
    first = formats.read(file)
    assert first.table is not None
    assert not first.table.certain
    assert any("not certain" in each for each in first.warnings)
    second = formats.read(file, Choices(encoding="mac_latin2"))
    assert [each.note.fields["Question"] for each in second.notes()] == ["žluťoučký", "příliš"]


def test_the_other_encodings_all_can_be_chosen(tmp_path: Path) -> None:
    sample = sample_of("Größe;19,90 €\n".encode("cp1252"), tmp_path)
    found = decoded(sample)
    assert found.encoding == "cp1252"
    assert len(found.others) > 3
    assert "cp1252" not in found.others
    for each in found.others:
        assert decoded(sample, each).encoding == each


def test_an_encoding_that_does_not_exist_is_said_plainly(tmp_path: Path) -> None:
    sample = sample_of("Größe".encode("cp1252"), tmp_path)
    for encoding in ("no-such", "hex", "", "utf\0"):
        with pytest.raises(UserError, match="cannot be read as"):
            decoded(sample, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "shift_jis", "utf-16-le"])
def test_lines_that_are_nothing_in_the_chosen_encoding_are_listed(encoding: str, tmp_path: Path) -> None:
    bad = {"utf-16-le": b"\x01\xd8x\0", "shift_jis": b"\x80"}.get(encoding, b"\xff")
    file = tmp_path / "x.csv"
    file.write_bytes("a,1\nb,".encode(encoding) + bad + "\nc,3\n".encode(encoding))
    incoming = formats.read(file, Choices(encoding=encoding))
    assert [each.note.fields["Question"] for each in incoming.notes()] == ["a", "c"]
    assert [each.line for each in incoming.skipped] == [2]
    assert any("not valid" in each for each in incoming.warnings)


def test_a_mark_is_no_letter_where_its_encoding_is_chosen(tmp_path: Path) -> None:
    for encoding, data in (
        ("utf-8", "a".encode("utf-8-sig")),
        ("utf-16-le", b"\xff\xfea\0"),
        ("utf-16", b"\xff\xfea\0"),
    ):
        assert decoded(sample_of(data, tmp_path), encoding).text == "a"


def test_mostly_utf8_is_utf8_with_bad_lines() -> None:
    found = find("café,1\nnaïve,2\n".encode() + b"bad \xff,3\n")
    assert (found.encoding, found.certain, found.broken) == ("utf-8", False, True)
    assert "café" in found.text
    assert ESCAPED.search(found.text)


def test_a_zero_byte_in_plain_text_is_no_utf16() -> None:
    assert find(b"a\0b,c\n").encoding == "utf-8"


def test_utf16_of_few_latin_letters_is_told_by_its_tabs() -> None:
    text = "営業\t売る\n広告\t知らせる\n"
    assert find(text.encode("utf-16-le")).text == text
    assert find(text.encode("utf-16-be")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_a_letter_that_is_cut_at_the_end_of_the_first_look_does_not_matter(encoding: str) -> None:
    line = "Größe – elle a été là\n"
    text = line * (HEAD // 4)
    for shift in range(4):
        head = ("x" * shift + text).encode(encoding)[:HEAD]
        head = b"\xfe\xff" + head[:-2] if encoding == "utf-16-be" else head
        assert beginning(head).startswith("x" * shift + line)
    single = ("é" * HEAD).encode()
    assert set(beginning(b"x" + single[: HEAD - 1])) == {"x", "é"}


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\x5c\x72\xa8\x66",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\1\0\x48\0\x48\0\0" * 4,
        bytes(range(256)) * 4,
    ],
)
def test_pictures_are_no_text(data: bytes) -> None:
    assert beginning(data) == ""


def test_control_characters_are_gone_and_lines_end_in_newlines() -> None:
    sample = Sample.of_text("a\0b\x07\r\nc\rd\x0be\ufefff\u200bg\tx\n", "the clipboard")
    assert decoded(sample).text == "ab\nc\nd ef\u200bg\tx\n"


@given(st.binary(max_size=400))
def test_any_bytes_become_some_text(data: bytes) -> None:
    found = find(data)
    assert found.text.count("\ufffd") <= data.count("\ufffd".encode()) or found.encoding != "utf-8"
    beginning(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_from_utf8(text: str) -> None:
    found = find(text.encode("utf-8-sig"))
    assert (found.text, found.certain) == (text, True)


def sample_of(data: bytes, folder: Path) -> Sample:
    file = folder / "x.txt"
    file.write_bytes(data)
    return Sample.of(file)


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\x0b\x0c")), st.integers(1, 9))
@example("a\r\nb", 2)
def test_large_texts_are_read_piece_by_piece_and_say_the_same(text: str, piece: int) -> None:
    data = text.encode()
    at_once = plain(text), find(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.exchange.encoding.PIECE", piece)
        assert (plain(text), find(data)) == at_once
