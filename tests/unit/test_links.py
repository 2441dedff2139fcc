"""Where links lead, by every way to write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.links import Links, href
from sitegen.model import Link
from tests.support import post
from tests.unit.models import model

FILES = {
    "content/posts/a.md": post("First step"),
    "content/posts/b/index.md": post("Bundle"),
    "content/posts/b/plan.svg": "<svg/>",
    "content/posts/c d.md": post("Spaced"),
    "content/posts/draft.md": post("Draft", draft="true"),
    "content/posts/later.md": post("Later", date="2031-01-01"),
    "content/posts/draft2/index.md": post("Bundled draft", draft="true"),
    "content/posts/draft2/x.svg": "<svg/>",
    "content/pages/about.md": "---\ntitle: About us\n---\n",
    "content/pages/deep/index.md": "---\ntitle: Deep\n---\n",
    "content/pages/deep/er.md": "---\ntitle: Deeper\n---\n",
    "content/pages/twin.md": "---\ntitle: Twin\n---\n",
    "content/pages/other.md": "---\ntitle: Twin\npermalink: /o.html\n---\n",
    "content/tags/plan.md": "---\ntitle: Planning\n---\n",
    "content/logo.svg": "<svg/>",
}
PLANNED = {"/tags/", "/feed.xml", "/files/x.pdf", "/about/", "/posts/b/"}


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(model(tmp_path, FILES), PLANNED.__contains__)


def led(links: Links, source: str, target: str, form: str = "path") -> tuple[str, str]:
    found = links.resolve(source, Link("href", form, target, "", 1, 1))
    return found.url, found.fault


@pytest.mark.parametrize(
    ("source", "target", "url"),
    [
        ("posts/a.md", "b/index.md", "/posts/b/"),
        ("posts/a.md", "./b/index.md", "/posts/b/"),
        ("posts/a.md", "b", "/posts/b/"),
        ("posts/a.md", "b/", "/posts/b/"),
        ("posts/a.md", "c d.md", "/posts/c-d/"),
        ("posts/a.md", "c d", "/posts/c-d/"),
        ("posts/a.md", "../pages/about.md", "/about/"),
        ("posts/a.md", "/pages/about.md", "/about/"),
        ("posts/a.md", "/about/", "/about/"),
        ("posts/a.md", "../tags/plan.md", "/tags/plan/"),
        ("posts/a.md", "b/plan.svg", "/posts/b/plan.svg"),
        ("posts/a.md", "../logo.svg", "/logo.svg"),
        ("posts/a.md", "/logo.svg", "/logo.svg"),
        ("posts/a.md", "/tags/", "/tags/"),
        ("posts/a.md", "/tags", "/tags/"),
        ("posts/a.md", "../../tags/", "/tags/"),
        ("posts/a.md", "/feed.xml", "/feed.xml"),
        ("posts/a.md", "b/index.md?x=1&y", "/posts/b/?x=1&y"),
        ("posts/a.md", "", "/posts/a/"),
        ("posts/b/index.md", "plan.svg", "/posts/b/plan.svg"),
        ("posts/b/index.md", "../a.md", "/posts/a/"),
        ("pages/about.md", "deep", "/deep/"),
        ("pages/deep/index.md", "er.md", "/deep/er/"),
        ("pages/about.md", "other.md", "/o.html"),
    ],
)
def test_paths(links: Links, source: str, target: str, url: str) -> None:
    assert led(links, source, target) == (url, "")


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("First step", "/posts/a/"),
        ("first-step", "/posts/a/"),
        ("FIRST STEP", "/posts/a/"),
        ("a", "/posts/a/"),
        ("a.md", "/posts/a/"),
        ("posts/a.md", "/posts/a/"),
        ("/posts/a.md", "/posts/a/"),
        ("About us", "/about/"),
        ("bundle", "/posts/b/"),
        ("b/index.md", "/posts/b/"),
    ],
)
def test_names(links: Links, target: str, url: str) -> None:
    assert led(links, "posts/a.md", target, "name") == (url, "")


@pytest.mark.parametrize(
    ("target", "form", "fault"),
    [
        ("nothing.md", "path", "nothing is at `nothing.md`"),
        ("../../../etc/passwd", "path", "nothing is at `../../../etc/passwd`"),
        ("draft.md", "path", "`posts/draft.md` is a draft"),
        ("draft", "path", "`posts/draft.md` is a draft"),
        ("later.md", "path", "`posts/later.md` is not public now"),
        ("draft2/x.svg", "path", "nothing is at `draft2/x.svg`"),
        ("twin", "name", "`twin` could be any of pages/other.md, pages/twin.md"),
        ("nobody", "name", "no entry is called `nobody`"),
        ("//[x", "path", "nothing is at `//[x`"),
        ("", "name", ""),
    ],
)
def test_faults(links: Links, target: str, form: str, fault: str) -> None:
    assert led(links, "posts/a.md", target, form)[1] == fault


@pytest.mark.parametrize(
    ("target", "form", "hint"),
    [
        ("b/indx.md", "path", "did you mean `b/index.md`?"),
        ("about.md", "path", "did you mean `../pages/about.md`?"),
        ("/pages/abuot.md", "path", "did you mean `../pages/about.md` or `../pages/other.md`?"),
        ("b/plan.svgg", "path", "did you mean `b/plan.svg`?"),
        ("xyzzy", "path", "check the path and the spelling"),
        ("Frist step", "name", "did you mean `posts/a.md`?"),
        ("xyzzy", "name", "check the spelling"),
    ],
)
def test_hints(links: Links, target: str, form: str, hint: str) -> None:
    assert links.resolve("posts/a.md", Link("href", form, target, "", 1, 1)).hint == hint


def test_a_file_with_a_fault_of_its_own_is_not_blamed_twice(tmp_path: Path) -> None:
    site = model(tmp_path, FILES)
    site.broken = frozenset({"posts/broken.md"})
    links = Links(site, lambda url: False)
    found = links.resolve("posts/a.md", Link("href", "path", "broken.md", "", 1, 1))
    assert (found.fault, found.silent) == ("", True)


def test_href_has_the_base_path_and_is_encoded(tmp_path: Path) -> None:
    site = model(tmp_path, {}, 'base_url = "https://example.org/my blog/"\n')
    assert href(site, "/é b/?q=a b") == "/my%20blog/%C3%A9%20b/?q=a b"
    assert href(site, "/") == "/my%20blog/"
