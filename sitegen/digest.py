"""Short digests of inputs. Equal digests mean equal inputs, for our purpose."""

from __future__ import annotations

import hashlib
from io import BufferedReader
from typing import Any

SIZE = 16  # bytes; 128 bits leave no practical chance of two inputs sharing a digest


def of_bytes(data: bytes) -> str:
    """The digest of ``data`` as 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def of_file(file: BufferedReader) -> str:
    """The digest of what is left to read of a file that may be large."""
    return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=SIZE)).hexdigest()


def of_text(text: str) -> str:
    return of_bytes(text.encode("utf-8", "surrogatepass"))


def of_value(value: Any) -> str:
    """The digest of plain data. It rests on ``repr``, so mappings count in their own order."""
    return of_text(repr(value))
