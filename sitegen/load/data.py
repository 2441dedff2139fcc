"""Data files for templates: ``data/NAME.toml``, ``.yaml``, ``.yml`` or ``.json``."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

from sitegen.errors import Location, Problem, line_of
from sitegen.load.yaml import YamlError, compose, plain_value
from sitegen.settings import read_toml
from sitegen.source import Fault

ENDINGS = (".toml", ".yaml", ".yml", ".json")


def data_name(path: str) -> str:
    """The name by which templates know the data file at ``path``: ``teams/north`` for its path."""
    return str(PurePosixPath(path).with_suffix(""))


def parse_data(path: str, text: str, shown: str) -> Any:
    """The values in a data file. Raises Fault that names the line of a mistake."""
    try:
        if path.endswith(".toml"):
            return read_toml(shown, text)
        if path.endswith(".json"):
            return json.loads(text)
        node = compose(text)
        return plain_value(node) if node else None
    except YamlError as fault:
        raise _fault(shown, text, fault.line, fault.column, "bad-yaml", str(fault)) from None
    except json.JSONDecodeError as fault:
        raise _fault(shown, text, fault.lineno, fault.colno, "bad-json", fault.msg) from None
    except RecursionError:
        raise _fault(shown, text, 1, 1, "bad-json", "nested too deep") from None
    except ValueError as fault:  # a number with thousands of digits
        raise _fault(shown, text, 1, 1, "bad-json", str(fault)) from None


def _fault(shown: str, text: str, line: int, column: int, code: str, message: str) -> Fault:
    kind = code.removeprefix("bad-").upper()
    place = Location(shown, line, column)
    words = f"not valid {kind}: {re.sub(r' [(]at .*[)]$', '', message)}"
    return Fault(Problem(code, words, place, excerpt=line_of(text, line)))
