"""Small templates that stand on many pages: each rendered once for an entry."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from sitegen.render.reading import Reading
from sitegen.render.site_view import SiteView
from sitegen.render.views import EntryView

FORM, QUESTIONS = "worksheet-form.html", "worksheet-questions.html"
SCREEN = 1_800
"""Characters of HTML that, below the head of a page, fill the screen of a desk."""


class Fragments:
    """``fragment("card.html", entry)``: a small template rendered once per entry for all pages."""

    __slots__ = ("_reading",)

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __call__(self, name: str, entry: EntryView) -> Markup:
        return Markup(fragment(self._reading, name, entry.id))


def fragment(reading: Reading, name: str, id: str, **more: Any) -> str:
    """The HTML of a template about the entry ``id``; ``more`` are further variables for it.

    It has a reading of its own, so that all pages can share it; what it read goes to ``reading``.
    """
    press = reading.press
    key = (name, id, *sorted(more.items()))
    found = press.fragments.get(key)
    if found is None:
        own = Reading(press)
        own.template(name)
        entry = own.entry(id)
        assert entry is not None, "a fragment is about an entry that is there"
        own.names.add(("assets",))
        text = press.templates.get(name).render(
            entry=EntryView(entry, own),
            site=SiteView(own),
            theme=press.theme.options,
            reading=own,
            **more,
        )
        found = press.fragments[key] = (text, tuple(own.names))
    reading.names.update(found[1])
    return found[0]


def embedded(reading: Reading, id: str, block: str, absolute: bool, below: int = 0) -> str:
    """A worksheet, or one of its blocks, as it stands in another entry's text.

    With ``absolute`` (in feeds, where no form works) that is a link and the questions. ``below``
    says how many characters of the text stand before it.
    """
    name = QUESTIONS if absolute else FORM
    return fragment(reading, name, id, block=block, embedded=True, late=below >= SCREEN)
