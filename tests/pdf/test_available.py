"""Whether PDFs can be made is found out at once, and said in one sentence."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sitegen.pdf import needs

ALL = (needs.PACKAGES, needs.LIBRARIES)


@pytest.mark.parametrize(
    ("packages", "libraries", "says"),
    [
        (set(), set(), ""),
        ({"weasyprint"}, set(), "weasyprint is not installed; run `pip install 'sitegen[pdf]'`"),
        ({"weasyprint", "pypdf"}, set(), "weasyprint and pypdf are not installed"),
        (set(), {"pango-1.0"}, "the system has no pango-1.0 library; install Pango"),
        ({"pypdf"}, {"pango-1.0"}, "pypdf is not installed"),
    ],
)
def test_a_lack_is_named(packages: set[str], libraries: set[str], says: str) -> None:
    lack = needs.missing(
        *ALL, lambda name: name not in packages, lambda name: name not in libraries
    )
    assert says in lack
    assert bool(lack) == bool(says)
    assert "\n" not in lack


def test_asking_loads_nothing_large() -> None:
    code = (
        "import sys; from sitegen import pdf; pdf.available(); "
        "print([*{'weasyprint', 'pypdf', 'fontTools', 'cffi'}.intersection(sys.modules)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
