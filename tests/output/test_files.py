"""Files that speak for the whole site: sitemap, robots, headers, redirects."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.plan import wholes
from tests.output.reading import page, tiny
from tests.support import build, output, post, text

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def urls(root: Path, name: str = "sitemap.xml") -> dict[str, str | None]:
    """The addresses in a sitemap, each with its last change."""
    tree = ElementTree.fromstring(output(root)[name])
    assert tree.tag == f"{{{NAMES['s']}}}urlset"
    found = {
        url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", None, NAMES)
        for url in tree.findall("s:url", NAMES)
    }
    assert len(found) == len(tree), "an address stands there twice"
    return found


def test_the_sitemap_lists_what_is_to_be_found(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("A", date="2026-01-01", tags="C++", aliases="[/old/]"),
        "content/posts/ö & ü.md": post("B", date="2026-01-02", modified="2026-02-02"),
        "content/posts/c.md": post("C", date="2026-01-03", noindex="true"),
        "content/posts/d.md": post("D", date="2026-01-04", draft="true"),
        "content/pages/about.md": "---\ntitle: About\n---\nx\n",
        "static/file.html": "a file",
    }
    root = tiny(tmp_path, files, "paginate = 1\n")
    build(root)
    base = "https://example.org"
    assert urls(root) == {
        f"{base}/": None,
        f"{base}/about/": None,
        f"{base}/archive/": None,
        f"{base}/archive/2026/": None,
        f"{base}/archive/2026/01/": None,
        f"{base}/posts/a/": "2026-01-01T00:00:00+00:00",
        f"{base}/posts/%C3%B6-and-%C3%BC/": "2026-02-02T00:00:00+00:00",
        f"{base}/tags/": None,
        f"{base}/tags/c-plus-plus/": None,
    }


def test_every_address_in_the_sitemap_is_there(tmp_path: Path) -> None:
    root = tiny(tmp_path, {f"content/posts/p{n}.md": post(f"P{n}", tags="x") for n in range(3)})
    build(root)
    for url in urls(root):
        path = url.removeprefix("https://example.org/")
        assert f"{path}index.html" in output(root)


def test_a_long_sitemap_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """sitemaps.org allows 50,000 addresses in one file; an index names the parts."""
    monkeypatch.setattr(wholes, "SITEMAP_LIMIT", 4)
    root = tiny(tmp_path, {f"content/posts/p{n}.md": post(f"P{n}") for n in range(5)})
    build(root)
    tree = ElementTree.fromstring(output(root)["sitemap.xml"])
    parts = [loc.text or "" for loc in tree.findall("s:sitemap/s:loc", NAMES)]
    assert parts == [f"https://example.org/sitemap-{n}.xml" for n in (1, 2, 3)]
    listed = [urls(root, part.rpartition("/")[2]) for part in parts]
    assert [len(part) for part in listed] == [4, 4, 1]
    assert len({url for part in listed for url in part}) == 9


def test_robots_name_the_sitemap(tmp_path: Path) -> None:
    root = tiny(tmp_path, {}, 'base_url = "https://example.org/blog/"\n')
    build(root)
    assert text(root, "robots.txt") == (
        "User-agent: *\nDisallow:\n\nSitemap: https://example.org/blog/sitemap.xml\n"
    )


def test_a_site_s_own_robots_win(tmp_path: Path) -> None:
    root = tiny(tmp_path, {"static/robots.txt": "User-agent: *\nDisallow: /mine\n"})
    build(root)
    assert text(root, "robots.txt") == "User-agent: *\nDisallow: /mine\n"


def rules(root: Path) -> dict[str, dict[str, str]]:
    """``_headers`` as it is read: headers by path."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in text(root, "_headers").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
        else:
            path = line
            found.setdefault(path, {})
    return found


