"""Puts the folder together that every Windows package holds: bundle.py BUILD TARGET.

BUILD holds what build.sh fetched and made: `python` (CPython), `site` (the packages for Windows), `launch`
(the launchers). Of CPython and Qt only what is named here comes along, and what that imports. To run, this
needs the same minor version of Python as is bundled, since it compiles the modules.
"""

from __future__ import annotations

import compileall
import py_compile
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pefile

ROOT = Path(__file__).resolve().parents[2]
PYTHON = 3, 13

OF_PYTHON = (
    "python3.dll",  # what Qt's modules import
    "python313.dll",
    "_bz2.pyd",  # zip files of decks may use it
    "_ctypes.pyd",  # tells whether a folder is on a network disk
    "_decimal.pyd",
    "_elementtree.pyd",
    "_lzma.pyd",  # as _bz2
    "_queue.pyd",
    "_socket.pyd",  # peewee imports it, and uses it for no SQLite file; the lock tells the computer's name
    "_sqlite3.pyd",
    "_uuid.pyd",
    "_zoneinfo.pyd",
    "pyexpat.pyd",
    "select.pyd",
    "unicodedata.pyd",
)
"""What comes of CPython's own libraries. Left out on purpose: `_ssl` and `_hashlib` with OpenSSL (there is no
network, and every checksum that the app takes is built in), `_asyncio`, `_overlapped`, `_multiprocessing`,
`_wmi` (asks a service of the system), `winsound`, and python.exe (a lab needs no further interpreter)."""

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtMultimedia")
"""What the app imports of PySide6."""

QT_PLUGINS = (
    "platforms/qwindows",
    "platforms/qoffscreen",  # --tour
    "iconengines/qsvgicon",
    # Pictures on cards; PNG, BMP and PPM are built in. Only PDF is left out.
    "imageformats/qgif",
    "imageformats/qicns",
    "imageformats/qico",
    "imageformats/qjpeg",
    "imageformats/qsvg",
    "imageformats/qtga",
    "imageformats/qtiff",
    "imageformats/qwbmp",
    "imageformats/qwebp",
    # Sounds on cards: the first plays every format; the second is there where the first fails.
    "multimedia/ffmpegmediaplugin",
    "multimedia/windowsmediaplugin",
)
"""What Qt loads by itself. Left out: styles (the app draws with Fusion, which is built in), TLS and network
(there is none), the screen keyboard (Windows has one), touch devices of other systems."""

NOT_WANTED = (
    "PySide6",  # taken apart by qt()
    "shiboken6",
    "bin",
    "playhouse",  # peewee for other databases
    "peewee-stubs",
    "pwiz.py",
)
"""What stays out of the folder of packages."""

LAUNCHERS = ("Repertoire.exe", "repertoire-cli.exe")


def main(build: Path, target: Path) -> None:
    if sys.version_info[:2] != PYTHON:
        raise SystemExit(f"bundle.py needs Python {PYTHON[0]}.{PYTHON[1]}, which it compiles for.")
    shutil.rmtree(target, ignore_errors=True)
    lib = target / "lib"
    lib.mkdir(parents=True)
    python(build / "python", lib)
    packages(build / "site", lib)
    qt(build / "site", lib)
    app(lib)
    compiled(lib)
    for name in LAUNCHERS:
        shutil.copy2(build / "launch" / name, target)
    shutil.copy2(ROOT / "LICENSE", target / "LICENSE.txt")
    lacking = sorted(unmet(target))
    if lacking:
        raise SystemExit(f"No file in the bundle, and nothing of Windows, is called {', '.join(lacking)}.")


def python(source: Path, lib: Path) -> None:
    """Copy CPython; `_pth` makes it look nowhere but in its own folder."""
    for file in closure([source / name for name in OF_PYTHON], [source]):
        shutil.copy2(file, lib)
    shutil.copy2(source / "python313.zip", lib)
    shutil.copy2(source / "LICENSE.txt", lib / "LICENSE-python.txt")
    (lib / "python313._pth").write_text("python313.zip\n.\n", encoding="utf-8")


def packages(site: Path, lib: Path) -> None:
    """Copy the packages, and of their descriptions what licences ask for."""
    idle = shutil.ignore_patterns("__pycache__", "*.pyi", "py.typed", "tests")
    for each in sorted(site.iterdir()):
        if each.name in NOT_WANTED or each.suffix in (".data", ".lock"):
            continue
        if each.suffix == ".dist-info":
            keep_licence(each, lib / each.name)
        elif each.is_dir():
            shutil.copytree(each, lib / each.name, ignore=idle)
        else:
            shutil.copy2(each, lib)


