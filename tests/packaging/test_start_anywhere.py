"""The surroundings that take no rights and little time, on the source tree. The rest is tried by
`packaging/start_anywhere.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the surroundings are those of Linux")


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import surroundings

    return surroundings


@pytest.fixture
def place(surroundings: ModuleType, tmp_path: Path) -> object:
    return surroundings.Place([sys.executable, "-m", "desktop"], tmp_path, kept={"PYTHONPATH": str(ROOT)})


def test_everything_odd_at_once(surroundings: ModuleType, place, tmp_path: Path) -> None:
    home = tmp_path / surroundings.ODD_HOME
    home.mkdir()
    dead = surroundings.DEAD
    env = {
        "HOME": str(home),
        "LC_ALL": "C",
        "TZ": "XYZ99:99",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
        "XDG_RUNTIME_DIR": "/nowhere",
        "TMPDIR": "/nowhere",
        "http_proxy": dead,
        "ALL_PROXY": dead,
        "QT_SCALE_FACTOR": "abc",
        "QT_STYLE_OVERRIDE": "nonsense",
    }
    outcome = place.start(env=env, within=["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"])
    assert outcome.starts
    assert (home / ".local/share/repertoire/collection.db").is_file()
    assert list((home / ".local/share/repertoire/backups").iterdir())  # made once the window showed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a screen that is gone", "The screen cannot be reached."),
        ("QT_QPA_PLATFORM=nonsense", "Qt knows no platform 'nonsense'"),
        ("no screen", "This needs a screen."),
        ("HOME cannot be made", "could not be used"),
    ],
)
def test_where_it_cannot_start_it_says_why_in_a_sentence(
    surroundings: ModuleType, place, name: str, words: str
) -> None:
    expected, start = surroundings.SURROUNDINGS[name]
    outcome = start(place)
    assert expected == "says"
    assert not outcome.starts
    assert words in outcome.said


def test_a_second_window_on_the_same_cards_says_so(surroundings: ModuleType, place) -> None:
    assert "already open" in surroundings.two_on_one_folder(place).said


def test_a_crash_is_no_outcome(surroundings: ModuleType, tmp_path: Path) -> None:
    for program in (
        "raise ValueError('x')",
        "import os; os.abort()",
        "raise SystemExit(3)",
        "raise SystemExit(1)",
    ):
        crashing = surroundings.Place([sys.executable, "-c", program], tmp_path)
        with pytest.raises(surroundings.Wrong):
            crashing.start()
