"""MathML as it came from anywhere, as well-formed XML of elements and attributes that only draw."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
)
"""Characters that show nothing: left by editors, or to turn the order of the others."""
_ELEMENTS = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose "
    "msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd "
    "semantics"
)
_ATTRIBUTES = (
    "display mathvariant open close separators fence stretchy accent accentunder columnalign rowalign "
    "columnlines rowlines frame notation linethickness mathcolor mathbackground color width lspace rspace "
    "form largeop movablelimits lquote rquote bevelled displaystyle"
)
_ELEMENT_NAMES = frozenset(_ELEMENTS.split())
_ATTRIBUTE_NAMES = frozenset(_ATTRIBUTES.split())


def plain_mathml(source: str) -> tuple[str, str]:
    """Return the XML, and the TeX that the author's tool wrote beside it, if it did."""
    parser = _MathML(source)
    return parser.text, parser.tex.strip()


class _MathML(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._annotation: str | None = None
        self.tex = ""
        self.feed(source)
        self.close()
        self._out += [f"</{name}>" for name in reversed(self._open)]
        self.text = "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        if tag.startswith("annotation"):
            self._annotation = dict(attrs).get("encoding") or "?"
        if tag not in _ELEMENT_NAMES or self._annotation:
            return
        kept = "".join(
            f' {name}="{escape(value)}"'
            for name, value in dict(attrs).items()
            if name in _ATTRIBUTE_NAMES and value and not UNSEEN.search(value)
        )
        self._out.append(f"<{tag}{kept}>")
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag.startswith("annotation"):
            self._annotation = None
        elif tag in self._open:
            while self._open:
                name = self._open.pop()
                self._out.append(f"</{name}>")
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        data = UNSEEN.sub("", data)
        if self._annotation:
            if "tex" in self._annotation.lower():
                self.tex += data
        elif self._open:
            self._out.append(escape(data))
