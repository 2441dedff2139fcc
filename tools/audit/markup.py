"""HTML and SVG, by the Nu HTML checker: a Java program that npm brings."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tools.audit.report import Problem, Report
from tools.audit.site import Site

JAR = Path(__file__).parents[1] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def check(site: Site, jar: Path = JAR) -> Report:
    """Run the checker over the folder. Raises ``OSError`` where Java or the checker is missing."""
    if not jar.is_file():
        raise FileNotFoundError(f"{jar} is missing: run 'make audit'")
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    command = ["java", "-Xss8m", "-jar", str(jar), *options, "--also-check-svg", str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    count = sum(1 for _ in site.with_suffix(".html", ".svg"))
    return Report("markup", f"{count:,} files", judge(site, done.stdout or done.stderr))


def judge(site: Site, output: str) -> tuple[Problem, ...]:
    """Return the errors and warnings in what the checker printed."""
    try:
        messages = json.loads(output)["messages"]
    except (ValueError, KeyError):
        return (Problem(".", f"the checker failed: {output.strip()[-300:]}"),)
    return tuple(
        Problem(place(site, message), f"{message.get('lastLine', '?')}: {message['message']}")
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
    )


def place(site: Site, message: dict[str, Any]) -> str:
    """Return the path of the file that a message is about."""
    file = Path(unquote(urlsplit(message.get("url", "")).path))
    folder = site.folder.resolve()
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)
