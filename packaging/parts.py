"""What an installer holds: the Python packages that the app needs, and what comes with them or with Python.

`sbom.py` writes it down. Packages, their versions and licences come from the metadata of the environment that
was bundled; what such an environment does not know of itself (CPython, Qt, SQLite, fonts …) stands in tables.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from importlib.metadata import Distribution, distributions
from pathlib import Path
from urllib.parse import quote

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = ("sound",)
"""Optional parts of the project that the installers hold."""
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
}
"""What the conditions in requirements are asked of."""
OF_PYTHON = ("*.cpython-*.so", "*-darwin.so", "libpython3*", "Python", "python3*.dll", "*.pyd", "libffi*.dll")
"""Libraries that are CPython's own, where no wheel claims them."""


@dataclass(frozen=True)
class Part:
    """One thing inside an installer.

    Attributes:
        kind: of CycloneDX: library, framework, platform, data or file.
        licence: an SPDX expression, or what its makers call it; "" where that is not known.
        purl: where it comes from, as a package URL; "" where no such place is.
        needs: names of parts that it needs.
        inside: parts that are compiled into it.
        digest: SHA-256, of a file.
    """

    name: str
    version: str = ""
    kind: str = "library"
    licence: str = ""
    purl: str = ""
    needs: tuple[str, ...] = ()
    inside: tuple[Part, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Native:
    """A library that no Python metadata tells of; `files` are its names, none = it is always there."""

    name: str
    licence: str
    files: tuple[str, ...] = ()
    kind: str = "library"


NATIVE = (
    Native("CPython", "PSF-2.0", kind="platform"),
    Native("Qt", "LGPL-3.0-only", kind="framework"),
    Native("SQLite", "blessing"),
    Native("OpenSSL", "Apache-2.0", ("libssl*", "libcrypto*")),
    Native(
        "FFmpeg", "LGPL-2.1-or-later", ("*avcodec*", "*avformat*", "*avutil*", "*swresample*", "*swscale*")
    ),
    Native("ICU", "Unicode-3.0", ("libicu*", "icu*.dll")),
)
FONTS = (
    ("STIX Two Math", "OFL-1.1", ("ziamath", "mathra")),
    ("DejaVu Sans", "Bitstream-Vera", ("ziafont",)),
)
"""Fonts, and the packages that hold them."""
ICONS = Part("Lucide icons", kind="data", licence="ISC", purl="pkg:npm/lucide-static")


# ---------------------------------------------------------------------- Python packages


def wanted(pyproject: Path = ROOT / "pyproject.toml") -> list[Requirement]:
    """Return what the project asks for, with the optional parts that the installers hold."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in EXTRAS:
        lines += project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


def environment(system: str, python: str) -> dict[str, str]:
    """Return what conditions in requirements are asked of, for a system and a version of Python."""
    short = ".".join(python.split(".")[:2])
    return {
        **default_environment(),
        **SYSTEMS[system],
        "python_version": short,
        "python_full_version": python,
    }


def packages(site: Path, asked: Iterable[Requirement], conditions: Mapping[str, str]) -> list[Part]:
    """Return the packages that requirements lead to, from a folder of installed ones.

    Raises:
        LookupError: one of them is not there.
    """
    there = {canonicalize_name(each.name): each for each in distributions(path=[str(site)])}
    found: dict[str, Part] = {}
    waiting = [each for each in asked if applies(each, conditions)]
    while waiting:
        name = canonicalize_name(waiting.pop().name)
        if name in found:
            continue
        if name not in there:
            raise LookupError(f"{name} is not in {site}")
        needs = [Requirement(line) for line in there[name].requires or ()]
        needs = [each for each in needs if applies(each, conditions)]
        found[name] = package(there[name], needs)
        waiting += needs
    return [found[name] for name in sorted(found)]


def applies(requirement: Requirement, conditions: Mapping[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": "", **conditions})


def package(dist: Distribution, needs: Iterable[Requirement]) -> Part:
    name = canonicalize_name(dist.name)
    return Part(
        name,
        dist.version,
        licence=licence(dist),
        purl=f"pkg:pypi/{name}@{dist.version}",
        needs=tuple(sorted(canonicalize_name(each.name) for each in needs)),
        inside=compiled_in(dist),
    )


def licence(dist: Distribution) -> str:
    """Return what a package says of its licence, in the shortest of the three places for it."""
    said = dist.metadata.get("License-Expression") or dist.metadata.get("License") or ""
    if said and "\n" not in said:
        return said
    names = [each for each in dist.metadata.get_all("Classifier", ()) if each.startswith("License :: ")]
    name = names[0].rpartition(" :: ")[2] if names else ""
    return {"MIT License": "MIT"}.get(name, name)


def compiled_in(dist: Distribution) -> tuple[Part, ...]:
    """Return what a package's own bill of materials names (PEP 770): the crates of its Rust part."""
    parts: dict[tuple[str, str], Part] = {}
    for file in dist.files or ():
        if ".dist-info/sboms/" in file.as_posix() and file.name.endswith((".cdx.json", ".cyclonedx.json")):
            bill = json.loads(Path(str(dist.locate_file(file))).read_text(encoding="utf-8"))
            for each in bill.get("components", ()):
                expression = next(iter(each.get("licenses", ())), {}).get("expression", "")
                purl = each.get("purl", "").partition("?")[0]
                key = each["name"], each.get("version", "")
                parts[key] = Part(*key, licence=expression, purl=purl)
    return tuple(parts[key] for key in sorted(parts))


# ---------------------------------------------------------------------- what no metadata tells


def native(versions: Mapping[str, str], names: Sequence[str]) -> list[Part]:
    """Return the parts of the table that are there.

    Args:
        versions: of those that are known, by name.
        names: of the files in the bundle.
    """
    return [
        Part(each.name, versions.get(each.name, ""), each.kind, each.licence)
        for each in NATIVE
        if not each.files or any(is_one(name, each.files) for name in names)
    ]


def is_one(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, each) for each in patterns)


