"""Atom by RFC 4287 (read by feedparser) and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

from tests.output.reading import tiny
from tests.support import build, output, post, text, write

BODY = """First, a [link](two/index.md#part), a [page](../pages/about.md) and [here](#end)[^n].

![A map](two/map.svg) <a href="two/index.md">raw</a> <img src="two/map.svg" alt="">

## End

[^n]: A note.
"""
FILES = {
    "content/posts/2026-01-01-one.md": post(
        "One & <two>", BODY, "", tags="[C++, red]", category="Sales", author="jo"
    ),
    "content/posts/two/index.md": post("Two", "## Part\n\nTwo.\n", "2026-02-01", tags="red"),
    "content/posts/two/map.svg": "<svg/>",
    "content/posts/drei.md": post("Drei", "Drei.\n", "2026-03-01", lang="de", tags="red"),
    "content/pages/about.md": "---\ntitle: About\ntags: [red]\n---\nWe are.\n",
}
FEEDS = ("feed", "tags/red/feed", "tags/c-plus-plus/feed", "categories/sales/feed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tiny(tmp_path, FILES, '[authors.jo]\nname = "Jo"\nurl = "https://jo.example/"\n')
    build(made)
    return made


def atom(root: Path, name: str = "feed") -> Any:
    """One Atom feed, read strictly."""
    parsed = feedparser.parse(output(root)[f"{name}.xml"])
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def json_feed(root: Path, name: str = "feed") -> Any:
    return json.loads(text(root, f"{name}.json"))


@pytest.mark.parametrize("name", FEEDS)
def test_atom_says_what_atom_must(root: Path, name: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated, author and a link, in feed and entries."""
    parsed = atom(root, name)
    address = f"https://example.org/{name}.xml"
    assert parsed.feed.id == address
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "self": address,
        "alternate": f"https://example.org/{name.removesuffix('feed')}",
    }
    assert parsed.feed.author
    assert parsed.feed.title
    assert parsed.feed.language == "en"
    assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)
    assert parsed.entries
    for entry in parsed.entries:
        assert entry.title
        assert entry.updated_parsed
        assert entry.content[0].type == "text/html"
        assert urlsplit(entry.id).scheme == "https"
        assert entry.link == entry.id


def test_atom_ids_are_unique_and_survive_a_new_title(root: Path) -> None:
    before = [entry.id for entry in atom(root).entries]
    assert len(set(before)) == len(before) == 3
    write(root, {"content/posts/drei.md": post("Anders", "Anders.\n", "2026-03-01")})
    build(root)
    after = atom(root).entries
    assert [entry.id for entry in after] == before
    assert after[0].title == "Anders"


def test_atom_entries_are_newest_first(root: Path) -> None:
    assert [entry.title for entry in atom(root).entries] == ["Drei", "Two", "One & <two>"]


@pytest.mark.parametrize("form", ["xml", "json"])
def test_links_and_pictures_in_feeds_are_absolute(root: Path, form: str) -> None:
    """Whoever reads a feed does not know where it came from."""
    if form == "xml":
        content = next(e for e in atom(root).entries if e.id.endswith("one/")).content[0].value
    else:
        content = next(e for e in json_feed(root)["items"] if "one" in e["id"])["content_html"]
    found = re.findall(r'(?:href|src)="([^"]*)"', content)
    assert found
    assert [url for url in found if not url.startswith("https://example.org/")] == []
    assert "https://example.org/posts/two/#part" in found
    assert "https://example.org/posts/one/#end" in found
    assert "https://example.org/posts/one/#fn:n" in found
    assert found.count("https://example.org/posts/two/map.svg") == 2
    assert found.count("https://example.org/posts/two/") == 1


def test_atom_names_authors_terms_and_language(root: Path) -> None:
    one = atom(root).entries[2]
    assert one.authors == [{"name": "Jo", "href": "https://jo.example/"}]
    assert [(tag.term, tag.label) for tag in one.tags] == [
        ("sales", "Sales"), ("c-plus-plus", "C++"), ("red", "red"),
    ]  # fmt: skip
    raw = text(root, "feed.xml")
    assert raw.count('<entry xml:lang="de">') == 1
    assert raw.count("<entry>") == 2


def test_an_undated_page_in_a_term_feed_claims_no_publication(root: Path) -> None:
    about = atom(root, "tags/red/feed").entries[-1]
    assert about.title == "About"
    assert "published" not in about


