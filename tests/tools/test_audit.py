"""The audit finds what it should find, and is silent about a site that is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.audit import feeds, links, markup, sitemap
from tools.audit.__main__ import configured
from tools.audit.dates import is_rfc_3339, is_w3c
from tools.audit.report import Problem, Report
from tools.audit.site import Site

BASE = "https://example.org/blog/"

Build = Callable[[dict[str, str]], Site]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that writes files and reads them as a site."""

    def build(files: dict[str, str]) -> Site:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return Site.read(tmp_path, BASE)

    return build


def messages(report: Report) -> list[str]:
    """Return a report's problems as they are printed."""
    return [str(problem) for problem in report.problems]


# ------------------------------------------------------------------ the site


def test_a_url_and_its_file(build: Build) -> None:
    """An index is its folder's URL, and signs that a URL cannot hold are encoded."""
    site = build({"index.html": "", "a b/index.html": "", "c.xml": "", ".hidden": ""})
    assert site.paths == {"index.html", "a b/index.html", "c.xml"}
    assert site.url("index.html") == BASE
    assert site.url("a b/index.html") == BASE + "a%20b/"
    assert site.file(BASE + "a%20b/") == "a b/index.html"
    assert site.file(BASE + "c.xml") == "c.xml"
    with pytest.raises(ValueError, match="outside the base URL"):
        site.file("https://example.org/other/")


def test_base_url_is_read_from_either_configuration(tmp_path: Path) -> None:
    """``sitegen.toml`` comes first, then ``pyproject.toml``, and none is an error."""
    with pytest.raises(SystemExit, match="no base_url"):
        configured(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.sitegen]\nbase_url = "https://p.example/"\n')
    assert configured(tmp_path) == "https://p.example/"
    (tmp_path / "sitegen.toml").write_text('base_url = "https://s.example/"\n')
    assert configured(tmp_path) == "https://s.example/"


def test_a_report_as_text() -> None:
    """What is wrong alike in many files is said once."""
    assert str(Report("links", "3 files")) == "links: 3 files: fine"
    problems = (Problem("c", "x"), Problem("a", "x"), Problem("b", "y"))
    assert str(Report("links", "3 files", problems)) == (
        "links: 3 files: 2 problems\n  a: x (and 1 more)\n  b: y"
    )


# ------------------------------------------------------------------ links

GOOD_PAGE = """<!doctype html>
<link rel="stylesheet" href="/blog/style.css">
<a href="post/">relative</a> <a href="/blog/post/#part">root</a> <a href="#here">here</a>
<a href="https://example.org/blog/post/">absolute</a> <a href="https://elsewhere.example/x">out</a>
<a href="mailto:someone@example.org">mail</a> <a href="#">top</a> <a href="post/#%C3%A9">é</a>
<img src="dot.svg#shape" srcset="dot.svg 1x, post/two%20dots.svg 2x" alt="">
<h1 id="here" style="background: url(dot.svg)">Here</h1>
"""
GOOD_SITE = {
    "index.html": GOOD_PAGE,
    "post/index.html": '<h2 id="part">Part</h2><h2 id="é">é</h2><a href="../">up</a>',
    "old/index.html": '<meta http-equiv="refresh" content="0; url=/blog/post/">',
    "404.html": '<a href="/blog/">home</a> <a href="#x">x</a><p id="x">',
    "dot.svg": '<svg><g id="shape"/><use href="#shape"/></svg>',
    "post/two dots.svg": "<svg/>",
    "style.css": "/* url(gone.png) */ @import 'more.css'; a { background: url('dot.svg') }",
    "more.css": "a { background: url(data:image/png;base64,AAAA) }",
}


def test_links_that_are_right(build: Build) -> None:
    """Every way to write an address that exists is accepted."""
    report = links.check(build(GOOD_SITE))
    assert messages(report) == []
    assert "in 8 files" in report.looked_at


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="gone/">', "'gone/': there is no gone/index.html"),
        ('<a href="post">', "'post': a folder: the final slash is missing"),
        ('<a href="Post/">', "'Post/': there is no Post/index.html"),
        ('<a href="post/#nowhere">', "'post/#nowhere': no element has the id 'nowhere'"),
        ('<a href="#nowhere">', "'#nowhere': no element has the id 'nowhere'"),
        ('<a href="/">', f"'/': outside the base URL {BASE}"),
        ('<img srcset="dot.svg 1x, gone.svg 2x">', "'gone.svg': there is no gone.svg"),
        ('<p style="background: url(gone.svg)">', "'gone.svg': there is no gone.svg"),
        ("<style>p { background: url(gone.svg) }</style>", "'gone.svg': there is no gone.svg"),
        ('<meta property="og:image" content="https://example.org/blog/gone.png">', "gone.png"),
        ('<meta http-equiv="refresh" content="0; url=/blog/gone/">', "there is no gone/index.html"),
        ('<a href="https://[broken/">', "is not a URL"),
    ],
)
def test_links_that_are_broken(build: Build, html: str, message: str) -> None:
    """Each kind of broken reference is one problem that names its page."""
    [found] = messages(links.check(build(GOOD_SITE | {"page.html": html})))
    assert found.startswith("page.html: ")
    assert message in found


