"""Headless Chromium as a referee: what of a card can be seen when its scripts stay off.

Every card stands in a frame without permission to run scripts; only the page around them reads their text.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import unquote

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
BATCH = 120
WIDTH = 680
CALM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=20000",
)
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src file: data:"
CARD = (
    '<!doctype html><html class="linux js"><head><base href="{base}"><style>{style}</style></head>'
    '<body class="card card{number} linux"><div id="qa">{html}</div></body></html>'
)
FRAME = '<iframe sandbox="allow-same-origin" srcdoc="{card}" style="{css}"></iframe>'
PAGE = (
    '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<body style="margin:0">{frames}<script>{script}</script></body>'
)
READ = Path(__file__).with_name("read.js")
RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)


def card(html: str, style: str, number: int, base: str = "") -> str:
    """Return a side of a card as a page of its own, as the Anki family wraps it."""
    return CARD.format(base=escape(base), style=style, number=number, html=html)


def page(found: Sequence[str], css: str, script: str = "") -> str:
    frames = "".join(FRAME.format(card=escape(each), css=css) for each in found)
    return PAGE.format(policy=POLICY, frames=frames, script=script)


def run(html: str, folder: Path, *arguments: str, timeout: float = 240) -> str:
    """Open a page in Chromium; return what it writes."""
    file = folder / "page.html"
    file.write_text(html.encode("utf-8", "replace").decode("utf-8"), encoding="utf-8")
    command = [CHROMIUM, *CALM, f"--user-data-dir={folder / 'profile'}", *arguments, file.as_uri()]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=timeout, check=True
    )
    return done.stdout.decode("utf-8", "replace")


def seen(found: Sequence[str]) -> list[dict[str, str]]:
    """Return of each page of a card its visible text and the kinds of things that are no text."""
    told: list[dict[str, str]] = []
    script = READ.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="fidelity") as name:
        for start in range(0, len(found), BATCH):
            html = page(found[start : start + BATCH], f"width:{WIDTH}px;height:400px;border:0", script)
            result = RESULT.search(run(html, Path(name), "--dump-dom"))
            if result is None:
                raise RuntimeError("Chromium told nothing")
            told += json.loads(unquote(result[1]))
    return told