def test_security_headers(tmp_path: Path) -> None:
    root = tiny(tmp_path, {})
    build(root)
    every = rules(root)["/*"]
    policy = dict(part.split(" ", 1) for part in every["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in every["Content-Security-Policy"]
    assert every["X-Content-Type-Options"] == "nosniff"
    assert every["X-Frame-Options"] == "DENY"
    assert every["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in every["Permissions-Policy"]
    assert every["Strict-Transport-Security"].startswith("max-age=")
    assert "X-Robots-Tag" not in every


def test_assets_are_immutable_and_only_they(tmp_path: Path) -> None:
    root = tiny(tmp_path, {})
    build(root)
    cached = {path: found["Cache-Control"] for path, found in rules(root).items()
              if "Cache-Control" in found}  # fmt: skip
    assert cached == {"/assets/*": "public, max-age=31536000, immutable"}


def test_feeds_have_their_types(tmp_path: Path) -> None:
    root = tiny(tmp_path, {})
    build(root)
    assert rules(root)["/feed.xml"] == {"Content-Type": "application/atom+xml; charset=utf-8"}
    assert rules(root)["/feed.json"] == {"Content-Type": "application/feed+json; charset=utf-8"}


def test_a_site_adds_replaces_and_drops_headers(tmp_path: Path) -> None:
    """By name in any case; its own file comes last."""
    files = {"static/_headers": "/mine\n  X-Mine: 1\n"}
    settings = '[headers]\nx-frame-options = "SAMEORIGIN"\nReferrer-Policy = ""\nX-More = "2"\n'
    root = tiny(tmp_path, files, settings)
    build(root)
    every = rules(root)["/*"]
    assert every["x-frame-options"] == "SAMEORIGIN"
    assert "X-Frame-Options" not in every
    assert "Referrer-Policy" not in every
    assert every["X-More"] == "2"
    assert text(root, "_headers").endswith("/mine\n  X-Mine: 1\n")


def test_redirects_are_rules_and_pages(tmp_path: Path) -> None:
    """Each rule has Netlify's "!", for the page that stands there would be sent in its place."""
    files = {
        "content/posts/a.md": post("A", aliases="[/old/, /2019/a.html, '/caf%C3%A9/', /Ä b/]"),
        "static/_redirects": "/go/* https://other.example/:splat 302\n",
    }
    root = tiny(tmp_path, files, 'base_url = "https://example.org/blog/"\n')
    build(root)
    assert text(root, "_redirects") == (
        "/go/* https://other.example/:splat 302\n"
        "/blog/old/ /blog/posts/a/ 301!\n"
        "/blog/2019/a.html /blog/posts/a/ 301!\n"
        "/blog/caf%C3%A9/ /blog/posts/a/ 301!\n"
        "/blog/%C3%84%20b/ /blog/posts/a/ 301!\n"
    )
    for path in ("old/", "2019/a.html", "café/", "Ä b/"):
        found = page(root, path)
        assert found.link("canonical") == "https://example.org/blog/posts/a/"
        assert found.metas["refresh"] == "0; url=/blog/posts/a/"
        assert found.metas["robots"] == "noindex"
        assert found.hrefs == ["/blog/posts/a/"]


def test_written_urls_of_menus_and_templates(tmp_path: Path) -> None:
    """A fragment and a query stay what they are; what is encoded is not encoded again."""
    menu = (
        '[[menu]]\ntitle = "a"\nurl = "/about/#us"\n'
        '[[menu]]\ntitle = "b"\nurl = "/t/%C3%A9/?q=%22&r"\n'
        '[[menu]]\ntitle = "c"\nurl = "https://example.com/#x"\n'
    )
    template = '<a href="{{ url("/ä b/#c") }}"></a><a href="{{ absolute("/x/?y=1#z") }}"></a>'
    root = tiny(tmp_path, {"templates/404.html": '{% extends "base.html" %}{% block main %}'
                           + template + "{% endblock %}"},
                'base_url = "https://example.org/b/"\n' + menu)  # fmt: skip
    build(root)
    assert page(root, "404.html").hrefs == [
        "/b/about/#us",
        "/b/t/%C3%A9/?q=%22&r",
        "https://example.com/#x",
        "/b/%C3%A4%20b/#c",
        "https://example.org/b/x/?y=1#z",
    ]