def test_a_style_sheet_that_names_a_missing_file(build: Build) -> None:
    """References in CSS start from the style sheet, not from the page."""
    site = build(GOOD_SITE | {"css/a.css": "p { background: url(dot.svg) }"})
    assert messages(links.check(site)) == ["css/a.css: 'dot.svg': there is no css/dot.svg"]


def test_a_relative_link_on_the_404_page(build: Build) -> None:
    """The page is shown at any address, so a relative link leads nowhere."""
    [found] = messages(links.check(build(GOOD_SITE | {"404.html": '<a href="post/">post</a>'})))
    assert "this page is shown at any address" in found


# ------------------------------------------------------------------ feeds

ENTRY = """<entry><id>tag:example.org,2026:1</id><title>One</title>
<updated>2026-01-02T03:04:05Z</updated><link href="https://example.org/blog/post/"/>
<content type="html">&lt;a href="https://example.org/blog/"&gt;home&lt;/a&gt;</content></entry>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://example.org/blog/</id><title>Blog</title>
<updated>2026-01-02T03:04:05+01:00</updated><link href="https://example.org/blog/"/>
<link rel="self" href="https://example.org/blog/feed.xml"/>{ENTRY}</feed>"""
JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Blog",
    "home_page_url": BASE,
    "feed_url": BASE + "feed.json",
    "authors": [{"name": "Ann"}],
    "items": [
        {
            "id": "tag:example.org,2026:1",
            "url": BASE + "post/",
            "title": "One",
            "content_html": "<p>Text",
            "date_published": "2026-01-02T03:04:05Z",
            "tags": ["sales"],
        }
    ],
}
PAGES = {"index.html": "", "post/index.html": ""}


def test_feeds_that_are_right(build: Build) -> None:
    """Feeds by the rules pass, and other XML and JSON files are no feeds."""
    others = {"sitemap.xml": "<urlset/>", "search.json": "{}"}
    report = feeds.check(build(PAGES | others | {"feed.xml": ATOM, "feed.json": json.dumps(JSON)}))
    assert messages(report) == []
    assert report.looked_at == "1 Atom, 1 JSON"


def test_a_site_without_a_feed(build: Build) -> None:
    """No feed at all is a problem."""
    assert messages(feeds.check(build(PAGES))) == [".: no feed"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</feed>", "", "not well-formed"),
        ("<title>Blog</title>", "", "feed: no title"),
        ("tag:example.org,2026:1", "1", "entry 'One': the id is not an absolute IRI"),
        ("<id>https://example.org/blog/</id>", "", "feed: no id"),
        ("05+01:00", "05", "feed: updated '2026-01-02T03:04:05' is not an RFC 3339 date"),
        ("2026-01-02T03:04:05Z", "2026-02-30T03:04:05Z", "is not an RFC 3339 date"),
        ("/blog/post/", "/blog/gone/", "there is no gone/index.html"),
        ('"https://example.org/blog/post/"', '"/blog/post/"', "'/blog/post/' is not absolute"),
        ("blog/feed.xml", "blog/", "link rel=self should be"),
        (ENTRY, ENTRY * 2, "the id 'tag:example.org,2026:1' stands 2 times"),
        (
            '&lt;a href="https://example.org/blog/"',
            '&lt;a href="../"',
            "'../' in the text is not absolute",
        ),
        (
            '&lt;a href="https://example.org/blog/"',
            '&lt;a href="#note"',
            "'#note' in the text is not absolute",
        ),
        (
            '&lt;a href="https://example.org/blog/"',
            '&lt;a href="https://example.org/blog/gone/"',
            "/gone/ in the text: there is no gone/index.html",
        ),
    ],
)
def test_atom_that_is_wrong(build: Build, old: str, new: str, message: str) -> None:
    """Each broken rule is named."""
    assert old in ATOM
    found = messages(feeds.check(build(PAGES | {"feed.xml": ATOM.replace(old, new)})))
    assert any(message in line for line in found), found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": "https://jsonfeed.org/version/1"}, "version should be"),
        ({"title": ""}, "no title"),
        ({"items": {}}, "items is not a list"),
        ({"items": [1]}, "an item is not an object"),
        ({"feed_url": BASE}, "feed_url should be"),
        ({"home_page_url": "/"}, "'/' is not absolute"),
        ({"authors": [{}]}, "authors is not a list"),
        ({"language": 1}, "language is not a text"),
    ],
)
def test_json_feed_that_is_wrong(build: Build, change: dict[str, Any], message: str) -> None:
    """Each broken rule of the feed is named."""
    found = messages(feeds.check(build(PAGES | {"feed.json": json.dumps(JSON | change)})))
    assert any(message in line for line in found), found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": 1}, "the id is not a text"),
        ({"url": "post/"}, "'post/' is not absolute"),
        ({"url": BASE + "gone/"}, "there is no gone/index.html"),
        ({"content_html": ""}, "neither content_html nor content_text"),
        ({"content_html": '<a href="/x">'}, "'/x' in the text is not absolute"),
        ({"date_published": "2026-01-02"}, "is not an RFC 3339 date"),
        ({"tags": "sales"}, "tags is not a list of texts"),
    ],
)
def test_json_feed_item_that_is_wrong(build: Build, change: dict[str, Any], message: str) -> None:
    """Each broken rule of an item is named."""
    feed = JSON | {"items": [JSON["items"][0] | change]}
    found = messages(feeds.check(build(PAGES | {"feed.json": json.dumps(feed)})))
    assert any(message in line for line in found), found


