#!/usr/bin/env python3
"""Writes what an installer holds as a CycloneDX bill of materials (JSON, checked against its schema).

    sh packaging/sbom.sh linux | windows | macos

It goes by what the build scripts left in build/ and dist/, other places can be named: `sbom.sh --help`.
The tool of the same makers (`cyclonedx-py environment`) lists all of an environment, build tools too, and
only of a Python that runs here, so not of that for Windows. Their library writes and checks what `parts.py`
finds. `sbom.sh` runs this in an environment that has the library.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import parts
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator
from packageurl import PackageURL
from parts import Part

SCHEMA = SchemaVersion.V1_6
CPES = {
    "CPython": "cpe:2.3:a:python:python:{}:*:*:*:*:*:*:*",
    "Qt": "cpe:2.3:a:qt:qt:{}:*:*:*:*:*:*:*",
    "SQLite": "cpe:2.3:a:sqlite:sqlite:{}:*:*:*:*:*:*:*",
    "OpenSSL": "cpe:2.3:a:openssl:openssl:{}:*:*:*:*:*:*:*",
    "FFmpeg": "cpe:2.3:a:ffmpeg:ffmpeg:{}:*:*:*:*:*:*:*",
}
"""How lists of known faults call what has no package URL."""


def component(part: Part, kind: ComponentType | None = None, within: str = "") -> Component:
    """Return a part as the library has it."""
    reference = within + (part.purl or f"{part.name}@{part.version}")
    return Component(
        name=part.name,
        version=part.version or None,
        type=kind or ComponentType(part.kind),
        bom_ref=reference,
        licenses=[LicenseFactory().make_from_string(part.licence)] if part.licence else (),
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        cpe=CPES[part.name].format(part.version) if part.version and part.name in CPES else None,
        hashes=[HashType.from_composite_str(f"sha256:{part.digest}")] if part.digest else (),
        components=[component(each, within=f"{reference}#") for each in part.inside],
    )


def bill(project: Part, held: Iterable[Part], made: datetime) -> Bom:
    """Return the bill of a project that holds parts; `project.needs` names those it asks for itself."""
    bom = Bom()
    bom.metadata.timestamp = made
    root = component(project, ComponentType.APPLICATION)
    bom.metadata.component = root
    all_of_them = {each.name: (each, component(each)) for each in held}
    needed = {name for each, _ in all_of_them.values() for name in each.needs}
    for part, made_of in all_of_them.values():
        bom.components.add(made_of)
        bom.register_dependency(made_of, [all_of_them[name][1] for name in part.needs])
    direct = [one for name, (_, one) in all_of_them.items() if name in project.needs or name not in needed]
    bom.register_dependency(root, direct)
    bom.serial_number = uuid5(NAMESPACE_URL, repr(sorted(str(each.bom_ref) for each in bom.components)))
    return bom


def written(bom: Bom) -> str:
    """Return a bill as JSON.

    Raises:
        ValueError: the schema does not allow it.
    """
    text = make_outputter(bom, OutputFormat.JSON, SCHEMA).output_as_string(indent=2)
    fault = make_schemabased_validator(OutputFormat.JSON, SCHEMA).validate_str(text)
    if fault is not None:
        raise ValueError(f"The bill of materials is not valid: {fault}")
    return text + "\n"


def held_by(chosen: argparse.Namespace, project: Mapping[str, Any]) -> tuple[Part, list[Part]]:
    """Return the project, and the parts of its installer."""
    files = parts.libraries(chosen.bundle)
    asked_of = parts.versions_of(chosen.python) if chosen.python else parts.versions_in(files)
    versions = {**asked_of, **dict(chosen.versions)}
    site = chosen.site or parts.site_of(chosen.python)
    asked = parts.wanted()
    conditions = parts.environment(chosen.system, versions["CPython"])
    found = parts.packages(site, asked, conditions)
    qt = next(each.version for each in found if each.name == "pyside6-essentials")
    versions.setdefault("Qt", ".".join(qt.split(".")[:3]))
    named = parts.native(versions, [each.name for each in files])
    system = parts.from_system(parts.unclaimed(files, site))
    needs = tuple(parts.canonicalize_name(each.name) for each in asked if parts.applies(each, conditions))
    root = Part(project["name"], project["version"], licence=project["license"], needs=needs)
    return root, [*found, *named, *parts.fonts(found), parts.ICONS, *system]


def arguments(words: list[str] | None, version: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Write what an installer holds as a CycloneDX bill of materials."
    )
    parser.add_argument("system", choices=list(parts.SYSTEMS))
    parser.add_argument(
        "--python", type=Path, help="the interpreter that was bundled; it is asked for versions"
    )
    parser.add_argument(
        "--site", type=Path, help="the folder of the bundled packages, if not that of --python"
    )
    parser.add_argument("--bundle", type=Path, help="the folder of the frozen app, to look for libraries in")
    known = "a version that cannot be found out"
    parser.add_argument(
        "--with", dest="versions", type=pair, action="append", default=[], metavar="NAME=VERSION", help=known
    )
    parser.add_argument("--output", "-o", type=Path)
    chosen = parser.parse_args(words)
    machine = "x86_64" if chosen.system == "windows" else platform.machine()
    name = f"repertoire-{version}-{chosen.system}-{machine}"
    build, dist = parts.ROOT / "build" / chosen.system, parts.ROOT / "dist"
    chosen.output = chosen.output or dist / f"{name}.cdx.json"
    chosen.bundle = chosen.bundle or (
        build / "root" / "Repertoire.app" if chosen.system == "macos" else dist / name
    )
    if not (chosen.python or chosen.site):
        if chosen.system == "windows":
            chosen.site = build / "site"
        else:
            chosen.python = build / "venv" / "bin" / "python"
    if not chosen.bundle.is_dir():
        parser.error(f"{chosen.bundle} is not there: build it first")
    return chosen


def pair(text: str) -> tuple[str, str]:
    name, sign, version = text.partition("=")
    if not (name and sign and version):
        raise argparse.ArgumentTypeError(f"{text} is not NAME=VERSION")
    return name, version


def main(words: list[str] | None = None) -> int:
    project = tomllib.loads((parts.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    chosen = arguments(words, project["version"])
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    made = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    root, held = held_by(chosen, project)
    text = written(bill(root, held, made))
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    chosen.output.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(held)} parts in {chosen.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