def test_the_latest_change_counts_also_when_clocks_are_put_back(tmp_path: Path) -> None:
    """02:10 in winter time comes after 02:30 in summer time."""
    files = {
        "content/posts/a.md": post("Early", date="2025-10-26T02:30:00+02:00"),
        "content/posts/b.md": post("Late", date="2025-10-26T02:10:00+01:00"),
    }
    root = tiny(tmp_path, files, 'timezone = "Europe/Paris"\n')
    build(root)
    parsed = atom(root)
    assert [entry.title for entry in parsed.entries] == ["Late", "Early"]
    assert parsed.feed.updated == "2025-10-26T02:10:00+01:00"


def test_an_update_moves_updated_and_not_published(tmp_path: Path) -> None:
    root = tiny(tmp_path, {"content/posts/a.md": post(date="2026-01-01", lastmod="2026-01-05")})
    build(root)
    (entry,) = atom(root).entries
    assert entry.published == "2026-01-01T00:00:00+00:00"
    assert entry.updated == "2026-01-05T00:00:00+00:00"
    (item,) = json_feed(root)["items"]
    assert item["date_published"] == "2026-01-01T00:00:00+00:00"
    assert item["date_modified"] == "2026-01-05T00:00:00+00:00"


@pytest.mark.parametrize("name", FEEDS)
def test_json_feed_follows_its_rules(root: Path, name: str) -> None:
    """https://www.jsonfeed.org/version/1.1/"""
    feed = json_feed(root, name)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"https://example.org/{name}.json"
    assert feed["home_page_url"] == f"https://example.org/{name.removesuffix('feed')}"
    assert isinstance(feed["title"], str)
    assert feed["language"] == "en"
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids) > 0
    stamp = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_html"], str)
        assert item["url"].startswith("https://example.org/")
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all(set(author) <= {"name", "url", "avatar"} for author in item.get("authors", []))
        for key in ("date_published", "date_modified"):
            assert key not in item or stamp.fullmatch(item[key])


def test_json_feed_has_exact_texts(root: Path) -> None:
    items = json_feed(root)["items"]
    assert [item["title"] for item in items] == ["Drei", "Two", "One & <two>"]
    assert items[0]["language"] == "de"
    assert items[2]["authors"] == [{"name": "Jo", "url": "https://jo.example/"}]
    assert items[2]["tags"] == ["Sales", "C++", "red"]


def test_feed_settings(tmp_path: Path) -> None:
    """How many, how much of each, which formats, and whether terms have any."""
    files = {f"content/posts/2026-01-0{n}-n{n}.md": post(f"N{n}", "One.\n\nTwo.\n", "", tags="red")
             for n in range(1, 6)}  # fmt: skip
    options = '[feeds]\nlimit = 2\ncontent = "excerpt"\nformats = ["atom"]\nterms = false\n'
    root = tiny(tmp_path, files, options)
    build(root)
    parsed = atom(root)
    assert [entry.title for entry in parsed.entries] == ["N5", "N4"]
    assert parsed.entries[0].content[0].value == "<p>One.</p>"
    assert [path for path in output(root) if path.endswith(("feed.xml", "feed.json"))] == [
        "feed.xml"
    ]
    assert "feed.json" not in text(root, "index.html")


def test_a_site_without_posts_has_valid_feeds(tmp_path: Path) -> None:
    root = tiny(tmp_path, {})
    build(root)
    assert atom(root).entries == []
    assert json_feed(root)["items"] == []


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    """What would break XML or a script is text to both feeds, to the last character."""
    title = "]]> </title> & \" ' <b> 👩‍👩‍👧 שלום"
    quoted = "'" + title.replace("'", "''") + "'"
    root = tiny(tmp_path, {"content/posts/a.md": post(quoted, "]]> `</content>`\n")})
    build(root)
    (item,) = json_feed(root)["items"]
    assert item["title"] == title
    from xml.etree import ElementTree

    names = {"a": "http://www.w3.org/2005/Atom"}
    tree = ElementTree.fromstring(text(root, "feed.xml"))
    assert tree.findtext("a:entry/a:title", namespaces=names) == title
    content = tree.findtext("a:entry/a:content", namespaces=names)
    assert content == item["content_html"] == "<p>]]&gt; <code>&lt;/content&gt;</code></p>\n"
