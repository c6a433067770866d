from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.gui.printing.card_list import CardList
from desktop.gui.printing.cut_out import CutOutCards, Grid
from desktop.gui.printing.pages import A4, LETTER
from desktop.gui.printing.printed import Printed
from desktop.gui.printing.side import PrintedSide
from desktop.study.incoming import Cancelled, no_progress
from tests.exchange import leaving

LONG = " ".join(f"word{number}" for number in range(80))


def pages(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


@pytest.mark.parametrize("paper", [A4, LETTER])
def test_every_sheet_has_its_back(qtbot: QtBot, tmp_path: Path, paper: object) -> None:
    file = tmp_path / "x.pdf"
    outgoing = leaving.everything()
    written = CutOutCards(paper, Grid(2, 4)).write(outgoing, file, no_progress)  # type: ignore[arg-type]
    cards = sum(len(each.cards) for each in outgoing.make())
    assert written.cards == cards
    assert written.missing == ["gone.png"]
    assert file.read_bytes().startswith(b"%PDF")
    assert pages(file) == 2 * -(-cards // 8)


def test_backs_stand_mirrored(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[tuple[float, float]] = []

    def note(self: PrintedSide, painter: QPainter, at: QPointF, place: int = 0) -> None:
        places.append((round(at.x()), round(at.y())))

    monkeypatch.setattr(PrintedSide, "draw", note)
    notes = [leaving.new(leaving.note("basic", str(n), {"Question": str(n)})) for n in range(3)]
    CutOutCards(A4, Grid(2, 4)).write(leaving.leaving(notes), tmp_path / "x.pdf", no_progress)
    fronts, backs = places[:3], places[3:]
    left, right = fronts[0][0], fronts[1][0]
    assert left < right
    assert [x for x, _ in fronts] == [left, right, left]
    assert [x for x, _ in backs] == [right, left, right]
    assert [y for _, y in fronts] == [y for _, y in backs]


def test_a_list_flows_over_pages(qtbot: QtBot, tmp_path: Path) -> None:
    notes = [leaving.new(leaving.note("basic", str(n), {"Question": LONG, "Answer": "x"})) for n in range(12)]
    CardList().write(leaving.leaving(notes), tmp_path / "x.pdf", no_progress)
    assert 2 <= pages(tmp_path / "x.pdf") <= 6


@pytest.mark.parametrize("printed", [CutOutCards(), CardList()])
def test_nothing_is_changed_where_it_is_stopped(qtbot: QtBot, tmp_path: Path, printed: Printed) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    file = tmp_path / "x.pdf"
    file.write_bytes(b"before")
    with pytest.raises(Cancelled):
        printed.write(leaving.everything(), file, stop)
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(UserError, match="no cards"):
        printed.write(leaving.leaving([]), file, no_progress)


@pytest.mark.parametrize("printed", [CutOutCards(), CardList()])
def test_there_is_a_pause_after_each_card(qtbot: QtBot, tmp_path: Path, printed: Printed) -> None:
    file = tmp_path / "x.pdf"
    notes = [leaving.new(leaving.note("basic", str(n), {"Question": str(n)})) for n in range(20)]
    done: list[int] = []
    pieces = printed.pieces(leaving.leaving(notes), file, lambda at, total: done.append(at))
    for at in range(20):
        next(pieces)
        assert len(done) <= at + 1
        assert not file.exists()
    pieces.close()
    assert list(tmp_path.iterdir()) == []


def test_no_name_of_a_person_or_folder_is_in_it(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    CardList().write(leaving.everything(), file, no_progress)
    data = file.read_bytes()
    assert str(tmp_path).encode() not in data
    assert str(Path.home()).encode() + b"/" not in data
    assert re.search(rb"/Author \((\xfe\xff)?\)", data) or b"/Author" not in data
