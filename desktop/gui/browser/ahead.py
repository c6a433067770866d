"""Loads what the browser needs while nobody waits for it, so that it opens at once."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module

MODULES = (
    "desktop.study.query",
    "desktop.store.search.wording",
    "desktop.store.search.results",
    "desktop.store.search.searcher",
    "desktop.store.bulk.bulk",
    "desktop.gui.browser.table",
    "desktop.gui.browser.sidebar",
    "desktop.gui.browser.page",
)
"""From below: each piece is short."""


def pieces() -> Generator[object, None, None]:
    """Load one part after the other; see `Jobs.run_here`."""
    for name in MODULES:
        yield import_module(name)
