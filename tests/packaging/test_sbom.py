"""The bill of materials: what is inside, and that it is written as its schema says."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.scripts import ROOT


def named(line: str) -> str:
    """The name that a requirement begins with, as package registries write it."""
    found = re.match(r"[\w.-]+", line)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Find the scripts of packaging/ by their names."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield
    for name in ("parts", "sbom"):
        sys.modules.pop(name, None)


@pytest.fixture
def parts(beside: None) -> ModuleType:
    pytest.importorskip("packaging.requirements", reason="the packaging library comes with pytest")
    return import_module("parts")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, as far as their metadata goes: all that the project asks for."""
    folder = tmp_path / "site"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["sound"]]:
        install(folder, named(line), "7.8.9", "License-Expression: MIT")
    install(
        folder, "pyside6-addons", "6.11.3", "Requires-Dist: PySide6_Essentials", "Requires-Dist: shiboken6"
    )
    install(folder, "shiboken6", "6.11.3", "License: LGPL-3.0-only OR GPL-3.0-only")
    install(folder, "only-windows", "1", "Classifier: License :: OSI Approved :: MIT License")
    for_windows = 'Requires-Dist: only-windows; sys_platform == "win32"'
    install(folder, "ziamath", "0.13", "Requires-Dist: ziafont>=0.11", for_windows)
    install(folder, "ziafont", "0.11")
    install(folder, "pip", "1")
    return folder


def install(site: Path, name: str, version: str, *lines: str) -> Path:
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    for old in site.glob(f"{name.replace('-', '_')}-*.dist-info"):
        (old / "METADATA").unlink()
        (old / "RECORD").unlink()
        old.rmdir()
    info.mkdir(parents=True)
    told = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines]
    (info / "METADATA").write_text("\n".join(told) + "\n", encoding="utf-8")
    (info / "RECORD").write_text(f"{info.name}/METADATA,,\n", encoding="utf-8")
    return info


def test_all_that_the_project_asks_for_is_inside_and_nothing_else(parts: ModuleType, site: Path) -> None:
    found = parts.packages(site, parts.wanted(), parts.environment("linux", "3.11.7"))
    names = {each.name for each in found}
    needed_by_them = {"shiboken6", "ziafont"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {named(line) for line in project["dependencies"]}
    assert names == asked | {"pyside6-addons"} | needed_by_them


def test_conditions_are_asked_of_the_system_that_the_installer_is_for(parts: ModuleType, site: Path) -> None:
    windows = parts.packages(site, parts.wanted(), parts.environment("windows", "3.14.1"))
    names = {each.name for each in windows}
    assert "only-windows" in names
    assert "backports-zstd" not in names
    ziamath = next(each for each in windows if each.name == "ziamath")
    assert ziamath.needs == ("only-windows", "ziafont")


def test_what_is_missing_is_an_error(parts: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="is not in"):
        parts.packages(tmp_path, parts.wanted(), parts.environment("linux", "3.11.7"))


def test_licences_are_found_in_each_of_their_places(parts: ModuleType, site: Path) -> None:
    every = parts.packages(site, parts.wanted(), parts.environment("windows", "3.11.7"))
    found = {each.name: each.licence for each in every}
    assert found["nh3"] == "MIT"
    assert found["shiboken6"] == "LGPL-3.0-only OR GPL-3.0-only"
    assert found["only-windows"] == "MIT"
    assert found["pyside6-addons"] == ""


def test_what_is_compiled_in_is_told_where_a_package_tells_it(parts: ModuleType, site: Path) -> None:
    info = install(site, "nh3", "9")
    (info / "sboms").mkdir()
    crate = {"name": "ammonia", "version": "4.1", "purl": "pkg:cargo/ammonia@4.1?download_url=x"}
    told = {"components": [{**crate, "licenses": [{"expression": "MIT"}]}]}
    (info / "sboms" / "nh3.cyclonedx.json").write_text(json.dumps(told), encoding="utf-8")
    with (info / "RECORD").open("a", encoding="utf-8") as record:
        record.write(f"{info.name}/sboms/nh3.cyclonedx.json,,\n")
    found = parts.packages(site, parts.wanted(), parts.environment("linux", "3.11.7"))
    nh3 = next(each for each in found if each.name == "nh3")
    assert nh3.inside == (parts.Part("ammonia", "4.1", licence="MIT", purl="pkg:cargo/ammonia@4.1"),)


def test_native_libraries_are_told_where_their_files_are(
    parts: ModuleType, site: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    for name in (
        "libavcodec.61.dylib",
        "libstrange.so.1",
        "_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "a.txt",
    ):
        (bundle / name).write_bytes(b"x")
    files = parts.libraries(bundle)
    found = parts.native({"CPython": "3.11.7"}, [each.name for each in files])
    assert [each.name for each in found] == ["CPython", "Qt", "SQLite", "FFmpeg"]
    assert found[0].version == "3.11.7"
    loose = parts.from_system(parts.unclaimed(files, site))
    assert [(each.name, each.kind, len(each.digest)) for each in loose] == [("libstrange.so.1", "file", 64)]


def test_fonts_go_with_the_packages_that_hold_them(parts: ModuleType) -> None:
    assert [each.name for each in parts.fonts([parts.Part("ziafont")])] == ["DejaVu Sans"]
    assert [each.name for each in parts.fonts([parts.Part("mathra")])] == ["STIX Two Math"]


def test_this_pythons_versions_are_asked_of_it(parts: ModuleType) -> None:
    said = parts.versions_of(Path(sys.executable))
    assert said["CPython"] == ".".join(map(str, sys.version_info[:3]))
    assert said["SQLite"].startswith("3.")


def resource(version: str) -> bytes:
    return f"xProductVersion\0\0{version}\0\0OriginalFilename".encode("utf-16-le")


def test_libraries_for_windows_tell_their_versions(parts: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "python313.dll").write_bytes(resource("3.13.2"))
    (tmp_path / "sqlite3.dll").write_bytes(resource("3.45.3.0"))
    (tmp_path / "python3.dll").write_bytes(b"MZ")
    assert parts.versions_in(parts.libraries(tmp_path)) == {"CPython": "3.13.2", "SQLite": "3.45.3"}


def test_it_is_written_as_its_schema_says(
    parts: ModuleType, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cyclonedx", reason="the library is installed by packaging/sbom.sh")
    sbom = import_module("sbom")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    file = tmp_path / "out" / "bill.json"
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "python313.dll").write_bytes(b"MZ" + resource("3.13.2"))
    (bundle / "sqlite3.dll").write_bytes(b"MZ" + resource("3.45.3.0"))
    words = ["windows", "--site", str(site), "--bundle", str(bundle), "-o", str(file)]
    assert sbom.main(words) == 0
    first = file.read_bytes()
    bill = json.loads(first)
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "repertoire-cards"
    held = {each["name"]: each for each in bill["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {named(line) for line in project["dependencies"]} <= held.keys()
    assert {"CPython", "Qt", "SQLite", "Lucide icons", "STIX Two Math", "DejaVu Sans"} <= held.keys()
    assert held["CPython"]["cpe"] == "cpe:2.3:a:python:python:3.13.2:*:*:*:*:*:*:*"
    assert held["SQLite"]["version"] == "3.45.3"
    assert held["pyside6-addons"]["purl"] == "pkg:pypi/pyside6-addons@6.11.3"
    assert sbom.main(words) == 0
    assert file.read_bytes() == first
