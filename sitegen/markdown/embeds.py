"""Embedded worksheets: a paragraph that is only a link with the title "worksheet".

``[Account plan](account-plan.md "worksheet")`` stands for the whole form, ``"worksheet the-plan"``
for one block of it. Elsewhere the link stays a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.errors import slip_for
from sitegen.markdown import links, references
from sitegen.markdown.writer import Writer
from sitegen.model import Finding, Link
from sitegen.text import slugify

if TYPE_CHECKING:
    from markdown_it.token import Token

SIGN = "worksheet"
_TITLE = re.compile(r"worksheet(?:\s+([a-z0-9-]+))?")
_NEARLY = re.compile(r"(\w+)[\s:]*([\w-]*)")
_BLOCK = re.compile(r"(worksheet)[\s:#]+(\S.*)")
_QUOTES = "[\u2018-\u201f\u00ab\u00bb]"
_CURLY = re.compile(rf"\]\(\S+ {_QUOTES}(worksheet\b.*?){_QUOTES}\)")
ROLE = "worksheet"


def mark(tokens: Sequence[Token], findings: list[Finding]) -> None:
    """Turns paragraphs that embed a worksheet into ``worksheet_embed`` tokens, in place."""
    seen: set[tuple[str, str]] = set()
    for i, token in enumerate(tokens):
        if token.type != "inline":
            continue
        if (found := _embedded(token)) and _is_paragraph(tokens[i - 1]):
            _check(seen, found, token, findings)
            tokens[i - 1].type = "worksheet_embed"
            tokens[i - 1].meta = {"url": found[0], "block": found[1]}
            tokens[i - 1].children = token.children
            tokens[i].type = tokens[i + 1].type = "nothing"
        elif not _within(token, findings) and _is_paragraph(tokens[i - 1]):
            _nearly(token, findings)


def _is_paragraph(opening: Token) -> bool:
    return opening.type == "paragraph_open" and not opening.level


def _within(token: Token, findings: list[Finding]) -> bool:
    """Warn of a link that would embed a worksheet if it stood alone; whether there is one."""
    links = (child for child in token.children or () if child.type == "link_open")
    titles = (str(link.attrs.get("title", "")).strip() for link in links)
    title = next((title for title in titles if _TITLE.fullmatch(title)), "")
    if title:
        hint = "give it a paragraph of its own, outside of lists; or take out the title"
        _complain(findings, token, title, "this stays a link, and embeds nothing", hint, "warning")
    return bool(title)


def _nearly(token: Token, findings: list[Finding]) -> None:
    """Complain of a title that is a slip for one that embeds."""
    if curly := _CURLY.search(token.content):
        hint = f'write straight ones: `"{curly[1].strip()}"`'
        _complain(findings, token, curly[1], "these quotes make no title of it", hint)
        return
    title = _title(token)
    match = _BLOCK.fullmatch(title) or _NEARLY.fullmatch(title)
    if not match or not (match[1].lower() == SIGN or slip_for(match[1].lower(), (SIGN,))):
        return
    wanted = f"{SIGN} {slugify(match[2])}" if match[2] else SIGN
    hint = f'write `"{wanted}"`, in small letters; or another title, if it is to stay a link'
    _complain(findings, token, title, f"the title `{title}` embeds nothing", hint)


def _complain(
    findings: list[Finding],
    token: Token,
    words: str,
    message: str,
    hint: str,
    severity: str = "error",
) -> None:
    quoted = re.search(rf"[\"'(\u2018-\u201f\u00ab\u00bb]{re.escape(words)}", token.content)
    at = quoted.start() + 1 if quoted else 0
    before = token.content[:at]
    line = (token.map[0] if token.map else 0) + before.count("\n") + 1
    column = at - before.rfind("\n") if "\n" in before or token.level == 1 else 1
    findings.append(Finding("not-a-worksheet", message, line, column, hint, severity))


def _title(token: Token) -> str:
    """The title of the only link of a paragraph, or nothing."""
    children = token.children or []
    if len(children) < 3 or children[0].type != "link_open" or children[-1].type != "link_close":
        return ""
    if any(child.type in ("link_open", "link_close") for child in children[1:-1]):
        return ""
    return str(children[0].attrs.get("title", "")).strip()


def _embedded(token: Token) -> tuple[str, str] | None:
    """Where the only link of a paragraph leads, and the block that its title names."""
    title = _TITLE.fullmatch(_title(token))
    return (str((token.children or [])[0].attrs["href"]), title[1] or "") if title else None


def _check(
    seen: set[tuple[str, str]], found: tuple[str, str], token: Token, findings: list[Finding]
) -> None:
    """A form stands once on a page: two of them would be filled in against each other."""
    url, block = found
    if (url, "") in seen or found in seen or (not block and any(url == u for u, _ in seen)):
        line = token.map[0] + 1 if token.map else 1
        hint = "embed it once; elsewhere a plain link to it does"
        findings.append(
            Finding("repeated-embed", "this worksheet stands here twice", line, 1, hint)
        )
    seen.add(found)


def worksheet_embed(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """A hole for the form; an address elsewhere stays a link."""
    url, block = tokens[i].meta["url"], tokens[i].meta["block"]
    writer.places.window = tokens[i].map
    line, column = writer.places.find([("](", url), ("](", unquote(url)), ("](<", unquote(url))])
    reference = references.read(url)
    if reference is None or not reference.target:
        hint = "name the worksheet's file, such as `../worksheets/account-plan.md`"
        message = "only a worksheet of this site can be embedded"
        writer.findings.append(Finding("not-a-worksheet", message, line, column, hint))
        return ""
    if reference.fragment:
        hint = f'name it in the title: `"{SIGN} {reference.fragment}"`'
        message = "a block is not named in the address"
        writer.findings.append(Finding("not-a-worksheet", message, line, column, hint))
    return writer.hole(Link(ROLE, reference.form, reference.target, block, line, column)) + "\n"


def worksheet_link(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """In an excerpt, which stands on other pages: the link alone."""
    children = tokens[i].children or []
    writer.places.window = tokens[i].map
    url = links.destination(writer, "href", str(children[0].attrs["href"]))
    writer.out.append(f'<p><a href="{url}">')
    writer.inline(children[1:-1])
    return "</a></p>\n"
