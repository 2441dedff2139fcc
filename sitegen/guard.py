"""Whether the output folder is a place to write to."""

from __future__ import annotations

from sitegen.config import Config
from sitegen.errors import Location, Problem


def guard(config: Config) -> tuple[Problem, ...]:
    """Why the output folder is no place to write to: it holds, or is, something of the author's."""
    output = config.output_dir.resolve()
    root = config.root.resolve()
    sources = [root / getattr(config, key) for key in _SOURCES]
    if output == root or output in root.parents:
        return (_unsafe(config, "it holds the site's own source"),)
    if (output / ".git").exists():
        return (_unsafe(config, "it holds a `.git`, so it is a project of its own"),)
    if output == (config.state_dir / "output").resolve():  # `serve` keeps its pages there
        return ()
    for folder in (*sources, root / ".git", root / ".sitegen"):
        if output == folder or folder in output.parents or output in folder.parents:
            return (_unsafe(config, f"it and {folder.name}/ must be apart"),)
    if output.exists() and not output.is_dir():
        return (_unsafe(config, "it is a file"),)
    if config.output_dir.is_symlink() and not output.exists():
        return (_unsafe(config, "it is a link that leads nowhere"),)
    return ()


_SOURCES = ("content", "data", "templates", "static", "themes")


def _unsafe(config: Config, why: str) -> Problem:
    return Problem(
        "unsafe-output",
        f"the site can't be built into `{config.output}`: {why}",
        Location(config.file or "sitegen.toml"),
        "set `output` to a folder of its own",
    )
