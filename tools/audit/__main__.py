"""Check a built site: ``python -m tools.audit FOLDER``. Exits 1 if anything is wrong."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.audit import browser, feeds, links, markup, sitemap
from tools.audit.report import Problem, Report
from tools.audit.site import Site


def main() -> int:
    """Run the checks and print a line for each."""
    options = arguments()
    site = Site.read(options.folder, options.base_url or configured(Path()))
    if "index.html" not in site.paths:
        print(f"{options.folder}: no index.html: build the site first", file=sys.stderr)
        return 2
    reports = [links.check(site), feeds.check(site), sitemap.check(site)]
    if not options.no_markup:
        reports.insert(0, attempt("markup", markup.check, site))
    if not options.no_browser:
        reports.append(attempt("browser", browser.check, site))
    print(*reports, sep="\n")
    return int(any(report.problems for report in reports))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("folder", type=Path, help="the built site")
    parser.add_argument("--base-url", help="default: what the configuration here says")
    parser.add_argument("--no-markup", action="store_true", help="leave out the HTML checker")
    parser.add_argument("--no-browser", action="store_true", help="leave out what Chromium shows")
    return parser.parse_args()


def attempt(name: str, check: Callable[[Site], Report], site: Site) -> Report:
    """Run a check that needs another program; that it cannot run is a problem too."""
    try:
        return check(site)
    except OSError as error:
        return Report(name, "not run", (Problem(".", str(error)),))


def configured(folder: Path) -> str:
    """Return ``base_url`` of the site that is configured in ``folder``."""
    for name, tables in (("sitegen.toml", ()), ("pyproject.toml", ("tool", "sitegen"))):
        if (file := folder / name).is_file():
            config: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
            for table in tables:
                config = config.get(table, {})
            if "base_url" in config:
                return str(config["base_url"])
    raise SystemExit("no base_url is configured here: give --base-url")


if __name__ == "__main__":
    sys.exit(main())
