from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from desktop import places
from desktop.__main__ import main
from desktop.places import POLICY
from tests.cli.conftest import Ask, Say

DECK = """format = 1
id = "house"
name = "House deck"
version = 1
[[section]]
name = "One"
[[section.note]]
key = "k"
kind = "basic"
question = "Q?"
answer = "A"
"""


@pytest.fixture
def policy(folder: Path) -> Path:
    """The policy file that the commands find."""
    return folder.parent / POLICY


def test_without_a_policy_that_is_what_is_said(say: Say, ask: Ask, folder: Path) -> None:
    code, out, err = say("policy")
    assert (code, err) == (0, "")
    assert out.startswith("There is no policy file ")
    assert out.endswith(f"Your cards lie in {folder}.\n")
    shown = ask("policy")
    assert (shown["present"], shown["in_force"], shown["faults"]) == (False, [], [])


def test_what_is_in_force_is_shown_with_file_and_line(say: Say, ask: Ask, policy: Path) -> None:
    policy.write_text('disabled = ["export"]\n[locked]\ntheme = "dark"\ncap = 0\n', encoding="utf-8")
    code, out, err = say("policy")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        f"Laid down in {policy}:",
        "  line 1: disabled = export",
        "  line 3: locked.theme = dark",
    ]
    assert out.splitlines()[-1] == f"{policy}, line 4: cap is a whole number from 1 to 36500, not 0."
    shown = ask("policy")
    assert shown["in_force"][1] == {"key": "locked.theme", "value": "dark", "line": 3}
    assert [each["line"] for each in shown["faults"]] == [4]


def test_a_check_tells_every_fault_and_fails(say: Say, ask: Ask, tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.toml", tmp_path / "right.toml"
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "broken.toml").write_text("format = 1\nid = 7\n", encoding="utf-8")
    wrong.write_text(f"color = 1\ndecks = ['{decks}']\ntext_size = 'big'\n", encoding="utf-8")
    right.write_text("text_size = 110\n", encoding="utf-8")
    code, out, err = say("policy", "--check", wrong)
    assert (code, err) == (1, "")
    first, second, third = out.splitlines()
    assert first.startswith(f"{wrong}, line 1: There is no key 'color'")
    assert second.startswith(f"{wrong}, line 2: {decks}: broken.toml, line 2: ")
    assert third.startswith(f"{wrong}, line 3: text_size is a whole number")
    code, out, err = say("policy", "--check", wrong, "--json")
    assert code == 1
    assert [each["line"] for each in json.loads(out)["faults"]] == [1, 2, 3]
    assert say("policy", "--check", right) == (0, f"{right} is right; entries in force: 1.\n", "")
    assert ask("policy", "--check", right)["faults"] == []


def test_a_check_of_no_file_is_refused(say: Say, tmp_path: Path) -> None:
    code, out, err = say("policy", "--check", tmp_path / "nothing.toml")
    assert (code, out) == (1, "")
    assert err == f"There is no file {tmp_path / 'nothing.toml'}.\n"


def test_showing_a_policy_makes_no_collection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "cards"), "policy"], tmp_path / POLICY) == 0
    assert not (tmp_path / "cards").exists()


@pytest.mark.parametrize(
    ("feature", "words"), [("import", ("import", "x.csv")), ("export", ("export", "x.csv"))]
)
def test_what_is_disabled_is_refused(say: Say, policy: Path, feature: str, words: tuple[str, ...]) -> None:
    policy.write_text(f'disabled = ["{feature}"]\n', encoding="utf-8")
    code, out, err = say(*words)
    assert (code, out) == (1, "")
    assert "is turned off by your administrator." in err


def test_a_wrong_policy_stops_no_command(say: Say, policy: Path) -> None:
    policy.write_text("nonsense\n", encoding="utf-8")
    code, out, err = say("decks", "--json")
    assert code == 0
    assert json.loads(out)
    assert err.startswith(f"{policy}, line 1: This is no TOML")


def test_locked_options_hold_for_commands(ask: Ask, policy: Path) -> None:
    policy.write_text("[locked]\nnew_per_day = 3\n", encoding="utf-8")
    assert ask("next")["left"] == 3


def test_decks_of_the_administrator_are_there(ask: Ask, say: Say, policy: Path, tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "house.toml").write_text(DECK, encoding="utf-8")
    policy.write_text(f"decks = ['{decks}', '{decks}-gone']\n", encoding="utf-8")
    code, out, err = say("decks", "--json")
    assert code == 0
    assert "House deck" in [each["name"] for each in json.loads(out)]
    assert err.startswith(f"{policy}, line 1: The folder of decks {decks}-gone cannot be read")


@pytest.mark.skipif(sys.platform == "win32", reason="another way to say where a home is")
def test_the_data_folder_of_the_policy_is_everybodys_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USERNAME", "jürgen")
    monkeypatch.setattr(places, "program_folder", lambda: tmp_path)
    file = tmp_path / POLICY
    file.write_text(f"data = '{tmp_path}/%USERNAME%/cards'\n", encoding="utf-8")
    assert main(["decks"], file) == 0
    assert (tmp_path / "jürgen" / "cards" / "collection.db").is_file()
    assert main(["--data", str(tmp_path / "mine"), "decks"], file) == 0
    assert (tmp_path / "mine" / "collection.db").is_file()
