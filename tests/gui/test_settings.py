from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.gui.settings import FILE, Settings
from tests.gui.conftest import CTRL, Key, Sit, basic


def test_what_is_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.text_size = 150
    first.theme = "dark"
    first.space_grades = True
    second = Settings(tmp_path)
    assert (second.text_size, second.theme, second.space_grades) == (150, "dark", True)
    assert second.autoplay is True


def test_defaults_write_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert (settings.text_size, settings.theme, settings.geometry, settings.folded) == (
        100,
        "system",
        "",
        "",
    )
    settings.text_size = 100
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_told_once_by_name(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.theme = "dark"
    settings.theme = "dark"
    settings.text_size = 200
    assert told == ["theme", "text_size"]


@pytest.mark.parametrize(("name", "value"), [("text_size", 5000), ("text_size", 1), ("theme", "pink")])
def test_a_value_that_makes_no_sense_is_not_taken(tmp_path: Path, name: str, value: object) -> None:
    settings = Settings(tmp_path)
    setattr(settings, name, value)
    assert getattr(settings, name) == getattr(Settings, name).default


GARBAGE = {
    "truncated": b'{"text_size": 150, "theme": "da',
    "empty": b"",
    "binary": bytes(range(256)),
    "a list": b"[1, 2, 3]",
    "a number": b"42",
    "null": b"null",
    "deeper than can be read": b"[" * 200_000,
    "half a letter": b'{"theme": "\xff\xfe"}',
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE)
def test_a_file_that_cannot_be_read_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    settings = Settings(tmp_path)
    assert (settings.text_size, settings.theme) == (100, "system")
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == content
    settings.theme = "dark"
    assert Settings(tmp_path).theme == "dark"
    assert settings.set_aside.read_bytes() == content


@pytest.mark.parametrize(
    "stored",
    [
        {"text_size": "150", "theme": 3, "space_grades": 1, "geometry": None, "folded": []},
        {"text_size": 1e9, "theme": "", "space_grades": "yes"},
        {"text_size": 10**40, "theme": None},
        {"text_size": True, "unknown": {"deep": [1]}},
        {},
    ],
)
def test_values_of_a_wrong_type_count_as_the_default(tmp_path: Path, stored: dict[str, object]) -> None:
    (tmp_path / FILE).write_text(json.dumps(stored), encoding="utf-8")
    settings = Settings(tmp_path)
    assert (settings.text_size, settings.theme) == (100, "system")
    assert (settings.autoplay, settings.space_grades) == (True, False)
    assert (settings.geometry, settings.folded) == ("", "")
    assert settings.set_aside is None


def test_what_a_newer_version_stored_is_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"something_new": 7}', encoding="utf-8")
    Settings(tmp_path).theme = "dark"
    assert json.loads((tmp_path / FILE).read_text()) == {"something_new": 7, "theme": "dark"}


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(tmp_path)
    settings.theme = "dark"
    before = (tmp_path / FILE).read_bytes()

    def cut_off(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", cut_off)
    settings.theme = "light"
    monkeypatch.undo()
    assert (tmp_path / FILE).read_bytes() == before
    assert settings.theme == "light"
    settings.text_size = 110
    assert Settings(tmp_path).theme == "light"


def test_the_file_is_replaced_and_never_open_half_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.theme = "dark"
    inode = (tmp_path / FILE).stat().st_ino
    with (tmp_path / FILE).open(encoding="utf-8") as reader:
        settings.theme = "light"
        assert json.loads(reader.read()) == {"theme": "dark"}
    assert (tmp_path / FILE).stat().st_ino != inode


def test_a_folder_in_the_way_does_not_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    settings = Settings(tmp_path)
    settings.theme = "dark"
    assert settings.theme == "dark"


def test_the_window_starts_with_a_broken_file_and_says_so(sit: Sit) -> None:
    from desktop.gui.application import say_what_is_odd

    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Plus, CTRL)
    desk.leave()
    desk.settings.file.write_text('{"text_size":', encoding="utf-8")
    again = sit()
    say_what_is_odd(again.window)
    assert again.notice == (
        "The settings could not be read and start afresh. The old file is kept as settings-unreadable.json."
    )
    assert again.grades_given == [4]
    assert again.collection.check() == []


# ---------------------------------------------------------------------- what an administrator laid down


def test_a_locked_setting_holds_whatever_is_stored(tmp_path: Path) -> None:
    Settings(tmp_path).theme = "dark"
    settings = Settings(tmp_path, {"theme": "light", "cap": 3})
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.theme = "dark"
    settings.reset("theme")
    assert (settings.theme, told) == ("light", [])
    assert Settings(tmp_path).theme == "dark"  # as it was, once the lock is gone


def test_a_setting_starts_where_it_was_laid_down_until_somebody_chooses(tmp_path: Path) -> None:
    settings = Settings(tmp_path, starting={"text_size": 150})
    assert settings.text_size == 150
    settings.text_size = 100
    assert Settings(tmp_path, starting={"text_size": 150}).text_size == 100
    settings.reset("text_size")
    assert settings.text_size == 150


def test_a_reset_is_told_once_and_only_where_something_was_chosen(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.theme = "dark"
    settings.changed.connect(told.append)
    settings.reset("theme", "text_size")
    settings.reset("theme")
    assert (settings.theme, told) == ("system", ["theme"])
    assert Settings(tmp_path).theme == "system"
