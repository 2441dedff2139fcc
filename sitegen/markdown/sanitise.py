"""HTML from authors who are not trusted: what is not known to be harmless is dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen import digest

if TYPE_CHECKING:
    from nh3 import Cleaner

# fmt: off
_TAGS = frozenset({
    "a", "abbr", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input",
    "ins", "kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
})
# fmt: on
_EVERYWHERE = frozenset({"id", "class", "lang", "dir", "title", "role", "aria-label"})
_ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "input": {"checked", "disabled"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "th": {"scope", "colspan", "rowspan", "abbr"},
    "td": {"colspan", "rowspan"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "time": {"datetime"},
    "q": {"cite"},
    "blockquote": {"cite"},
}
_DROPPED_WITH_CONTENT = frozenset({"script", "style", "template", "textarea", "title", "noscript"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "xmpp", "geo"})
_MARK = re.compile(r"\x00(\d+)\x00")


def sanitise(html: str, source: str) -> str:
    """``html`` without anything that could run, load or restyle; marks of holes stay.

    The cleaner would drop the NULs, so the marks travel as words that begin with the digest of
    the source. No source can contain its own digest.
    """
    if "\0" not in html:
        return _cleaner().clean(html)
    key = f"hole{digest.of_text(source)}n"
    cleaned = _cleaner().clean(_MARK.sub(rf"{key}\1e", html))
    return re.sub(rf"{key}(\d+)e", "\0\\1\0", cleaned)


@lru_cache(maxsize=1)
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=_TAGS,
        attributes={"*": _EVERYWHERE, **_ATTRIBUTES},
        clean_content_tags=_DROPPED_WITH_CONTENT,
        tag_attribute_values={tag: {"tabindex": {"0"}} for tag in ("div", "pre")},
        # One value and no more: of several, the order would differ from run to run.
        set_tag_attribute_values={"input": {"type": "checkbox"}},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
