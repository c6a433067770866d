from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Say


@pytest.mark.parametrize("suffix", [".apkg", ".csv", ".tsv", ".xlsx", ".md", ".toml"])
def test_a_deck_goes_out_in_the_format_that_the_name_says(ask: Ask, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"deck{suffix}"
    told = ask("export", "--deck", "Marketing Planning Terms", file)
    assert (told["file"], told["cards"]) == (str(file), 60)
    assert file.stat().st_size > 1000


def test_a_package_brought_back_changes_nothing(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "all.apkg"
    card = ask("next")["card"]
    ask("grade", card, "4")
    cards = ask("cards")
    assert ask("export", file)["cards"] == len(cards)
    (told,) = ask("import", file)
    assert (told["new"], told["updated"]) == (0, 0)
    assert ask("cards") == cards


def test_one_for_others_tells_nothing_of_the_learner(ask: Ask, tmp_path: Path) -> None:
    from desktop.exchange import formats

    ask("grade", ask("next")["card"], "4")
    file = tmp_path / "others.apkg"
    ask("export", file, "--for-others")
    incoming = formats.read(file)
    found = list(incoming.notes())
    incoming.close()
    assert found
    assert all(
        not each.reviews and each.schedule is not None and each.schedule.is_new
        for note in found
        for each in note.cards
    )


def test_a_name_without_a_format_and_an_unknown_deck_are_refused(say: Say, tmp_path: Path) -> None:
    for words in (("export", tmp_path / "x.doc"), ("export", "--deck", "Nowhere", tmp_path / "x.csv")):
        code, out, err = say(*words)
        assert (code, out) == (1, "")
        assert len(err.strip().splitlines()) == 1
        assert list(tmp_path.glob("x.*")) == []
