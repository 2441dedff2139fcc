from __future__ import annotations

from pathlib import Path

from sitegen import queries
from sitegen.site import Site
from sitegen.wanted import Shown
from tests.support import post
from tests.unit.models import model

ALL = Shown(True, True, True)


def ids(found: tuple[str, ...]) -> list[str]:
    return [id.removeprefix("posts/").removesuffix(".md") for id in found]


def dated(tmp_path: Path) -> Site:
    files = {
        f"content/posts/{name}.md": post(name, date=date)
        for name, date in {
            "a": "2024-12-31", "b": "2026-01-01", "c": "2026-01-01", "d": "2026-03-05 12:00",
            "e": "2026-03-05 12:00 +02:00",
        }.items()
    }  # fmt: skip
    return model(tmp_path, {**files, "content/pages/p.md": "---\ntitle: P\n---\n"})


def test_recent(tmp_path: Path) -> None:
    site = dated(tmp_path)
    assert ids(queries.recent(site, 2)) == ["d", "e"]
    assert ids(queries.posts(site)) == ["d", "e", "c", "b", "a"]
    assert queries.pages(site) == ("pages/p.md",)
    assert queries.recent(site, 0) == ()


def test_neighbours(tmp_path: Path) -> None:
    site = dated(tmp_path)
    order = queries.posts(site)
    for index, id in enumerate(order):
        assert queries.newer(site, id) == (order[index - 1] if index else "")
        assert queries.older(site, id) == (order[index + 1] if index + 1 < len(order) else "")
    for id in ("pages/p.md", "posts/nothing.md"):
        assert (queries.newer(site, id), queries.older(site, id)) == ("", "")


def test_months(tmp_path: Path) -> None:
    assert queries.months(dated(tmp_path)) == ((2026, ((3, 2), (1, 2))), (2024, ((12, 1),)))


def test_states(tmp_path: Path) -> None:
    files = {
        "content/posts/draft.md": post(draft="true", date="2031-01-01"),
        "content/posts/scheduled.md": post(date="2026-06-01 12:01"),
        "content/posts/now.md": post(date="2026-06-01 12:00", expires="2026-06-01 12:01"),
        "content/posts/expired.md": post(expires="2026-06-01 12:00"),
    }
    site = model(tmp_path, files, shown=ALL)
    states = {id: queries.state(site, f"posts/{id}.md") for id in ("draft", "now", "expired")}
    assert states == {"draft": "draft", "now": "", "expired": "expired"}
    assert queries.state(site, "posts/scheduled.md") == "scheduled"
    public = model(tmp_path, files)
    assert ids(queries.posts(public)) == ["now"]
    assert public.hidden.keys() == {f"posts/{id}.md" for id in ("draft", "scheduled", "expired")}
    assert not queries.exists(public, "posts/draft.md")
    assert queries.exists(public, "posts/now.md")


def test_rare_tags_relate_more_than_common_ones(tmp_path: Path) -> None:
    files = {f"content/posts/c{n}.md": post(date=f"2026-01-{n + 1:02}", tags="[common]")
             for n in range(9)}  # fmt: skip
    files["content/posts/me.md"] = post(date="2026-02-01", tags="[common, rare]")
    files["content/posts/rare.md"] = post(date="2020-01-01", tags="[rare]")
    files["content/posts/both.md"] = post(date="2019-01-01", tags="[rare, common]")
    site = model(tmp_path, files)
    assert ids(queries.related(site, "posts/me.md", 3)) == ["both", "rare", "c8"]
    assert len(queries.related(site, "posts/me.md", 50)) == 11
    assert queries.related(site, "posts/nothing.md") == ()


def test_a_shared_tag_relates_more_than_a_shared_category(tmp_path: Path) -> None:
    files = {
        "content/posts/me.md": post(tags="[x]", category="y"),
        "content/posts/tag.md": post(tags="[x]", date="2020-01-01"),
        "content/posts/category.md": post(category="y", date="2026-01-20"),
        "content/posts/none.md": post(tags="[z]"),
        "content/pages/page.md": "---\ntitle: P\ntags: [x]\n---\n",
    }
    assert ids(queries.related(model(tmp_path, files), "posts/me.md")) == ["tag", "category"]


def test_equals_are_related_newest_first(tmp_path: Path) -> None:
    files = {f"content/posts/{n}.md": post(date=f"2026-01-0{n}", tags="[x]") for n in range(1, 5)}
    site = model(tmp_path, files)
    assert ids(queries.related(site, "posts/2.md", 2)) == ["4", "3"]


def test_terms(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post(tags="[Zeta, alpha]"),
        "content/posts/b.md": post(tags="[Zeta]", series="S", part="2"),
        "content/posts/c.md": post(series="S", part="1"),
    }
    site = model(tmp_path, files)
    assert queries.term_list(site, "tags") == ("alpha", "zeta")
    assert queries.term_list(site, "tags", "count") == ("zeta", "alpha")
    assert queries.term_list(site, "nothing") == ()
    assert queries.filed_under(site, "posts/a.md", "tags") == (("zeta", "Zeta"), ("alpha", "alpha"))
    assert queries.taxonomy_names(site) == ("tags", "series")
    assert queries.place_in(site, "posts/b.md", "series", "s") == (2, 2, "posts/c.md", "")
    assert queries.place_in(site, "posts/c.md", "series", "s") == (1, 2, "", "posts/b.md")
    assert queries.term_about(site, "tags", "zeta") == ("Zeta", "")
    assert queries.term_about(site, "tags", "nothing") is None
    assert queries.term_count(site, "tags", "zeta") == 2
    assert queries.term_count(site, "tags", "nothing") == 0
    assert queries.term_entries(site, "tags", "alpha") == ("posts/a.md",)


def test_an_answer_that_cannot_be_given_has_a_digest(tmp_path: Path) -> None:
    answers = queries.Answers(dated(tmp_path))
    assert answers.digest(("place_in", "posts/a.md", "tags", "x")) == "none"
    assert answers.digest(("recent", 1)) != answers.digest(("recent", 2))
    assert answers.digest(("recent", 3)) == answers.digest(("recent", 3))


def test_every_query_is_pure_plain_data(tmp_path: Path) -> None:
    import marshal

    site = dated(tmp_path)
    for question in (("recent",), ("months",), ("newer", "posts/a.md"), ("state", "posts/a.md")):
        answer = queries.Answers(site).ask(question)
        assert marshal.loads(marshal.dumps(answer)) == answer
