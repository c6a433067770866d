"""The lists and texts that the Linux packages are made of; building them is `packaging/check.sh`'s."""

from __future__ import annotations

import configparser
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from desktop import APP_ID
from desktop.cli.arguments import parser
from desktop.exchange.formats import FORMATS

LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"
DATA = LINUX / "data"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"

sys.path.insert(0, str(LINUX))
import trim  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux are made on Linux")


def rules() -> dict[str, list[str]]:
    return trim.read(trim.LIST.read_text(encoding="utf-8"))


def globs() -> dict[str, str]:
    top = ElementTree.parse(DATA / f"{APP_ID}.xml").getroot()
    return {
        glob.get("pattern", ""): kind.get("type", "")
        for kind in top.iter(f"{MIME}mime-type")
        for glob in kind.iter(f"{MIME}glob")
    }


def test_every_group_of_the_list_has_a_reason() -> None:
    groups = trim.LIST.read_text(encoding="utf-8").strip().split("\n\n")
    assert len(groups) > 10
    assert all(group.startswith("# ") for group in groups)


def test_a_line_of_another_kind_is_refused() -> None:
    with pytest.raises(SystemExit, match="line 2"):
        trim.read("# why\nremove this\n")


def test_what_is_listed_stays_out_and_the_rest_stays_in() -> None:
    some = {"module": [], "drop": ["a/*"], "system": ["libxcb-*"]}
    files = [
        ("a/b.so", "/venv/site-packages/a/b.so", "BINARY"),
        ("c/d.so", "/venv/site-packages/c/d.so", "BINARY"),
        ("libgtk.so.3", "/lib/libgtk.so.3", "BINARY"),
        ("libxcb-shm.so.0", "/lib/libxcb-shm.so.0", "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
    ]
    assert [name for name, _, _ in trim.kept(files, some)] == ["c/d.so", "libxcb-shm.so.0", "libQt6Core.so.6"]


def test_a_line_that_meets_nothing_is_told() -> None:
    with pytest.raises(SystemExit, match="nowhere"):
        trim.kept([], {"module": [], "drop": ["nowhere/*"], "system": []})


@pytest.mark.parametrize("library", ["libGL.so.1", "libstdc++.so.6", "libfontconfig.so.1", "libX11.so.6"])
def test_what_drivers_and_fonts_go_by_is_never_brought_along(library: str) -> None:
    none_of_it: dict[str, list[str]] = {**rules(), "drop": []}
    assert trim.kept([(library, f"/lib/{library}", "BINARY")], none_of_it) == []


def test_the_menu_offers_every_kind_of_file_that_is_described() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(DATA / f"{APP_ID}.desktop", encoding="utf-8")
    offered = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert set(offered) == set(globs().values())
    centre = ElementTree.parse(DATA / f"{APP_ID}.metainfo.xml").getroot()
    assert {each.text for each in centre.iter("mediatype")} == set(offered)


def test_every_kind_of_file_is_one_that_is_read() -> None:
    read = {suffix for each in FORMATS for suffix in each.suffixes}
    assert {"*.apkg", "*.colpkg", "*.cards", "*.kvtml"} <= set(globs())
    assert all("." + pattern.rpartition(".")[2] in read for pattern in globs())


def test_the_manual_knows_every_command() -> None:
    manual = (DATA / f"{APP_ID}.1").read_text(encoding="utf-8")
    commands = next(each.choices for each in parser()._actions if each.dest == "command")
    assert commands
    assert [
        name for name in commands if f"B {name}\n" not in manual and f"\\fB{name}\\fR" not in manual
    ] == []


def installed(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = ["sh", str(LINUX / "install.sh"), *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_wrong_use_of_the_installer_is_told() -> None:
    done = installed("--prefix")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Use: ")


def test_nothing_is_removed_where_nothing_was_installed(tmp_path: Path) -> None:
    done = installed("--uninstall", "--prefix", str(tmp_path))
    assert done.returncode == 1
    assert "not installed" in done.stderr
