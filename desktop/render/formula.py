r"""Formulas in the HTML of a card: found, drawn, and replaced by images.

MathJax's `\( \)` and `\[ \]`, Anki's `[latex]`, `[$]` and `[$$]`, and MathML. What cannot be drawn well is
shown as its source, in `<code>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from desktop.render.breaking import pieces
from desktop.render.drawing import Drawing
from desktop.render.mathml import UNSEEN, plain_mathml
from desktop.render.typeset import DISPLAY, LONGEST, MATHML, TEX, drawing_of

MOST_FORMULAS, MOST_SOURCE = 400, 60_000
"""Of one side of a card; the formulas beyond are shown as source."""
WIDE = 24.0
"""In em; a wider formula is broken where it can be. That much fits a line at every size of text."""
LONGEST_RUN = 4 * LONGEST
"""Characters of HTML that may lie between the marks of a formula."""

_QUICK = re.compile(r"\\\(|\\\[|\[latex\]|\[\$|<math\b", re.IGNORECASE)
_OPENERS = re.compile(r"\\\(|\\\[|\[latex\]|\[\$\$?\]|<!--|</?[a-z]", re.IGNORECASE)
_CLOSERS = {
    r"\(": re.compile(r"\\\)"),
    r"\[": re.compile(r"\\\]"),
    "[latex]": re.compile(r"\[/latex\]", re.IGNORECASE),
    "[$]": re.compile(r"\[/\$\]"),
    "[$$]": re.compile(r"\[/\$\$\]"),
    "math": re.compile(r"</math\s*>", re.IGNORECASE),
}
_KINDS = {r"\(": TEX, r"\[": DISPLAY, "[$]": TEX, "[$$]": DISPLAY}
_ANY_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*+)(?:\"[^\"]*+\"|'[^']*+'|[^'\"<>])*+>", re.IGNORECASE)
_INNER_TAG = re.compile(
    r"<(/?)([a-z][a-z0-9-]*+)((?:\s++[\w:-]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=]++))?)*+)\s*+/?>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_NESTED = {"code", "pre", "svg"}
_RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "select", "option"}
_OF_EDITORS = "br wbr div p span b i u em strong font a small big mark sub sup nobr anki-mathjax"
_LEFT_BY_EDITORS = frozenset(_OF_EDITORS.split())
_BREAKS = {"br", "div", "p"}
_MAY_HIDE = re.compile(
    r"\b(?:hidden|id|display|visibility|opacity|font-size|clip|position|height|width)\b", re.I
)
_CLASS = re.compile(r"\bclass\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_TOKENS = re.compile(r"\\.|[{}]|\[/latex\]|\[/\$\$?\]", re.DOTALL | re.IGNORECASE)


def formulas(html: str) -> tuple[str, dict[str, Drawing]]:
    """Replace the formulas of a card's HTML by `<img src="formula:KEY" alt="…">`.

    Args:
        html: one side of a card, before or after it was cleaned.

    Returns:
        the HTML, and the drawings by their keys. Formulas within code and attributes are left alone.
    """
    if not _QUICK.search(html):
        return html, {}
    sheet = _Sheet(html)
    return "".join(sheet.parts()), sheet.drawings


class _Sheet:
    """One pass over the HTML; it never goes back, so it takes time in proportion to the length."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.drawings: dict[str, Drawing] = {}
        self._next_closer: dict[str, int] = {}
        self._blocked: dict[str, int] = {}
        self._count = 0
        self._drawn = 0

    def parts(self) -> Iterator[str]:
        html, at, copied = self.html, 0, 0
        inside = dict.fromkeys(_NESTED, 0)
        while opener := _OPENERS.search(html, at):
            mark, start = opener[0].lower(), opener.start()
            at = opener.end()
            if mark == "<!--":
                end = html.find("-->", at)
                at = end + 3 if end >= 0 else len(html)
                continue
            if mark.startswith("<"):
                tag = _ANY_TAG.match(html, start)
                if tag is None:
                    continue
                at, name = tag.end(), tag[2].lower()
                if name in inside:
                    inside[name] = max(0, inside[name] + (-1 if tag[1] else 1))
                elif name in _RAW and not tag[1]:
                    end_tag = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
                    at = end_tag.start() if end_tag else len(html)
                if name != "math" or tag[1]:
                    continue
                mark = "math"
            if any(inside.values()):
                continue
            found = self._formula(mark, start, at)
            if found is not None:
                yield html[copied:start]
                new, at = found
                yield new
                copied = at
        yield html[copied:]

    # --- where it ends

    def _closer(self, mark: str, at: int) -> int:
        """Return where the next closing mark stands, or the end of the text; remembered."""
        known = self._next_closer.get(mark, -1)
        if known < at:
            match = _CLOSERS[mark].search(self.html, at)
            known = self._next_closer[mark] = match.start() if match else len(self.html)
        return known

    def _end(self, mark: str, at: int) -> int | None:
        """Return where the formula's source ends: at the first closing mark outside braces."""
        first = self._closer(mark, at)
        if first >= len(self.html) or first - at > LONGEST_RUN or at < self._blocked.get(mark, 0):
            return None
        if mark == "math":
            return first
        wall = self._wall(at, first)
        if wall is not None:
            self._blocked[mark] = wall
            return None
        closer, depth, passed = _CLOSERS[mark], 0, 0
        for token in _TOKENS.finditer(self.html, at, at + LONGEST_RUN):
            if token[0] in "{}":
                depth += 1 if token[0] == "{" else -1
            elif closer.fullmatch(token[0]):
                if depth <= 0:
                    return token.start() if self._wall(first, token.start()) is None else first
                passed += 1
                if passed > 8:
                    break
        return first

    def _wall(self, start: int, end: int) -> int | None:
        """Return where something stands that no formula can go through: a picture, a table's cell."""
        for tag in _INNER_TAG.finditer(self.html, start, end):
            if tag[2] is None:
                continue
            name, attributes = tag[2].lower(), tag[3] or ""
            of_cloze = all("cloze" in each[1] for each in _CLASS.finditer(attributes))
            if name not in _LEFT_BY_EDITORS or _MAY_HIDE.search(attributes) or not of_cloze:
                return tag.end()
        return None

    # --- what takes its place

    def _formula(self, mark: str, start: int, at: int) -> tuple[str, int] | None:
        """Return what stands for a formula and where the text goes on, or None where there is none."""
        end = self._end(mark, at)
        if end is None:
            return None
        closing = _CLOSERS[mark].match(self.html, end)
        after = closing.end() if closing else end
        if mark == "math":
            whole = self.html[start:after]
            xml, tex = plain_mathml(whole)
            return self._image(MATHML, xml, tex or whole), after
        inner = self.html[at:end]
        source = text_of(inner)
        kept = _unbalanced(inner)
        if mark == "[latex]":
            return self._latex(source) + kept, after
        return self._image(_KINDS[mark], source, source) + kept, after

    def _image(self, kind: str, source: str, shown: str) -> str:
        source = source.strip()
        if not source:
            return ""
        drawing = None
        if self._count < MOST_FORMULAS and self._drawn + len(source) <= MOST_SOURCE:
            self._count += 1
            self._drawn += len(source)
            drawing = drawing_of(kind, source)
            if kind != MATHML and (drawing is None or drawing.width > WIDE):
                broken = self._broken(kind, source)
                if broken:
                    return broken
        return self._tag(drawing) if drawing else f"<code>{escape(shown.strip())}</code>"

    def _tag(self, drawing: Drawing) -> str:
        self.drawings[drawing.key] = drawing
        return f'<img src="formula:{drawing.key}" alt="{escape(drawing.alt)}">'

    def _broken(self, kind: str, source: str) -> str:
        """Return a formula in several pictures, between which a line may end; empty where that fails."""
        style = r"\displaystyle " if kind == DISPLAY else ""
        drawn: list[Drawing] = []
        parts = pieces(source)
        if not 1 < len(parts) <= MOST_FORMULAS - self._count:
            return ""
        self._count += len(parts)
        for place, part in enumerate(parts):
            if place and part[0] in "+-":  # with nothing before it, TeX would take it for a sign
                part = rf"\mathrel{{{part[0]}}}{part[1:]}"
            drawing = drawing_of(TEX, style + part)
            if drawing is None:
                return ""
            drawn.append(drawing)
        html = " ".join(map(self._tag, drawn))
        return f'<div style="text-align: center">{html}</div>' if html and style else html

    def _latex(self, source: str) -> str:
        """Return a piece of a LaTeX document: its formulas drawn, the words between them as text."""
        out: list[str] = []
        at = 0
        for match in _IN_LATEX.finditer(source):
            out.append(self._words(source[at : match.start()], alone=False))
            inline = match["inline"] or match["paren"] or match["math"]
            body = inline or match["dollars"] or match["bracket"] or match["shown"] or ""
            kind = TEX if inline else DISPLAY
            out.append(self._image(kind, match[0] if match["env"] else body, match[0]))
            at = match.end()
        out.append(self._words(source[at:], alone=at == 0))
        return "".join(out)

    def _words(self, text: str, *, alone: bool) -> str:
        if alone and re.search(r"[\\^_{}]", text):
            return self._image(TEX, text, text)  # nobody wrote the dollars
        plain = _LATEX_WORDS.sub(lambda match: _LATEX_PLAIN[match[0].strip()], text)
        if "\\" in plain.replace("\\\\", ""):
            return f"<code>{escape(text)}</code>" if text.strip() else text
        return escape(plain).replace("\\\\", "<br>").replace("\n\n", "<br>")


