"""What an incremental build writes: what shows an edit, and nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen.build import Built
from sitegen.errors import BuildFailed
from tests.output.changing import Changing, bring, some_posts, touch
from tests.support import build, output, snapshot

ABOUT = "---\ntitle: About\n---\nSee [nought](../posts/p0.md).\n"


class Workshop:
    """A site that is edited and built again."""

    def __init__(self, tmp_path: Path) -> None:
        self.site = Changing(posts=some_posts())
        self.site.others["content/pages/about.md"] = ABOUT
        self.root, self.clean = tmp_path / "site", tmp_path / "clean"
        self.root.mkdir()
        self.build()

    def build(self) -> Built:
        """Builds, and sees that a build from nothing gives the same."""
        bring(self.root, self.site.files())
        done = build(self.root, self.site.now)
        shutil.rmtree(self.clean, ignore_errors=True)
        self.clean.mkdir()
        bring(self.clean, self.site.files())
        build(self.clean, self.site.now)
        assert output(self.root) == output(self.clean)
        return done

    def times(self) -> dict[str, tuple[int, int]]:
        """When each published file was written, and where it is on disk; not so the mark."""
        files = (path for path in (self.root / "output").rglob("*") if path.is_file())
        files = (path for path in files if path.name != ".sitegen")
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def test_a_second_build_writes_nothing(shop: Workshop) -> None:
    before = shop.times()
    done = shop.build()
    assert (done.written, done.removed) == ((), ())
    assert done.fresh == len(before)
    assert shop.times() == before


def test_a_file_touched_but_not_changed_writes_nothing(shop: Workshop) -> None:
    for path in shop.root.glob("content/**/*.md"):
        touch(path)
    done = shop.build()
    assert (done.written, done.removed) == ((), ())


def test_a_body_edited_below_the_excerpt_changes_its_page_and_feeds(shop: Workshop) -> None:
    shop.site.posts["p0"].body = "First of all.\n\n## Part\n\nMore, and more.\n"
    written = shop.build().written
    assert sorted(written) == [
        "feed.json", "feed.xml", "posts/p0/index.html", "tags/red/feed.json", "tags/red/feed.xml",
    ]  # fmt: skip


def test_a_body_s_first_paragraph_changes_the_lists_that_show_it(shop: Workshop) -> None:
    shop.site.posts["p4"].body = "Changed, see [[Two]].\n"
    assert sorted(shop.build().written) == [
        "feed.json", "feed.xml", "index.html",
        "posts/p4/index.html", "tags/green/feed.json", "tags/green/feed.xml",
        "tags/green/index.html",
    ]  # fmt: skip


def test_a_title_changes_neighbours_and_lists(shop: Workshop) -> None:
    shop.site.posts["p1"].title = "Eins"
    written = set(shop.build().written)
    assert {"posts/p0/index.html", "posts/p1/index.html", "posts/p2/index.html"} <= written
    assert {"page/1/index.html", "tags/blue/index.html", "feed.xml"} <= written
    assert "about/index.html" not in written
    assert not [path for path in written if path.startswith("tags/green/")]


def test_a_new_post_leaves_numbered_pages_alone(shop: Workshop) -> None:
    shop.site.posts["p5"] = some_posts()["p4"]
    shop.site.posts["p5"].title, shop.site.posts["p5"].date = "Five", "2026-05-20"
    written = shop.build().written
    assert {"posts/p5/index.html", "posts/p4/index.html", "index.html"} <= set(written)
    assert "page/1/index.html" not in written


def test_a_deleted_post_goes_with_its_folders(shop: Workshop) -> None:
    del shop.site.posts["p4"]
    done = shop.build()
    assert "posts/p4/index.html" in done.removed
    assert {"tags/green/index.html", "tags/green/feed.xml"} <= set(done.removed)
    assert not (shop.root / "output/posts/p4").exists()
    assert not (shop.root / "output/tags/green").exists()
    assert not (shop.root / "output/archive/2026/05").exists()


def test_a_renamed_post_moves(shop: Workshop) -> None:
    shop.site.posts["p9"] = shop.site.posts.pop("p4")
    done = shop.build()
    assert "posts/p9/index.html" in done.written
    assert "posts/p4/index.html" in done.removed


def test_a_template_changes_the_pages_it_makes(shop: Workshop) -> None:
    shop.site.others["templates/page.html"] = "{{ entry.content }}"
    assert shop.build().written == ("about/index.html",)


def test_a_template_drawn_in_changes_what_draws_it_in(shop: Workshop) -> None:
    shop.site.others["templates/card.html"] = "<p>{{ entry.title }}</p>"
    written = shop.build().written
    assert {"index.html", "page/1/index.html", "tags/red/index.html"} <= set(written)
    assert not [path for path in written if path.startswith(("posts/", "about/"))]


def test_templates_that_draw_each_other_in(shop: Workshop) -> None:
    """The digest of each covers the other, whichever is looked at first."""
    ping = "{% if false %}{% include 'pong.html' %}{% endif %}ping {{ entry.title }}"
    pong = "{% if false %}{% include 'ping.html' %}{% endif %}pong 1"
    shop.site.others["templates/ping.html"] = ping
    shop.site.others["templates/pong.html"] = pong
    shop.site.others["templates/post.html"] = "{% include 'ping.html' %}{% include 'pong.html' %}"
    shop.site.others["templates/page.html"] = "{% include 'pong.html' %}"
    shop.build()
    shop.site.others["templates/pong.html"] = pong.replace("1", "2")
    assert "posts/p0/index.html" in shop.build().written
    shop.site.others["templates/ping.html"] = ping.replace("ping {", "PING {")
    assert "posts/p0/index.html" in shop.build().written


def test_a_theme_s_asset_moves_to_a_new_address(shop: Workshop) -> None:
    shop.site.others["static/assets/style.css"] = "body { margin: 0 }\n"
    done = shop.build()
    moved = [path for path in done.removed if path.startswith("assets/")]
    assert len(moved) == 1
    assert "index.html" in done.written


def test_data_changes_the_pages_that_read_it(shop: Workshop) -> None:
    shop.site.others["data/facts.toml"] = 'word = "one"\n'
    written = set(shop.build().written)
    assert "index.html" in written
    assert "about/index.html" not in written
    shop.site.others["data/other.toml"] = "x = 1\n"
    assert shop.build().written == ()


def test_a_day_that_changes_nothing_writes_nothing(shop: Workshop) -> None:
    shop.site.day = 400
    assert shop.build().written == ()


@pytest.mark.parametrize("damage", ["changed", "same size", "removed", "folder"])
def test_an_output_file_changed_by_hand_is_restored(shop: Workshop, damage: str) -> None:
    path = shop.root / "output/posts/p1/index.html"
    right = path.read_bytes()
    if damage == "changed":
        path.write_bytes(b"by hand")
    if damage == "same size":
        path.write_bytes(right[::-1])
        touch(path)
    if damage == "removed":
        path.unlink()
    if damage == "folder":
        shutil.rmtree(path.parent)
    assert shop.build().written == ("posts/p1/index.html",)
    assert path.read_bytes() == right


@pytest.mark.parametrize("loss", ["memo", "folder", "damaged", "cut", "old"])
def test_a_lost_or_damaged_memo_only_costs_time(shop: Workshop, loss: str) -> None:
    memo = shop.root / ".sitegen/memo.db"
    before = shop.times()
    if loss == "memo":
        memo.unlink()
    if loss == "folder":
        shutil.rmtree(memo.parent)
    if loss == "damaged":
        memo.write_bytes(b"\xff" * 5000)
    if loss == "cut":
        memo.write_bytes(memo.read_bytes()[: memo.stat().st_size // 2])
    if loss == "old":
        memo.write_bytes(b"")
    shop.build()
    assert shop.times() == before, "what is right already is not written again"


def test_any_damage_within_the_memo_only_costs_time(shop: Workshop) -> None:
    """A bit turned anywhere, as by a failing disk."""
    memo = shop.root / ".sitegen/memo.db"
    good = memo.read_bytes()
    for place in range(100, len(good), max(len(good) // 12, 1)):
        memo.write_bytes(good[:place] + bytes([good[place] ^ 0x41]) + good[place + 1 :])
        build(shop.root, shop.site.now)
        assert output(shop.root) == output(shop.clean), place


def test_a_lost_memo_and_an_edit(shop: Workshop) -> None:
    shutil.rmtree(shop.root / ".sitegen")
    shop.site.posts["p1"].title = "Eins"
    assert "posts/p1/index.html" in shop.build().written


def test_a_failed_build_changes_nothing_and_the_next_one_mends(shop: Workshop) -> None:
    before = snapshot(shop.root / "output")
    right = shop.site.posts["p1"].body
    shop.site.posts["p1"].body = "[nowhere](gone.md)\n"
    shop.site.posts["p3"].title = "Drei"
    bring(shop.root, shop.site.files())
    with pytest.raises(BuildFailed):
        build(shop.root, shop.site.now)
    assert snapshot(shop.root / "output") == before
    shop.site.posts["p1"].body = right
    shop.build()


def test_an_anchor_that_goes_is_missed_where_it_is_linked_to(shop: Workshop) -> None:
    """Also where nothing else that changed shows the link."""
    shop.site.config["feeds"] = "{formats = []}"
    shop.site.posts["p1"].body = "First.\n\nSee [nought](p0.md#part).\n"
    shop.build()
    shop.site.posts["p0"].body = "First of all.\n\n## Other\n\nMore.\n"
    bring(shop.root, shop.site.files())
    with pytest.raises(BuildFailed, match=r"content/posts/p1\.md.*#part"):
        build(shop.root, shop.site.now)


def test_a_file_in_place_of_a_folder_and_back(shop: Workshop) -> None:
    """Both ways at once: what is in the way goes first."""
    shop.site.others["static/a/b.txt"] = "deep\n"
    shop.build()
    del shop.site.others["static/a/b.txt"]
    shop.site.others["static/a"] = "flat\n"
    shop.build()
    del shop.site.others["static/a"]
    shop.site.others["static/a/b.txt"] = "deep again\n"
    shop.build()


def test_a_page_that_goes_and_comes_back(shop: Workshop) -> None:
    """A manifest that kept its trace would take the page for fresh."""
    post = shop.site.posts.pop("p4")
    shop.build()
    shop.site.posts["p4"] = post
    assert "posts/p4/index.html" in shop.build().written


# ------------------------------------------------------------------ the same bytes


def test_two_builds_elsewhere_and_later_are_equal(tmp_path: Path) -> None:
    """Neither the folder, nor the files' times, nor the number of processes shows."""
    site = Changing(posts=some_posts())
    for number, name in enumerate(("one", "two with a longer name")):
        root = tmp_path / name
        root.mkdir()
        bring(root, site.files())
        for path in root.rglob("*"):
            os.utime(path, ns=(number * 10**15, number * 10**15))
        build(root, site.now, jobs=number + 1)
    assert output(tmp_path / "one") == output(tmp_path / "two with a longer name")


def test_routes_and_pairs_that_come_and_go(shop: Workshop) -> None:
    shop.site.others["content/paths/way.md"] = (
        "---\ntitle: The way\nroute: [posts/p3.md, posts/p0.md]\n---\n"
    )
    assert "paths/way/index.html" in shop.build().written
    shop.site.posts["p0"].tags = "red, blue"  # with p1 that makes a pair
    assert "tags/blue/red/index.html" in shop.build().written
    shop.site.posts["p1"].tags = "blue"
    assert "tags/blue/red/index.html" in shop.build().removed
    shop.site.others["content/tags/red.md"] = "---\nstart: posts/p2.md\n---\n"
    assert "posts/p0/index.html" in shop.build().written
