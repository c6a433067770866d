"""zstd, which today's packages are packed by: part of Python from 3.14 on, a backport of the same before."""

from __future__ import annotations

import sys
from typing import Protocol

MAGIC = b"\x28\xb5\x2f\xfd"
"""How what is packed by it begins."""


class Decompressor(Protocol):
    """Unpacks piece by piece."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more input."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return the next piece."""


def decompressor() -> Decompressor:
    """Return a new one."""
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor  # heavy: only packages need it
    else:
        from backports.zstd import ZstdDecompressor  # heavy: as above
    made: Decompressor = ZstdDecompressor()
    return made


def zstd_error() -> type[Exception]:
    """Return the error of what was not packed by zstd."""
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdError  # heavy: as above
    else:
        from backports.zstd import ZstdError  # heavy: as above
    error: type[Exception] = ZstdError
    return error


class Compressor(Protocol):
    """Packs piece by piece."""

    def compress(self, data: bytes) -> bytes:
        """Return as much as is packed by now."""

    def flush(self) -> bytes:
        """Return the rest."""


def compressor() -> Compressor:
    """Return a new one."""
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdCompressor  # heavy: only packages need it
    else:
        from backports.zstd import ZstdCompressor  # heavy: as above
    made: Compressor = ZstdCompressor()
    return made


def packed(data: bytes) -> bytes:
    """Return data as it is packed."""
    packer = compressor()
    return packer.compress(data) + packer.flush()
