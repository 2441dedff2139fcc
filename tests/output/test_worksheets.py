"""Worksheets on a site: their pages, where else they stand, and what pages of them may do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitegen.headers import headers_for
from sitegen.sheets import with_currency
from tests.support import build, output, post, problems, site, write

SETTINGS = """title = "Test"
base_url = "https://example.org/blog/"
[worksheets]
pdf = false
"""
SHEET = """---
title: Visit
worksheet: visit
version: 1
tags: [calls]
date: 2026-02-02
minutes: 5
explained_by: posts/a.md
summary: Before you go.
---
## Who

- Name: ____ {required}
- Worth: ____ {money}

## Then {steps}

1. [ ] Call `1d`
"""
EMBED = 'Fill in:\n\n[the sheet](../worksheets/visit.md "worksheet")\n'


def sheets(tmp_path: Path, **files: str) -> Path:
    """A site with one worksheet and a post; ``files`` by their path, without the ending."""
    more = {f"{name.replace('__', '/')}.md": text for name, text in files.items()}
    given = {"content/worksheets/visit.md": SHEET, "content/posts/a.md": post("Ahead")}
    return site(tmp_path, {**given, **more}, SETTINGS)


def pages(root: Path) -> dict[str, str]:
    build(root)
    return {path: data.decode("utf-8", "replace") for path, data in output(root).items()}


def test_a_worksheet_has_a_page_with_its_form_and_definition(tmp_path: Path) -> None:
    page = pages(sheets(tmp_path))["worksheets/visit/index.html"]
    assert '<form class="worksheet" method="dialog" data-worksheet="visit"' in page
    assert 'id="visit__name" name="name"' in page
    assert "ws__" not in page
    assert 'href="/blog/posts/a/">Ahead</a>' in page
    found = definition_in(page)
    assert (found["id"], found["version"], found["url"]) == ("visit", 1, "/blog/worksheets/visit/")
    assert [field["id"] for field in found["fields"]] == ["name", "worth"]
    assert found["hash"].startswith("sha256-")


def definition_in(page: str) -> dict[str, Any]:
    text = page.split('<script type="application/json" class="definition">')[1]
    found = json.loads(text.split("</script>")[0])
    assert isinstance(found, dict)
    return found


def test_definitions_and_the_schema_that_the_site_publishes(tmp_path: Path) -> None:
    found = pages(sheets(tmp_path))
    schema = json.loads(found["schemas/worksheet-1.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(definition_in(found["worksheets/visit/index.html"]))
    Draft202012Validator.check_schema(json.loads(found["schemas/plan-1.json"]))


def test_a_definition_ends_no_script(tmp_path: Path) -> None:
    root = sheets(tmp_path)
    wild = SHEET.replace("- Name:", "- `</script><!--` & Name:")
    write(root, {"content/worksheets/visit.md": wild})
    found = definition_in(pages(root)["worksheets/visit/index.html"])
    assert "</script><!-- & Name" in json.dumps(found["fields"])


def test_where_else_it_stands(tmp_path: Path) -> None:
    found = pages(sheets(tmp_path))
    assert "Before you go." in found["worksheets/index.html"]
    assert "/blog/worksheets/visit/" in found["tags/calls/index.html"]
    assert "<title>Worksheet: Visit</title>" in found["tags/calls/feed.xml"]
    assert "/blog/worksheets/visit/" in found["sitemap.xml"]
    assert "/blog/plans/" in found["sitemap.xml"]
    assert "Visit" not in found["index.html"].split("</header>")[-1]


def test_where_to_start(tmp_path: Path) -> None:
    """By what one wants to do, and by how long one has; two sheets need no such help."""
    assert "start-here" not in pages(sheets(tmp_path))["worksheets/index.html"]
    extra = 'extra: {{ about: "My days", want: "Wish {n}" }}\nminutes: {m}\n'
    more = {
        f"content__worksheets__s{n}": SHEET.replace("visit", f"s{n}").replace(
            "minutes: 5\n", extra.format(n=n, m=minutes)
        )
        for n, minutes in enumerate((5, 20, 90, 15))
    }
    page = pages(sheets(tmp_path, **more))["worksheets/index.html"]
    start = page.split('class="start-here"')[1].split("</section>")[0]
    titles = [part.split("</summary>")[0] for part in start.split("<summary>")[1:]]
    assert titles == ["My days", "Ten minutes", "Twenty minutes", "Half an hour, or more"]
    assert start.count('<a href="/blog/worksheets/s2/">Wish 2</a>') == 2
    assert start.count('<a href="/blog/worksheets/visit/">Visit</a>') == 1, "it says its minutes only"


def test_a_site_without_worksheets_has_none_of_it(tmp_path: Path) -> None:
    found = pages(site(tmp_path, {"content/posts/a.md": post()}, SETTINGS))
    assert not [path for path in found if path.startswith(("worksheets/", "plans/", "schemas/"))]
    assert "connect-src" not in found["_headers"]


def test_a_draft_is_not_there(tmp_path: Path) -> None:
    root = sheets(tmp_path)
    write(root, {"content/worksheets/visit.md": SHEET.replace("minutes: 5", "draft: true")})
    assert "worksheets/visit/index.html" not in pages(root)


def test_a_feed_has_the_questions_and_no_form(tmp_path: Path) -> None:
    found = pages(sheets(tmp_path, content__posts__b=post("Below", EMBED)))
    entry = json.loads(found["feed.json"])["items"]
    texts = {item["title"]: item["content_html"] for item in entry}
    for title in ("Worksheet: Visit", "Below"):
        assert 'href="https://example.org/blog/worksheets/visit/">Visit</a>' in texts[title]
        assert "<li>Name</li>" in texts[title]
        assert "<form" not in texts[title]
        assert "<script" not in texts[title]


@pytest.mark.parametrize(
    ("currency", "sign"),
    [("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "¥"), ("CHF", "CHF")],
)
def test_amounts_show_their_currency_without_a_script(
    tmp_path: Path, currency: str, sign: str
) -> None:
    root = sheets(tmp_path, content__posts__b=post("Below", EMBED))
    write(root, {"sitegen.toml": f'{SETTINGS}currency = "{currency}"\n'})
    found = pages(root)
    for path in ("worksheets/visit/index.html", "posts/b/index.html"):
        assert f'<span class="unit" data-currency>{sign}</span>' in found[path]
        assert definition_in(found[path])["currency"] == currency


def test_amounts_show_their_currency_in_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.pdf.available", lambda: "")
    monkeypatch.setattr("sitegen.pdf.make_pdf", lambda _, content, *__: content.encode())
    root = sheets(tmp_path)
    write(root, {"sitegen.toml": SETTINGS.replace("pdf = false", 'currency = "EUR"')})
    assert " data-currency>€</span>" in pages(root)["worksheets/visit/visit.pdf"]


@pytest.mark.parametrize("mark", ["data-currency", 'data-currency=""'])
def test_only_marks_without_a_sign_get_one(mark: str) -> None:
    html = f'<p>data-currency></span></p><span class="unit" {mark}></span>'
    wanted = html.replace(f"{mark}></span>", f"{mark}>€</span>").replace(
        "<p>data-currency>€</span></p>", "<p>data-currency></span></p>"
    )
    assert with_currency(html, "EUR") == wanted
    assert with_currency(wanted, "USD") == wanted


# --------------------------------------------------------------------------- embedding


def test_a_worksheet_in_a_post(tmp_path: Path) -> None:
    found = pages(sheets(tmp_path, content__posts__b=post("Below", EMBED)))
    page = found["posts/b/index.html"]
    assert 'id="visit__name"' in page
    assert definition_in(page) == definition_in(found["worksheets/visit/index.html"])
    assert "<form" not in found["index.html"], "a list shows the start of a post, and no form"


def test_one_block_of_it(tmp_path: Path) -> None:
    text = EMBED.replace('"worksheet"', '"worksheet then"')
    page = pages(sheets(tmp_path, content__posts__b=post("Below", text)))["posts/b/index.html"]
    assert 'data-list="then"' in page
    assert 'id="visit__name"' not in page


def test_ids_of_a_text_and_of_worksheets_in_it_differ(tmp_path: Path) -> None:
    """Headings, footnotes and contents of all of them are named alike, and lead where they say."""
    who = "## Who\n\n[there](#then), [elsewhere](#so)[^1]\n\n[^1]: A note.\n\n"
    sheet = SHEET.replace("## Who\n", f"[[toc]]\n\n{who}").replace("## Then", "## So\n\n## Then")
    other = SHEET.replace("visit", "call").replace("minutes: 5", "minutes: 6")
    text = f"[up](#who)\n\n{who}## So\n\n## Then\n\n{EMBED}\n" + "".join(
        f'[x](../worksheets/call.md "worksheet {block}")\n\n' for block in ("who", "then")
    )
    sent = {"content__worksheets__call": other, "content__posts__b": post("Below", text)}
    page = pages(sheets(tmp_path, content__worksheets__visit=sheet, **sent))["posts/b/index.html"]
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids)), sorted(id for id in ids if ids.count(id) > 1)
    assert {"who", "visit.who", "call.who", "visit.fn:1", "fn:1"} <= {*ids}
    assert 'href="#visit.then">there</a>' in page
    assert '<li><a href="#visit.so">So</a>' in page
    assert {*re.findall(r' aria-labelledby="([^"]*)"', page)} <= {*ids}
    assert {*re.findall(r' href="#([^"]+)"', page)} <= {*ids}


def test_a_link_out_of_the_block_that_is_embedded_leads_to_the_worksheet(tmp_path: Path) -> None:
    sheet = SHEET.replace("## Who\n", "## Who\n\nSee [then](#then).\n")
    text = EMBED.replace('"worksheet"', '"worksheet who"')
    root = sheets(tmp_path, content__worksheets__visit=sheet, content__posts__b=post("B", text))
    found = pages(root)
    assert 'href="/blog/worksheets/visit/#then">then</a>' in found["posts/b/index.html"]
    assert 'href="#then">then</a>' in found["worksheets/visit/index.html"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[x](a.md "worksheet")', "error[not-a-worksheet]: this is not a worksheet"),
        ('[x](../worksheets/visit.md "worksheet wo")', "`worksheets/visit.md` has no block `wo`"),
        ('[x](https://example.com/ "worksheet")', "only a worksheet of this site"),
        ('[x](../worksheets/vist.md "worksheet")', "did you mean `../worksheets/visit.md`?"),
        (f"{EMBED}\n\n{EMBED}", "error[repeated-embed]"),
    ],
)
def test_what_cannot_be_embedded(tmp_path: Path, text: str, message: str) -> None:
    root = sheets(tmp_path, content__posts__b=post("Below", f"{text}\n"))
    assert any(message in problem for problem in problems(root)), problems(root)


def test_an_edited_worksheet_changes_the_posts_that_hold_it(tmp_path: Path) -> None:
    root = sheets(tmp_path, content__posts__b=post("Below", EMBED))
    build(root)
    write(root, {"content/worksheets/visit.md": SHEET.replace("- Name", "- Full name")})
    written = build(root).written
    assert "posts/b/index.html" in written
    assert "worksheets/visit/index.html" in written
    assert "posts/a/index.html" not in written


# --------------------------------------------------------------------------- privacy


def test_pages_with_a_worksheet_may_send_nothing(tmp_path: Path) -> None:
    root = sheets(tmp_path, content__posts__b=post("Below", EMBED))
    write(root, {"content/worksheets/far.md": SHEET.replace("visit", "far").replace(
        "minutes: 5", "permalink: /far/")})  # fmt: skip
    found = pages(root)
    meta = '<meta http-equiv="Content-Security-Policy" content="connect-src &#39;none&#39;;'
    with_forms = ("worksheets/visit/index.html", "far/index.html", "posts/b/index.html")
    for path, page in found.items():
        if path.endswith(".html"):
            own = ("worksheets/index.html", "plans/index.html", "today/index.html")
            assert (meta in page) == (path in (*with_forms, *own)), path
    for path in ("/blog/worksheets/visit/", "/blog/far/", "/blog/worksheets/", "/blog/plans/"):
        policy = dict(headers_for(found["_headers"], path))["Content-Security-Policy"]
        assert "connect-src 'none'; form-action 'none'" in policy, path
        assert "https:" not in policy, path


# --------------------------------------------------------------------------- answers


def test_a_lost_answer_stops_a_build_and_warns_an_author_who_writes(tmp_path: Path) -> None:
    from sitegen.accept import accept
    from tests.support import NOW, config

    root = sheets(tmp_path)
    assert any("not-locked" in problem for problem in problems(root))
    accept(config(root), NOW)
    assert problems(root) == []
    write(root, {"content/worksheets/visit.md": SHEET.replace("- Name: ____ {required}\n", "")})
    assert any("error[orphaned-answers]" in problem for problem in problems(root))
    write(root, {"content/worksheets/visit.md": SHEET.replace(
        "- Name: ____", "- Who: ____ {was:name}")})  # fmt: skip
    assert not any("orphaned" in problem for problem in problems(root))


def test_what_a_theme_has_for_worksheets_comes_and_goes_with_them(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post("Ahead")}, SETTINGS)
    write(root, {"static/assets/sheets/mine.js": ""})
    without = output_of(root)
    assert {name for name in without if name.startswith("sheets/")} == {"sheets/mine.js"}
    assert "style.css" in without
    assert not {"offline.js", "worker.js"} & without
    write(root, {"content/worksheets/visit.md": SHEET})
    assert {"sheets/sheet.js", "sheets/sheet.css", "offline.js", "worker.js"} <= output_of(root)
    (root / "content/worksheets/visit.md").unlink()
    assert output_of(root) == without


def output_of(root: Path) -> set[str]:
    """The files that the theme publishes, below the folder that their digest names."""
    return {path.split("/", 2)[2] for path in pages(root) if path.startswith("assets/")}
