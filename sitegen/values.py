"""What the values of settings must be, beyond their types."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitegen import urls
from sitegen.errors import suggestion
from sitegen.text import slugify

Complain = Callable[[tuple[str, ...], str, str, str], None]
"""Called as ``complain(key path, code, message, hint)`` for everything wrong in a table."""

_KINDS = ("posts", "pages", "worksheets")


def is_full_address(url: str) -> bool:
    """Whether ``url`` names a scheme for the web and a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _check_base_url(values: dict[str, Any], complain: Complain) -> None:
    base = values.get("base_url", "")
    if base and not is_full_address(base):
        complain(
            ("base_url",),
            "bad-setting",
            f"`base_url` is `{base}`, which is not a full web address",
            "write it like https://example.org/",
        )


def _check_zone(values: dict[str, Any], complain: Complain) -> None:
    name = values.get("timezone", "UTC")
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        import zoneinfo

        hint = suggestion(name, zoneinfo.available_timezones()) or "such as Europe/Paris"
        complain(("timezone",), "bad-setting", f"there is no time zone `{name}`", hint)
        del values["timezone"]


def _check_numbers(values: dict[str, Any], complain: Complain) -> None:
    if values.get("paginate", 1) < 1:
        complain(("paginate",), "bad-setting", "`paginate` must be at least 1", "")
        del values["paginate"]
    if "feeds" in values and values["feeds"].limit < 1:
        complain(("feeds", "limit"), "bad-setting", "`limit` must be at least 1", "")
    for key in ("full_text", "one_file") if "search" in values else ():
        if getattr(values["search"], key) < 0:
            hint = "a number of entries; 0 for never"
            complain(("search", key), "bad-setting", f"`{key}` can't be less than 0", hint)


def _check_permalinks(values: dict[str, Any], complain: Complain) -> None:
    for kind, pattern in values.get("permalinks", {}).items():
        if kind not in _KINDS:
            hint = suggestion(kind, _KINDS) or "there are `posts`, `pages` and `worksheets`"
            complain(("permalinks", kind), "bad-setting", f"no entries are called `{kind}`", hint)
        if fault := urls.permalink_fault(pattern):
            complain(("permalinks", kind), "bad-setting", f"`{pattern}`: {fault}", "")


def _check_menu(values: dict[str, Any], complain: Complain) -> None:
    for item in values.get("menu", ()):
        if not urls.is_safe(item.url) or not item.url:
            complain(("menu",), "unsafe-url", f"a menu item can't lead to `{item.url}`", "")


def _check_folders(values: dict[str, Any], complain: Complain) -> None:
    for key in ("content", "data", "templates", "static", "themes"):
        folder = values.get(key, "")
        if ".." in folder.split("/") or folder.startswith(("/", "\\")):
            complain((key,), "bad-setting", f"`{key}` must be a folder inside the site", "")


def _check_taxonomies(values: dict[str, Any], complain: Complain) -> None:
    for name in values.get("taxonomies", {}):
        if name != slugify(name) or name in _TAKEN:
            message = f"a taxonomy can't be called `{name}`"
            hint = f"small letters and hyphens; {', '.join(_TAKEN[:-1])} and {_TAKEN[-1]} are taken"
            complain(("taxonomies", name), "bad-setting", message, hint)


_TAKEN = (*_KINDS, "archive", "page", "plans", "schemas", "search", "assets")


def _check_worksheets(values: dict[str, Any], complain: Complain) -> None:
    wanted = values.get("worksheets")
    if wanted is None:
        return
    if not re.fullmatch("[A-Z]{3}", wanted.currency):
        message = f"`currency` can't be `{wanted.currency}`"
        hint = "three capital letters, such as EUR"
        complain(("worksheets", "currency"), "bad-setting", message, hint)
    for day in wanted.holidays:
        try:
            date.fromisoformat(day)
        except ValueError:
            message = f"`holidays` can't be `{day}`"
            complain(("worksheets", "holidays"), "bad-setting", message, "such as 2027-01-01")


def _check_images(values: dict[str, Any], complain: Complain) -> None:
    wanted = values.get("images")
    if wanted is None:
        return
    if not 1 <= wanted.quality <= 100:
        complain(("images", "quality"), "bad-setting", "`quality` must be from 1 to 100", "")
    for width in wanted.widths:
        if not 16 <= width <= _WIDEST:
            message = f"`widths` can't hold {width}"
            hint = f"from 16 to {_WIDEST} pixels"
            complain(("images", "widths"), "bad-setting", message, hint)
    if len(wanted.widths) > _MOST_WIDTHS:
        message = f"`widths` has {len(wanted.widths)} widths"
        complain(("images", "widths"), "bad-setting", message, f"at most {_MOST_WIDTHS}")
    if any(sign in wanted.sizes for sign in '<>"'):
        complain(("images", "sizes"), "bad-setting", "`sizes` is not as in HTML", _SIZES_HINT)


_WIDEST, _MOST_WIDTHS = 8000, 8
_SIZES_HINT = "such as (min-width: 46rem) 42rem, 100vw"


def _check_cards(values: dict[str, Any], complain: Complain) -> None:
    wanted = values.get("cards")
    for key in ("background", "ink", "accent", "line") if wanted else ():
        colour = getattr(wanted, key)
        if colour and not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            message = f"`{key}` can't be `{colour}`"
            complain(("cards", key), "bad-setting", message, "a colour, such as #1b3a4b")


CHECKS = (
    _check_base_url, _check_zone, _check_numbers, _check_permalinks, _check_menu, _check_folders,
    _check_taxonomies, _check_worksheets, _check_images, _check_cards,
)  # fmt: skip
"""Each looks at all values, and takes out those that nothing can go on with."""
