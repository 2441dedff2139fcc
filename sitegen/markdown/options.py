"""What an author or a site can choose about Markdown."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from sitegen import digest

TRUSTED = "trusted"
SANITISED = "sanitised"


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """Options of one run: flat, plain and hashable, so that they can key a cache.

    ``html`` is ``trusted`` (raw HTML passes through) or ``sanitised`` (only harmless HTML is
    left). ``language`` is the language tag of the text; it chooses the quotation marks and the
    few words that the renderer adds. ``typographic`` turns straight quotes, ``--`` and ``...``
    into printer's marks. ``highlight`` colours fenced code.
    """

    html: str = TRUSTED
    typographic: bool = True
    language: str = "en"
    highlight: bool = True

    def __post_init__(self) -> None:
        if self.html not in (TRUSTED, SANITISED):
            raise ValueError(f"html must be {TRUSTED!r} or {SANITISED!r}, not {self.html!r}")

    @property
    def digest(self) -> str:
        """Equal digests mean that equal texts give equal bodies, with one version of sitegen."""
        return digest.of_value(astuple(self))
