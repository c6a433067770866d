"""Who may import whom, read from the source itself.

    __main__  →  gui | cli  →  store | exchange | render  →  study  →  errors

The package's own constants, `assets`, `places` and `preferences` are leaves of the top; `bundled` composes
`exchange` and `store` for it; `policy` is what an administrator laid down, read before anything else.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import desktop

PACKAGE = Path(desktop.__file__).parent

MIDDLE = {"store", "exchange", "render"}
BOTTOM = {"study", "errors"}
LEAVES = {"constants", "assets", "libraries", "places", "preferences"}
MAY_IMPORT: dict[str, set[str]] = {
    "constants": set(),
    "errors": set(),
    "study": {"errors"},
    **dict.fromkeys(MIDDLE, BOTTOM),
    "assets": {"constants"},
    "places": {"constants", "errors"},
    "preferences": set(),
    "libraries": set(),
    "policy": BOTTOM | {"preferences"},
    "bundled": BOTTOM | LEAVES | {"exchange", "store"},
    "cli": BOTTOM | LEAVES | MIDDLE | {"bundled", "policy"},
    "gui": BOTTOM | LEAVES | MIDDLE | {"bundled", "policy"},
    "__main__": BOTTOM | LEAVES | MIDDLE | {"bundled", "policy", "cli", "gui"},
}
ONLY_IN: dict[str, set[str]] = {
    "PySide6": {"gui"},
    "shiboken6": {"gui"},
    "peewee": {"store"},
    "sqlite3": {"store", "exchange"},
    "regex": {"store"},
    "charset_normalizer": {"exchange"},
    "python_calamine": {"exchange"},
    "markdown_it": {"exchange"},
    "nh3": {"render"},
    "css_inline": {"render"},
    "mathra": {"render"},
    "ziamath": {"render"},
    "latex2mathml": {"render"},
    "pygal": {"gui"},
}
NEVER = re.compile(
    r"(socket|ssl|http|ftplib|smtplib|imaplib|poplib|telnetlib|urllib\.request|xmlrpc|socketserver|subprocess"
    r"|multiprocessing|asyncio|pickle|marshal|shelve|ctypes"
    r"|PySide6\.Qt(Network|Qml|Quick|WebEngine|WebSockets|WebView|WebChannel)\w*)(\.|$)"
)
NEVER_NAMED = {"QProcess", "QNetworkAccessManager", "QTcpSocket", "QLocalSocket", "QWebEngineView"}
NEVER_CALLED = {"eval", "exec", "compile", "__import__"}
EXEMPT = {("places", "ctypes"), ("libraries", "ctypes")}
"""Whether a drive of Windows is a network share, and which library is missing, can only be asked this way."""


@dataclass(frozen=True)
class Import:
    """One imported module, and the names taken from it."""

    module: str
    names: tuple[str, ...]
    line: int
    is_local: bool


def layer_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "constants"


def module_of(file: Path) -> str:
    parts = ("desktop", *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.Module, module: str, modules: frozenset[str]) -> Iterator[Import]:
    """Yield every import, wherever it stands; ``from desktop import cli`` imports ``desktop.cli``."""
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), node.lineno, node in inside)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = module.split(".")[: -node.level]
                base = ".".join([*package, base] if base else package)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                is_module = whole in modules or base in ("PySide6", "urllib")
                yield Import(whole if is_module else base, (alias.name,), node.lineno, node in inside)


def faults(source: str, module: str, modules: frozenset[str]) -> list[str]:
    """Return what is against the law in the source of a module, one sentence each."""
    tree, lines, layer = ast.parse(source), source.splitlines(), layer_of(module)
    found: list[str] = []
    for each in imports_of(tree, module, modules):
        top = each.module.split(".")[0]
        where = f"{module}, line {each.line}"
        if top == "desktop" and layer_of(each.module) not in MAY_IMPORT[layer] | {layer}:
            found.append(f"{where}: {layer} imports {each.module}")
        if layer not in ONLY_IN.get(top, {layer}):
            found.append(f"{where}: {layer} imports {top}")
        if NEVER.match(each.module) and (layer, each.module) not in EXEMPT:
            found.append(f"{where}: nobody imports {each.module}")
        if NEVER_NAMED.intersection(each.names):
            found.append(f"{where}: nobody imports {', '.join(each.names)}")
        told = "# heavy:" in lines[each.line - 1] or "# heavy:" in lines[max(0, each.line - 2)]
        if each.is_local and not told and layer != "__main__":
            found.append(f"{where}: an import inside a function says why, in a comment `# heavy: ...`")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NEVER_CALLED:
            found.append(f"{module}, line {node.lineno}: nobody calls {node.func.id}")
        if isinstance(node, ast.Attribute) and node.attr in NEVER_NAMED:
            found.append(f"{module}, line {node.lineno}: nobody uses {node.attr}")
    return found


FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = frozenset(map(module_of, FILES))


def test_the_law_sees_the_files() -> None:
    assert len(FILES) >= 40
    assert {layer_of(module) for module in MODULES} >= set(MAY_IMPORT)
    assert {"desktop", "desktop.study.sm2", "desktop.study.kinds", "desktop.__main__"} <= MODULES


@pytest.mark.parametrize("file", FILES, ids=lambda file: module_of(file))
def test_every_module_keeps_the_law(file: Path) -> None:
    module = module_of(file)

    assert layer_of(module) in MAY_IMPORT, f"{module} belongs to no layer"
    assert faults(file.read_text(encoding="utf-8"), module, MODULES) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("desktop.study.sm2", "from desktop.store.collection import Collection"),
        ("desktop.study.sm2", "import desktop.gui.home"),
        ("desktop.study.sm2", "from desktop import places"),
        ("desktop.study.sm2", "from desktop import VERSION"),
        ("desktop.study.kinds.basic", "from ...store import collection"),
        ("desktop.errors", "from desktop.study import schedule"),
        ("desktop.store.files", "from desktop.exchange.deck_file import read"),
        ("desktop.exchange.deck_file", "from desktop.render import card"),
        ("desktop.render.card", "import desktop.store.models"),
        ("desktop.assets", "from desktop.study.note import Note"),
        ("desktop.cli", "from desktop.gui.home import Home"),
        ("desktop.gui.home", "from desktop import cli"),
        ("desktop.gui.home", "import desktop.__main__"),
        ("desktop.cli", "from PySide6 import QtCore"),
        ("desktop.gui.home", "import sqlite3"),
        ("desktop.gui.home", "from peewee import Model"),
        ("desktop.gui.home", "import socket"),
        ("desktop.gui.home", "from urllib import request"),
        ("desktop.gui.home", "from urllib.request import urlopen"),
        ("desktop.gui.home", "import http.client"),
        ("desktop.gui.home", "from PySide6 import QtNetwork"),
        ("desktop.gui.home", "from PySide6.QtWebEngineWidgets import QWebEngineView"),
        ("desktop.gui.home", "from PySide6.QtCore import QProcess"),
        ("desktop.gui.home", "from PySide6 import QtCore\nQtCore.QProcess.startDetached('x')"),
        ("desktop.store.files", "import ctypes"),
        ("desktop.store.files", "import pickle"),
        ("desktop.store.files", "eval('1')"),
        ("desktop.store.files", "def f():\n    import json"),
        ("desktop.store.files", "if True:\n    import subprocess"),
        ("desktop.store.files", "class A:\n    def f(self):\n        import asyncio  # heavy: very"),
    ],
)
def test_a_made_up_breach_is_caught(module: str, source: str) -> None:
    assert faults(source, module, MODULES)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("desktop.study.sm2", "from desktop.errors import UserError\nfrom desktop.study import fuzz"),
        ("desktop.bundled", "from desktop import assets\nfrom desktop.exchange import deck_file"),
        ("desktop.gui.home", "from PySide6.QtCore import Qt\nfrom urllib.parse import quote"),
        ("desktop.gui.home", "def f():\n    import json  # heavy: rarely"),
        ("desktop.gui.home", "def f():\n    # heavy: rarely\n    from json import dumps"),
        ("desktop.store.lock", "import sys\nif sys.platform == 'win32':\n    import msvcrt"),
        ("desktop.places", "def f():\n    import ctypes  # heavy: for Windows alone"),
        ("desktop.__main__", "def f():\n    from desktop.gui.application import run"),
    ],
)
def test_what_is_lawful_passes(module: str, source: str) -> None:
    assert faults(source, module, MODULES) == []
