"""What the tests of interrupted and damaged builds share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.atomic.compiling import compiled_once
from tests.atomic.interrupting import Forks


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """A process that builds sites in children of its own, and interrupts them."""
    with Forks() as found:
        yield found
