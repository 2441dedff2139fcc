"""What the tests of interrupted and damaged builds share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.atomic.interrupting import Forks


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory, where the system has one: there are thousands of builds."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name).resolve()


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """A process that builds sites in children of its own, and interrupts them."""
    with Forks() as found:
        yield found
