from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Ask, Run, Say
from tests.exchange.anki.packages import package


def csv(folder: Path, name: str = "deck.csv", text: str = "front,back\nlead,contact\nquota,target\n") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_files_come_in_one_by_one_and_a_refused_one_stops_no_other(
    ask: Ask, say: Say, tmp_path: Path
) -> None:
    good, bad, late = csv(tmp_path), tmp_path / "none.csv", csv(tmp_path, "late.csv", "a;b\nc;d\n")
    code, out, _ = say("import", good, bad, late, "--json")
    assert code == 1
    found = ask("cards", "--deck", "deck")
    assert [each["question"] for each in found] == ["lead", "quota"]
    assert len(ask("cards", "--deck", "late")) == 2
    assert "There is no file" in out


def test_what_is_told_of_a_file(ask: Ask, tmp_path: Path) -> None:
    file = csv(tmp_path, text="front,back,tags\nlead,contact,x y\nlead,again,\nalone,,\n")
    (told,) = ask("import", file)
    right = {
        "file": str(file),
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "duplicates": 1,
        "cards": 1,
        "reviews": 0,
    }
    assert {name: told[name] for name in right} == right
    assert [(each["line"], each["reason"]) for each in told["skipped"]] == [(4, "the back is empty")]
    assert told["media"] == {"added": 0, "missing": []}
    assert isinstance(told["warnings"], list)
    assert ask("import", file)[0]["unchanged"] == 1


def test_a_dry_run_changes_nothing(ask: Ask, tmp_path: Path) -> None:
    before = ask("decks")
    assert ask("import", csv(tmp_path), "--dry-run")[0]["new"] == 2
    assert ask("decks") == before


def test_columns_and_rows_are_parted_by_any_signs(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text("lead==contact||quota==target||")
    (told,) = ask("import", file, "--separator", "==", "--row-separator", "||")
    assert told["new"] == 2
    file.write_text("close\tyes\n\nask\tbefore\n")
    (told,) = ask("import", file, "--separator", r"\t", "--row-separator", r"\n\n")
    assert told["new"] == 2


def test_an_import_goes_where_it_is_told_and_is_undone(ask: Ask, tmp_path: Path) -> None:
    before = ask("decks")
    ask("import", csv(tmp_path), "--deck", "Mine::Here", "--kind", "reversed")
    assert len(ask("cards", "--deck", "Mine::Here")) == 4
    assert ask("undo")["undone"] == "import"
    assert ask("decks") == before


def test_a_package_comes_in_by_a_process_of_its_own(process: Run, tmp_path: Path) -> None:
    file = package(tmp_path / "deck.apkg", "anki21b", {"a.png": b"A"})
    done = process("import", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 new, 0 updated, 0 unchanged; 10 new cards" in done.stdout


def test_a_refusal_is_a_sentence(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    file.write_bytes(b"no package")
    code, out, err = say("import", file)
    assert code == 1
    assert "is no Anki package" in out
    assert "Traceback" not in out + err
