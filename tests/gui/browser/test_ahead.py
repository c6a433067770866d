from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from desktop.gui.browser import ahead
before = set(sys.modules)
for _ in ahead.pieces():
    pass
loaded = set(sys.modules)
import desktop.gui.browser.page, desktop.store.bulk.bulk, desktop.store.search.searcher
print(len(loaded - before) > 30, len(set(sys.modules) - loaded))
"""


def test_the_browser_is_loaded_ahead_of_its_use() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0"]
