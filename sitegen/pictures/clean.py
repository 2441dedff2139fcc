"""Takes the metadata out of a picture and leaves every pixel as it is.

What a camera writes beside the picture says where it was taken, when, and with whose device. Only
the colour profile stays, and which way is up. Forms: JPEG (ITU-T T.81, annex B; Exif 3.0), PNG
(third edition, chapter 5), WebP (RFC 9649).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_UPRIGHT = 1
_ORIENTATION = 0x0112
_JPEG_EXIF = b"Exif\0\0"
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")  # within a scan: one that ends it
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"caBX"})
_WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # in the flags of VP8X


def cleaned(data: bytes, format: str) -> bytes | None:
    """The picture without its metadata; None if there is nothing to take out.

    ``format`` is ``jpeg``, ``png`` or ``webp``; other forms are not known. A damaged picture is
    cleaned as far as it can be read.
    """
    clean = _CLEANERS.get(format)
    if clean is None:
        return None
    try:
        found = b"".join(clean(data))
    except (struct.error, IndexError):
        return None
    return None if found == data else found


def _jpeg(data: bytes) -> Iterator[bytes]:
    up = _UPRIGHT
    parts = list(_segments(data))
    for marker, part in parts:
        if marker == _APP1 and part[4:].startswith(_JPEG_EXIF):
            up = max(up, _orientation(part[4 + len(_JPEG_EXIF) :]))
    yield data[:2]
    wanted = [(marker, part) for marker, part in parts if not _tells(marker, part)]
    for index, (_, part) in enumerate(wanted):
        if up != _UPRIGHT and index == (wanted[0][0] == _APP0):  # JFIF wants to be the first
            exif = _JPEG_EXIF + _small_exif(up)
            yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        yield part


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts after the first two bytes, each with its marker; what follows the end is left."""
    at = 2
    while at < len(data) - 1:
        marker = data[at + 1]
        if marker == 0xFF:  # a byte of padding
            at += 1
            continue
        if marker == _END:
            yield marker, data[at : at + 2]
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == _SCAN:
            found = _MARKER.search(data, end)
            end = found.start() if found else len(data)
        yield marker, data[at:end]
        at = end


def _tells(marker: int, part: bytes) -> bool:
    if marker == _APP2:
        return not part[4:].startswith(b"ICC_PROFILE\0")
    return marker == _COMMENT or (_APP1 <= marker <= _APP15 and marker != _APP14)


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, up = len(_PNG_SIGN), _UPRIGHT
    while at < len(data):
        size = struct.unpack_from(">I", data, at)[0]
        name, end = data[at + 4 : at + 8], at + 12 + size
        if name == b"eXIf":
            up = _orientation(data[at + 8 : end - 4])
        if name == b"IEND" and up != _UPRIGHT:
            yield _chunk(b"eXIf", _small_exif(up))
        if name not in _PNG_DROPPED:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _chunk(name: bytes, content: bytes) -> bytes:
    from zlib import crc32

    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", crc32(body))


def _webp(data: bytes) -> Iterator[bytes]:
    parts = []
    at, up = 12, _UPRIGHT
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        if name == b"EXIF":
            up = _orientation(data[at + 8 : at + 8 + size].removeprefix(_JPEG_EXIF))
        if name not in _WEBP_DROPPED:
            parts.append((name, data[at:end]))
        at = end
    turned = up != _UPRIGHT
    flags = _WEBP_EXIF if turned else 0
    body = b"".join(_flagged(part, flags) if name == b"VP8X" else part for name, part in parts)
    if turned:
        exif = _small_exif(up)
        body += struct.pack("<4sI", b"EXIF", len(exif)) + exif
    yield struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WEBP") + body


def _flagged(part: bytes, flags: int) -> bytes:
    kept = part[8] & ~(_WEBP_EXIF | _WEBP_XMP)
    return part[:8] + bytes([kept | flags]) + part[9:]


def _orientation(exif: bytes) -> int:
    """Which way is up, as Exif counts it: 1 for a picture that stands as it is."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return _UPRIGHT
    try:
        at = struct.unpack_from(f"{order}I", exif, 4)[0]
        count = struct.unpack_from(f"{order}H", exif, at)[0]
        for index in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * index)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _small_exif(orientation: int) -> bytes:
    """Exif data that says which way is up, and nothing else."""
    entry = struct.pack("<HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


_CLEANERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
}
