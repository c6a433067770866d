"""Every kind of card. One more: one file beside this one, one line in KINDS."""

from __future__ import annotations

from desktop.study.kinds.basic import Basic
from desktop.study.kinds.choice import Choice
from desktop.study.kinds.cloze import Cloze
from desktop.study.kinds.contract import Kind
from desktop.study.kinds.occlusion import Occlusion
from desktop.study.kinds.typed import Typed

KINDS: tuple[Kind, ...] = (Basic(), Cloze(), Choice(), Typed(), Occlusion())


def kind(key: str) -> Kind:
    """Return the kind stored under `key`; the plain one where the key is unknown."""
    return next((each for each in KINDS if each.key == key), KINDS[0])


__all__ = ["KINDS", "Kind", "kind"]
