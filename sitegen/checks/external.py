"""Links to other sites: which there are, and which of them no longer work."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urldefrag, urlsplit

from sitegen.checks.ledger import NAME, Ledger
from sitegen.checks.visits import BROKEN, FINE, MOVED, NO_HOST, UNREACHABLE, Answer, Manner, Visits
from sitegen.errors import NOTICE, WARNING, Problem
from sitegen.model import Entry, Finding
from sitegen.pipeline import Prepared
from sitegen.wanted import Progress

_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*(["'])(https?://.+?)\1""", re.IGNORECASE)
_NO_MORE = r"(?![\w/#?&=%-])"  # or it is the beginning of another address
_FOR_EXAMPLES = re.compile(
    r"(?:.*\.)?(?:localhost|test|invalid|example|example\.(?:com|net|org))", re.IGNORECASE
)
"""Hosts that are nobody's: RFC 2606 and RFC 6761."""


def external_links(ready: Prepared, manner: Manner, progress: Progress) -> Iterator[Problem]:
    """Links in texts to other sites that are broken, have moved, or could not be tried."""
    config = ready.config
    links = [
        (entry, url) for entry in ready.site.everything() for url in _links(ready, entry)
        if not _is_ours(url, config.origin)
    ]  # fmt: skip
    ledger = Ledger(config.state_dir / NAME, ready.site.now)
    answers = ask({urldefrag(url)[0] for _, url in links}, ledger, manner, progress)
    for entry, url in links:
        if problem := _problem(ready, entry, url, answers[urldefrag(url)[0]]):
            yield problem


def ask(
    urls: Iterable[str], ledger: Ledger, manner: Manner, progress: Progress
) -> dict[str, Answer]:
    """The answer for each address, from the ledger if it is fresh enough there."""
    wanted = sorted(urls)
    known = {url: answer for url in wanted if (answer := ledger.answer(url))}
    unknown = [url for url in wanted if url not in known]
    found: dict[str, Answer] = {}

    def done(url: str, answer: Answer) -> None:
        found[url] = answer
        progress("Links", len(found), len(unknown))

    Visits(manner).all(unknown, done)
    if any(answer.state in (FINE, MOVED, BROKEN) for answer in found.values()):
        # There is a network, so a host that has no name is gone.
        found = {url: _settled(answer, BROKEN) for url, answer in found.items()}
    for url, answer in found.items():
        ledger.note(url, _settled(answer, UNREACHABLE))
    if found:
        ledger.save()
    return {**known, **{url: _settled(answer, UNREACHABLE) for url, answer in found.items()}}


def _settled(answer: Answer, state: str) -> Answer:
    return answer._replace(state=state) if answer.state == NO_HOST else answer


def _links(ready: Prepared, entry: Entry) -> list[str]:
    """The addresses on other sites that a text links to, each once."""
    chunks = ready.press.bodies.get(entry).content.chunks
    found = (html.unescape(match[2]) for chunk in chunks for match in _LINK.finditer(chunk))
    return list(dict.fromkeys(found))


def _is_ours(url: str, origin: str) -> bool:
    """Whether the address is on the site itself, or on a host that stands for any."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return url.startswith(f"{origin}/") or _FOR_EXAMPLES.fullmatch(host) is not None


def _problem(ready: Prepared, entry: Entry, url: str, answer: Answer) -> Problem | None:
    if answer.state == FINE:
        return None
    line, column = _place(ready.press.bodies.text(entry), url)
    if answer.state == MOVED:
        hint = f"write `{answer.detail}`"
        found = Finding("moved-link", f"`{url}` has moved for good", line, column, hint, NOTICE)
    elif answer.state == BROKEN:
        message = f"`{url}` does not work: {answer.detail}"
        hint = "link to where it is now or to an archived copy, or take the link out"
        found = Finding("dead-link", message, line, column, hint, WARNING)
    else:
        message = f"`{url}` could not be tried: {answer.detail}"
        hint = "open it in a browser: it may work for people"
        found = Finding("untried-link", message, line, column, hint, NOTICE)
    return ready.press.bodies.locate(entry, found)


def _place(text: str, url: str) -> tuple[int, int]:
    """Where the address stands in the text, as line and column.

    That is the start of the text if it is written otherwise than browsers take it.
    """
    for form in (url, unquote(url), html.escape(url)):
        if found := re.search(re.escape(form) + _NO_MORE, text):
            at = found.start()
            return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return 1, 1
