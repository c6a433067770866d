from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.archive import Trap, pieces
from desktop.exchange.markup import DEEPEST, Document, root_of
from desktop.exchange.sample import Sample


def test_children_come_one_by_one_with_text_attributes_and_lines() -> None:
    document = Document([b'<list a="1">\n<card n="2">x <b>y</b> z', b"</card>\n<card/></list>"], "words.xml")
    first, second = document
    assert (document.root.tag, document.root.attrib) == ("list", {"a": "1"})
    assert ("".join(first.itertext()), first.get("n"), first.line) == ("x y z", "2", 2)
    assert (second.tag, second.line) == ("card", 3)


def test_a_document_type_stands_but_what_it_declares_is_refused() -> None:
    named = (
        b'<!DOCTYPE kvtml PUBLIC "kvtml2.dtd" "http://example.org/kvtml2.dtd"><kvtml><e>a&nbsp;b</e></kvtml>'
    )
    assert [each.text for each in Document([named], "words.kvtml")] == ["a\xa0b"]
    declared = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]><a><b>&x;</b></a>'
    with pytest.raises(UserError, match="entities"):
        Document([declared], "trap.xml")
    assert root_of(declared) is None


@pytest.mark.parametrize(
    "broken", [b"", b"<a>", b"<a><b></a>", b"<a>&x;</a>", b"no", b'<?xml encoding="?"?>']
)
def test_a_broken_file_is_told(broken: bytes) -> None:
    with pytest.raises(UserError, match=r"words\.xml is broken"):
        list(Document([broken], "words.xml"))


def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UserError, match="too deeply"):
        list(Document([b"<a>" * (DEEPEST + 1)], "deep.xml"))


def test_the_root_is_known_by_the_beginning() -> None:
    assert root_of(b'<?xml version="1.0"?>\n<kvtml version="2.0"><entries><ent') == (
        "kvtml",
        {"version": "2.0"},
    )
    assert root_of("\ufeff<a/>".encode("utf-16-le")) == ("a", {})
    assert root_of(b"Question,Answer\n") is None


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    root_of(data)
    with suppress(UserError):
        list(Document([data], "any.xml"))


def test_gzip_is_undone_and_a_trap_is_not_sprung(tmp_path: Path) -> None:
    file = tmp_path / "words.gz"
    file.write_bytes(gzip.compress(b"one") + gzip.compress(b"two"))
    assert b"".join(pieces(Sample.of(file))) == b"onetwo"
    file.write_bytes(gzip.compress(bytes(64 << 20)))
    with pytest.raises(Trap):
        list(pieces(Sample.of(file)))
    file.write_bytes(gzip.compress(b"whole")[:-6])
    with pytest.raises(UserError, match="broken"):
        list(pieces(Sample.of(file)))
