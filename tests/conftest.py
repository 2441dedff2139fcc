"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.compiling import compiled_once


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiled_once():
        yield
