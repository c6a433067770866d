from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import APP_ID, places

ROOT = Path(places.__file__).parents[1]
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/me/disk ext4 rw 0 0
//nas/share /mnt/two\\040words cifs rw 0 0
sshfs#me@host: /mnt/far fuse.sshfs rw 0 0
tmpfs /mnt/back\\134slash tmpfs rw 0 0
short line
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS, encoding="utf-8")
    return file


def test_a_chosen_folder_comes_first(tmp_path: Path) -> None:
    (tmp_path / places.PORTABLE).touch()

    assert places.data_folder(str(tmp_path / "mine"), beside=tmp_path) == tmp_path / "mine"


def test_a_chosen_folder_may_be_relative_or_below_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert places.data_folder("cards") == tmp_path / "cards"
    assert places.data_folder("~/cards") == tmp_path / "cards"


@pytest.mark.skipif(sys.platform == "win32", reason="other users' folders have no short name there")
def test_a_user_that_does_not_exist_is_a_folder_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert places.data_folder("~nobody-of-this-name/cards") == tmp_path / "~nobody-of-this-name" / "cards"


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_portable_copy_keeps_its_data_beside_the_program_wherever_it_is(
    tmp_path: Path, as_folder: bool
) -> None:
    here = tmp_path / "stick"
    here.mkdir()
    mark = here / "portable"
    if as_folder:
        mark.mkdir()
    else:
        mark.touch()
    (places.data_folder(beside=here)).mkdir()
    (here / "data" / "cards").touch()

    there = shutil.copytree(here, tmp_path / "another letter")

    assert places.data_folder(beside=here) == here / "data"
    assert (places.data_folder(beside=there) / "cards").exists()


def test_else_the_data_lies_in_the_persons_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))

    folder = places.data_folder(beside=tmp_path)

    assert folder.name == APP_ID
    assert tmp_path not in (folder.parent, *folder.parents) or folder.parent == tmp_path / "own"


def test_what_an_administrator_laid_down_comes_after_a_choice_and_a_portable_copy(tmp_path: Path) -> None:
    laid_down, here = tmp_path / "laid down", tmp_path / "stick"
    here.mkdir()
    assert places.data_folder(None, laid_down, here) == laid_down
    assert places.data_folder(str(tmp_path / "mine"), laid_down, here) == tmp_path / "mine"
    (here / places.PORTABLE).touch()
    assert places.data_folder(None, laid_down, here) == here / "data"


@pytest.mark.parametrize(
    ("platform", "file"),
    [
        ("linux", "/etc/repertoire/policy.toml"),
        ("darwin", "/Library/Application Support/Repertoire/policy.toml"),
    ],
)
def test_the_policy_lies_where_only_an_administrator_writes(
    monkeypatch: pytest.MonkeyPatch, platform: str, file: str
) -> None:
    monkeypatch.setattr(places.sys, "platform", platform)
    assert places.policy_file() == Path(file)


def test_on_windows_the_policy_lies_with_the_data_of_programs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places.sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
    assert places.policy_file() == tmp_path / "Repertoire" / "policy.toml"
    monkeypatch.delenv("PROGRAMDATA")
    assert "ProgramData" in str(places.policy_file())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other variables")
def test_the_cache_is_in_the_folder_for_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert places.cache_folder() == Path("/home/anna/.cache") / APP_ID
    monkeypatch.setenv("XDG_CACHE_HOME", "/far/cache")
    assert places.cache_folder() == Path("/far/cache") / APP_ID


def test_a_checkout_is_its_own_program_folder() -> None:
    assert (places.program_folder() / "desktop" / "places.py").is_file()


def test_a_frozen_program_lies_beside_its_executable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "repertoire"))

    assert places.program_folder() == tmp_path.resolve()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such mounts")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/tmp/x", "ext4"),
        ("/home/me", "nfs4"),
        ("/home", "nfs4"),
        ("/homework", "ext4"),
        ("/home/me/disk/a/b", "ext4"),
        ("/mnt/two words/a", "cifs"),
        ("/mnt/far", "fuse.sshfs"),
        ("/mnt/back\\slash", "tmpfs"),
    ],
)
def test_a_folder_lies_on_the_nearest_mount_above_it(mounts: Path, folder: str, kind: str) -> None:
    assert places._mount_type(Path(folder), mounts) == kind


def test_an_unknown_mount_is_taken_for_local(tmp_path: Path) -> None:
    assert places._mount_type(tmp_path, tmp_path / "none") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the mounts of Linux")
@pytest.mark.parametrize(
    ("kind", "local"),
    [
        ("ext4", True),
        ("btrfs", True),
        ("tmpfs", True),
        ("nfs4", False),
        ("cifs", False),
        ("fuse.sshfs", False),
    ],
)
def test_only_disks_of_this_computer_are_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, local: bool
) -> None:
    monkeypatch.setattr(places, "_mount_type", lambda folder: kind)

    assert places.is_local(tmp_path) is local


@pytest.mark.skipif(sys.platform == "win32", reason="there is no C locale")
@pytest.mark.skipif(not str(ROOT).isascii(), reason="Python cannot find this checkout in the C locale")
def test_a_home_with_an_umlaut_works_in_the_c_locale(tmp_path: Path) -> None:
    home = tmp_path / "Jürgen Žižek 例"
    home.mkdir()
    program = """if True:
        import sys
        from desktop import places
        from desktop.exchange.deck_file import read

        folder = places.data_folder("~/cards")
        folder.mkdir()
        deck = folder / "deck.toml"
        head = 'format = 1\\nid = "d"\\nname = "\\xe4"\\nversion = 1\\n[[section]]\\nname = "s"\\n'
        note = '[[section.note]]\\nkey = "k"\\nkind = "basic"\\nquestion = "q"\\nanswer = "a"'
        deck.write_text(head + note, encoding="utf-8")
        assert sys.getfilesystemencoding() == "ascii"
        assert read(deck).name == "\\xe4"
        assert places.is_local(folder) in (True, False)
    """
    environment = {"HOME": str(home), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", "")} | environment,
        capture_output=True,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert (home / "cards" / "deck.toml").exists()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/x/OneDrive - School/cards", "OneDrive"),
        ("/home/x/Dropbox/cards", "Dropbox"),
        ("/Users/x/Library/Mobile Documents/com~apple~CloudDocs/cards", "iCloud"),
        ("/home/x/Google Drive/My Drive/cards", "Google Drive"),
        ("/home/x/.local/share/repertoire", ""),
        ("/home/x/my dropbox notes", ""),
    ],
)
def test_a_folder_that_a_service_copies_is_told(folder: str, service: str) -> None:
    assert places.synced_by(Path(folder)) == service