# ------------------------------------------------------------------ site map

ROW = "<url><loc>https://example.org/blog/post/</loc><lastmod>2026-01-02</lastmod></url>"
MAP = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{ROW}</urlset>'
ROBOTS = "User-agent: *\nSitemap: https://example.org/blog/sitemap.xml\n"


def test_a_site_map_that_is_right(build: Build) -> None:
    """Its addresses are counted, also through an index."""
    site = build(PAGES | {"sitemap.xml": MAP, "robots.txt": ROBOTS})
    assert sitemap.check(site) == Report("sitemap", "1 addresses")
    index = MAP.replace("urlset", "sitemapindex").replace("url>", "sitemap>")
    index = index.replace("blog/post/", "blog/part.xml")
    site = build(PAGES | {"part.xml": MAP, "sitemap.xml": index})
    assert sitemap.check(site) == Report("sitemap", "1 addresses")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</urlset>", "", "not well-formed"),
        ("http://www.sitemaps", "https://www.sitemaps", "the root element should be"),
        ("blog/post/", "blog/gone/", "there is no gone/index.html"),
        ("https://example.org/blog/post/", "/blog/post/", f"not under {BASE}"),
        ("2026-01-02", "2 January 2026", "is not a W3C date"),
        ("2026-01-02", "2026-13-02", "is not a W3C date"),
        (ROW, ROW * 2, "listed twice"),
        (ROW, ROW * 50_001, "50,001 addresses; 50,000 are allowed"),
    ],
)
def test_a_site_map_that_is_wrong(build: Build, old: str, new: str, message: str) -> None:
    """Each broken rule is named."""
    found = messages(sitemap.check(build(PAGES | {"sitemap.xml": MAP.replace(old, new)})))
    assert any(message in line for line in found)


def test_no_site_map(build: Build) -> None:
    """Neither a missing site map nor a robots.txt that names another one passes."""
    assert messages(sitemap.check(build(PAGES))) == ["sitemap.xml: is missing"]
    robots = ROBOTS.replace("sitemap.xml", "map.xml")
    found = messages(sitemap.check(build(PAGES | {"sitemap.xml": MAP, "robots.txt": robots})))
    assert found == [f"robots.txt: Sitemap: {BASE}map.xml: there is no map.xml"]


# ------------------------------------------------------------------ dates and markup


def test_dates() -> None:
    """The notations that the two standards allow, and their neighbours."""
    assert all(map(is_rfc_3339, ["2026-01-02T03:04:05Z", "2026-01-02t03:04:05.25-05:00"]))
    assert not any(map(is_rfc_3339, ["2026-01-02", "2026-01-02 03:04:05Z", "2026-02-29T00:00:00Z"]))
    assert all(map(is_w3c, ["2026", "2026-02", "2026-02-28", "2026-02-28T10:00Z"]))
    assert not any(map(is_w3c, ["", "2026-13", "2026-02-29", "2026-02-28T10Z", "28.2.2026"]))


def test_what_the_html_checker_prints(build: Build, tmp_path: Path) -> None:
    """Errors and warnings are problems, remarks are not, and a crash is one."""
    site = build({"a b.html": ""})
    url = (tmp_path / "a b.html").resolve().as_uri()
    said = [
        {"type": "error", "url": url, "lastLine": 3, "message": "Stray tag."},
        {"type": "info", "subType": "warning", "url": url, "lastLine": 4, "message": "Empty."},
        {"type": "info", "url": url, "lastLine": 5, "message": "Trailing slash."},
    ]
    found = [str(problem) for problem in markup.judge(site, json.dumps({"messages": said}))]
    assert found == ["a b.html: 3: Stray tag.", "a b.html: 4: Empty."]
    assert [str(problem) for problem in markup.judge(site, "Exception\n")] == [
        ".: the checker failed: Exception"
    ]


def test_the_html_checker_is_not_there(build: Build, tmp_path: Path) -> None:
    """Where the checker was not installed, a sentence says what to do."""
    with pytest.raises(FileNotFoundError, match="run 'make audit'"):
        markup.check(build({}), tmp_path / "vnu.jar")
