"""The same sheet is the same bytes, in this process and in any other."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from tests.pdf.sheets import CONTENT, DEFINITION, print_sheet
from tests.support import REPOSITORY

_PRINT = (
    "import hashlib, sys; from tests.pdf.sheets import *; "
    "print(hashlib.sha256(print_sheet(DEFINITION, CONTENT)).hexdigest())"
)


def test_twice_in_one_process(sheet: bytes) -> None:
    assert print_sheet(DEFINITION, CONTENT) == sheet


def test_in_another_process_with_other_hashes_and_another_time_zone(sheet: bytes) -> None:
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-c", _PRINT]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(sheet).hexdigest()
    assert done.stderr == ""
