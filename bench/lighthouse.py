"""Lighthouse on a built site, as on a phone: served packed and with its own headers.

By hand; Lighthouse itself is 150 packages and no part of this project:

    npm install --prefix /tmp/lighthouse lighthouse@12.8.2
    CHROME_PATH=/usr/bin/chromium python -m bench.lighthouse output \\
        --with /tmp/lighthouse/node_modules/.bin/lighthouse / /tags/ --rounds 5
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from statistics import median

from tools.audit.browser.hosting import serving

KINDS = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
BROWSER = "--headless=new --no-sandbox --disable-gpu"
TRIES = 3  # now and then Lighthouse loses its own trace


def look(program: str, url: str) -> dict[str, float]:
    """The scores and times of one run."""
    command = [program, url, "--quiet", "--output=json", f"--chrome-flags={BROWSER}"]
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if not done.returncode:
            break
    else:
        raise SystemExit(done.stderr)
    found = json.loads(done.stdout)
    scores = {kind: round(100 * (found["categories"][kind]["score"] or 0)) for kind in KINDS}
    return {**scores, **{name: found["audits"][name]["numericValue"] for name in TIMES}}


def main() -> None:
    parser = argparse.ArgumentParser(description="Lighthouse on a built site, as on a phone.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="+", help="their paths, such as /tags/")
    parser.add_argument("--with", dest="program", default="lighthouse")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print("page", *KINDS, *TIMES, sep=" | ")
    with serving(given.folder, packed=True) as address:
        for page in given.pages:
            runs = [look(given.program, address + page) for _ in range(given.rounds)]
            middle = [median(run[name] for run in runs) for name in (*KINDS, *TIMES)]
            print(page, *(f"{value:.3g}" for value in middle), sep=" | ", flush=True)


if __name__ == "__main__":
    main()
