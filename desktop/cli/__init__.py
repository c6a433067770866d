"""The same operations as the window, without one: for scripts, labs and tests.

Exit codes: 0 done, 1 refused with a sentence on standard error, 2 wrong use.
"""

from __future__ import annotations

from desktop.cli.arguments import parsed, parser
from desktop.cli.run import run

__all__ = ["parsed", "parser", "run"]
