"""Playing the sounds of cards."""

from __future__ import annotations

import struct
import sys
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.gui.sound import Sounds


def beep(file: Path, seconds: float = 0.05) -> Path:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", 0) for _ in range(int(8000 * seconds))))
    return file


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def sounds(qtbot: QtBot, tmp_path: Path, told: list[str]) -> Sounds:
    def find(name: str) -> Path | None:
        file = tmp_path / name
        return file if file.exists() else None

    made = Sounds(find, lambda: 100)
    made.told.connect(told.append)
    return made


def test_without_the_module_one_line_says_so(
    sounds: Sounds, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    sounds.play(["a.wav"])
    assert len(told) == 1
    assert "not installed" in told[0]


def test_a_card_without_sounds_loads_nothing(sounds: Sounds, told: list[str]) -> None:
    before = set(sys.modules)
    sounds.play([])
    sounds.replay()
    sounds.forget()
    assert "PySide6.QtMultimedia" not in set(sys.modules) - before
    assert told == []


@pytest.mark.qt_log_ignore("FFmpeg|audio device|PulseAudio|pa_context|library|symbols")
def test_a_missing_sound_is_named_and_the_next_one_plays(
    sounds: Sounds, told: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    pytest.importorskip("PySide6.QtMultimedia", reason="the optional part for sounds is not installed")
    beep(tmp_path / "b.wav")
    sounds.play(["a.wav", "b.wav"])
    assert told == ["The sound a.wav is missing."]
    player = sounds._player
    assert player is not None
    qtbot.waitUntil(lambda: player.source().fileName() == "b.wav", timeout=5000)


@pytest.mark.qt_log_ignore("FFmpeg|audio device|PulseAudio|pa_context|library|symbols")
def test_a_file_that_is_no_sound_is_told(
    sounds: Sounds, told: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    pytest.importorskip("PySide6.QtMultimedia", reason="the optional part for sounds is not installed")
    (tmp_path / "x.wav").write_text("no sound")
    sounds.play(["x.wav"])
    qtbot.waitUntil(lambda: told == ["A sound could not be played."], timeout=5000)
