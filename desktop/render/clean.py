"""The one gate for what a deck can show: an allow-list of tags and attributes, and bounds.

What is left can lay out text and name pictures; it cannot run, load or follow anything. Addresses of
pictures come out in one of three forms: `media:NAME` for a file of the deck, `formula:KEY` for one of
our own drawings, and `remote:ADDRESS` for all else, which nothing can load.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import nh3

from desktop.render.declarations import css_of
from desktop.render.own_tags import as_spans
from desktop.render.tree import TAG, VOID
from desktop.render.wording import names

LONGEST = 200_000
"""Characters of one side; what comes after is cut."""
MOST_TAGS = 4_000
DEEPEST = 64
LONGEST_SHAPE = 60_000
"""Characters of one line of a drawing."""
CUT = "… ✂"
"""Stands where a card was cut."""
TAGS = names(
    "a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center cite"
    " code dd del details dfn dialog div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6"
    " header hr i img input ins kbd label legend li main mark nav ol option optgroup p pre q rb rp rt rtc"
    " ruby s samp section select small source span strike strong sub summary sup table tbody td textarea"
    " tfoot th thead time tr tt u ul var video wbr"
)
DROPPED = names(
    "script style noscript template iframe frameset noembed noframes applet canvas svg title datalist"
    " annotation annotation-xml head map mphantom"
)
"""Tags that go with all they hold."""
EVERYWHERE = frozenset(
    ["class", "id", "style", "dir", "hidden", "align", "title", "width", "height", "color"]
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(EVERYWHERE),
    "a": {"href"},
    "audio": {"src"},
    "details": {"open"},
    "dialog": {"open"},
    "font": {"size", "face"},
    "img": {"src", "alt"},
    "input": {"type", "value", "checked", "placeholder"},
    "li": {"value"},
    "ol": {"start", "type"},
    "option": {"selected", "value"},
    "source": {"src"},
    "span": {"data-tag"},
    "table": {"border", "cellpadding", "cellspacing", "bgcolor"},
    "td": {"colspan", "rowspan", "bgcolor", "valign"},
    "textarea": {"placeholder"},
    "th": {"colspan", "rowspan", "bgcolor", "valign"},
    "tr": {"bgcolor", "valign"},
    "ul": {"type"},
    "video": {"src"},
}
SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
LINKS = ("http", "https", "mailto")
OURS = ("media", "formula", "remote")
SCHEMES = {*OURS, *LINKS, "file", "data", "ftp", "blob", "qrc", "chrome", "smb", "resource", "about"}
START = re.compile(r"</?[a-zA-Z]")
SPOILED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffc\ufffe\uffff]")
"""Signs that are no text, among them those that Qt marks tables and pictures with."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
"""Signs that turn the direction of what follows."""
LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n"})
MATH = re.compile(
    r"</?(?:math|semantics|m(?:[inos]|text|row|su[bp]|subsup|frac|sqrt|root|over|under|underover|table|tr|td"
    r"|space|style|fenced|padded|enclose|action|error|multiscripts))\b[^<>]*>",
    re.IGNORECASE,
)
"""The gate drops the letters of MathML with its tags; without the tags they stay."""
STYLE = re.compile(r"<style\b[^>]{0,300}>(.*?)(?:</style\s*>|\Z)", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def clean(html: str) -> str:
    """Return only what may be shown, bounded in length and in depth."""
    html, cut = _bounded(text_of(html))
    html = as_spans(_with_drawings(MATH.sub("", html)))
    html = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    html, too_deep = _shallow(html)
    return f"{html}<p>{CUT}</p>" if cut or too_deep else html


def take_styles(html: str) -> tuple[str, str]:
    """Return HTML without its style sheets, and the style sheets."""
    if "<style" not in html and "<STYLE" not in html.upper():
        return html, ""
    found: list[str] = []

    def keep(each: re.Match[str]) -> str:
        found.append(each.group(1))
        return ""

    return STYLE.sub(keep, COMMENT.sub("", html)), "\n".join(found)


def named(source: str) -> str:
    """Return the file name of a `media:` address."""
    return unquote(source.removeprefix("media:"))


def address(source: str) -> str:
    """Return the address of a `remote:` address as people may read it: short, and in one direction."""
    text = TURNING.sub("", source.removeprefix("remote:"))
    return text if len(text) <= 80 else text[:79] + "…"


def text_of(html: str) -> str:
    """Return what of a text is text."""
    html = html[: LONGEST + 1].encode("utf-8", "replace").decode("utf-8")  # half a character is no text
    return SPOILED.sub("", html).translate(LINES)


def _with_drawings(html: str) -> str:
    """Return HTML with the drawings in it written so that the gate lets them through."""
    if "<svg" not in html.lower():
        return html
    from desktop.render.svg_tags import svg_as_spans  # heavy: a parser, and few cards have drawings

    return svg_as_spans(html)


def _bounded(html: str) -> tuple[str, bool]:
    at = len(html)
    if at > LONGEST:
        at = LONGEST
    for count, tag in enumerate(START.finditer(html)):
        if count >= MOST_TAGS:
            at = min(at, tag.start())
            break
    return html[:at], at < len(html)


def _shallow(html: str) -> tuple[str, bool]:
    """Return well-formed HTML without what lies deeper than anything can be drawn."""
    kept: list[str] = []
    depth, at, cut = 0, 0, False
    for tag in TAG.finditer(html):
        closing, name, _ = tag.groups()
        if name in VOID:
            continue
        if closing:
            if depth == DEEPEST + 1:
                at = tag.end()
            depth -= 1
        else:
            depth += 1
            if depth == DEEPEST + 1:
                kept.append(html[at : tag.start()])
                cut = True
    if not cut:
        return html, False
    if depth <= DEEPEST:
        kept.append(html[at:])
    return "".join(kept), True


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return css_of(value) or None
    if name == "src":
        return _source(value)
    if name == "href":
        found = SCHEME.match(value)
        return value.strip() if found and found.group(1).lower() in LINKS else None
    return value[: LONGEST_SHAPE if name in ("data-d", "data-points") else 400]


def _source(value: str) -> str:
    """Return an address of a picture or sound in its safe form."""
    value = value.strip()
    found = SCHEME.match(value)
    scheme = found.group(1).lower() if found else ""
    if scheme in OURS:
        return value[:2000]
    if scheme or value.startswith(("//", "\\\\", "/\\", "\\/")):
        return f"remote:{value[:200]}"
    return f"media:{quote(unquote(value[:400]), safe='')}"
