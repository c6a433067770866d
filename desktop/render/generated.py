"""Texts that a style sheet puts before and after elements: `::before` and `::after` with `content`.

No inliner knows these, so the rule `p::before {content: "→"; color: red}` goes through the cascade as
`p {-before-content: s2192; -before-color: red}`, and afterwards becomes a first child of each such `p`,
which is hidden, coloured and laid out like any other element. Only strings, `attr()` and quotation marks
are written; what `url()` names is not.
"""

from __future__ import annotations

import re

from desktop.render.clean import text_of
from desktop.render.tree import VOID, Node

BEFORE, AFTER = "::before", "::after"
PSEUDO = re.compile(r"::?(before|after)$", re.IGNORECASE)
LONGEST = 400
"""Letters of one text."""
STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
CONTENT = re.compile(
    rf"(?:^|(?<=[;{{\s]))content\s*:((?:{STRING}|[^;\"'])*)(?:;|$)", re.IGNORECASE | re.DOTALL
)
PART = re.compile(
    rf"({STRING})|attr\(\s*([\w-]{{1,60}})[^()]*\)|(open-quote)|(close-quote)|(none|normal)|(/)|(?:[\w-]+\([^()]*\))",
    re.IGNORECASE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs of icon fonts, which are not loaded."""


def split(selector: str) -> tuple[str, str]:
    """Return a selector without its pseudo-element, and `before`, `after` or nothing."""
    found = PSEUDO.search(selector)
    if not found:
        return selector, ""
    plain = selector[: found.start()]
    return (plain if plain and plain[-1] not in " >+~" else f"{plain}*"), found.group(1).lower()


def content_of(body: str) -> tuple[str, str]:
    """Return a rule's body without its content, and the content, written so that no cascade can spoil it."""
    told = [found.group(1) for found in CONTENT.finditer(body)]
    return (CONTENT.sub(";", body), _coded(told[-1])) if told else (body, "")


def _coded(value: str) -> str:
    parts: list[str] = []
    for string, attribute, opening, closing, nothing, instead in PART.findall(value[: 2 * LONGEST]):
        if instead:
            break
        if nothing:
            return "none"
        if string:
            parts.append(f"s{_unescaped(string[1:-1]).encode().hex()}")
        elif attribute:
            parts.append(f"a{attribute.lower()}")
        elif opening or closing:
            parts.append("s" + ("“" if opening else "”").encode().hex())
    return " ".join(parts) or "none"


def _unescaped(text: str) -> str:
    def sign(found: re.Match[str]) -> str:
        if found.group(1):
            number = int(found.group(1), 16)
            return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
        return found.group(2) or ""

    return text_of(ESCAPE.sub(sign, text))


def insert(root: Node) -> None:
    """Give every element of a tree the texts that its style sheet puts before and after it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += node.nodes()
        before, after = (_element(node, kind) for kind in (BEFORE, AFTER))
        node.children = [*before, *node.children, *after]


def _element(node: Node, kind: str) -> list[Node]:
    prefix = f"-{kind.removeprefix('::')}-"
    declared = {name: node.style.pop(name) for name in list(node.style) if name.startswith(prefix)}
    text = _decoded(declared.pop(f"{prefix}content", "none"), node)
    if not text or node.tag in VOID:
        return []
    made = Node(kind, {})
    made.style = {name.removeprefix(prefix): value for name, value in declared.items()}
    made.children = [text]
    return [made]


def _decoded(content: str, node: Node) -> str:
    if content == "none":
        return ""
    parts = [
        bytes.fromhex(part[1:]).decode() if part[0] == "s" else node.attributes.get(part[1:], "")
        for part in content.split(" ")
    ]
    return PRIVATE.sub("", "".join(parts))[:LONGEST]
