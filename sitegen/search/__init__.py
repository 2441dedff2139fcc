"""What readers can search: the words of all public entries, in parts that builds put together.

Pure, and kept by digest like bodies: see ``segments.py``. What is published of it, and in which
form, is in ``docs/pages/reference/search-index.md``.
"""

from __future__ import annotations

from sitegen.search.segments import Segments, searched

__all__ = ["Segments", "searched"]
