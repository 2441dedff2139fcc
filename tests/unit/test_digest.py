from __future__ import annotations

import os
import subprocess
import sys

from sitegen import digest
from tests.support import REPOSITORY


def test_a_digest_is_32_hexadecimal_digits() -> None:
    assert digest.of_bytes(b"") == "cae66941d9efbd404e4d88758ea67670"
    assert digest.of_text("é") == digest.of_bytes("é".encode())


def test_text_that_is_no_unicode_has_a_digest() -> None:
    assert digest.of_text("\udce9") != digest.of_text("?")


def test_values() -> None:
    assert digest.of_value((1, "a")) == digest.of_value((1, "a"))
    different = [1, "1", 1.0, True, None, (1,), [1], ("a", "b"), ("ab",), {"a": 1}, {"a": "1"}]
    assert len({digest.of_value(value) for value in different}) == len(different)


def test_digests_are_the_same_in_every_process() -> None:
    code = "from sitegen import digest; print(digest.of_value(('a', {'b': 1.5}, None)))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert found == {digest.of_value(("a", {"b": 1.5}, None))}
