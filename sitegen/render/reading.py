"""One page's way to everything it reads. Whatever goes through here is in the page's trace."""

from __future__ import annotations

from typing import Any

from sitegen import urls
from sitegen.errors import suggestion
from sitegen.model import Body, Entry, Finding, Link, Name, Prose
from sitegen.pictures import Facts
from sitegen.render.images import EAGER, LAZY, SIZES, cannot_show, file_at, plain, responsive
from sitegen.render.press import Press
from sitegen.search.segments import Head
from sitegen.text import html


class Reading:
    """Reads for one page, and remembers the names of all inputs that were read."""

    __slots__ = ("about", "names", "press")

    def __init__(self, press: Press) -> None:
        self.press = press
        self.about = ""  # the entry whose own page this is
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

    def segment(self, number: int) -> Head:
        """What can be searched of some entries."""
        self.names.add(("words", number))
        return self.press.segments.head(number)

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
        first = self._first_picture(entry, prose) if part == "content" and not absolute else None
        for link, chunk in zip(prose.links, prose.chunks[1:], strict=True):
            if link.role == "picture":
                pieces.append(self._picture(entry, link, absolute, link is first))
            else:
                below = sum(map(len, pieces)) if link.role == "worksheet" else 0
                pieces.append(self._place(entry, body, link, part, absolute, below))
            pieces.append(chunk)
        return "".join(pieces)

    def _first_picture(self, entry: Entry, prose: Prose) -> Link | None:
        """The picture that readers see first, on the entry's own page: browsers load it at once."""
        if self.about != entry.id or (entry.image and not self.shows_image(entry)):
            return None
        return next((link for link in prose.links if link.role == "picture"), None)

    def _picture(self, entry: Entry, link: Link, absolute: bool, is_first: bool) -> str:
        """An image of the text. In feeds (``absolute``) it is one file with its full address."""
        press = self.press
        found = press.target(entry.id, link)
        self.names.add(("link", entry.id, link.form, link.target))
        if found.fault:
            self._report(entry, link, "broken-link", found.fault, found.hint)
            return ""
        loading = EAGER if is_first else LAZY
        fragment = f"#{link.fragment}" if link.fragment else ""
        src = html((press.absolute if absolute else press.href)(found.url) + fragment)
        name = file_at(press, found.url)
        facts = self.image(name)
        if facts and facts.fault:
            self._report(entry, link, "bad-picture", cannot_show(name, facts), facts.hint)
            return ""
        if absolute or not facts or fragment:
            return plain(src, link.attributes, facts, loading)
        return responsive(press, name, src, link.attributes, loading, self.sizes())

    def cover(self, entry: Entry) -> str:
        """The file that an entry's ``image`` is, as messages show it; empty for none of ours."""
        return file_at(self.press, self._cover_url(entry))

    def _cover_url(self, entry: Entry) -> str:
        if not entry.image or urls.has_scheme(entry.image):
            return ""
        link = Link("src", "path", urls.decode(entry.image), "", 1, 1)
        self.names.add(("link", entry.id, "path", link.target))
        return self.press.target(entry.id, link).url

    def shows_image(self, entry: Entry) -> bool:
        """Whether an entry's text shows its ``image``."""
        cover = self._cover_url(entry)
        shown = [link for link in self.body(entry).content.links if link.role == "picture"]
        self.names.update(("link", entry.id, link.form, link.target) for link in shown)
        return bool(cover) and any(self.press.target(entry.id, link).url == cover for link in shown)

    def image(self, name: str) -> Facts | None:
        """What is known of the picture that is this file; None if it is no picture."""
        if not name:
            return None
        self.names.add(("image", name))
        return self.press.pictures.facts(name)

    def sizes(self) -> str:
        """How wide pictures in texts are shown: as the settings say, else the theme."""
        self.names.add(("theme",))
        return str(self.config("images").sizes or self.press.theme.sizes or SIZES)

    def _place(
        self, entry: Entry, body: Body, link: Link, part: str, absolute: bool, below: int
    ) -> str:
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
            return self._embedded(entry, link, found.entry, absolute, below)
        if link.fragment and found.entry and not self._has_anchor(entry, body, found.entry, link):
            return "#"
        fragment = f"#{link.fragment}" if link.fragment else ""
        if not link.target and not absolute and part == "content":
            return html(fragment or press.href(found.url))
        where = press.absolute(found.url) if absolute else press.href(found.url)
        return html(where + fragment)

    def _embedded(self, entry: Entry, link: Link, id: str, absolute: bool, below: int) -> str:
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
        return self.press.embedded(self, id, link.fragment, absolute, below)

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
