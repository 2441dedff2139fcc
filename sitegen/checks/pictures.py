"""Pictures without words, and cards without a title."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import WARNING, Location, Problem
from sitegen.pipeline import Prepared


def covers_without_words(ready: Prepared) -> Iterator[Problem]:
    """Entries with an ``image:`` of which nothing says what it shows.

    An empty ``image_alt`` says that it is an ornament.
    """
    for entry in ready.site.entries.values():
        if entry.image and not entry.image_alt and "image_alt" not in entry.marks:
            place = Location(entry.source, *entry.marks.get("image", (1, 1)))
            message = "nothing says what `image` shows, for those who can't see it"
            hint = 'add `image_alt:`; for an ornament, `image_alt: ""`'
            yield Problem("no-alt", message, place, hint, WARNING)


def cards_without_title(ready: Prepared) -> Iterator[Problem]:
    """Posts whose title holds letters that the font of cards lacks."""
    cards = ready.press.cards
    for entry in ready.site.posts if cards.look else ():
        card = cards.of(entry)
        if card is None or cards.look is None:
            continue
        from sitegen.cards.letters import settable

        if settable(card.content.title, *cards.look.fonts) is None:
            place = Location(entry.source, *entry.marks.get("title", (1, 1)))
            message = "the card for this post shows the site's name: its font lacks these letters"
            hint = "name a font that has them under `[cards]`, or give the post an `image:`"
            yield Problem("no-card-title", message, place, hint, WARNING)
