"""One formula to one drawing, through the libraries; what they cannot draw well comes back as None.

mathra draws: it is quick, never raised in our trials but for input nested too deeply, and it says what it
did not understand. ziamath is asked when mathra raises, is missing or meets a command it does not know;
it slows down by the power of the nesting, so it gets short and flat formulas only.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from hashlib import blake2b
from html import escape
from typing import Any

from desktop.render.drawing import LARGEST_SVG, Drawing, is_safe

TEX, DISPLAY, MATHML = "tex", "display", "mathml"

LONGEST = 5_000
LONGEST_ALT = 600
WIDEST, TALLEST = 60.0, 80.0
"""In em. What is wider could not be read once it is shrunk to a line; what is taller than a page of a
book is a joke or an attack."""

_FILES = re.compile(
    r"\\(?:input|include|includegraphics|includepdf|import|subimport|usepackage|documentclass|openin|openout"
    r"|closein|closeout|read|write|immediate|newread|newwrite|lstinputlisting|verbatiminput|catcode|csname"
    r"|special|directlua|url|graphicspath|pdffile\w*|loop|repeat)(?![A-Za-z])"
)
"""Commands of TeX that reach a file or TeX itself; Anki refuses the same ones."""

_OWN_MACROS = re.compile(
    r"\\(?:(?:re|provide)?newcommand|renewcommand|[gex]?def|let|DeclareMathOperator)(?![A-Za-z])"
)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_ALIASES = {
    **{letter: rf"\mathbb{{{letter}}}" for letter in "NZQRC"},
    "reals": r"\mathbb{R}",
    "infin": r"\infty",
    "empty": r"\emptyset",
    "exist": r"\exists",
    "isin": r"\in",
    "sub": r"\subset",
    "uline": r"\underline",
    "varinjlim": r"\underrightarrow{\lim}",
    "varprojlim": r"\underleftarrow{\lim}",
    "projlim": r"\operatorname*{proj\,lim}",
    "injlim": r"\operatorname*{inj\,lim}",
    "vcenter": "",
    "maltese": "✠",
    "shoveleft": "",
    "shoveright": "",
}
_DROPPED = re.compile(r"(?<!\\)\\(?:(?:href|class|cssId|style)\s*\{[^{}]*\}|bbox\s*(?:\[[^\]]*\])?)")
_ROOT = re.compile(r"(?<!\\)\\root\s*(\{[^{}]*\}|\w+)\s*\\of\b")
_COLORED = re.compile(r"(?<!\\)\\color\s*((?:\[[^\[\]]*\]\s*)?\{[^{}]*\})\s*(?=\{)")
_REACTION = re.compile(r"\\ce\s*\{")
_BELOW = re.compile(r"_([0-9]+)")
_TIMES = re.compile(r"\s+[*.]\s+")
_ARROWS = re.compile(r"\s*(<-->|<=>>|<<=>|<=>|<->|->|<-(?!>))((?:\s*\[[^\[\]]*\]){0,2})\s*")

_BLOCK = re.compile(r"<math\b[^>]*\bdisplay=\"block\"", re.IGNORECASE)
_UNKNOWN = {"E-REC-1", "E-REC-2"}
_NO_GLYPH = re.compile(r"the font has no '(.)'", re.DOTALL)
_ROOT_TAG = re.compile(r"<svg\b[^>]*\bviewBox=\"([-\d.eE]+) ([-\d.eE]+) ([-\d.eE]+) ([-\d.eE]+)\"[^>]*>")
_METADATA = re.compile(r"<(title|metadata|style|text)\b[^>]*>.*?</\1>", re.DOTALL)
_EMPTY_DEFS = re.compile(r"<defs\s*/>|<defs></defs>")
_INK = re.compile(r"<(?:use|path|rect|line|circle|polygon|ellipse|polyline|text)\b")
_INK_BODY = re.compile(r"<defs>.*?</defs>", re.DOTALL)
_RECT = re.compile(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/>')
_LINE = re.compile(
    r'<line x1="([-\d.]+)" y1="([-\d.]+)" x2="([-\d.]+)" y2="([-\d.]+)"[^>]*?stroke-width="([\d.]+)"'
)
_GLYPH = re.compile(r'<path id="([^"]+)" d="([^"]+)"/>')
_USE = re.compile(
    r'<use href="#([^"]+)"(?: x="([-\d.]+)" y="([-\d.]+)"| transform="([^"]*)")((?: fill="[^"]*")?)/>'
)

RULE = 40.0
"""Width of a column rule in the library's units, a thousandth of an em."""
AXIS = 258.0
"""How high the line of a fraction lies above the baseline, in the same units."""

_STAND_INS = "■□▲△◆◇○●★☆♠♡♢♣♭♮♯✓▽▼"


def key_of(kind: str, source: str) -> str:
    """Return the short name of a formula."""
    return blake2b(f"{kind}\0{source}".encode("utf-8", "replace"), digest_size=8).hexdigest()


