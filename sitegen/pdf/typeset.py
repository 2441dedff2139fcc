"""Sets a sheet's HTML as pages, by WeasyPrint, with our style sheet and fonts and nothing else."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import Any

_HERE = Path(__file__).parent
_STYLE = _HERE / "sheet.css"
_FONTS = (_HERE / "fonts").as_uri() + "/"


def typeset(html: str) -> bytes:
    """A tagged PDF with a form. It is asked for nothing but the document that it is given."""
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    _keep_quiet()
    fonts = FontConfiguration()
    fetcher = _fetcher()
    try:
        style = CSS(filename=str(_STYLE), font_config=fonts, url_fetcher=fetcher)
        document = HTML(string=html, url_fetcher=fetcher)
        data: bytes = document.write_pdf(
            stylesheets=[style], font_config=fonts, pdf_forms=True, pdf_variant="pdf/ua-1"
        )
    finally:  # its own clean-up waits for the garbage collector, and forked builds end before
        if fonts._folder:
            rmtree(fonts._folder, ignore_errors=True)
    return data


@cache
def _fetcher() -> Any:
    """Opens the fonts beside this file, and refuses every other address."""
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    class FontsOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(_FONTS):
                raise ValueError(f"a worksheet's PDF can't use {url}")
            return super().fetch(url, headers)

    return FontsOnly()


def _keep_quiet() -> None:
    """What WeasyPrint has to say of HTML and CSS is for us, not for those who write worksheets."""
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
