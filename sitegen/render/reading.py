"""One page's way to everything it reads. Whatever goes through here is in the page's trace."""

from __future__ import annotations

from typing import Any

from sitegen.errors import suggestion
from sitegen.model import Body, Entry, Finding, Link, Name, Prose
from sitegen.render.press import Press
from sitegen.text import html


class Reading:
    """Reads for one page, and remembers the names of all inputs that were read."""

    __slots__ = ("names", "press")

    def __init__(self, press: Press) -> None:
        self.press = press
        self.names: set[Name] = set()

    def ask(self, *question: Any) -> Any:
        """The answer to a named query."""
        self.names.add(("query", *question))
        return self.press.answers.ask(question)

    def config(self, key: str) -> Any:
        self.names.add(("config", key))
        return getattr(self.press.site.config, key)

    def entry(self, id: str) -> Entry | None:
        """An entry's metadata."""
        self.names.add(("entry", id))
        return self.press.site.find(id)

    def body(self, entry: Entry) -> Body:
        self.names.add(("body", entry.id))
        return self.press.bodies.get(entry)

    def data(self, name: str) -> Any:
        self.names.add(("data", name))
        found = self.press.site.data.get(name)
        return found[0] if found else None

    def template(self, name: str) -> None:
        self.names.add(("template", name))

    # ------------------------------------------------------------------ text

    def prose(self, entry: Entry, part: str, absolute: bool = False, block: str = "") -> str:
        """The HTML of an entry's ``content`` or ``excerpt``, its links resolved and recorded.

        ``block`` names one block of a worksheet, to have that alone.
        """
        body = self.body(entry)
        prose: Prose = body.blocks[block] if block else getattr(body, part)
        if not prose.links:
            return prose.chunks[0]
        pieces = [prose.chunks[0]]
        for link, chunk in zip(prose.links, prose.chunks[1:], strict=True):
            pieces.append(self._place(entry, body, link, part, absolute))
            pieces.append(chunk)
        return "".join(pieces)

    def _place(self, entry: Entry, body: Body, link: Link, part: str, absolute: bool) -> str:
        """What stands in a link's place: an escaped URL, or the escaped title of its target.

        An excerpt stands on other pages too, so there a link within the entry names its page.
        """
        press = self.press
        found = press.target(entry.id, link)
        if link.target:
            self.names.add(("link", entry.id, link.form, link.target))
        if found.fault:
            self._report(entry, link, "broken-link", found.fault, found.hint)
            return "#"
        if link.role == "title":
            target = self.entry(found.entry) if found.entry else None
            return html(target.title if target else link.target)
        if link.role == "worksheet":
            return self._embedded(entry, link, found.entry, absolute)
        if link.fragment and found.entry and not self._has_anchor(entry, body, found.entry, link):
            return "#"
        fragment = f"#{link.fragment}" if link.fragment else ""
        if not link.target and not absolute and part == "content":
            return html(fragment or press.href(found.url))
        where = press.absolute(found.url) if absolute else press.href(found.url)
        return html(where + fragment)

    def _embedded(self, entry: Entry, link: Link, id: str, absolute: bool) -> str:
        """A worksheet's form in the text of another entry; in feeds, its questions."""
        target = self.entry(id) if id else None
        if target is None or not target.worksheet:
            hint = "name the file of a worksheet, or leave out the title to have a plain link"
            self._report(entry, link, "not-a-worksheet", "this is not a worksheet", hint)
            return ""
        blocks = self.body(target).blocks
        if link.fragment and link.fragment not in blocks:
            message = f"`{id}` has no block `{link.fragment}`"
            near = suggestion(link.fragment, blocks) or f"it has {', '.join(blocks)}"
            near = near if blocks else 'it has no headings, so write `"worksheet"` alone'
            self._report(entry, link, "not-a-worksheet", message, near)
            return ""
        return self.press.embedded(self, id, link.fragment, absolute)

    def _has_anchor(self, entry: Entry, body: Body, target: str, link: Link) -> bool:
        anchors = body.anchors
        if target != entry.id:
            self.names.add(("anchor", target, link.fragment))
            other = self.press.site.find(target)
            anchors = self.press.bodies.get(other).anchors if other else frozenset()
        if link.fragment in anchors or link.fragment == "top":
            return True
        where = f"`{target}`" if target != entry.id else "this text"
        message = f"{where} has no heading or anchor `#{link.fragment}`"
        near = suggestion(link.fragment, anchors, 2)
        self._report(entry, link, "broken-anchor", message, near or "check the headings there")
        return False

    def _report(self, entry: Entry, link: Link, code: str, message: str, hint: str) -> None:
        finding = Finding(code, message, link.line, link.column, hint)
        self.press.problems.append(self.press.bodies.locate(entry, finding))
