"""From a filled PDF to what is written in its blanks, whatever program filled it in."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from sitegen.pdf.key import FIELD
from sitegen.pdf.plan import plan_of
from sitegen.worksheets.kinds import DEFINITION_FORMAT

_LARGEST = 50_000_000  # bytes; a sheet of ours with three hundred blanks has 0.2 million
_MOST_FIELDS = 20_000
_DEEPEST = 20
_OURS = "It is not a worksheet's PDF as sitegen makes them"


def read(data: bytes, now: int) -> dict[str, Any]:
    """The plan in a filled PDF. Raises ValueError with a sentence for the person who has it."""
    written = written_in(data)
    definition = _definition(written.pop(FIELD, ""))
    return plan_of(definition, written, data, now)


def written_in(data: bytes) -> dict[str, str]:
    """What stands in each field, by name. Raises ValueError as :func:`read` does."""
    if not data.lstrip().startswith(b"%PDF-"):
        raise ValueError("This file is not a PDF.")
    if len(data) > _LARGEST:
        raise ValueError("This PDF is too large to be a worksheet.")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters is said by us
    try:
        return _fields(data)
    except (_Fault, MemoryError):
        raise
    except Exception as error:  # pypdf raises nearly anything for a file that is damaged
        raise ValueError("This PDF is damaged; save it once more, or take another copy.") from error


class _Fault(ValueError):
    """A sentence that goes to the reader as it is."""


def _fields(data: bytes) -> dict[str, str]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        _unlock(reader)
    form = _entry(reader.trailer["/Root"], "/AcroForm")
    if form is None or not _entry(form, "/Fields"):
        raise _Fault(
            "There are no blanks in this PDF: it was printed or flattened, "
            "or is not a worksheet. Fill in the PDF itself and save it."
        )
    found: dict[str, str] = {}
    for field in _entry(form, "/Fields"):
        _collect(field.get_object(), "", found, 0)
    return found


def _unlock(reader: Any) -> None:
    """Opens what only limits printing or copying, which needs no password to be read."""
    try:
        opened = reader.decrypt("")
    except Exception:  # without a package for its cipher: as if a password were missing
        opened = 0
    if not opened:
        raise _Fault("This PDF is locked with a password; save a copy without one.")


def _entry(holder: Any, key: str) -> Any:
    value = holder.get(key)
    return value.get_object() if value is not None else None


def _collect(field: Any, above: str, found: dict[str, str], depth: int) -> None:
    """Adds a field, or the fields below it, under their full names."""
    name = _entry(field, "/T")
    full = ".".join(filter(None, (above, str(name) if name is not None else "")))
    kids = [kid.get_object() for kid in _entry(field, "/Kids") or ()]
    named = [kid for kid in kids if "/T" in kid]
    if depth > _DEEPEST or len(found) > _MOST_FIELDS:
        raise _Fault(f"{_OURS}: its form is far larger.")
    for kid in named:
        _collect(kid, full, found, depth + 1)
    if not named and full:
        found[full] = _value(field, kids)


def _value(field: Any, kids: list[Any]) -> str:
    value = _entry(field, "/V")
    if _entry(field, "/FT") == "/Btn":
        return _state(field, kids, value)
    if isinstance(value, list):
        value = value[0] if value else ""
    if hasattr(value, "get_data"):  # a long text may be a stream
        value = value.get_data()
    if isinstance(value, bytes):
        return value.decode("utf-16" if value.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1")
    return "" if value is None else str(value)


def _state(field: Any, kids: list[Any], value: Any) -> str:
    """The value of what is ticked. Some programs set only how a widget looks."""
    states = [str(value or ""), *(str(_entry(kid, "/AS") or "") for kid in kids)]
    state = next((s.removeprefix("/") for s in states if s not in ("", "/Off", "Off")), "")
    options = [str(option) for option in _entry(field, "/Opt") or ()]
    if not options:
        return "yes" if state else ""
    return options[int(state)] if state.isdecimal() and int(state) < len(options) else state


def _definition(text: str) -> Mapping[str, Any]:
    """The definition that the PDF carries, or a fault that says what it is instead."""
    if not text:
        raise ValueError(f"{_OURS}, or the program that saved it has dropped what it needs.")
    try:
        definition = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("This PDF is damaged: the sheet's own facts are not readable.") from None
    if not isinstance(definition, dict) or definition.get("format") != DEFINITION_FORMAT:
        raise ValueError("This worksheet's PDF was made by another version of sitegen.")
    return definition
