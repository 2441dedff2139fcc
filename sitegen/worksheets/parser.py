"""Text to body: read the Markdown, make a worksheet of its tokens, write it."""

from __future__ import annotations

from sitegen.markdown import contents, counting, excerpt
from sitegen.markdown.locate import Places
from sitegen.markdown.markup import escape
from sitegen.markdown.options import MarkdownOptions
from sitegen.markdown.parser import too_deep
from sitegen.markdown.reading import Env, Extension, normal, read
from sitegen.model import Body, Finding, Prose
from sitegen.worksheets import blanks, checks, marks, results
from sitegen.worksheets.definition import to_json
from sitegen.worksheets.faults import Faults
from sitegen.worksheets.mode import EXCERPT, FULL
from sitegen.worksheets.phrases import phrases_of
from sitegen.worksheets.sheet import Sheet
from sitegen.worksheets.walk import Walk
from sitegen.worksheets.writer import SheetWriter


def parse(text: str, options: MarkdownOptions) -> Body:
    """See :func:`sitegen.worksheets.parse`."""
    text = normal(text)
    try:
        return _parse(text, options)
    except Exception as error:  # a mistake in a parser must name the file, not stop the program
        message = f"the worksheet can't be read: {type(error).__name__}: {error}"
        prose = Prose((f"<pre>{escape(text)}</pre>\n",))
        return Body(prose, Prose(), findings=(Finding("markdown-failed", message, 1),))


def _parse(text: str, options: MarkdownOptions) -> Body:
    env: Env = {"findings": []}
    faults = Faults(text)
    sheet = Sheet(faults, phrases_of(options.language))
    extension = Extension(blanks.enable, lambda tokens: marks.mark(tokens, faults))
    tokens, taken = read(text, env, options, extension)
    tokens, before_more = excerpt.split_at_more(tokens)
    opened, opening = excerpt.first_paragraph(tokens)
    tokens = Walk(sheet, tokens).walk()
    results.resolve(sheet)
    checks.check(sheet)
    sheet.number_uses()
    places = Places(text, env)
    fields = {field.id: field for field in sheet.fields()}
    writer = SheetWriter(FULL, places, options, sheet.words, sheet.lists, fields)
    writer.write(tokens)
    contents.fill(writer)
    short = SheetWriter(EXCERPT, Places(text, env), options, sheet.words, sheet.lists, fields)
    short.write(opened if before_more is None else before_more)
    findings = [*env["findings"], *writer.findings, *too_deep(tokens), *faults.findings]
    return Body(
        content=writer.prose(text),
        excerpt=short.prose(text),
        opening=opening,
        headings=tuple(writer.headings),
        anchors=frozenset(taken | writer.anchors),
        words=counting.words(writer.seen, text.isascii() and "&#" not in text),
        findings=tuple(sorted(findings, key=lambda found: (found.line, found.column))),
        sheet=to_json(sheet.definition()),
        blocks={name: writer.prose(text, span) for name, span in writer.spans.items()},
    )
