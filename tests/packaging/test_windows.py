"""The Windows packages: what is wanted, and what the setup and the MSI are told. Nothing is built here."""

from __future__ import annotations

import ast
import re
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element

import pytest

from tests.packaging.scripts import PACKAGING, ROOT, load

WINDOWS = PACKAGING / "windows"
SUFFIXES = {".apkg", ".colpkg", ".cards", ".kvtml"}


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setitem(sys.modules, "pefile", ModuleType("pefile"))  # only a build has it
    return load("windows/bundle.py")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "dist" / "repertoire"
    for name in ("lib/b.pyc", "lib/a.pyc", "Repertoire.exe", "lib/desktop/$x.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def msi_of(files: Path, version: str) -> Element:
    root = files.parents[1]
    document: Element = load("windows/msi.py").document(root, files, version, root / "repertoire.ico")
    return document


def identities(document: Element, tag: str, attribute: str) -> list[str]:
    return [each.attrib[attribute] for each in document.iter(tag)]


def test_every_module_of_qt_that_the_app_imports_is_in_the_bundle(bundle: ModuleType) -> None:
    imported = set()
    for file in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                imported.add((node.module or "").partition(".")[2])
    assert imported == set(bundle.QT_MODULES)


def test_no_network_and_no_other_interpreter_is_bundled(bundle: ModuleType) -> None:
    assert not {"_ssl.pyd", "_asyncio.pyd", "python.exe", "pythonw.exe"} & set(bundle.OF_PYTHON)
    assert not [each for each in bundle.QT_PLUGINS if each.startswith(("tls/", "networkinformation/"))]


def test_the_setup_installs_every_file_once_in_one_order(files: Path) -> None:
    lines = load("windows/nsis_files.py").lines(files)
    assert [line for line in lines if line.startswith("SetOutPath")] == [
        'SetOutPath "$INSTDIR"',
        'SetOutPath "$INSTDIR\\lib"',
        'SetOutPath "$INSTDIR\\lib\\desktop"',
    ]
    assert [line.rpartition("/")[2] for line in lines if line.startswith("File")] == [
        'Repertoire.exe"',
        'a.pyc"',
        'b.pyc"',
        '$$x.pyc"',
    ]


def test_files_keep_their_identity_in_the_msi_and_the_product_does_not(files: Path) -> None:
    first, second = msi_of(files, "0.1.0"), msi_of(files, "0.2.0")
    assert identities(first, "Component", "Guid") == identities(second, "Component", "Guid")
    assert identities(first, "Product", "UpgradeCode") == identities(second, "Product", "UpgradeCode")
    assert identities(first, "Product", "Id") != identities(second, "Product", "Id")


def test_every_component_of_the_msi_is_installed_and_is_one_of_its_kind(files: Path) -> None:
    document = msi_of(files, "0.1.0")
    parts = identities(document, "Component", "Id")
    assert sorted(parts) == sorted(identities(document, "ComponentRef", "Id"))
    assert len(set(identities(document, "Component", "Guid"))) == len(parts)
    assert len(identities(document, "File", "Id")) == 4
    assert all(
        len([each for each in part if each.get("KeyPath")]) == 1 for part in document.iter("Component")
    )


def test_the_upgrade_code_never_changes() -> None:
    assert load("windows/msi.py").identity("upgrade") == "8A6B4CFC-F735-53FE-84D4-2E19D49BFDFB"


def test_the_setup_and_the_msi_offer_the_same_types_and_take_none() -> None:
    setup = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
    assert set(re.findall(r"insertmacro \$\{ACTION\} (\.\w+)", setup)) == SUFFIXES
    keys = load("windows/msi.py").offers()
    offered = {key.split("\\")[2] for key in keys if "OpenWithProgids" in key}
    assert offered == SUFFIXES
    assert not [key for key in keys if key.endswith(tuple(SUFFIXES))]
    assert not re.search(r'Classes\\\$\{SUFFIX\}" ""', setup)


def test_the_setup_deletes_no_folder_whole_but_its_own_and_the_cards() -> None:
    setup = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
    assert re.findall(r'RMDir /r "(.*)"', setup) == [
        r"$INSTDIR\lib",
        r"$LOCALAPPDATA\${DATA}",
        r"$3\AppData\Local\${DATA}",
    ]


def test_signatures_of_cpython_end_in_roots_whose_fingerprints_stand_beside_them() -> None:
    text = (WINDOWS / "python-roots.pem").read_text(encoding="ascii")
    bodies = re.findall(r"-----BEGIN CERTIFICATE-----\n(.*?)-----END", text, re.DOTALL)
    digests = [sha256(b64decode(body)).hexdigest().upper() for body in bodies]
    assert digests == re.findall(r"SHA-256 ([0-9A-F]{64})", text)