@lru_cache(maxsize=256)
def drawing_of(kind: str, source: str) -> Drawing | None:
    """Return the drawing of a formula, or None where its source is the best that can be shown."""
    if len(source) > LONGEST or _FILES.search(source):
        return None
    try:
        made, speech = _by_mathra(kind, source)
        if made is None:
            made = _by_ziamath(kind, source)
    except Exception:
        return None  # a library's fault must not cost anyone the card
    if made is None:
        return None
    svg, width, height, depth = made
    alt = " ".join((speech or source).split())
    if len(alt) > LONGEST_ALT:
        alt = alt[: LONGEST_ALT - 1] + "…"
    if not (0 < width <= WIDEST and 0 < height <= TALLEST and abs(depth) <= TALLEST) or not is_safe(svg):
        return None
    return Drawing(key_of(kind, source), svg, width, height, depth, alt, _stands_alone(kind, source), source)


def _stands_alone(kind: str, source: str) -> bool:
    return kind == DISPLAY or (kind == MATHML and bool(_BLOCK.match(source)))


# --- mathra


def _prepared(source: str) -> str:
    """Return TeX with what MathJax knows and mathra does not put into words it knows."""
    source = _DROPPED.sub("", source)
    source = _COLORED.sub(r"\\textcolor\1", source)  # MathJax colours the next group alone
    source = _ROOT.sub(r"\\sqrt[\1]", source)
    if not _OWN_MACROS.search(source):
        source = _COMMAND.sub(lambda match: _ALIASES.get(match[1], match[0]), source)
    return _reactions(source)


def _reactions(source: str) -> str:
    r"""Write the arrows, dots and numbers below of `\ce` as mathra knows them.

    It reads `A->B` as a minus and a greater-than, the dot of a hydrate only where no space is around it, and
    puts the O of `H_2O` below too.
    """
    parts, at = [], 0
    for match in _REACTION.finditer(source):
        if match.start() < at:
            continue
        depth, end = 1, match.end()
        while end < len(source) and depth:
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
        reaction = _BELOW.sub(r"_{\1}", _TIMES.sub("*", source[match.end() : end]))
        parts += [source[at : match.end()], _ARROWS.sub(r" \1\2 ", reaction)]
        at = end
    return "".join([*parts, source[at:]])


def _by_mathra(kind: str, source: str) -> tuple[tuple[str, float, float, float] | None, str]:
    """Return a drawing and the spoken sentence; no drawing where mathra did not know a command."""
    try:
        import mathra  # heavy: a font of 3 MB, and few cards have formulas
    except ImportError:
        return None, ""
    text = source if kind == MATHML else _prepared(source)
    options: dict[str, Any] = {
        "display": _stands_alone(kind, source),
        "input": "mathml" if kind == MATHML else "latex",
    }
    try:
        result = mathra.render(text, **options)
    except ValueError:
        return None, ""
    if any(each["rule"] in _UNKNOWN for each in result["warnings"]):
        return None, ""
    svg = _METADATA.sub("", result["svg"])
    missing = [found[1] for each in result["warnings"] if (found := _NO_GLYPH.match(each["description"]))]
    if missing:
        lettered = _lettered(mathra, svg, text, missing, options)
        if lettered is None:
            return None, ""
        svg = lettered
    return _plain(svg), result["speech"]


def _plain(svg: str) -> tuple[str, float, float, float] | None:
    """Return mathra's SVG with its shapes alone, and its width, height and depth in em."""
    root = _ROOT_TAG.match(svg)
    if root is None or len(svg) > 4 * LARGEST_SVG:
        return None
    left, top, width, height = (float(root[number]) for number in range(1, 5))
    body = svg[root.end() :].replace("mathra-", "m")
    if not _INK.search(_INK_BODY.sub("", body)):
        return None
    body = _with_rules(_EMPTY_DEFS.sub("", body), -(top + height))
    right, bottom = left + width, top + height
    for x1, y1, x2, y2, stroke in _LINE.findall(body):  # what strikes letters out stands out of their box
        half = float(stroke) / 2
        left = min(left, float(x1) - half, float(x2) - half)
        right = max(right, float(x1) + half, float(x2) + half)
        top = min(top, -float(y1) - half, -float(y2) - half)
        bottom = max(bottom, half - float(y1), half - float(y2))
    width, height = right - left, bottom - top
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}">'
    return head + body, width / 1000, height / 1000, (top + height) / 1000


