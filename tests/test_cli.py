"""The command line: what it says, on which stream, with which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop import APP_NAME, VERSION, assets, bundled
from desktop.__main__ import main
from desktop.cli import parser
from desktop.cli.arguments import instant
from desktop.cli.commands import COMMANDS
from desktop.cli.words import WORDS, shortened, table
from desktop.store import backups
from desktop.store.collection import Collection
from desktop.store.lock import RAISE, FolderLock
from desktop.study.calendar import Moment, system_clock
from tests.store.helpers import ROOT, child_environment, query

AT = "2026-11-25T10:00:00+01:00"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first start, to be copied: taking in the decks takes its time."""
    made = tmp_path_factory.mktemp("first") / "cards"
    bundled.open_collection(made, system_clock).close()
    return made


@pytest.fixture
def folder(tmp_path: Path, first_start: Path) -> Path:
    return Path(shutil.copytree(first_start, tmp_path / "my cards"))


@pytest.fixture
def process(folder: Path) -> Run:
    """Runs the app as people do: a process of its own."""

    def run(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "desktop", *map(str, words)]
        if "--data" not in words:
            command[3:3] = ["--data", str(folder)]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=child_environment(**more.pop("env", {})),
            capture_output=True,
            text=True,
            encoding="utf-8",
            **more,
        )

    return run


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process; returns exit code, output and errors."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["--data", str(folder), *map(str, words)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def ask(say: Callable[..., tuple[int, str, str]]) -> Callable[..., Any]:
    """Runs a command that must succeed; returns its JSON."""

    def run(*words: object) -> Any:
        code, out, err = say(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


Ask = Callable[..., Any]
Say = Callable[..., tuple[int, str, str]]


# ---------------------------------------------------------------- as a process, end to end


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


# ---------------------------------------------------------------- what the commands say


def test_decks_is_a_table(say: Say) -> None:
    code, out, err = say("decks")
    assert (code, err) == (0, "")
    head, first, second, *rest = out.splitlines()
    assert head.split() == ["Deck", "Due", "New", "Known", "Cards"]
    assert first.startswith("Sales and Marketing  ")
    assert second.startswith("  ")
    assert {len(line) for line in (head, first, second, *rest)} == {len(head)}


def test_next_reads_like_a_card(say: Say, ask: Ask) -> None:
    card = ask("next")
    code, out, _ = say("next")
    assert code == 0
    assert card["question"] in out
    assert "\nAnswer:  " in out
    assert "\nGrades:  again 1 day, hard 1 day, good 1 day, easy 1 day\n" in out
    assert out.endswith(f"Card:    {card['card']}\n")


def test_next_of_a_deck(ask: Ask, say: Say) -> None:
    names = [row["name"] for row in ask("decks") if row["depth"]]
    for name in (names[-1], names[-1].upper()):
        assert ask("next", "--deck", name)["deck"] == names[-1]
    code, out, err = say("next", "--deck", "No such deck")
    assert (code, out) == (1, "")
    assert err.startswith("There is no deck called 'No such deck'.")
    assert say("next", "--deck", "")[0] == 1


def test_next_at_the_end_of_the_day(ask: Ask, say: Say) -> None:
    deck = [row["name"] for row in ask("decks") if row["depth"]][-1]
    seen = []
    while (card := ask("next", "--deck", deck, "--at", AT))["card"]:
        assert card["left"] == ask("next", "--deck", deck, "--at", AT)["left"]
        ask("grade", card["card"], "5", "--at", AT)
        seen.append(card["card"])
    assert len(seen) == len(set(seen)) > 0
    assert card == {"card": None, "message": "Nothing is due now."}
    assert say("next", "--deck", deck, "--at", AT)[1] == "Nothing is due now.\n"


def test_next_comes_to_the_drills(ask: Ask) -> None:
    deck = [row["name"] for row in ask("decks") if row["depth"]][-1]
    first = ask("next", "--deck", deck, "--at", AT)["card"]
    ask("grade", first, "1", "--at", AT)
    while (card := ask("next", "--deck", deck, "--at", AT)["card"]) != first:
        ask("grade", card, "5", "--at", AT)
    ask("grade", first, "4", "--at", AT)
    assert ask("next", "--deck", deck, "--at", AT)["card"] is None


def test_grades_of_the_same_instant_keep_their_order(ask: Ask) -> None:
    card = ask("next", "--at", AT)["card"]
    for grade in (0, 5, 2, 4):
        assert ask("grade", card, grade, "--at", AT)["repetition"] == 1
    assert [row["grade"] for row in ask("reviews")] == [0, 5, 2, 4]
    assert ask("check") == {"ok": True, "problems": []}


def test_preview_is_what_a_grade_then_does(ask: Ask) -> None:
    card = ask("next", "--at", AT)["card"]
    when = datetime.fromisoformat(AT)
    for _ in range(5):
        at = when.isoformat()
        shown = ask("next", "--at", at) if ask("next", "--at", at)["card"] == card else None
        graded = ask("grade", card, "4", "--at", at)
        days = (datetime.fromisoformat(graded["due"]).date() - when.date()).days
        if shown:
            assert shown["grades"]["good"] == days
        when += timedelta(days=days)
    assert [row["interval"] for row in ask("cards") if row["card"] == card] == [95]
    assert [row["day"] for row in ask("reviews")] == sorted({row["day"] for row in ask("reviews")})


def test_cards_lists_one_row_a_card(ask: Ask, say: Say) -> None:
    rows = ask("cards")
    assert len({row["card"] for row in rows}) == len(rows) > 200
    assert set(rows[0]) == {
        "card",
        "deck",
        "kind",
        "question",
        "answer",
        "tags",
        "suspended",
        "buried",
        "flag",
        "repetition",
        "interval",
        "ease",
        "last_day",
        "due",
        "drill",
        "lapses",
        "counted",
    }
    assert all("<" not in row["question"] or "&lt;" not in row["question"] for row in rows)
    deck = rows[-1]["deck"]
    assert ask("cards", "--deck", deck) == [row for row in rows if row["deck"] == deck]
    _, out, _ = say("cards")
    assert len(out.splitlines()) == len(rows) + 1
    assert out.splitlines()[1].startswith(rows[0]["card"])


def test_reviews_shows_the_learners_time_and_what_was_undone(say: Say, ask: Ask) -> None:
    assert say("reviews")[1] == "There are no answers.\n"
    card = ask("next")["card"]
    ask("grade", card, "3", "--at", "2026-11-25T23:30:00-11:00")
    ask("undo")
    _, out, _ = say("reviews")
    assert out.splitlines()[1].split() == ["2026-11-25", "23:30", "3", "study,", "undone", card]


def test_words_for_people(say: Say, ask: Ask, folder: Path) -> None:
    card = ask("next")["card"]
    assert say("grade", card, "4", "--at", AT)[1] == (
        "Stored. The card comes back on 2026-11-26 (interval 1 day, ease 2.50, repetition 1).\n"
    )
    assert say("undo")[1] == f"Took back the answer with grade 4: {card}\n"
    assert say("check")[1] == "Everything is in order.\n"
    assert say("check", "--rebuild")[1] == "Everything is in order.\n"
    _, out, _ = say("backup")
    (made,) = backups.listed(folder)
    assert out.startswith(f"Backed up to {made.file} (")
    assert say("restore", made.file)[1].startswith(f"Restored {made.file}: ")
    assert say("undo")[1] == f"Took back: restore {made.file.stem}\n"


def test_every_command_has_words() -> None:
    assert set(WORDS) == {*COMMANDS, "restore"}
    assert all(each.__doc__ for each in COMMANDS.values())


def test_a_table_without_rows_and_with_gaps() -> None:
    assert table(("A", "B"), []) == "A  B"
    assert table(("A", "B"), [(1, None), ("long", 22)], frozenset({1})) == "A      B\n1\nlong  22"
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61 + "\nb") == "a" * 59 + "…"


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    "words",
    [
        ("grade",),
        ("grade", "x"),
        ("grade", "x", "six"),
        ("grade", "x", "-1"),
        ("grade", "x", "2.5"),
        ("next", "--at", "yesterday"),
        ("next", "--at", "0001-01-01T00:00:00+00:00"),
        ("next", "--at", "9999-12-31T23:59:59-12:00"),
        ("restore",),
        ("decks", "--unknown"),
    ],
)
def test_wrong_use_is_two_and_makes_no_collection(say: Say, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, err = say("--data", tmp_path / "none", *words)
    assert (code, out) == (2, "")
    assert "usage:" in err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("words", [("grade", "nonsense", "4"), ("grade", str(uuid.uuid4()), "4"), ("undo",)])
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


def test_a_check_that_finds_something_is_refused(say: Say, ask: Ask, folder: Path) -> None:
    ask("decks")
    query(folder, "UPDATE schedule SET ease = 300")
    code, out, err = say("check", "--json")
    assert (code, out) == (1, "")
    assert "does not follow from their answers" in err
    assert ask("check", "--rebuild") == {"ok": True, "problems": []}
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


def test_bundled_decks_are_taken_in_once(folder: Path) -> None:
    collection = bundled.open_collection(folder, system_clock)
    assert not bundled.install_decks(collection)
    assert len(collection.tree()) > 3
    collection.close()


# ---------------------------------------------------------------- arguments


def test_options_stand_before_or_after_the_command() -> None:
    for words in (["--data", "d", "--json", "decks"], ["decks", "--json", "--data", "d"]):
        parsed = parser().parse_args(words)
        assert (parsed.data, parsed.json, parsed.command) == ("d", True, "decks")
    assert not hasattr(parser().parse_args(["decks"]), "json")


def test_a_time_with_and_without_an_offset() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert instant("2026-11-25T12:00:00Z") == Moment(int(noon.timestamp() * 1000), 0)
    assert instant("2026-11-25T13:00:00+01:00") == Moment(int(noon.timestamp() * 1000), 60)
    local = datetime(2026, 11, 25, 12).astimezone()
    assert instant("2026-11-25T12:00") == Moment(
        int(local.timestamp() * 1000),
        int(local.utcoffset().total_seconds()) // 60,  # type: ignore[union-attr]
    )
