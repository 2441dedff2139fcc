"""Lines worth keeping: their pages, the one of the day, and what an edit of them rewrites."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.output.reading import Page
from tests.output.test_incremental import Workshop
from tests.support import NOW, build, post, site, text

TWO = "Some words.\n\n::: wisdom\nAsk twice.\n:::\n\nMore.\n\n::: wisdom\nListen once.\n:::\n"


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    shop = Workshop(tmp_path)
    shop.site.posts["p3"].body = TWO
    shop.build()
    return shop


def test_the_next_day_rewrites_the_home_page_and_nothing_else(shop: Workshop) -> None:
    first = text(shop.root, "index.html")
    shop.site.day += 1
    assert shop.build().written == ("index.html",)
    assert text(shop.root, "index.html") != first
    shop.site.day += 1  # two lines take turns
    shop.build()
    assert text(shop.root, "index.html") == first


def test_a_day_begins_in_the_site_s_own_zone(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post(body=TWO)}
    root = site(tmp_path, files, 'title = "T"\ntimezone = "Asia/Tokyo"\n')
    late = NOW.replace(hour=14, minute=59)
    assert build(root, NOW).next_change == late + timedelta(minutes=1)
    assert build(root, late).written == ()
    assert build(root, late + timedelta(minutes=1)).written == ("index.html",)


def test_a_site_with_one_line_waits_for_no_day(tmp_path: Path) -> None:
    one = post(body="::: wisdom\nAsk twice.\n:::\n")
    assert build(site(tmp_path, {"content/posts/a.md": one})).next_change is None


def test_an_edit_beside_a_line_rewrites_its_text_alone(shop: Workshop) -> None:
    shop.site.posts["p3"].body = TWO.replace("More.", "Much more,\n\nand more.")
    written = {path for path in shop.build().written if "feed" not in path}
    assert written == {"posts/p3/index.html"}


def test_other_words_are_another_line(shop: Workshop) -> None:
    shop.site.posts["p3"].body = TWO.replace("Ask twice", "Ask thrice")
    done = shop.build()
    assert {"wisdom/ask-thrice/index.html", "wisdom/index.html"} <= set(done.written)
    assert "wisdom/listen-once/index.html" not in done.written
    assert done.removed == ("wisdom/ask-twice/index.html",)


def test_other_marks_are_the_same_line(shop: Workshop) -> None:
    shop.site.posts["p3"].body = TWO.replace("Ask twice.", "*Ask* twice!\n-- Leo")
    done = shop.build()
    assert done.removed == ()
    assert "Leo" in text(shop.root, "wisdom/ask-twice/index.html")


def test_without_lines_there_are_no_pages_of_them(shop: Workshop) -> None:
    shop.site.posts["p3"].body = "Some words.\n"
    shop.build()
    assert not (shop.root / "output/wisdom").exists()


def test_drafts_keep_their_lines_to_themselves(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post(body="::: wisdom\nAsk twice.\n:::\n", draft="true"),
        "content/pages/b.md": "---\ntitle: B\nnoindex: true\n---\n::: wisdom\nOnce.\n:::\n",
        "content/worksheets/w.md": (
            "---\ntitle: W\nworksheet: w\nversion: 1\n---\n"
            "Name: ____\n\n::: wisdom\nTake a *pen*.\n— Ann\n:::\n"
        ),
    }
    settings = 'title = "T"\nbase_url = "https://example.org/x/"\n[worksheets]\npdf = false\n'
    root = site(tmp_path, files, settings)
    build(root)
    lines = text(root, "wisdom/index.html")
    assert "Ask twice" not in lines
    assert 'href="/x/b/#once"' in lines
    assert 'href="/x/worksheets/w/#take-a-pen"' in lines
    assert "/wisdom/once/" not in text(root, "sitemap.xml")
    assert '<meta name="robots" content="noindex">' in text(root, "wisdom/once/index.html")
    assert 'href="/x/wisdom/take-a-pen/"' in text(root, "worksheets/w/index.html")


def test_the_page_of_a_line(tmp_path: Path) -> None:
    """What it says of itself, and links that pass the words on without a script."""
    body = '::: wisdom {#ask}\nAsk *twice* & "listen".\n— Leo <b>L.</b>\n:::\n'
    root = site(tmp_path, {"content/posts/a.md": post("A & B", body, language="de")})
    build(root)
    html = text(root, "wisdom/ask/index.html")
    page = Page(html)
    assert page.title == "Ask twice & „listen“. · Test"
    assert page.metas["description"] == "„Ask twice & ‚listen‘.“ — Leo L."
    quotation = page.data[0]["@graph"][0]
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "Ask twice & „listen“."
    assert quotation["creator"] == [{"@type": "Person", "name": "Leo L."}]
    assert quotation["isPartOf"]["url"] == "https://example.org/posts/a/#ask"
    mail = next(url for url in page.hrefs if url.startswith("mailto:"))
    assert "Ask%20twice%20%26%20" in mail
    assert mail.endswith("https%3A//example.org/wisdom/ask/")
    assert "/posts/a/#ask" in page.hrefs


def test_a_line_has_a_card(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post(body="::: wisdom {#ask}\nAsk twice.\n— Leo\n:::\n")}
    root = site(tmp_path, files, 'title = "T"\nbase_url = "https://example.org/"\n')
    build(root)
    card = Page(text(root, "wisdom/ask/index.html")).metas["og:image"]
    path = card.removeprefix("https://example.org/")
    assert path.startswith("assets/cards/wisdom-ask-")
    assert (root / "output" / path).read_bytes().startswith(b"\x89PNG")
    (root / "content/posts/a.md").write_text(files["content/posts/a.md"].replace("Leo", "Ann"))
    assert build(root).removed == (path,)