def fonts(there: Iterable[Part]) -> list[Part]:
    """Return the fonts that lie inside packages."""
    names = {each.name for each in there}
    return [Part(name, "", "data", said) for name, said, holders in FONTS if names & set(holders)]


def libraries(bundle: Path) -> list[Path]:
    """Return the native libraries in a bundle, each file once."""
    found = {
        each.name: each for each in sorted(bundle.rglob("*")) if each.is_file() and is_library(each.name)
    }
    return [found[name] for name in sorted(found)]


def is_library(name: str) -> bool:
    return is_one(name, ("*.so", "*.so.*", "*.dll", "*.pyd", "*.dylib", "Python"))


def unclaimed(files: Iterable[Path], site: Path) -> list[Path]:
    """Return the libraries that neither a wheel, nor CPython, nor the table accounts for."""
    claimed = {file.name for dist in distributions(path=[str(site)]) for file in dist.files or ()}
    known = [
        *OF_PYTHON,
        *(pattern for each in NATIVE for pattern in each.files),
        "libsqlite3*",
        "sqlite3.dll",
    ]
    return [each for each in files if each.name not in claimed and not is_one(each.name, known)]


def from_system(files: Sequence[Path]) -> list[Part]:
    """Return the packages of the system that libraries were copied from; the files where none claims them."""
    owners = debian_owners([each.name for each in files])
    loose = [each for each in files if each.name not in owners]
    parts = [Part(name, version, purl=purl) for name, version, purl in sorted(set(owners.values()))]
    return parts + [
        Part(each.name, kind="file", digest=sha256(each.read_bytes()).hexdigest()) for each in loose
    ]


def debian_owners(names: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Return the package (name, version, purl) of each library that Debian's database knows."""
    if not names or not Path("/var/lib/dpkg/status").exists():
        return {}
    lines = told("dpkg-query", "--search", *(f"*/{name}" for name in names))
    pairs = (line.partition(": ")[::2] for line in lines)
    holders = {Path(path).name: holder.partition(",")[0] for holder, path in pairs if holder and path}
    form = "${binary:Package}\t${Package}\t${Version}\t${Architecture}\n"
    asked = sorted(set(holders.values()))
    rows = [line.split("\t") for line in told("dpkg-query", "--show", f"--showformat={form}", *asked)]
    known = {
        key: (name, version, f"pkg:deb/debian/{name}@{quote(version, safe='~')}?arch={arch}")
        for full, name, version, arch in rows
        for key in (full, name, f"{name}:{arch}")
    }
    return {name: known[holders[name]] for name in names if holders.get(name) in known}


def told(*words: str) -> list[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()


def versions_of(python: Path) -> dict[str, str]:
    """Return the versions that an interpreter tells: CPython, SQLite, OpenSSL."""
    line = "import json, platform, sqlite3, sys\ntry:\n    import ssl\nexcept ImportError:\n    ssl = None\n"
    line += "said = {'CPython': platform.python_version(), 'SQLite': sqlite3.sqlite_version}\n"
    line += "if ssl:\n    said['OpenSSL'] = ssl.OPENSSL_VERSION.split()[1]\nprint(json.dumps(said))"
    return dict(json.loads("".join(told(str(python), "-I", "-c", line))))


def versions_in(files: Iterable[Path]) -> dict[str, str]:
    """Return the versions that libraries for Windows tell: CPython, SQLite."""
    found = {}
    for file in files:
        for name, pattern in (("CPython", "python3??.dll"), ("SQLite", "sqlite3.dll")):
            if fnmatch(file.name, pattern) and (said := product_version(file.read_bytes())):
                found[name] = ".".join(said.split(".")[:3])
    return found


def product_version(library: bytes) -> str:
    """Return what the version resource of a library for Windows says; "" = it has none."""
    key = "ProductVersion\0".encode("utf-16-le")
    _, sign, rest = library.partition(key)
    text = rest[:64].decode("utf-16-le", errors="replace").lstrip("\0")
    return text.partition("\0")[0] if sign else ""


def site_of(python: Path) -> Path:
    """Return where an interpreter has its packages."""
    return Path(told(str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('platlib'))")[0])
