"""Where a link that an author wrote leads."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from sitegen import urls
from sitegen.errors import did_you_mean
from sitegen.model import Entry, Link
from sitegen.site import Site
from sitegen.text import slugify

Planned = Callable[[str], bool]
"""Whether the built site will have something at a URL."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a URL on this site (not encoded), and the entry there if it is one.

    A target with a ``fault`` leads nowhere; ``silent`` ones need no word, because the file
    they name has a problem of its own.
    """

    url: str = ""
    entry: str = ""
    fault: str = ""
    hint: str = ""
    silent: bool = False


class Links:
    """Resolves the links of one site."""

    def __init__(self, site: Site, planned: Planned) -> None:
        self.site, self.planned = site, planned
        self._by_name: Mapping[str, tuple[str, ...]] | None = None

    def resolve(self, source: str, link: Link) -> Target:
        """Where ``link`` in the entry ``source`` leads, without regard to its fragment."""
        if not link.target:
            own = self.site.find(source)
            return Target(own.url if own else "/", source)
        path, mark, query = link.target.partition("?")
        found = self._named(path) if link.form == "name" else self._at(source, path)
        if mark and found.url:
            return Target(f"{found.url}?{query}", found.entry)
        return found

    def _at(self, source: str, path: str) -> Target:
        folder = "" if path.startswith("/") else posixpath.dirname(source)
        place = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        for id in (place, f"{place}.md", f"{place}/index.md"):
            if found := self._entry_at(id):
                return found
        if url := self.site.file_urls.get(place):
            return Target(url)
        own = self.site.find(source)
        url = _joined(own.url if own else "/", path)
        if self.planned(url):
            return Target(url)
        if not url.endswith("/") and self.planned(url + "/"):
            return Target(url + "/")
        return Target(fault=f"nothing is at `{path}`", hint=self._nearest(source, path))

    def _entry_at(self, id: str) -> Target | None:
        if entry := self.site.find(id):
            return Target(entry.url, id)
        if id in self.site.broken:
            return Target("/", silent=True)
        if entry := self.site.hidden.get(id):
            return self._hidden(entry)
        return None

    def _hidden(self, entry: Entry) -> Target:
        state = "a draft" if entry.draft else "not public now"
        return Target(
            fault=f"`{entry.id}` is {state}",
            hint="publish it, take the link out, or build with --drafts --future --expired",
        )

    def _named(self, name: str) -> Target:
        if found := self._entry_at(name.lstrip("/")):
            return found
        ids = self.names.get(slugify(name.removesuffix(".md")), ())
        ids = ids or tuple(id for id in self.site.entries if id.endswith(f"/{name.lstrip('/')}"))
        if len(ids) == 1:
            return self._entry_at(ids[0]) or Target()
        if ids:
            return Target(fault=f"`{name}` could be any of {', '.join(ids)}", hint="write its path")
        return Target(fault=f"no entry is called `{name}`", hint=self._nearest_name(name))

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Entries by the slug of their own slug and of their title."""
        if self._by_name is None:
            found: dict[str, set[str]] = defaultdict(set)
            for entry in self.site.entries.values():
                found[entry.slug].add(entry.id)
                found[slugify(entry.title)].add(entry.id)
            self._by_name = {name: tuple(sorted(ids)) for name, ids in found.items()}
        return self._by_name

    def _nearest(self, source: str, path: str) -> str:
        candidates = [*self.site.entries, *self.site.files]
        folder = posixpath.dirname(source)
        by_name = {posixpath.basename(id): id for id in candidates}
        wanted = posixpath.basename(path.rstrip("/"))
        near = did_you_mean(path.lstrip("/"), candidates, 2)
        near = near or [by_name[name] for name in did_you_mean(wanted, by_name, 2)]
        shown = [f"`{posixpath.relpath(id, folder or '.')}`" for id in near]
        return f"did you mean {' or '.join(shown)}?" if shown else "check the path and the spelling"

    def _nearest_name(self, name: str) -> str:
        near = did_you_mean(slugify(name), self.names, 2)
        shown = [f"`{self.names[slug][0]}`" for slug in near]
        return f"did you mean {' or '.join(shown)}?" if shown else "check the spelling"


def _joined(base: str, path: str) -> str:
    """``path`` as a browser takes it on the page at ``base``; as it is if it can't be read."""
    try:
        return urljoin(base, path)
    except ValueError:
        return path


def href(site: Site, url: str) -> str:
    """A URL path of this site as it stands in a page: percent-encoded, with the base path."""
    path, mark, query = url.partition("?")
    return site.config.base_path + urls.encode(path) + (mark + query)
