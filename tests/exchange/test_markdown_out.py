from __future__ import annotations

from pathlib import Path

import pytest

from desktop.exchange.markdown_out import Markdown, marked
from desktop.exchange.plainly import FORMATTED
from desktop.exchange.rows_out import OTHER_DECKS, OTHER_TYPE
from desktop.study.incoming import no_progress
from tests.exchange import leaving


def test_each_kind_has_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    notes = [leaving.new(leaving.note(key, key, tags=("b2b", "two words"))) for key in ("typed", "choice")]
    notes.append(leaving.new(leaving.note("cloze", "cloze"), leaving.BELOW))
    written = Markdown().write(leaving.leaving(notes), file, no_progress)
    assert written.left_out == {}
    assert file.read_text(encoding="utf-8") == (
        "# Sales & Marketing\n\n"
        "Q: Say it\nA: benchmark\nS: to benchmark\na bench\nK: typed\nT: b2b, two words\n"
        "\n---\n\n"
        "Q: Who closes the sale?\nO: Sales\nMarketing\nNobody\nA: Sales\nT: b2b, two words\n"
        "\n---\n\n"
        "# Sales & Marketing::First “meetings”\n\n"
        "C: {{c1::Sales}} talks, {{c2::marketing::hint}} tells\nE: both\n"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a &lt; b &amp; c", r"a \< b & c"),
        ("2 * 3 = 6_x", r"2 \* 3 \= 6\_x"),
        ("# no heading<br>- no list<br>1. nor this", "\\# no heading\n\\- no list\n\\1. nor this"),
        ("Q: no question", r"\Q: no question"),
        ("<b>bold</b> and <i>slanted</i>", "**bold** and *slanted*"),
        ('<img src="map.png"> here', "![](map.png) here"),
        ("{{c1::a_b::c*}} x", r"{{c1::a\_b::c\*}} x"),
        ("a::b}}", r"a::b}}"),
    ],
)
def test_every_sign_of_a_text_stays_a_sign(html: str, markdown: str) -> None:
    assert marked(html) == markdown


def test_what_it_cannot_hold_is_told(tmp_path: Path) -> None:
    written = Markdown().write(leaving.leaving(leaving.rich_notes()), tmp_path / "x.md", no_progress)
    assert written.left_out == {OTHER_DECKS: 1, OTHER_TYPE: 2, FORMATTED: 3}
