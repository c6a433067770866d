from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.gui.printed_side import CARD, LIST, STEPS, PrintedSide, SideText
from desktop.gui.printing import A4, LETTER, CardList, CutOutCards, Grid, Printed
from desktop.study.incoming import Cancelled, no_progress
from tests.exchange import leaving

ROOM = QSizeF(330, 230)
LONG = " ".join(f"word{number}" for number in range(80))
LONGER = " ".join(f"word{number}" for number in range(1500))


def side(html: str) -> SideText:
    return SideText(html, "", 1, {}, {})


def drawn(made: PrintedSide, place: int) -> QImage:
    """Return what a place shows, with a margin that must stay empty."""
    image = QImage(370, 270, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    made.draw(painter, QPointF(20, 20), place)
    painter.end()
    return image


def dark(image: QImage, inside: bool) -> int:
    """Count the dots that are not white, in the room or in the margin."""
    count = 0
    for y in range(image.height()):
        for x in range(image.width()):
            in_room = 20 <= x < 350 and 20 <= y < 250
            count += in_room == inside and image.pixel(x, y) != 0xFFFFFFFF
    return count


def pages(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


@pytest.mark.parametrize(("text", "places"), [("short", 1), (LONG, 1), (LONGER, 7)])
def test_a_text_is_made_smaller_or_goes_on_and_is_never_cut(qtbot: QtBot, text: str, places: int) -> None:
    made = PrintedSide(side(text), ROOM, lambda name, room: None)
    assert (made.places > 1) == (places > 1)
    for place in range(made.places):
        image = drawn(made, place)
        assert dark(image, inside=True) > 50
        assert dark(image, inside=False) == 0
    assert dark(drawn(made, made.places), inside=True) == 0
    assert made.height <= ROOM.height()


def test_a_long_text_is_smaller_than_a_short_one_and_not_in_a_list(qtbot: QtBot) -> None:
    def scale(text: str, sizes: tuple[int, int]) -> float:
        return PrintedSide(side(text), ROOM, lambda name, room: None, sizes)._scale

    assert scale("short", CARD) == 1.0
    assert STEPS[-1] <= scale(LONG, CARD) < 1.0
    assert scale(LONGER, LIST) == 1.0


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


def test_no_name_of_a_person_or_folder_is_in_it(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    CardList().write(leaving.everything(), file, no_progress)
    data = file.read_bytes()
    assert str(tmp_path).encode() not in data
    assert str(Path.home()).encode() + b"/" not in data
    assert re.search(rb"/Author \((\xfe\xff)?\)", data) or b"/Author" not in data
