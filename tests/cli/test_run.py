"""Carrying out commands: on which stream, with which exit code, as processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from desktop import APP_NAME, VERSION, assets
from desktop.store import backups
from desktop.store.collection import Collection
from desktop.store.lock import RAISE, FolderLock
from desktop.study.calendar import system_clock
from tests.cli.conftest import AT, Ask, Run, Say
from tests.store.helpers import ROOT, child_environment


def test_a_day_of_study_from_a_script(process: Run, folder: Path) -> None:
    shutil.rmtree(folder)

    def ask(*words: object) -> Any:
        done = process(*words)
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    decks = ask("--json", "decks")
    assert decks[0]["name"] == "Sales and Marketing"
    assert {"name", "cards", "new", "due"} <= set(decks[0])
    first = ask("next", "--json", "--at", AT)
    assert set(first) == {"card", "deck", "kind", "question", "answer", "grades", "left"}
    assert first["grades"] == {"again": 1, "hard": 1, "good": 1, "easy": 1}
    graded = ask("grade", first["card"], "4", "--at", AT, "--json")
    assert graded == {
        "card": first["card"],
        "interval": 1,
        "ease": 2.5,
        "repetition": 1,
        "due": "2026-11-26",
        "review": graded["review"],
    }
    assert ask("next", "--json", "--at", AT)["card"] != first["card"]
    (row,) = ask("reviews", "--json")
    assert (row["review"], row["grade"], row["day"], row["undone"]) == (
        graded["review"],
        4,
        "2026-11-25",
        False,
    )
    made = ask("backup", "--json")
    assert Path(made["file"]).stat().st_size == made["size"]
    assert ask("undo", "--json") == {"undone": "review", "label": "4", "cards": [first["card"]]}
    assert ask("--json", "restore", made["file"])["cards"] == sum(
        deck["cards"] for deck in decks if not deck["depth"]
    )
    assert not ask("reviews", "--json")[0]["undone"]
    assert ask("undo", "--json")["undone"] == "restore"
    assert ask("reviews", "--json")[0]["undone"]
    assert ask("check", "--rebuild", "--json") == {"ok": True, "problems": []}
    assert sorted(file.name for file in folder.iterdir()) == ["backups", "collection.db", "lock"]


def test_a_refusal_is_a_sentence_on_the_error_stream(process: Run, tmp_path: Path) -> None:
    refused = process("grade", str(uuid.uuid4()), "4")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("There is no card")
    assert len(refused.stderr.splitlines()) == 1
    wrong = process("grade", "x", "6")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "choose from 0, 1, 2, 3, 4, 5" in wrong.stderr


def test_no_qt_and_no_tests_are_imported(folder: Path) -> None:
    code = (
        "import sys; from desktop.__main__ import main\n"
        "for words in (['decks'], ['next'], ['cards'], ['check', '--rebuild'], ['backup'], ['undo']):\n"
        "    main(['--data', sys.argv[1], *words])\n"
        "strange = ('PySide', 'shiboken', 'desktop.gui')\n"
        "found = sorted(name for name in sys.modules if name.startswith(strange))\n"
        "assert not found, found\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        cwd=ROOT,
        env=child_environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [("cards",), ("cards", "--json"), ("reviews",)])
def test_a_reader_that_has_seen_enough_is_no_error(
    process: Run, folder: Path, words: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "--data", folder, *words],
            cwd=ROOT,
            env=child_environment(),
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_that_cannot_be_written_is_a_sentence(folder: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "--data", folder, "cards"],
            cwd=ROOT,
            env=child_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "The result could not be written: No space left on device.\n"


@pytest.mark.parametrize("locale", ["C", "tr_TR.UTF-8", "de_DE.UTF-8"])
def test_any_locale_and_any_folder_name(process: Run, tmp_path: Path, locale: str) -> None:
    folder = tmp_path / "Öğrenci İş #1 100% 日本"
    for words in (("cards", "--json"), ("backup",)):
        done = process("--data", folder, *words, env={"LC_ALL": locale, "PYTHONIOENCODING": ""})
        assert (done.returncode, done.stderr) == (0, "")
    assert len(backups.listed(folder)) == 1


def test_an_unknown_command_and_a_missing_one(process: Run) -> None:
    assert process("fly").returncode == 2
    assert process("--version").stdout.strip() == f"{APP_NAME} {VERSION}"
    assert "restore" in process("--help").stdout


@pytest.mark.parametrize(
    "words", [("grade", "nonsense", "4"), ("grade", "3b1f0d6c-58a4-4e0e-9c1d-7f2a90c4e6b5", "4"), ("undo",)]
)
def test_what_cannot_be_done_is_one(say: Say, words: tuple[str, ...]) -> None:
    code, out, err = say(*words, "--json")
    assert (code, out) == (1, "")
    assert err.endswith("\n")
    assert "Traceback" not in err


def test_a_restore_of_a_bad_file_changes_nothing(say: Say, ask: Ask, folder: Path, tmp_path: Path) -> None:
    ask("grade", ask("next")["card"], "4")
    wrong = tmp_path / "wrong.db"
    wrong.write_text("no backup")
    before = ask("reviews"), ask("cards")
    for file in (wrong, tmp_path / "nothing.db", tmp_path):
        code, out, err = say("restore", file)
        assert (code, out) == (1, "")
        assert file.name in err
    assert (ask("reviews"), ask("cards")) == before


def test_a_damaged_collection_is_refused_and_can_be_restored(say: Say, ask: Ask, folder: Path) -> None:
    ask("grade", ask("next")["card"], "4")
    made = ask("backup")["file"]
    (folder / "collection.db").write_bytes(b"broken" * 1000)
    for words in (("decks",), ("check",), ("backup",)):
        code, out, err = say(*words)
        assert (code, out) == (1, "")
        assert "Restore a backup" in err
    restored = ask("restore", made)
    assert Path(restored["kept"]).read_bytes() == b"broken" * 1000
    assert len(ask("reviews")) == 1
    assert ask("check") == {"ok": True, "problems": []}


def test_a_restore_under_an_open_window_is_refused(say: Say, ask: Ask, folder: Path) -> None:
    made = ask("backup")["file"]
    with FolderLock(folder) as window:
        window.take(1)
        code, out, err = say("restore", made)
        assert (code, out) == (1, "")
        assert "already open" in err
        assert "Close its window" in err
        assert ask("decks")  # all else goes on beside a window
    assert not (folder / RAISE).exists()
    assert ask("restore", made)["kept"] is None


def test_a_window_and_a_command_share_the_cards(ask: Ask, folder: Path) -> None:
    card = ask("next")["card"]
    window = Collection(folder, system_clock)
    ask("grade", card, "4")
    assert len(window.reviews()) == 1
    window.grade(window.card_with(card), 5)
    assert len(ask("reviews")) == 2
    window.close()


def test_a_bundled_deck_with_a_mistake_is_a_sentence(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\nid = 7\n", encoding="utf-8")
    monkeypatch.setattr(assets, "bundled_decks", lambda: [broken])
    code, out, err = say("decks")
    assert (code, out) == (1, "")
    assert err.startswith("broken.toml, line 2: ")
