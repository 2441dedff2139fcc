"""What single texts lack: a description, a title that fits, a look in time, a link from others."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sitegen.errors import NOTICE, WARNING, Location, Problem
from sitegen.model import Entry
from sitegen.pipeline import Prepared
from sitegen.text import plural

LONGEST_TITLE = 60  # characters; result pages cut titles at some 600 pixels


def without_description(ready: Prepared) -> Iterator[Problem]:
    """Entries without a summary, for which search engines and links show their first words."""
    for entry in ready.site.entries.values():
        if not entry.summary and not entry.noindex:
            message = "there is no `summary`, so result pages show how the text begins"
            hint = "say in a sentence or two what a reader takes away"
            yield Problem("no-description", message, _place(entry, "title"), hint, NOTICE)


def long_titles(ready: Prepared) -> Iterator[Problem]:
    for entry in ready.site.entries.values():
        if len(entry.title) > LONGEST_TITLE:
            message = f"the title has {len(entry.title)} characters; result pages cut it"
            hint = f"most show {LONGEST_TITLE}; put the words that matter first, or fewer"
            yield Problem("long-title", message, _place(entry, "title"), hint, NOTICE)


def worksheets_without_blanks(ready: Prepared) -> Iterator[Problem]:
    """Worksheets that ask nothing: a form with nothing in it to fill in."""
    for entry in ready.site.worksheets:
        body = ready.press.bodies.get(entry)
        sheet = json.loads(body.sheet or "{}")
        if not (body.findings or sheet.get("fields") or sheet.get("lists")):
            message = "this worksheet has nothing to fill in"
            hint = "write what it asks for, and a blank: `- Name: ____`"
            yield Problem("empty-worksheet", message, _place(entry, "worksheet"), hint, WARNING)


def overdue_reviews(ready: Prepared) -> Iterator[Problem]:
    """Texts that somebody should have looked at by the day of the build."""
    for entry in ready.site.everything():
        if entry.review_by and entry.review_by <= ready.site.now:
            days = (ready.site.now - entry.review_by).days
            since = f"{plural(days, 'day')} ago" if days else "today"
            message = f"this was to be looked at again by {entry.review_by:%Y-%m-%d}: {since}"
            hint = "read it, mend what has changed, and set `review_by` anew"
            yield Problem("overdue-review", message, _place(entry, "review_by"), hint, WARNING)


def orphan_posts(ready: Prepared) -> Iterator[Problem]:
    """Posts that no other text, series, route or menu leads to.

    A blog whose posts never link to each other has no orphans: it is made of lists.
    """
    site = ready.site
    linked = ready.press.linked()
    linked.update(id for entry in site.everything() for id in (*entry.explained_by, *entry.route))
    if not any(entry.id in linked for entry in site.posts):
        return
    menu = {item.url for item in site.config.menu}
    for terms in (terms for name, terms in site.terms.items() if _is_ordered(ready, name)):
        linked.update(id for term in terms.values() if term.count > 1 for id in term.entries)
    for entry in site.posts:
        if entry.id not in linked and entry.url not in menu:
            message = "no other text links to this post"
            hint = "link to it where a reader would want to go on"
            yield Problem("orphan-post", message, _place(entry, "title"), hint, NOTICE)


def _is_ordered(ready: Prepared, taxonomy: str) -> bool:
    """Whether the entries of a term lead on to each other, as the parts of a series do."""
    return ready.site.taxonomies[taxonomy].order in ("series", "route")


def _place(entry: Entry, key: str) -> Location:
    return Location(entry.source, *entry.marks.get(key, (1, 1)))
