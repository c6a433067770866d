"""Writes the source of the MSI, which wixl builds: msi.py ROOT FOLDER VERSION ICON.

FOLDER and ICON lie in ROOT: wixl knows files by their path in a folder that it is given (`-I`).
One component for each file, whose identity follows from the file's place, so that every version has the same.
The order is that of the names. Per machine by default; `ALLUSERS=2 MSIINSTALLPERUSER=1` installs for one
account.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

SPACE = UUID("7d7f0f4e-7f5b-5b57-a1a7-7a9c7f9d3f51")
"""What every identity here is derived from. It never changes, or upgrades would install beside each other."""
SUFFIXES = (".apkg", ".colpkg", ".cards", ".kvtml")
PROGID = "Repertoire.Deck"
PROGRAM = "[INSTALLFOLDER]Repertoire.exe"
PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths\Repertoire.exe"

Values = dict[str, tuple[str, str]]


def identity(name: str) -> str:
    """Return the UUID that belongs to a name for good."""
    return str(uuid5(SPACE, name)).upper()


def short(kind: str, name: str) -> str:
    """Return an identifier that Windows Installer allows."""
    return kind + uuid5(SPACE, name).hex


def document(root: Path, folder: Path, version: str, icon: Path) -> Element:
    """Return the source for a folder of files; all paths in it start at `root`."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = SubElement(
        wix,
        "Product",
        Id=identity(f"product {version}"),
        UpgradeCode=identity("upgrade"),
        Name="Repertoire",
        Version=version,
        Manufacturer="The Repertoire developers",
        Language="1033",
    )
    about = {"Description": "Repertoire flashcards", "Manufacturer": "The Repertoire developers"}
    SubElement(product, "Package", Compressed="yes", InstallerVersion="500", **about)
    SubElement(
        product, "MajorUpgrade", DowngradeErrorMessage="A newer version of Repertoire is installed already."
    )
    SubElement(product, "Media", Id="1", Cabinet="repertoire.cab", EmbedCab="yes")
    SubElement(product, "Icon", Id="repertoire.ico", SourceFile=icon.relative_to(root).as_posix())
    properties = {
        "ALLUSERS": "1",
        "ARPPRODUCTICON": "repertoire.ico",
        "ARPNOMODIFY": "1",
        # Every file is replaced, also one whose new version has a lower number than the old one.
        "REINSTALLMODE": "amus",
    }
    for name, value in properties.items():
        SubElement(product, "Property", Id=name, Value=value)
    target = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(target, "Directory", Id="ProgramFiles64Folder", Name="PFiles")
    place = SubElement(programs, "Directory", Id="INSTALLFOLDER", Name="Repertoire")
    parts = add_folder(place, folder, folder, root)
    parts.append(add_menu(SubElement(target, "Directory", Id="ProgramMenuFolder", Name="Programs")))
    parts.append(add_values(place, "offers", offers()))
    feature = SubElement(product, "Feature", Id="Everything", Level="1", Title="Repertoire")
    for part in parts:
        SubElement(feature, "ComponentRef", Id=part)
    return wix


def add_folder(place: Element, folder: Path, top: Path, root: Path) -> list[str]:
    """Add what a folder inside the installed one (`top`) holds; return the identifiers of the components."""
    parts = []
    for each in sorted(folder.iterdir(), key=lambda each: (each.is_dir(), each.name)):
        name = each.relative_to(top).as_posix()
        if each.is_dir():
            inner = SubElement(place, "Directory", Id=short("d", name), Name=each.name)
            parts += add_folder(inner, each, top, root)
        else:
            component = SubElement(
                place, "Component", Win64="yes", Id=short("c", name), Guid=identity(f"file {name}")
            )
            source = each.relative_to(root).as_posix()
            SubElement(component, "File", Id=short("f", name), Name=each.name, Source=source, KeyPath="yes")
            parts.append(component.attrib["Id"])
    return parts


def add_menu(place: Element) -> str:
    """Add the entry of the Start menu."""
    component = SubElement(place, "Component", Win64="yes", Id="menu", Guid=identity("menu"))
    shown = {"Name": "Repertoire", "Target": PROGRAM, "WorkingDirectory": "INSTALLFOLDER"}
    SubElement(component, "Shortcut", Id="shortcut", **shown)
    add_value(component, r"Software\Repertoire", "menu", "1", key_path=True)
    return "menu"


def offers() -> Values:
    """Return what the registry gets: key → (name, value). No file type is taken from another program."""
    kind = rf"Software\Classes\{PROGID}"
    values = {
        PATHS: ("", PROGRAM),
        kind: ("", "Flashcards"),
        rf"{kind}\DefaultIcon": ("", f"{PROGRAM},0"),
        rf"{kind}\shell\open\command": ("", f'"{PROGRAM}" "%1"'),
    }
    return values | {rf"Software\Classes\{suffix}\OpenWithProgids": (PROGID, "") for suffix in SUFFIXES}


def add_values(place: Element, name: str, values: Values) -> str:
    """Add a component of values in the registry."""
    component = SubElement(place, "Component", Win64="yes", Id=name, Guid=identity(name))
    for number, (key, (entry, value)) in enumerate(values.items()):
        add_value(component, key, entry, value, key_path=number == 0)
    return name


def add_value(component: Element, key: str, name: str, value: str, *, key_path: bool) -> None:
    """Add a value under HKLM for everyone, under HKCU for one account."""
    named = {"Name": name} if name else {}
    kept = {"KeyPath": "yes"} if key_path else {}
    SubElement(component, "RegistryValue", Root="HKMU", Key=key, Type="string", Value=value, **named, **kept)


if __name__ == "__main__":
    wix = document(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    indent(wix)
    sys.stdout.flush()
    ElementTree(wix).write(sys.stdout.buffer, encoding="utf-8", xml_declaration=True)
