"""Drawings lose what could run or load, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from sitegen.pictures.svg import read_drawing
from tests.pictures.files import SVG
from tests.support import build, output, post, problems, site

LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
HARMLESS = {
    "shapes": f'<svg {SVG} viewBox="0 0 3 1"><circle r="1" class="a" style="fill:red"/></svg>',
    "addresses within": f'<svg {SVG} {LINK}><use xlink:href="#a"/><path fill="url(\'#g\')"/></svg>',
    "a style sheet": f"<svg {SVG}><style>/* http://x */ .a > .b {{ fill: url(#g) }}</style></svg>",
    "data in place": f'<svg {SVG}><image href="data:image/png;base64,AA//"/></svg>',
    "what svg-hush does not know": f'<svg {SVG}><path d="M0 0" paint-order="stroke"/></svg>',
    "a document type": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    f"<svg {SVG}/>",
    "no namespace": "<svg/>",
}
HARMFUL = {
    "a script": (f"<svg {SVG}><script>x</script><g/></svg>", ("`<script>`",)),
    "a handler": (f'<svg {SVG} onload="x()"><g/></svg>', ("`onload`",)),
    "one by default": (
        f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]><svg {SVG}/>',
        ("`onload`",),
    ),
    "foreign content": (
        f'<svg {SVG}><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'
        "<g/></svg>",
        ("`<foreignObject>`", "`<p>`"),
    ),
    "a link away": (f'<svg {SVG}><a href="https://x.org/"><g/></a></svg>', ("`href`",)),
    "a picture elsewhere": (f'<svg {SVG}><image href="//x.org/a.png"/></svg>', ("`href`",)),
    "a script's address": (f'<svg {SVG}><a href="javascript:x"><g/></a></svg>', ("`href`",)),
    "an animated address": (
        f'<svg {SVG}><a><set attributeName="href" to="javascript:x"/></a></svg>',
        ("`attributeName`",),
    ),
    "a paint elsewhere": (f'<svg {SVG}><path fill="url(//x.org/#a)"/></svg>', ("`fill`",)),
    "an import": (
        f"<svg {SVG}><style>@import 'http://x.org/a.css'; a {{ }}</style></svg>",
        ("an address in `<style>`",),
    ),
}
DULL = {
    "metadata": f'<svg {SVG} xmlns:i="http://i" i:docname="/home/ann">'
    "<metadata>Ann</metadata></svg>",
    "an instruction": f'<?xml-stylesheet href="http://x.org/a.xsl"?><svg {SVG}><g/></svg>',
}
BROKEN = (
    f"<svg {SVG}><g></svg>", "words", "", "<html/>x", '<a xmlns="x"/>',
    f"<svg {SVG}><style>a {{ b: image-set('http://x.org/a.png' 1x) }}</style></svg>",
    f"<svg {SVG}><style>a {{ b: \\75rl(http://x.org/a.png) }}</style></svg>",
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + f"]><svg {SVG}><text>&i;</text></svg>",
)  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_stays_byte_for_byte(name: str) -> None:
    found = read_drawing(HARMLESS[name].encode())
    assert (found.data, found.taken, found.fault) == (None, (), "")


@pytest.mark.parametrize("name", HARMFUL)
def test_what_could_run_or_load_goes(name: str) -> None:
    source, taken = HARMFUL[name]
    found = read_drawing(source.encode())
    assert found.taken == taken
    assert found.data is not None
    assert found.line == 1
    for word in (b"script", b"onload", b"x.org", b"foreign", b"<p "):
        assert word not in found.data.lower() or name == "an animated address"
    again = read_drawing(found.data)
    assert (again.data, again.taken, again.fault) == (None, (), ""), "and all of it"


@pytest.mark.parametrize("name", DULL)
def test_what_programs_note_goes_without_a_word(name: str) -> None:
    found = read_drawing(DULL[name].encode())
    assert found.data is not None
    assert b"ann" not in found.data.lower()
    assert b"xsl" not in found.data
    assert found.taken == ()


@pytest.mark.parametrize("source", BROKEN)
def test_what_is_no_drawing_has_a_fault(source: str) -> None:
    found = read_drawing(source.encode())
    assert found.fault
    assert found.hint


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="10mm" height="1in"', (38, 96)),
        ('viewBox="0 0 3 1"', (1200, 400)),
        ('width="60" viewBox="0,0,3,1"', (60, 20)),
        ('height="60" viewBox="0 0 3 1"', (180, 60)),
        ('width="100%" height="100%" viewBox="0 0 2 2"', (1200, 1200)),
        ('width="1e99" height="2"', (100_000, 2)),
        ('viewBox="0 0 nan 1"', (0, 0)),
        ('viewBox="0 0 0 1"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_how_large_it_is(attributes: str, size: tuple[int, int]) -> None:
    found = read_drawing(f"<svg {SVG} {attributes}/>".encode())
    assert (found.width, found.height) == size


def test_published_from_content_and_left_alone_in_static(tmp_path: Path) -> None:
    bad = HARMFUL["a script"][0]
    files = {
        "content/posts/a.md": post(body="![x](a.svg) ![y](/b.svg)\n"),
        "content/posts/a.svg": bad, "static/b.svg": bad,
    }  # fmt: skip
    root = site(tmp_path, files)
    for _ in range(2):
        (said,) = problems(root)
        place = f"content/posts/a.svg:1:{bad.index('<script') + 1}"
        assert said.startswith(
            f"{place}: warning[unsafe-svg]: taken out of the drawing: `<script>`"
        )
    assert b"script" not in output(root)["posts/a.svg"]
    assert output(root)["b.svg"] == bad.encode()


def test_a_drawing_of_a_draft_is_not_spoken_of(tmp_path: Path) -> None:
    files = {
        "content/posts/a/index.md": post(body="![x](a.svg)\n", draft="true"),
        "content/posts/a/a.svg": HARMFUL["a script"][0],
    }
    root = site(tmp_path, files)
    assert build(root).problems == ()
