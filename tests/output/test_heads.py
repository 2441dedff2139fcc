"""What pages say of themselves: title, canonical address, previews, structured data."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.wanted import Shown
from tests.output.reading import page, tiny
from tests.support import build, post, run, text

FILES = {
    "content/posts/one.md": post(
        "One", "The first words.\n", "2026-01-15 09:30",
        tags="[red, blue]", category="Sales", image="cover.svg", image_alt="A cover",
        updated="2026-01-20",
    ),
    "content/posts/cover.svg": "<svg/>",
    "content/posts/two.md": post("Two", "Zwei.\n", "2026-02-01", language="de", author="Jo"),
    "content/pages/about.md": "---\ntitle: About\nsummary: Who we are.\n---\nWe.\n",
    "content/tags/red.md": "---\ntitle: The red\nsummary: All that is red.\n---\nRed.\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tiny(tmp_path, FILES, 'timezone = "Europe/Paris"\npaginate = 1\ncards = {draw = false}\n')
    build(made)
    return made


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Test & co · In one line"),
        ("page/1/", "Test & co, page 1"),
        ("posts/one/", "One · Test & co"),
        ("about/", "About · Test & co"),
        ("tags/red/", "The red · Test & co"),
        ("tags/", "Tags · Test & co"),
        ("archive/2026/01/", "January 2026 · Test & co"),
    ],
)
def test_titles_and_canonical_addresses(root: Path, path: str, title: str) -> None:
    found = page(root, path)
    assert found.title == title
    assert found.link("canonical") == f"https://example.org/{path}"
    assert found.metas["og:url"] == f"https://example.org/{path}"
    assert found.metas["og:site_name"] == "Test & co"
    assert "robots" not in found.metas


@pytest.mark.parametrize(
    ("path", "description"),
    [
        ("", "What it is about."),
        ("posts/one/", "The first words."),
        ("about/", "Who we are."),
        ("tags/red/", "All that is red."),
    ],
)
def test_descriptions(root: Path, path: str, description: str) -> None:
    found = page(root, path)
    assert found.metas["description"] == found.metas["og:description"] == description


def test_a_long_first_paragraph_is_cut_at_a_word(tmp_path: Path) -> None:
    root = tiny(tmp_path, {"content/posts/a.md": post(body="A dozen words. " * 40)})
    build(root)
    found = page(root, "posts/a/").metas["description"]
    assert 120 < len(found) <= 155
    assert found.endswith("…")
    assert ("A dozen words. " * 40).startswith(found[:-1])


def test_a_post_s_open_graph_and_card(root: Path) -> None:
    found = page(root, "posts/one/")
    assert found.metas["og:type"] == "article"
    assert found.metas["og:title"] == "One"
    assert found.metas["og:image"] == "https://example.org/posts/cover.svg"
    assert found.metas["og:image:alt"] == "A cover"
    assert found.metas["twitter:card"] == "summary_large_image"
    assert found.metas["article:published_time"] == "2026-01-15T09:30:00+01:00"
    assert found.metas["article:modified_time"] == "2026-01-20T00:00:00+01:00"
    assert found.all("article:tag") == ["The red", "blue"]


def test_a_page_without_picture_has_a_small_card(root: Path) -> None:
    found = page(root, "about/")
    assert found.metas["og:type"] == "website"
    assert found.metas["twitter:card"] == "summary"
    assert not [name for name in found.metas if name.startswith(("og:image", "article:"))]


def test_blog_posting(root: Path) -> None:
    assert page(root, "posts/one/").graph("BlogPosting") == {
        "@type": "BlogPosting",
        "@id": "https://example.org/posts/one/",
        "headline": "One",
        "description": "The first words.",
        "url": "https://example.org/posts/one/",
        "mainEntityOfPage": "https://example.org/posts/one/",
        "datePublished": "2026-01-15T09:30:00+01:00",
        "dateModified": "2026-01-20T00:00:00+01:00",
        "inLanguage": "en",
        "wordCount": 3,
        "image": "https://example.org/posts/cover.svg",
        "keywords": ["The red", "blue"],
        "articleSection": ["Sales"],
        "author": [{"@type": "Person", "name": "The editors"}],
        "publisher": {"@type": "Organization", "name": "Test & co"},
    }


def test_an_entry_s_own_author_and_language(root: Path) -> None:
    found = page(root, "posts/two/")
    assert found.language == "de"
    posting = found.graph("BlogPosting")
    assert posting["inLanguage"] == "de"
    assert posting["author"] == [
        {"@type": "Person", "name": "Jo", "url": "https://example.org/authors/jo/"}
    ]
    assert page(root, "").language == "en"


@pytest.mark.parametrize(
    ("path", "crumbs"),
    [
        ("posts/one/", [("Test & co", ""), ("Sales", "categories/sales/"), ("One", "posts/one/")]),
        ("posts/two/", [("Test & co", ""), ("Two", "posts/two/")]),
        ("about/", [("Test & co", ""), ("About", "about/")]),
        ("tags/red/", [("Test & co", ""), ("Tags", "tags/"), ("The red", "tags/red/")]),
        ("page/1/", [("Test & co", ""), ("Test & co, page 1", "page/1/")]),
        ("archive/2026/01/", [("Test & co", ""), ("Archive", "archive/"),
                              ("2026", "archive/2026/"), ("January 2026", "archive/2026/01/")]),
    ],
)  # fmt: skip
def test_breadcrumbs(root: Path, path: str, crumbs: list[tuple[str, str]]) -> None:
    items = page(root, path).graph("BreadcrumbList")["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert {item["@type"] for item in items} == {"ListItem"}
    assert [(item["name"], item["item"]) for item in items] == [
        (name, f"https://example.org/{url}") for name, url in crumbs
    ]


def test_the_home_page_alone_is_the_website(root: Path) -> None:
    assert page(root, "").graph("WebSite") == {
        "@type": "WebSite",
        "name": "Test & co",
        "description": "What it is about.",
        "url": "https://example.org/",
        "inLanguage": "en",
    }
    assert page(root, "page/1/").kinds() == ["BreadcrumbList"]


def test_feeds_are_announced(root: Path) -> None:
    links = [link for link in page(root, "tags/red/").links if link["rel"] == "alternate"]
    assert [(link["type"], link["href"], link["title"]) for link in links] == [
        ("application/atom+xml", "/tags/red/feed.xml", "The red (Atom)"),
        ("application/feed+json", "/tags/red/feed.json", "The red (JSON Feed)"),
        ("application/atom+xml", "/feed.xml", "Test & co (Atom)"),
        ("application/feed+json", "/feed.json", "Test & co (JSON Feed)"),
    ]


def test_json_ld_holds_the_exact_title(tmp_path: Path) -> None:
    """No text can end the script element, and none is changed on its way to a reader of it."""
    title = "</script><!-- --> \" ' & \\ \\u003c 🚀 שלום ]]>"
    quoted = "'" + title.replace("'", "''") + "'"
    root = tiny(tmp_path, {"content/posts/a.md": post(quoted)})
    build(root)
    found = page(root, "posts/a/")
    assert found.graph("BlogPosting")["headline"] == title
    assert found.metas["og:title"] == title
    assert found.title == f"{title} · Test & co"
    assert text(root, "posts/a/index.html").count("</script>") == 1


def test_a_page_that_wants_no_index(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post("A", noindex="true"), "content/posts/b.md": post("B")}
    root = tiny(tmp_path, files)
    build(root)
    found = page(root, "posts/a/")
    assert found.metas["robots"] == "noindex"
    assert found.kinds() == ["BlogPosting"]
    assert "robots" not in page(root, "posts/b/").metas
    sitemap = text(root, "sitemap.xml")
    assert "posts/b/" in sitemap
    assert "posts/a/" not in sitemap


def test_a_draft_on_show_keeps_out_of_search_engines(tmp_path: Path) -> None:
    root = tiny(tmp_path, {"content/posts/a.md": post("A", date="", draft="true")})
    build(root, shown=Shown(drafts=True))
    found = page(root, "posts/a/")
    assert found.metas["robots"] == "noindex"
    assert "article:published_time" not in found.metas
    assert "datePublished" not in found.graph("BlogPosting")
    assert "posts/a/" not in text(root, "sitemap.xml")


def test_the_page_for_what_is_missing(root: Path) -> None:
    found = page(root, "404.html")
    assert found.title == "Page not found · Test & co"
    assert found.metas["robots"] == "noindex"
    assert found.link("canonical") == ""
    assert found.data == []


PREVIEW = {"CONTEXT": "deploy-preview", "DEPLOY_PRIME_URL": "https://deploy-preview-7--x.example"}


def test_a_preview_has_its_own_address_and_no_index(root: Path) -> None:
    """Netlify's previews: https://docs.netlify.com/build/configure-builds/environment-variables/"""
    assert run(root, "build", env=PREVIEW).exit_code == 0
    found = page(root, "posts/one/")
    assert found.link("canonical") == "https://deploy-preview-7--x.example/posts/one/"
    assert found.metas["robots"] == "noindex"
    assert "X-Robots-Tag: noindex" in text(root, "_headers")
    assert "Sitemap:" not in text(root, "robots.txt")
    assert not (root / "output/sitemap.xml").exists()


@pytest.mark.parametrize(
    "env",
    [
        {"CONTEXT": "production", "DEPLOY_PRIME_URL": "https://main--x.example"},
        {"CONTEXT": None, "DEPLOY_PRIME_URL": "https://main--x.example"},
        {"CONTEXT": "deploy-preview", "DEPLOY_PRIME_URL": None},
    ],
)
def test_what_is_no_preview_is_left_alone(root: Path, env: dict[str, str | None]) -> None:
    before = text(root, "posts/one/index.html")
    assert run(root, "build", env=env).exit_code == 0
    assert text(root, "posts/one/index.html") == before


def test_a_base_url_on_the_command_line_beats_the_preview_s(root: Path) -> None:
    assert run(root, "build", "-b", "https://other.example/", env=PREVIEW).exit_code == 0
    assert page(root, "about/").link("canonical") == "https://other.example/about/"
