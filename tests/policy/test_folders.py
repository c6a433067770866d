from __future__ import annotations

from pathlib import Path

import pytest

from desktop.policy import folders
from desktop.policy.folders import folder

KNOWN = {"USERNAME": "Jürgen Ž", "HOMESHARE": r"\\server\home$\jz", "ProgramFiles(x86)": r"C:\P", "EMPTY": ""}


def lookup(name: str) -> str:
    return KNOWN.get(name, "")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/srv/decks", "/srv/decks"),
        (" /srv/two words ", "/srv/two words"),
        ("/home/%USERNAME%/cards", "/home/Jürgen Ž/cards"),
        ("/home/$USERNAME/cards", "/home/Jürgen Ž/cards"),
        ("/home/${USERNAME}x", "/home/Jürgen Žx"),
        ("//server/share/%USERNAME%", "//server/share/Jürgen Ž"),
        ("/100 %/of it", "/100 %/of it"),
    ],
)
def test_a_folder_with_the_variables_of_a_person(text: str, meant: str) -> None:
    assert folder(text, lookup, windows=False) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"C:\decks", r"C:\decks"),
        (r"\\server\home$\%USERNAME%\cards", "\\\\server\\home$\\Jürgen Ž\\cards"),
        (r"\\server\share$USERNAME\cards", r"\\server\share$USERNAME\cards"),
        (r"%HOMESHARE%\cards", r"\\server\home$\jz\cards"),
        (r"%ProgramFiles(x86)%\decks", r"C:\P\decks"),
        ("//server/share/cards", "//server/share/cards"),
    ],
)
def test_shares_and_letters_of_windows(text: str, meant: str) -> None:
    assert folder(text, lookup, windows=True) == meant


def test_a_tilde_is_the_home_of_whoever_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert Path(folder("~/my cards")) == tmp_path / "my cards"
    assert Path(folder("~")) == tmp_path


@pytest.mark.parametrize(
    ("text", "windows", "why"),
    [
        ("decks", False, "no whole path"),
        (r"\\server\share\x", False, "no whole path"),
        (r"C:\decks", False, "no whole path"),
        ("/srv/decks", True, "no whole path"),
        (r"C:decks", True, "no whole path"),
        ("a~/b", False, "no whole path"),
        ("/a\0b", False, "no whole path"),
        ("", False, "no whole path"),
        ("/home/%NOBODY%/x", False, "variable NOBODY"),
        ("/home/$EMPTY/x", False, "variable EMPTY"),
        (r"\\s\%NOBODY%", True, "variable NOBODY"),
    ],
)
def test_what_names_no_folder_is_told(text: str, windows: bool, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        folder(text, lookup, windows=windows)


def test_the_persons_name_is_known_where_the_environment_does_not_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("USERNAME", raising=False)
    monkeypatch.setenv("LOGNAME", "anna")
    assert folders.variable("USERNAME") == "anna"
    monkeypatch.setenv("USERNAME", "berta")
    assert folders.variable("USERNAME") == "berta"
    assert folders.variable("NOT_SET_ANYWHERE") == ""
