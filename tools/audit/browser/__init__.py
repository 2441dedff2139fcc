"""Pages as a browser has them: accessibility by axe-core, the site's own policy, and silence."""

from __future__ import annotations

from tools.audit.browser.looking import check

__all__ = ["check"]