def _with_rules(body: str, bottom: float) -> str:
    """Draw the rules between columns where they belong.

    mathra 1.5 counts the rows of an array twice, and from below the first: its pieces lie under the
    formula. The sum of their heights is the height of the array, which is centred on the axis.
    """
    pieces = list(_RECT.finditer(body))
    at = 0
    replaced: list[tuple[int, int, str]] = []
    while at < len(pieces):
        first = pieces[at]
        run = [first]
        while (
            at + len(run) < len(pieces)
            and pieces[at + len(run)].start() == run[-1].end()
            and pieces[at + len(run)][1] == first[1]
            and pieces[at + len(run)][3] == first[3]
        ):
            run.append(pieces[at + len(run)])
        at += len(run)
        x, width = float(first[1]), float(first[3])
        heights = [float(piece[4]) for piece in run]
        base, above = float(first[2]) + heights[0], 0.0
        is_fault = width in (RULE, RULE * 0.7, RULE * 0.55) and float(run[-1][2]) < bottom - 1
        for piece, height in zip(run, heights, strict=True):
            is_fault = is_fault and abs(float(piece[2]) - (base - 2 * above - height)) < 1
            above += height
        if is_fault:
            y = base + AXIS * width / RULE - above / 2
            rule = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{above:g}"/>'
            replaced.append((first.start(), run[-1].end(), rule))
    for start, end, rule in reversed(replaced):
        body = body[:start] + rule + body[end:]
    return body


# --- letters that mathra's font does not have


@lru_cache(maxsize=64)
def _outline(letter: str) -> str:
    r"""Return the outline that mathra draws for a letter within `\text`."""
    import mathra  # heavy: see above

    found = _GLYPH.search(mathra.render(rf"\text{{{letter}}}")["svg"])
    return found[2] if found else ""


def _lettered(mathra: Any, svg: str, text: str, missing: list[str], options: dict[str, Any]) -> str | None:
    """Put letters where mathra drew boxes; Qt finds a font for them.

    The order of drawing is not the order of writing (an upper index comes before a lower one), so the
    formula is drawn once more with a sign the font has for each letter it has not.
    """
    signs = [sign for sign in _STAND_INS if sign not in text]
    if len(missing) > len(signs) or any(ord(letter) < 0x20 for letter in missing):
        return None
    stand_ins = dict(zip(missing, signs, strict=False))
    twin = mathra.render(text.translate({ord(letter): sign for letter, sign in stand_ins.items()}), **options)
    by_outline = {_outline(sign): letter for letter, sign in stand_ins.items()}
    of_glyph = {name: by_outline[path] for name, path in _GLYPH.findall(twin["svg"]) if path in by_outline}
    order = [of_glyph[use[1]] for use in _USE.finditer(twin["svg"]) if use[1] in of_glyph]
    box = _outline("中")
    boxes = {name for name, path in _GLYPH.findall(svg) if path == box}
    uses = [use for use in _USE.finditer(svg) if use[1] in boxes]
    if not uses or len(uses) != len(order):
        return None
    for use, letter in zip(reversed(uses), reversed(order), strict=True):
        place = use[4] or f"translate({use[2]} {use[3]})"
        own = f'<text font-size="932" transform="{place} scale(1 -1)"{use[5]}>{escape(letter)}</text>'
        svg = svg[: use.start()] + own + svg[use.end() :]
    return svg


# --- ziamath


LONGEST_SLOW, DEEPEST_SLOW = 200, 4
_SHAPES = re.compile(r"<(?:path|rect|line|polyline|polygon|circle|ellipse)\b[^<>]*/>")


def _depth(source: str) -> int:
    r"""Return how deeply braces and `\left` are nested."""
    depth = deepest = 0
    for token in re.findall(r"\\left(?![a-z])|\\right(?![a-z])|\\begin|\\end|\\.|[{}]", source, re.DOTALL):
        if token in ("{", r"\left", r"\begin"):
            depth += 1
        elif token in ("}", r"\right", r"\end"):
            depth -= 1
        deepest = max(deepest, depth)
    return deepest


def _by_ziamath(kind: str, source: str) -> tuple[str, float, float, float] | None:
    """Return the drawing of a short formula by the second library."""
    deep = (
        source.count("<m") > 60 if kind == MATHML else _depth(source) > DEEPEST_SLOW or source.count("^") > 6
    )
    if deep or len(source) > LONGEST_SLOW * (6 if kind == MATHML else 1) or r"\ce" in source:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for its font in a way that Python 3.11 calls old
            from latex2mathml.converter import convert  # heavy: comes with ziamath
            from ziamath.config import config  # heavy: 0.2 s, and hardly ever needed
            from ziamath.zmath import Latex, Math  # heavy: the same
    except ImportError:
        return None
    config.svg2 = False  # Qt knows no <symbol>
    if kind == MATHML:
        drawn = Math(source, size=1000)
    else:
        if "\\" in re.sub(r"<annotation\b.*?</annotation>", "", convert(source), flags=re.DOTALL):
            return None  # it, too, would spell the command out
        drawn = Latex(source, size=1000, inline=kind == TEX)
    svg: str = drawn.svg()
    root = _ROOT_TAG.match(svg)
    if root is None:
        return None
    left, top, width, height = (float(root[number]) for number in range(1, 5))
    shapes = "".join(_SHAPES.findall(svg)).replace(' fill="black"', "").replace('"black"', '"currentColor"')
    if not shapes:
        return None
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}">'
    body = f'{head}<g fill="currentColor">{shapes}</g></svg>'
    return body, width / 1000, height / 1000, (top + height) / 1000
