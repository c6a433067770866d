"""The promises, of the command line: no network, no other programs, no files elsewhere.

A child process reports everything that Python is asked to do, through an audit hook that cannot
be taken out again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.anki.packages import card, note, package
from tests.store.helpers import ROOT, child_environment

SESSION = """
import json, os, sys
seen = []
def hook(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC)
        if writes and not isinstance(path, int):
            seen.append([event, os.path.abspath(os.fsdecode(path))])
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "os.rename", "os.link", "os.symlink", "os.truncate",
                   "os.chmod", "os.utime", "shutil.copyfile", "shutil.move", "shutil.rmtree"):
        seen.append([event, *(os.path.abspath(os.fsdecode(each)) for each in arguments
                              if isinstance(each, (str, bytes, os.PathLike)))])
    elif event == "sqlite3.connect":
        seen.append([event, os.fsdecode(arguments[0])])
    elif event.startswith(("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.",
                           "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile",
                           "webbrowser.", "pty.", "winreg.")):
        seen.append([event, repr(arguments)])
sys.addaudithook(hook)
from desktop.__main__ import main
folder = sys.argv[1]
def run(*words):
    import io
    out, sys.stdout = sys.stdout, io.StringIO()
    try:
        code = main(["--data", folder, *words])
        return code, sys.stdout.getvalue()
    finally:
        sys.stdout = out
assert run("decks")[0] == 0
card = json.loads(run("next", "--json")[1])["card"]
assert run("grade", card, "4")[0] == 0
made = json.loads(run("backup", "--json")[1])["file"]
for words in (("undo",), ("cards",), ("reviews",), ("restore", made), ("undo",), ("check", "--rebuild"),
              ("next", "--deck", "Start here"), ("grade", card, "2", "--at", "2026-11-25T10:00:00+01:00")):
    assert run(*words)[0] == 0, words
open(os.path.join(folder, "collection.db"), "wb").write(b"broken" * 999)
assert run("decks")[0] == 1
assert run("restore", made)[0] == 0
from desktop.store.lock import FolderLock
with FolderLock(__import__("pathlib").Path(folder)) as window:
    window.take(1)
    assert run("restore", made)[0] == 1
print(json.dumps(seen))
"""

EXCHANGE = (
    SESSION.split('assert run("decks")')[0]
    + """
for file in sys.argv[3:]:
    assert run("import", file)[0] == 0, file
for suffix in (".apkg", ".colpkg", ".csv", ".tsv", ".xlsx", ".md", ".toml"):
    assert run("export", os.path.join(sys.argv[2], "out" + suffix))[0] == 0, suffix
assert run("undo")[0] == 0
print(json.dumps(seen))
"""
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[list[str]]]:
    """Return the data folder, the home beside it, and what was done."""
    place = tmp_path_factory.mktemp("promises")
    home, folder, scratch = place / "home", place / "cards", place / "tmp"
    for each in (home, scratch):
        each.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SESSION, folder],
        cwd=ROOT,
        env=child_environment(
            HOME=str(home), XDG_DATA_HOME="", XDG_CONFIG_HOME="", XDG_CACHE_HOME="", TMPDIR=str(scratch)
        ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder, place, json.loads(done.stdout)


def test_the_hook_saw_the_session(session: tuple[Path, Path, list[list[str]]]) -> None:
    _, _, seen = session
    assert {"open", "sqlite3.connect", "os.mkdir", "os.rename"} <= {event for event, *_ in seen}


def test_no_network_and_no_other_program(session: tuple[Path, Path, list[list[str]]]) -> None:
    _, _, seen = session
    files = ("open", "sqlite3.connect", "shutil.")
    others = (
        "os.mkdir",
        "os.remove",
        "os.rmdir",
        "os.rename",
        "os.link",
        "os.truncate",
        "os.chmod",
        "os.utime",
    )
    assert [each for each in seen if not each[0].startswith(files) and each[0] not in others] == []


def test_nothing_is_written_outside_the_data_folder(session: tuple[Path, Path, list[list[str]]]) -> None:
    folder, place, seen = session
    inside = str(folder)

    def is_inside(path: str) -> bool:
        return path.removeprefix("file://").split("?")[0].startswith(inside)

    outside = [each for each in seen if not all(is_inside(path) for path in each[1:])]
    assert outside == []
    # SQLite opens its files itself: so look at what there is, too.
    assert [file for name in ("home", "tmp") for file in (place / name).rglob("*")] == []
    assert {file.name for file in place.iterdir()} == {"home", "tmp", "cards"}


def test_what_is_in_the_data_folder_is_known(session: tuple[Path, Path, list[list[str]]]) -> None:
    folder, _, _ = session
    names = {file.name.split(" ")[0] for file in folder.iterdir()}
    assert names == {"collection.db", "backups", "lock", "damaged"}


def test_decks_come_and_go_without_network_other_programs_or_traces(tmp_path: Path) -> None:
    home, folder, scratch, out = (tmp_path / name for name in ("home", "cards", "tmp", "out"))
    for each in (home, scratch, out):
        each.mkdir()
    trap = '<img src="https://far.example/x.png"><script src="//far.example/x.js"></script>'
    (out / "in.csv").write_text(f'front,back\n"{trap.replace(chr(34), chr(34) * 2)}",b\n', encoding="utf-8")
    (out / "in.md").write_text("# A\n\nWhat is it?::![x](https://far.example/y.png)\n", encoding="utf-8")
    traps = [note(1, trap, "b"), note(2, "[sound:../../up.mp3]", "<iframe src=file:///etc/passwd>")]
    package(out / "in.apkg", "anki21b", {"../../up.mp3": b"S"}, notes=traps, cards=[card(1, 1), card(2, 2)])
    files = [out / name for name in ("in.csv", "in.md", "in.apkg")]
    before = {each: each.read_bytes() for each in files}
    done = subprocess.run(
        [sys.executable, "-c", EXCHANGE, folder, out, *files],
        cwd=ROOT,
        env=child_environment(
            HOME=str(home), XDG_DATA_HOME="", XDG_CONFIG_HOME="", XDG_CACHE_HOME="", TMPDIR=str(scratch)
        ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert [
        each for each in seen if each[0].startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.s"))
    ] == []
    places = (str(folder), str(scratch), str(out), "file://")
    elsewhere = [each for each in seen if not all(path.startswith(places) for path in each[1:])]
    # a folder is emptied by names inside it, which the hook takes for names in the current folder
    assert {(event, str(Path(path).parent)) for event, path in elsewhere} <= {
        ("os.remove", str(ROOT)),
        ("os.rmdir", str(ROOT)),
    }
    assert [file for each in (home, scratch) for file in each.rglob("*")] == []
    assert {each: each.read_bytes() for each in files} == before
    assert {each.name for each in tmp_path.iterdir()} == {"home", "cards", "tmp", "out"}
