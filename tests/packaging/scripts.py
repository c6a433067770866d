"""Loading the scripts of packaging/, which are no modules of a package (and a library has that name)."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def load(name: str) -> ModuleType:
    """Return a script as a module, by its path in packaging/."""
    known = f"packaging_script {name}"
    spec = spec_from_file_location(known, PACKAGING / name)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[known] = module_from_spec(spec)  # data classes look themselves up there
    spec.loader.exec_module(module)
    return module
