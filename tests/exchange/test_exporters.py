from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from desktop.errors import UserError
from desktop.exchange.anki.zstd import MAGIC, decompressor
from desktop.exchange.exporters import EXPORTERS, Exporter, exporter_for
from desktop.study.incoming import Cancelled, CardState, no_progress
from desktop.study.outgoing import Outgoing
from tests.exchange import leaving

SUFFIXES = [".apkg", ".colpkg", ".csv", ".tsv", ".xlsx", ".md", ".toml"]


def named(exporter: Exporter) -> str:
    return exporter.title


def outgoing(exporter: Exporter, **more: object) -> Outgoing:
    return leaving.everything(**({"name": ""} if exporter.whole else {}), **more)


def texts(file: Path) -> list[bytes]:
    """Return what a file holds, unpacked as far as it goes."""
    found = [file.read_bytes()]
    if is_zipfile(file):
        with ZipFile(file) as archive:
            found += [archive.read(name) for name in archive.namelist()]
            found += [name.encode() for name in archive.namelist()]
    return [decompressor().decompress(data) if data.startswith(MAGIC) else data for data in found]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_end_of_a_name_chooses_the_format(suffix: str) -> None:
    assert exporter_for(Path(f"A deck.{suffix.upper()[1:]}")).suffix == suffix


def test_an_unknown_end_is_told() -> None:
    with pytest.raises(UserError, match=r"x\.docx"):
        exporter_for(Path("x.docx"))


def test_every_format_has_its_own_title() -> None:
    assert len({each.title for each in EXPORTERS}) == len(EXPORTERS)
    assert {each.suffix for each in EXPORTERS} == set(SUFFIXES)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=named)
def test_every_note_is_written_or_told(exporter: Exporter, tmp_path: Path) -> None:
    given = outgoing(exporter)
    written = exporter.write(given, tmp_path / f"x{exporter.suffix}", no_progress)
    assert written.notes == given.count or sum(written.left_out.values()) >= given.count - written.notes
    assert written.cards > 0
    assert [each.name for each in tmp_path.iterdir()] == [f"x{exporter.suffix}"]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=named)
def test_a_name_with_anything_in_it_is_written(exporter: Exporter, tmp_path: Path) -> None:
    file = tmp_path / f"it's 100% #1 – Ü{exporter.suffix}"
    exporter.write(outgoing(exporter), file, no_progress)
    assert file.stat().st_size > 100


@pytest.mark.parametrize("exporter", EXPORTERS, ids=named)
def test_progress_is_told_and_can_stop_it(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    notes = [
        leaving.new(leaving.note("basic", str(n), {"Question": str(n), "Answer": "x"})) for n in range(1200)
    ]
    given = leaving.leaving(notes, **({"name": ""} if exporter.whole else {}))

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 1000:
            raise Cancelled

    file = tmp_path / f"x{exporter.suffix}"
    file.write_bytes(b"before")
    with pytest.raises(Cancelled):
        exporter.write(given, file, stop)
    assert told == [(500, 1200), (1000, 1200)]
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=named)
def test_for_others_nothing_of_the_learner_is_in_the_file(exporter: Exporter, tmp_path: Path) -> None:
    """As the store hands it over: without dates, answers and marks. The file adds none of its own."""
    bare = [
        each._replace(
            created_ms=None,
            modified_ms=None,
            cards=tuple(CardState(card.ordinal, card.deck, card.position) for card in each.cards),
        )
        for each in leaving.everything().make()
    ]
    given = leaving.leaving(bare, with_progress=False, **({"name": ""} if exporter.whole else {}))
    file = tmp_path / f"x{exporter.suffix}"
    exporter.write(given, file, no_progress)
    answers = [
        review.at_ms for each in leaving.rich_notes() for card in each.cards for review in card.reviews
    ]
    secret = [str(at_ms) for at_ms in answers] + [str(at_ms // 1000) for at_ms in answers]
    secret += [str(tmp_path), str(Path.home()) + "/"]
    for data in texts(file):
        for each in secret:
            assert each.encode() not in data
        assert not re.search(rb"creator>[^<]", data), "a workbook names its author here"