_IN_LATEX = re.compile(
    r"(?<!\\)\$\$(?P<dollars>.+?)(?<!\\)\$\$|(?<!\\)\$(?P<inline>.+?)(?<!\\)\$"
    r"|(?<!\\)\\\((?P<paren>.+?)\\\)|(?<!\\)\\\[(?P<bracket>.+?)\\\]"
    r"|\\begin\{math\}(?P<math>.+?)\\end\{math\}"
    r"|\\begin\{(?P<name>displaymath|equation\*?)\}(?P<shown>.+?)\\end\{(?P=name)\}"
    r"|(?P<env>\\begin\{(?P<other>(?:align|alignat|flalign|gather|multline|eqnarray)\*?)\}.+?\\end\{(?P=other)\})",
    re.DOTALL,
)
_LATEX_PLAIN = {
    **{f"\\{sign}": sign for sign in "$%&#_{}"},
    "\\par": "\n\n",
    "\\noindent": "",
    "\\,": " ",
    "\\;": " ",
    "\\quad": "  ",
    "\\ldots": "…",
    "\\dots": "…",
    "\\textbackslash": "＼",
    "~": " ",
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
}
_LATEX_WORDS = re.compile(r"\\(?:par|noindent|quad|ldots|dots)(?![A-Za-z])\s?|\\[$%&#_{},;]|~|---|--|``|''")


def text_of(html: str) -> str:
    """Return the source of a formula as its author meant it: no tags, no entities."""

    def of_tag(tag: re.Match[str]) -> str:
        return "\n" if tag[2] and tag[2].lower() in _BREAKS else ""

    text = unescape(_INNER_TAG.sub(of_tag, html))
    text = UNSEEN.sub("", text.replace("\xa0", " "))
    return re.sub(r"[ \t]*\r?\n\s*", "\n", text).strip()


def _unbalanced(html: str) -> str:
    """Return the tags within a formula that were opened or closed outside it."""
    opened: list[str] = []
    closed: list[str] = []
    for tag in _INNER_TAG.finditer(html):
        name = (tag[2] or "").lower()
        if not name or name in ("br", "wbr"):
            continue
        if not tag[1]:
            opened.append(name)
        elif name in opened:
            del opened[len(opened) - 1 - opened[::-1].index(name)]
        else:
            closed.append(name)
    while opened and closed and opened[0] == closed[-1]:
        del opened[0], closed[-1]
    return "".join([*(f"</{name}>" for name in closed), *(f"<{name}>" for name in opened)])
