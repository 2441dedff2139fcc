"""From one content file to an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sitegen import digest, urls
from sitegen.config import Config
from sitegen.errors import Location, Problem, line_of, slip_for
from sitegen.load.dates import parse_date
from sitegen.load.fields import TERM_FIELDS, WORKSHEET_FIELDS, names, reader
from sitegen.load.frontmatter import Parts, split
from sitegen.load.yaml import Mapping as Fields
from sitegen.load.yaml import Scalar, Sequence, plain_value
from sitegen.markdown import MarkdownOptions, wisdoms
from sitegen.model import NOTHING, Entry
from sitegen.source import Fault
from sitegen.taxonomy import taxonomies
from sitegen.text import slugify

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_](.+)")
_DATES = ("date", "updated", "expires", "review_by")
UNDATED = "undated"
WORKSHEET, WORKSHEETS = "worksheet", "worksheets"  # the field, and the kind with its folder
UNFILED = "unfiled"


@dataclass(slots=True)
class Read:
    """What reading one file gave: an entry with its body's text, or problems, or both."""

    entry: Entry | None = None
    body: str = ""
    problems: list[Problem] = field(default_factory=list)


class EntryReader:
    """Reads content files by one site's settings."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.taxonomies = taxonomies(config)
        filed = [name for name, kind in self.taxonomies.items() if kind.order != "route"]
        self.names = names(filed)
        self.worksheet_names = names(filed, WORKSHEET_FIELDS)
        self.term_names = names(filed, TERM_FIELDS)
        # The same front matter means something else in another zone or with other taxonomies.
        self.settings = digest.of_value((config.timezone, sorted(config.taxonomies.items())))

    def read(self, path: str, text: str) -> Read:
        """The entry in the file at ``path`` below the content folder. Never raises for bad text."""
        shown = f"{self.config.content}/{path}"
        done = Read()
        try:
            parts = split(text, shown)
        except Fault as fault:
            done.problems.append(fault.problem)
            return done
        draft = _Draft(self, path, shown, text, parts, done.problems)
        done.entry, done.body = draft.entry(), parts.body
        return done

    def kind_of(self, path: str) -> str:
        """``posts``, a taxonomy's name (the file describes a term), or else ``pages``.

        What says that it is a worksheet is one, wherever it stands.
        """
        folder = path.partition("/")[0] if "/" in path else ""
        return folder if folder == "posts" or folder in self.taxonomies else "pages"


class _Draft:
    """One entry in the making."""

    def __init__(
        self,
        reader_: EntryReader,
        path: str,
        shown: str,
        text: str,
        parts: Parts,
        problems: list[Problem],
    ) -> None:
        self.config, self.taxonomies = reader_.config, reader_.taxonomies
        self.mark = next((key for key in parts.fields.items if key.lower() == WORKSHEET), "")
        is_worksheet = bool(self.mark)
        self.path, self.shown, self.text, self.parts = path, shown, text, parts
        self.settings = reader_.settings
        self.kind = reader_.kind_of(path)
        self.names = reader_.term_names if self.kind in self.taxonomies else reader_.names
        self.names = reader_.worksheet_names if is_worksheet else self.names
        self.problems = problems
        if is_worksheet:
            self._make_worksheet()

    def complain(
        self, code: str, message: str, place: tuple[int, int] = (1, 1), hint: str = ""
    ) -> None:
        location = Location(self.shown, *place)
        line = line_of(self.text, place[0])
        self.problems.append(Problem(code, message, location, hint, excerpt=line))

    def _make_worksheet(self) -> None:
        """From now on this is a worksheet, if it may be one where it is."""
        if self.kind == "pages":
            self.kind = WORKSHEETS
            return
        what = "a post" if self.kind == "posts" else "the description of a term"
        hint = f"move it to `{self.config.content}/{WORKSHEETS}/`, and put a link to it here"
        place = self.parts.fields.marks[self.mark]
        self.complain("bad-worksheet", f"{what} can't be a worksheet", place, hint)

    def entry(self) -> Entry | None:
        before = len(self.problems)
        values, marks, extra = self._values(self.parts.fields)
        stem_date, stem = self._from_name(values)
        values.setdefault("date", stem_date)
        self._require(values, stem)
        if len(self.problems) > before:
            return None
        slug = slugify(values.get("slug") or stem or "index")
        language = values.get("language", "")
        kept = wisdoms(self.parts.body, self._markdown(language))
        said = [(wisdom.id, wisdom.html, wisdom.who) for wisdom in kept] or ""
        terms = {name: values[name] for name in self.taxonomies if values.get(name)}
        return Entry(
            id=self.path,
            kind=self.kind,
            title=values.get("title") or stem.replace("-", " ").capitalize(),
            slug=slug,
            url=self._url(values, slug, terms),
            source=self.shown,
            body_line=self.parts.body_line,
            body_digest=digest.of_text(self.parts.body),
            digest=digest.of_text(f"{self.settings}\n{self.path}\n{self.parts.raw}{said}"),
            date=values.get("date"),
            updated=values.get("updated"),
            expires=values.get("expires"),
            review_by=values.get("review_by"),
            draft=bool(values.get("draft") or values.get("status")),
            summary=values.get("summary", ""),
            terms=terms or NOTHING,
            series_order=values.get("series_order"),
            image=values.get("image", ""),
            image_alt=values.get("image_alt", ""),
            aliases=tuple(urls.as_folder(alias) for alias in values.get("aliases", ())),
            template=values.get("template", ""),
            language=language,
            toc=values.get("toc", False),
            noindex=values.get("noindex", False),
            weight=values.get("weight", 0),
            worksheet=values.get(WORKSHEET, "") if self.kind == WORKSHEETS else "",
            version=values.get("version", 0),
            minutes=values.get("minutes", 0),
            explained_by=values.get("explained_by", ()),
            start=values.get("start", ""),
            route=values.get("route", ()),
            plan=values.get("plan") or NOTHING,
            wisdoms=kept,
            extra=extra or NOTHING,
            marks=marks,
        )

    def _markdown(self, language: str) -> MarkdownOptions:
        """How the text is read, as far as that changes the words of wisdoms."""
        wanted = self.config.markdown
        language = language or self.config.language
        return MarkdownOptions(wanted.html, wanted.typographic, language, wanted.highlight)

    def _values(
        self, fields: Fields
    ) -> tuple[dict[str, Any], dict[str, tuple[int, int]], dict[str, Any]]:
        values: dict[str, Any] = {}
        marks: dict[str, tuple[int, int]] = {}
        extra: dict[str, Any] = {}
        for key, node in fields.items.items():
            name = self.names.get(key) or self.names.get(key.lower())
            if name is None:
                if meant := slip_for(key, self.names):
                    hint = f"did you mean `{meant}`?"
                    hint += f" If not, put it under `extra:` as `{key}`"
                    self.complain("unknown-field", f"no field `{key}`", fields.marks[key], hint)
                else:
                    extra[key] = plain_value(node)
                continue
            if name in marks:
                line = marks[name][0]
                message = f"`{key}` says again what line {line} says"
                self.complain("repeated-field", message, fields.marks[key], "keep one of them")
                continue
            marks[name] = fields.marks[key]
            try:
                values[name] = reader(name)(node, self.config.zone)
                if name == "route" and isinstance(node, Sequence):
                    marks.update({f"route {item.text}": item.place for item in node.items
                                  if isinstance(item, Scalar)})  # fmt: skip
            except ValueError as fault:
                code = "bad-date" if name in _DATES else "bad-field"
                place = getattr(fault, "place", node.place)  # of a part, where that is known
                self.complain(code, f"`{key}`: {fault}", place)
                if name == "title":
                    values[name] = key  # one complaint is enough
        given = values.pop("extra", None)
        if isinstance(given, Mapping):
            extra.update(given)
        elif given is not None:
            self.complain("bad-field", "`extra` must be a mapping", marks["extra"])
        return values, marks, extra

    def _from_name(self, values: dict[str, Any]) -> tuple[datetime | None, str]:
        """The date and the slug that the file's own name gives."""
        parts = self.path.removesuffix(".md").removesuffix(".markdown").split("/")
        if parts[-1] == "index":
            parts.pop()
        stem = parts[-1] if parts else ""
        if self.kind != "posts" or not (found := _DATED.fullmatch(stem)):
            return None, "" if self.kind == "posts" and len(parts) < 2 else stem
        try:
            return parse_date(found[1], self.config.zone), found[2]
        except ValueError as fault:
            if "date" not in values:
                hint = "mend the file's name, or say `date:` in the front matter"
                self.complain("bad-date", f"the file's name: {fault}", (1, 1), hint)
            return None, found[2]

    def _require(self, values: dict[str, Any], stem: str) -> None:
        if self.kind in self.taxonomies:
            return
        if not values.get("title"):
            title = stem.replace("-", " ").replace("_", " ").capitalize() or "A title"
            place = self.parts.fields.marks.get("title", (1, 1))
            hint = f"say `title: {title}`"
            if self.text[:1].isspace() and self.text.lstrip().startswith("---"):
                hint = "the front matter begins with `---` on the very first line"
            self.complain("no-title", "there is no title", place, hint)
        if self.kind == WORKSHEETS:
            self._require_version(values)
        else:
            self._no_worksheet(stem)
        if self.kind == "posts" and values.get("date") is None:
            draft = values.get("draft") or values.get("status")
            if not draft and not any(p.code == "bad-date" for p in self.problems):
                hint = "say `date: 2026-01-31`, or begin the file's name with it; or `draft: true`"
                self.complain("no-date", "the post has no date", (1, 1), hint)

    def _no_worksheet(self, stem: str) -> None:
        """A file among the worksheets, or with a version, was meant to be one."""
        marks = self.parts.fields.marks
        slip = next((key for key in marks if key != self.mark and slip_for(key, (WORKSHEET,))), "")
        is_there = self.path.startswith(f"{WORKSHEETS}/") and stem != WORKSHEETS
        if slip and (is_there or "version" in marks):
            message = f"`{slip}` makes no worksheet of this file"
            hint = f"did you mean `{WORKSHEET}`?"
            self.complain("bad-worksheet", message, marks[slip], hint)
        elif is_there:
            hint = f"say `{WORKSHEET}: {slugify(stem)}` and `version: 1`, or move it to `pages`"
            message = f"this file is in `{WORKSHEETS}` and names no worksheet"
            self.complain("bad-worksheet", message, (1, 1), hint)

    def _require_version(self, values: dict[str, Any]) -> None:
        """A worksheet says which version of it this is: readers' answers are kept by that."""
        told = any(p.code in ("bad-field", "unknown-field") for p in self.problems)
        if "version" not in values and not told:
            place = self.parts.fields.marks[self.mark]
            hint = "say `version: 1`; raise it when answers to the old questions no longer fit"
            self.complain("bad-worksheet", "the worksheet has no version", place, hint)

    def _url(self, values: dict[str, Any], slug: str, terms: dict[str, tuple[str, ...]]) -> str:
        if self.kind in self.taxonomies:
            return f"/{self.kind}/{slug}/"
        date, category = values.get("date"), terms.get("categories", (UNFILED,))[0]
        parts = {
            "year": f"{date:%Y}" if date else UNDATED,
            "month": f"{date:%m}" if date else UNDATED,
            "day": f"{date:%d}" if date else UNDATED,
            "category": slugify(category),
            "slug": slug if self.kind in ("posts", WORKSHEETS) else self._nested_slug(values, slug),
            "title": slugify(values["title"]),
        }
        url = urls.expand(values.get("permalink") or self.config.permalink(self.kind), parts)
        return urls.as_folder(re.sub("/{2,}", "/", url))

    def _nested_slug(self, values: dict[str, Any], slug: str) -> str:
        """A page's slug with the folders it stands in; the index of a folder is the folder."""
        folders = self.path.split("/")[:-1]
        if folders[:1] == ["pages"]:
            folders = folders[1:]
        if self.path.rpartition("/")[2].startswith("index.") and not values.get("slug"):
            return "/".join(slugify(part) for part in folders)
        if self.path.rpartition("/")[2].startswith("index."):
            folders = folders[:-1]
        return "/".join([*(slugify(part) for part in folders), slug])
