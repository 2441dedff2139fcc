"""Compiling the same templates for every build would be most of the time of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jinja2
import pytest


@contextmanager
def compiled_once() -> Iterator[None]:
    """Each template's source is compiled once in this process, and in those it forks."""
    compiled: dict[Any, Any] = {}
    original = jinja2.Environment.compile

    def compile_(self: Any, source: Any, *args: Any, **kw: Any) -> Any:
        key = (source, args, tuple(kw.items()))
        if key not in compiled:
            compiled[key] = original(self, source, *args, **kw)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_)
        yield
