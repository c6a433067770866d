from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.anki.out.names import FORBIDDEN, LONGEST, Names, plain_name


@pytest.mark.parametrize(
    "name",
    [
        "a.png",
        "📈 ROI.PNG",
        "it's 100% #1 & co.png",
        "a..b.png",
        "paste-%20.png",
        "_logo.svg",
        "résumé.mp3",
        "no end",
    ],
)
def test_names_that_every_system_can_write_stay(name: str) -> None:
    assert plain_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "a?b.png",
        "a:b.png",
        'say "hi".png',
        "../../etc/passwd",
        "C:\\x\\y.png",
        "con.png",
        "a" * 300 + ".png",
        "x.",
    ],
)
def test_names_that_some_system_cannot_write_are_changed_and_keep_their_end(name: str) -> None:
    made = plain_name(name)
    assert made != name
    assert not FORBIDDEN.search(made)
    assert len(made.encode()) <= LONGEST
    assert made.endswith(".png") == name.endswith(".png")


def test_two_names_never_become_one() -> None:
    assert len({plain_name(name) for name in ("a?b.png", "a:b.png", "a*b.png", "a_b.png")}) == 4


@given(st.text(max_size=400))
def test_every_name_becomes_one_that_can_be_written(name: str) -> None:
    made = plain_name(name)
    assert made
    assert not FORBIDDEN.search(made)
    assert len(made.encode("utf-8", "surrogatepass")) <= LONGEST
    assert unicodedata.is_normalized("NFC", made)
    assert plain_name(made) == made


def test_fields_follow_the_names() -> None:
    names = Names()
    html = '<img src="a?b.png"> <img src=\'c.png\'> [sound:d:e.mp3] <img src="https://x.org/a.png">'
    made = names.applied(html)
    assert list(names.used) == ["d:e.mp3", "a?b.png", "c.png"]
    assert f"[sound:{names.used['d:e.mp3']}]" in made
    assert f'<img src="{names.used["a?b.png"]}">' in made
    assert "<img src='c.png'>" in made
    assert "https://x.org/a.png" in made


def test_a_name_in_the_signs_of_an_address_is_written_as_anki_reads_it() -> None:
    names = Names()
    assert names.applied('<img src="%F0%9F%93%88%20R%26D.png">') == '<img src="📈 R&amp;D.png">'
    assert names.used == {"📈 R&D.png": "📈 R&D.png"}
    assert names.applied('<img src="100%25%20x.png">') == '<img src="100% x.png">'
    assert names.applied('<img src="50%2520.png">') == '<img src="50%2520.png">', "it would mean another file"


def test_a_text_without_files_is_not_touched() -> None:
    assert Names().applied("a < b && <b>c</b>") == "a < b && <b>c</b>"