def keep_licence(described: Path, target: Path) -> None:
    target.mkdir()
    shutil.copy2(described / "METADATA", target)
    for licence in [*described.glob("LICEN*"), *described.glob("licen*")]:
        if licence.is_dir():
            shutil.copytree(licence, target / "licenses")
        else:
            shutil.copy2(licence, target)


def qt(site: Path, lib: Path) -> None:
    """Copy the modules and plugins that are wanted, and the libraries that they load.

    Microsoft's runtime libraries lie beside shiboken6's own, which PySide6 makes known to the loader.
    """
    pyside, shiboken = site / "PySide6", site / "shiboken6"
    wanted = [pyside / f"{name}.pyd" for name in QT_MODULES] + [shiboken / "Shiboken.pyd"]
    wanted += [pyside / "plugins" / f"{name}.dll" for name in QT_PLUGINS]
    for file in closure(wanted, [shiboken, pyside]):
        place(file, site, lib)
    for folder in (pyside, shiboken):
        for file in folder.glob("*.py"):
            place(file, site, lib)
    for runtime in ("vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.move(lib / "shiboken6" / runtime, lib / runtime)  # python313.dll is the first to load them


def place(file: Path, source: Path, target: Path) -> None:
    there = target / file.relative_to(source)
    there.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(file, there)


def app(lib: Path) -> None:
    """Copy the app with its decks and resources, as its wheel has them."""
    idle = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "desktop", lib / "desktop", ignore=idle)
    for name in ("decks", "resources"):
        shutil.copytree(ROOT / name, lib / "desktop" / name, ignore=idle)
    shutil.copy2(Path(__file__).with_name("start.py"), lib)


def compiled(lib: Path) -> None:
    """Compile every module and leave the sources out: nothing can write them where programs are installed.

    What was compiled is valid whatever time its source has (installers round times).
    """
    done = compileall.compile_dir(
        lib,
        quiet=1,
        legacy=True,
        stripdir=str(lib),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    if not done:
        raise SystemExit("Not every module could be compiled.")
    for source in lib.rglob("*.py"):
        source.unlink()


# ---------------------------------------------------------------------- libraries


def closure(wanted: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """Return files with every library that they load from some folders; an earlier folder wins."""
    known: dict[str, Path] = {}
    for folder in folders:
        for file in folder.glob("*.dll"):
            known.setdefault(file.name.lower(), file)
    found: set[Path] = set()
    waiting = list(wanted)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += [known[name] for name in imports(file) if name in known]
    return sorted(found)


def imports(file: Path) -> set[str]:
    """Return the names of the libraries that a library loads, at once or later, in lower case."""
    entries = pefile.DIRECTORY_ENTRY
    kinds = "IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"
    with pefile.PE(str(file), fast_load=True) as program:
        program.parse_data_directories(directories=[entries[kind] for kind in kinds])
        tables = [
            getattr(program, name, ()) for name in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
        ]
        return {entry.dll.decode("ascii").lower() for table in tables for entry in table}


OF_WINDOWS = frozenset(
    """
    advapi32 authz avrt bcrypt bcryptprimitives cabinet combase comctl32 comdlg32 crypt32 d3d11
    d3d12 d3d9 dnsapi dwmapi dwrite dxgi dxva2 evr gdi32 icuuc imm32 iphlpapi kernel32 mf mfplat
    mfreadwrite mpr msi msvcrt ncrypt netapi32 ntdll ole32 oleaut32 propsys rpcrt4 secur32
    setupapi shell32 shlwapi ucrtbase uiautomationcore user32 userenv uxtheme version winhttp
    winmm ws2_32 wtsapi32
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""What Windows 10 (1903 or newer) has of its own."""


def unmet(target: Path) -> set[str]:
    """Return the names of libraries that something in the bundle loads and that are nowhere."""
    files = [file for file in target.rglob("*") if file.suffix in (".dll", ".pyd", ".exe")]
    there = {file.name.lower() for file in files}
    asked = {name for file in files for name in imports(file)}
    return {
        name
        for name in asked - there
        if not name.startswith("api-ms-win-") and name.removesuffix(".dll") not in OF_WINDOWS
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
