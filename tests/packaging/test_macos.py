"""What the app for macOS is made of, as far as that can be told without a Mac."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from desktop.exchange.anki.package import AnkiCollection, AnkiPackage
from desktop.exchange.kvtml import Kvtml
from desktop.exchange.mnemosyne.package import MnemosyneCards
from tests.packaging.scripts import PACKAGING, load

MACOS = PACKAGING / "macos"
WHEEL = "Wheel-Version: 1.0\nTag: cp310-abi3-macosx_13_0_universal2\n"
SETTINGS = {"SIGN_APP": "Developer ID Application: A", "SIGN_PKG": "Developer ID Installer: B"}
CODE = bytes.fromhex("cffaedfe") + b"\0" * 60


plist, sign = load("macos/plist.py"), load("macos/sign.py")


def read(name: str) -> Any:
    return plistlib.loads((MACOS / name).read_bytes())


# ---------------------------------------------------------------------- Info.plist and entitlements


@pytest.fixture
def info() -> Mapping[str, Any]:
    return plist.info("1.2.3", WHEEL)


def test_the_app_names_its_version_and_the_oldest_system(info: Mapping[str, Any]) -> None:
    assert info["CFBundleShortVersionString"] == info["CFBundleVersion"] == "1.2.3"
    assert info["LSMinimumSystemVersion"] == "13.0"
    assert plistlib.loads(plistlib.dumps(dict(info))) == info


def test_a_wheel_for_another_system_is_refused() -> None:
    with pytest.raises(ValueError, match="not for macOS"):
        plist.info("1.2.3", "Tag: cp310-abi3-manylinux_2_34_x86_64\n")


def test_every_kind_of_document_is_declared_with_its_suffix(info: Mapping[str, Any]) -> None:
    declared = {each["UTTypeIdentifier"]: each for each in info["UTImportedTypeDeclarations"]}
    offered = [each for kind in info["CFBundleDocumentTypes"] for each in kind["LSItemContentTypes"]]
    assert sorted(declared) == sorted(offered)
    suffixes = {
        f".{suffix}"
        for each in declared.values()
        for suffix in each["UTTypeTagSpecification"]["public.filename-extension"]
    }
    assert suffixes == {".apkg", ".colpkg", ".cards", ".kvtml"}
    formats = (AnkiPackage(), AnkiCollection(), MnemosyneCards(), Kvtml())
    assert suffixes <= {suffix for each in formats for suffix in each.suffixes}


def test_no_document_is_taken_over_from_the_app_that_made_it(info: Mapping[str, Any]) -> None:
    assert {each["LSHandlerRank"] for each in info["CFBundleDocumentTypes"]} == {"Alternate"}
    assert "UTExportedTypeDeclarations" not in info
    assert "CFBundleURLTypes" not in info


def test_the_signed_app_may_do_nothing_beyond_the_hardened_runtime() -> None:
    assert read("entitlements.plist") == {}


def test_the_package_goes_to_one_place_under_the_apps_own_name(info: Mapping[str, Any]) -> None:
    (component,) = read("component.plist")
    assert component["RootRelativeBundlePath"] == "Repertoire.app"
    assert component["BundleIsRelocatable"] is False
    for name in ("build.sh", "MDM.md"):
        assert info["CFBundleIdentifier"] in (MACOS / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------------- icon and disk image


def test_the_icon_is_drawn_in_every_size(tmp_path: Path) -> None:
    load("macos/iconset.py").write(tmp_path)
    sizes = {
        each.name: struct.unpack(">II", each.read_bytes()[16:24]) for each in tmp_path.glob("icon_*.png")
    }
    wanted = {f"icon_{size}x{size}.png": (size, size) for size in (16, 32, 128, 256, 512)}
    wanted |= {f"icon_{size}x{size}@2x.png": (2 * size, 2 * size) for size in (16, 32, 128, 256, 512)}
    assert sizes == wanted


def test_the_disk_image_shows_the_app_beside_the_folder_for_apps() -> None:
    settings: dict[str, Any] = {"defines": {"app": "/build/Repertoire.app"}}
    exec(compile((MACOS / "dmg.py").read_text(encoding="utf-8"), "dmg.py", "exec"), settings)
    assert settings["files"] == [str(Path("/build/Repertoire.app"))]
    assert settings["symlinks"] == {"Applications": "/Applications"}
    assert set(settings["icon_locations"]) == {"Repertoire.app", "Applications"}


# ---------------------------------------------------------------------- signing


@pytest.fixture
def app(tmp_path: Path) -> Path:
    contents = tmp_path / "Repertoire.app" / "Contents"
    for name in (
        "MacOS/repertoire",
        "Frameworks/libffi.8.dylib",
        "Frameworks/PySide6/QtCore.abi3.so",
        "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        "Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "Frameworks/Python.framework/Versions/3.13/Python",
        "Frameworks/Python.framework/Versions/3.13/lib/inner.so",
    ):
        (contents / name).parent.mkdir(parents=True, exist_ok=True)
        (contents / name).write_bytes(CODE)
    (contents / "Resources").mkdir()
    (contents / "Resources" / "deck.toml").write_text("name = 'x'", encoding="utf-8")
    (contents / "Resources" / "empty").touch()
    (contents / "Resources" / "libffi.8.dylib").symlink_to("../Frameworks/libffi.8.dylib")
    return contents.parent


def test_all_code_is_signed_before_what_holds_it_and_the_app_last(app: Path) -> None:
    commands = sign.signing(app, SETTINGS)
    signed = [Path(each[-1]) for each in commands if "--sign" in each]
    assert [each.name for each in signed].count("Repertoire.app") == 1
    assert signed[-1] == app
    for at, each in enumerate(signed):
        assert not any(each in later.parents for later in signed[at + 1 :]), each
    names = {each.name for each in signed}
    assert names == {
        "libffi.8.dylib",
        "QtCore.abi3.so",
        "QtCore.framework",
        "libqcocoa.dylib",
        "Python.framework",
        "inner.so",
        "Repertoire.app",
    }
    assert commands[-1] == ["codesign", "--verify", "--deep", "--strict", str(app)]


def test_everything_has_the_hardened_runtime_and_only_the_app_its_entitlements(app: Path) -> None:
    commands = [each for each in sign.signing(app, SETTINGS) if "--sign" in each]
    for each in commands:
        assert each[:5] == ["codesign", "--force", "--timestamp", "--sign", SETTINGS["SIGN_APP"]]
        assert each[5:7] == ["--options", "runtime"]
    assert [Path(each[-1]).name for each in commands if "--entitlements" in each] == ["Repertoire.app"]


def test_a_package_is_signed_by_the_other_certificate() -> None:
    made = Path("/dist/r.pkg")
    signing, moving = sign.signing(made, SETTINGS)
    signed = signing[-1]
    assert signing == ["productsign", "--timestamp", "--sign", SETTINGS["SIGN_PKG"], str(made), signed]
    assert moving == ["mv", signed, str(made)]


def test_what_is_notarised_gets_its_ticket(app: Path) -> None:
    settings = {**SETTINGS, "NOTARY_PROFILE": "repertoire"}
    steps = [" ".join(each[:3]) for each in sign.notarising(app, settings)]
    assert steps[0].startswith("ditto -c")
    assert steps[1] == "xcrun notarytool submit"
    assert steps[-2:] == ["xcrun stapler staple", "xcrun stapler validate"]
    image = sign.notarising(Path("/dist/r.dmg"), {**settings, "KEYCHAIN": "/tmp/k"})
    assert image[0] == [
        *("xcrun", "notarytool", "submit", str(Path("/dist/r.dmg"))),
        *("--keychain-profile", "repertoire", "--keychain", "/tmp/k", "--wait"),
    ]
    assert sign.notarising(app, SETTINGS) == []


def test_without_a_certificate_nothing_is_signed_and_that_is_told(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SIGN_APP", raising=False)
    monkeypatch.setattr(sign.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))
    assert sign.main([str(app)]) == 0
    assert "stays unsigned" in capsys.readouterr().err
    assert sign.main([]) == 2
