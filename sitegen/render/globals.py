"""The functions and filters that every template has."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from sitegen import urls
from sitegen.dates import format_date
from sitegen.render.press import Press
from sitegen.text import slugify


def install(press: Press) -> None:
    """Gives the press's template environment its functions and filters."""
    environment = press.templates.environment
    environment.globals.update(_functions(press))
    environment.filters.update(_filters(press))


def _functions(press: Press) -> dict[str, Any]:
    def url(path: str) -> str:
        """A path of this site with the base path; a full URL stays as it is."""
        return press.link(path)

    def absolute(path: str) -> str:
        return path if urls.has_scheme(path) else press.site.config.origin + press.link(path)

    def asset(path: str) -> str:
        """The URL of a theme's static file. Raises LookupError for one that is not there."""
        if path not in press.assets:
            from sitegen.errors import suggestion

            hint = suggestion(path, press.assets)
            raise LookupError(f"the theme has no static file `{path}`" + (f"; {hint}" * bool(hint)))
        return press.href(press.prefix + path)

    return {
        "url": url,
        "absolute": absolute,
        "asset": asset,
        "has_asset": press.assets.__contains__,
    }


def _filters(press: Press) -> dict[str, Any]:
    config = press.site.config

    def date(value: Any, pattern: str = "") -> str:
        """A date in the site's form, or by a strftime pattern; reads ISO dates from metadata."""
        if isinstance(value, str):
            from sitegen.load.dates import parse_date

            value = parse_date(value, config.zone)
        return format_date(value, pattern or config.date_format) if value else ""

    def markdown(text: str) -> Markup:
        """One line of Markdown as HTML."""
        from sitegen.markdown import MarkdownOptions, render_inline

        options = MarkdownOptions(html="sanitised", language=config.language)
        return Markup(render_inline(text, options))

    return {
        "date": date,
        "iso": lambda value: value.isoformat() if value else "",
        "slug": slugify,
        "markdown": markdown,
    }
