"""Well-formed HTML as a tree."""

from __future__ import annotations

import re
from html import unescape
from typing import Union

VOID = frozenset(["br", "hr", "img", "input", "source", "wbr"])
TAG = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)((?:[^">]|"[^"]*")*+)>')
ATTRIBUTE = re.compile(r'([^\s=">/]+)(?:="([^"]*)")?')

Child = Union["Node", str]


class Node:
    """One element.

    Attributes:
        style: its own declarations, after the cascade.
        number: of a foldable, counted through the whole card.
    """

    __slots__ = ("attributes", "children", "number", "style", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Child] = []
        self.style: dict[str, str] = {}
        self.number = -1

    @property
    def kind(self) -> str:
        """The tag; `svg` of what stands for a drawing."""
        return "svg" if self.attributes.get("data-tag") == "svg" else self.tag

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.attributes.get("class", "").split()

    def nodes(self, *tags: str) -> list[Node]:
        """Return the child elements; only those of the tags, where some are named."""
        return [each for each in self.children if isinstance(each, Node) and (not tags or each.tag in tags)]


def parse(html: str) -> Node:
    """Return the tree of HTML that a serialiser wrote."""
    root = Node("", {})
    open_nodes = [root]
    at = folds = 0
    for found in TAG.finditer(html):
        if found.start() > at:
            open_nodes[-1].children.append(unescape(html[at : found.start()]))
        at = found.end()
        closing, tag, attributes = found.groups()
        if closing:
            _close(open_nodes, tag)
            continue
        node = _node(tag, attributes)
        if tag == "details":
            node.number = folds
            folds += 1
        open_nodes[-1].children.append(node)
        if tag not in VOID:
            open_nodes.append(node)
    if at < len(html):
        open_nodes[-1].children.append(unescape(html[at:]))
    return root


def _close(open_nodes: list[Node], tag: str) -> None:
    for place in range(len(open_nodes) - 1, 0, -1):
        if open_nodes[place].tag == tag:
            del open_nodes[place:]
            return


def _node(tag: str, attributes: str) -> Node:
    found = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)} if attributes else {}
    node = Node(tag, found)
    if style := found.pop("style", ""):
        for part in style.split(";"):
            name, _, value = part.partition(":")
            node.style[name.strip()] = value.removesuffix("!important").strip()
    return node
