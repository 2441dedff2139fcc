"""Files that the program writes for an author: a new site, a new entry, a draft made public."""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from pathlib import Path
from string import Template

from sitegen.config import Config
from sitegen.digest import of_text
from sitegen.errors import BuildFailed, Location, Problem
from sitegen.load.dates import parse_date
from sitegen.load.fields import TAXONOMY_NAMES, names
from sitegen.load.frontmatter import split
from sitegen.source import Fault, read_text
from sitegen.text import slugify

_OWN = 8  # digits that tell one id from another
_LONGEST = 80  # characters of a file's name; file systems allow 255 bytes, and some far less
_BUILT_IN = Path(__file__).resolve().parent / "builtin"


def start_site(folder: Path, title: str, now: datetime) -> list[str]:
    """Writes a small site into ``folder``; the names of the files it made. Never overwrites."""
    if (folder / "sitegen.toml").exists():
        raise _failed("nothing-to-do", f"{folder} holds a site already", str(folder))
    title = title or folder.resolve().name.replace("-", " ").replace("_", " ").title()
    words = {"title": _quoted(title), "date": f"{now:%Y-%m-%d}"}
    made = []
    for source in sorted((_BUILT_IN / "start").rglob("*")):
        if source.is_dir() or source.name.startswith("."):
            continue
        name = str(source.relative_to(_BUILT_IN / "start")).replace("DATE", words["date"])
        name = ".gitignore" if name == "gitignore" else name
        target = folder / name
        if _write_new(target, Template(source.read_text("utf-8")).safe_substitute(words)):
            made.append(name)
    return made


def start_entry(config: Config, kind: str, title: str, draft: bool, now: datetime) -> Path:
    """Writes a new post, page or worksheet from its archetype; its path.

    The site's own ``archetypes/KIND.md`` goes before the built-in one. ``$title``, ``$id``,
    ``$date`` and ``$draft`` in it are filled in. Raises BuildFailed if there is such a file.
    """
    here = now.astimezone(config.zone)
    own = config.root / "archetypes" / f"{kind}.md"
    archetype = own if own.is_file() else _BUILT_IN / "archetypes" / f"{kind}.md"
    words = {
        "title": _quoted(title),
        "date": f"{here:%Y-%m-%d %H:%M}",
        "draft": "true" if draft else "false",
    }
    slug = slugify(title)[:_LONGEST].rstrip("-")
    words["id"] = slug if slug.isascii() else f"worksheet-{of_text(slug)[:_OWN]}"
    name = f"posts/{here:%Y-%m-%d}-{slug}.md" if kind == "post" else f"{kind}s/{slug}.md"
    target = config.content_dir / name
    text = Template(archetype.read_text("utf-8")).safe_substitute(words)
    if not _write_new(target, text):
        shown = f"{config.content}/{name}"
        raise _failed(
            "exists", "there is a file of this name already", shown, "choose another title"
        )
    return target


def _write_new(target: Path, text: str) -> bool:
    """Writes a file that is not there yet, its folders too; whether it did."""
    if os.path.lexists(target):
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise _failed("cannot-write", f"the file can't be made: {reason}", str(target)) from None
    return True


def _quoted(text: str) -> str:
    """``text`` as a double-quoted YAML or TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _failed(code: str, message: str, path: str, hint: str = "") -> BuildFailed:
    return BuildFailed([Problem(code, message, Location(path), hint)])


# --------------------------------------------------------------------------- publishing a draft


def publish_draft(config: Config, path: Path, now: datetime) -> datetime:
    """Takes the mark off a draft and dates it; its date. Raises BuildFailed for what is no draft.

    Only the lines of ``draft``, ``status`` and ``date`` change. A date to come stays, also one in
    the file's name.
    """
    shown = os.path.relpath(path, config.root)
    try:
        text = read_text(path, shown)
        parts = split(text, shown)
    except Fault as fault:
        raise BuildFailed([fault.problem]) from None
    known = names(TAXONOMY_NAMES)
    fields = {known.get(key) or known.get(key.lower(), key): key for key in parts.fields.items}
    marked = [fields[name] for name in ("draft", "status") if name in fields]
    if not any(_says_draft(parts.fields.items[key]) for key in marked):
        raise _failed("not-a-draft", "this is not a draft", shown)
    moment = now.astimezone(config.zone).replace(microsecond=0)
    given = _given_date(config, parts.fields.items.get(fields.get("date", "")), path)
    lines = path.read_bytes().decode("utf-8").split("\n")
    dropped = {parts.fields.marks[key][0] - 1 for key in marked}
    left = parts.fields.items.keys() - set(marked)
    if given is None or given <= now:
        key = fields.get("date", "date")
        number = parts.fields.marks[key][0] - 1 if "date" in fields else min(dropped)
        end = "\r" if lines[number].endswith("\r") else ""
        lines[number] = f"{key}: {moment:%Y-%m-%d %H:%M}{end}"
        dropped.discard(number)
        left |= {key}
    else:
        moment = given
    kept = "\n".join(line for number, line in enumerate(lines) if number not in dropped)
    if _keys(kept, shown) != left:
        place = parts.fields.marks[marked[0]]
        message = "the front matter can't be changed line by line"
        problem = Problem("front-matter", message, Location(shown, *place), "write each field "
                          "on a line of its own, or take out the mark by hand")  # fmt: skip
        raise BuildFailed([problem])
    staged = path.with_name(f".{path.name}.sitegen")
    staged.write_bytes(kept.encode("utf-8"))
    shutil.copymode(path, staged)
    os.replace(staged, path)
    return moment


def _says_draft(node: object) -> bool:
    return str(getattr(node, "text", "")).lower() in ("true", "yes", "on", "1", "draft", "hidden")


def _keys(text: str, shown: str) -> set[str]:
    """The fields of a file; none if they can't be read."""
    try:
        return set(split(text.removeprefix("\ufeff").replace("\r\n", "\n"), shown).fields.items)
    except Fault:
        return set()


def _given_date(config: Config, node: object, path: Path) -> datetime | None:
    """The date that the front matter gives, else the file's name."""
    name = path.parent.name if path.stem == "index" else path.name
    try:
        return parse_date(str(getattr(node, "text", "")) or name[:10], config.zone)
    except ValueError:
        return None
