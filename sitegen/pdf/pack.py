"""Writes a PDF with its small objects packed together: less than half the size for a form."""

from __future__ import annotations

import zlib
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import PdfObject, StreamObject

_AT_ONCE = 200  # objects in one stream: a viewer unpacks a whole stream to read one of them
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

Entry = tuple[int, int, int]  # a row of the table: kind, where, and which within


def packed(writer: PdfWriter) -> bytes:
    """The document's bytes, by PDF 1.7: object streams and a cross-reference stream."""
    objects = dict(enumerate(writer._objects, start=1))
    streams = {n: item for n, item in objects.items() if isinstance(item, StreamObject)}
    plain = [(n, item) for n, item in objects.items() if item is not None and n not in streams]
    out = BytesIO(_HEADER)
    out.seek(0, 2)
    table: dict[int, Entry] = {0: (0, 0, 65535)}
    for number, stream in streams.items():
        table[number] = (1, out.tell(), 0)
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, _written(stream)))
    number = len(objects)
    for start in range(0, len(plain), _AT_ONCE):
        number += 1
        part = plain[start : start + _AT_ONCE]
        table |= {n: (2, number, index) for index, (n, _) in enumerate(part)}
        table[number] = (1, out.tell(), 0)
        _write_stream(out, number, *_together(part))
    _write_table(out, number + 1, table, writer)
    return out.getvalue()


def _written(item: PdfObject) -> bytes:
    out = BytesIO()
    item.write_to_stream(out)
    return out.getvalue()


def _together(part: list[tuple[int, PdfObject]]) -> tuple[bytes, bytes]:
    """The entries and the data of one object stream."""
    places, data = [], bytearray()
    for number, item in part:
        places.append(b"%d %d" % (number, len(data)))
        data += _written(item) + b"\n"
    first = b" ".join(places) + b"\n"
    return b"/Type /ObjStm /N %d /First %d" % (len(part), len(first)), first + bytes(data)


def _write_table(out: BytesIO, number: int, table: dict[int, Entry], writer: PdfWriter) -> None:
    start = out.tell()
    table[number] = (1, start, 0)
    width = (start.bit_length() + 7) // 8
    rows = (table.get(n, (0, 0, 65535)) for n in range(number + 1))
    data = b"".join(
        bytes((kind,)) + where.to_bytes(width, "big") + within.to_bytes(2, "big")
        for kind, where, within in rows
    )
    entries = b"/Type /XRef /Size %d /W [1 %d 2] /Root %d 0 R" % (
        number + 1,
        width,
        _number_of(writer.root_object),
    )
    if writer._info is not None:
        entries += b" /Info %d 0 R" % _number_of(writer._info)
    _write_stream(out, number, entries, data)
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _number_of(item: PdfObject) -> int:
    if item.indirect_reference is None:
        raise ValueError("the document's root has no number")
    return item.indirect_reference.idnum


def _write_stream(out: BytesIO, number: int, entries: bytes, data: bytes) -> None:
    small = zlib.compress(data, 9)
    out.write(
        b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (number, entries, len(small), small)
    )
