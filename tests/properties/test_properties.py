"""What holds for every input, tried on many that no one would think of."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sitegen import urls
from sitegen.config import Config
from sitegen.errors import Location, Problem, describe, did_you_mean, line_of
from sitegen.links import Links
from sitegen.load.data import parse_data
from sitegen.load.dates import parse_date
from sitegen.load.entries import EntryReader
from sitegen.load.fields import FIELDS, TAXONOMY_NAMES
from sitegen.load.frontmatter import Parts, split
from sitegen.model import Link
from sitegen.plan.lists import cut
from sitegen.settings import locate, read
from sitegen.source import Fault, decode
from sitegen.text import shorten, slugify, xml
from tests.support import codes, output, post, site, write
from tests.unit.models import model

SAME = settings(derandomize=True, deadline=None, max_examples=100)
MANY = settings(SAME, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(SAME, max_examples=15)

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WORDS = st.one_of(TEXT, st.sampled_from(["C++", "con", "..", "a/b", "é", "e\u0301", "Ǆ", "ß", "İ"]))
KEYS = st.sampled_from([*FIELDS, *TAXONOMY_NAMES, "tag", "url", "layout", "titel", "other", "<<"])
YAML_VALUE = st.one_of(
    TEXT,
    st.sampled_from(
        ["2026-01-15", "2026-13-45", "true", "[a, b]", "{a: b}", "*x", "&x y", "!!int 1", "|", ">",
         "- a", "'", '"', "[", "javascript:x", "/x/", "//x", "/:slug/", "/../x", "1e9", "nan", "~"]
    ),
)  # fmt: skip


@SAME
@given(WORDS)
@example("\u0345")
@example("ŉ")
@example("\u1e9e")
@example("a\u0301\u0327")
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@SAME
@given(WORDS)
def test_a_slug_is_a_part_of_a_path(text: str) -> None:
    slug = slugify(text)
    assert slug
    assert not re.search(r"[/\\.\s%?#\x00-\x1f]", slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    fault = urls.path_fault(slug[:60])
    assert fault == "" or "Windows reserves" in fault
    assert urls.decode(urls.encode(slug)) == slug


@SAME
@given(st.text())
def test_a_slug_is_made_of_any_text(text: str) -> None:
    assert slugify(text)
    urls.encode(text)
    assert urls.path_fault(text) is not None
    assert urls.is_safe(text) in (True, False)


@SAME
@given(TEXT)
def test_encoding_comes_back(path: str) -> None:
    encoded = urls.encode(path)
    assert urls.decode(encoded) == path
    assert set(encoded) <= set(string.ascii_letters + string.digits + "/-._~!$&'()*+,;=:@%")
    assert urls.encode(urls.decode(encoded)) == encoded


@SAME
@given(st.text(alphabet="abjscript:/\\?#@[]\t\n .ж%&;", max_size=30))
def test_a_safe_url_has_a_scheme_of_the_web_or_none(url: str) -> None:
    if urls.is_safe(url):
        seen = re.sub(r"[\t\n\r]", "", url).lstrip("".join(map(chr, range(33))))
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)
        assert scheme is None or scheme[1].lower() in ("http", "https", "mailto", "tel", "sms",
                                                       "geo", "xmpp", "matrix")  # fmt: skip


@SAME
@given(TEXT, st.integers(2, 200))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@SAME
@given(st.text())
def test_xml_holds_no_forbidden_character(text: str) -> None:
    assert not re.search("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", xml(text))


# --------------------------------------------------------------------------- reading


@SAME
@given(st.binary())
def test_any_bytes_are_text_or_a_fault(data: bytes) -> None:
    line, text = 1, ""
    try:
        text = decode(data, "a")
    except Fault as failure:
        line = failure.problem.location.line
    assert "\r" not in text
    assert 1 <= line <= data.count(b"\n") + 1


@MANY
@given(st.one_of(TEXT, st.builds("---\n{}\n---\n{}".format, TEXT, TEXT)))
def test_front_matter_never_raises_and_keeps_the_body(text: str) -> None:
    try:
        parts = split(text, "a.md")
    except Fault as failure:
        problem = failure.problem
    else:
        check_parts(text, parts)
        return
    assert 1 <= problem.location.line <= text.count("\n") + 2
    assert problem.excerpt == line_of(text, problem.location.line)


def check_parts(text: str, parts: Parts) -> None:
    assert text.endswith(parts.body)
    assert parts.body_line == text[: len(text) - len(parts.body)].count("\n") + 1


def front(fields: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in fields.items())


READER = EntryReader(Config(timezone="Europe/Paris"))


@MANY
@given(
    st.sampled_from(["posts/a.md", "pages/a/index.md", "tags/x.md", "2026-01-99-x.md", "index.md"]),
    st.builds(
        "---\n{}---\n{}".format,
        st.one_of(TEXT, st.dictionaries(KEYS, YAML_VALUE, max_size=6).map(front)),
        TEXT,
    ),
)
def test_reading_an_entry_never_raises(path: str, text: str) -> None:
    done = READER.read(path, text)
    assert (done.entry is None) == any(problem.is_error for problem in done.problems)
    for problem in done.problems:
        assert describe(problem)
        assert problem.location.path == f"content/{path}"
        assert 1 <= problem.location.line <= text.count("\n") + 2
    if done.entry is not None:
        assert done.entry.url.startswith("/")
        assert text.endswith(done.body)


@SAME
@given(st.one_of(TEXT, st.from_regex(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?")))
@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "Pacific/Apia"])
def test_a_date_is_a_time_with_a_zone_or_no_date(zone: str, text: str) -> None:
    try:
        moment = parse_date(text, ZoneInfo(zone))
    except ValueError as failure:
        said = str(failure)
    else:
        check_moment(moment)
        return
    assert "is not a date" in said


def check_moment(moment: datetime) -> None:
    assert moment.tzinfo is not None
    assert datetime.fromisoformat(moment.isoformat()) == moment
    moment.timestamp()


@SAME
@given(st.sampled_from(["a.toml", "a.yaml", "a.json"]), TEXT)
def test_data_files_never_raise(path: str, text: str) -> None:
    line = 1
    try:
        parse_data(path, text, path)
    except Fault as failure:
        line = failure.problem.location.line
    assert 1 <= line <= text.count("\n") + 2


LEAVES = st.one_of(
    st.text(), st.booleans(), st.integers(), st.floats(), st.just(datetime(2026, 1, 1))
)
TABLES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)
SETTINGS = st.dictionaries(
    st.sampled_from(
        ["title", "base_url", "timezone", "paginate", "menu", "feeds", "markdown", "permalinks",
         "authors", "taxonomies", "headers", "theme_options", "extra", "content", "static", "titel"]
    ),
    st.one_of(
        TABLES,
        st.sampled_from(
            ["https://example.org/", "http://[", "Europe/Paris", "../x", "/", 0, -1, 10**30,
             [{"title": "A", "url": "javascript:x"}], [{}], {"limit": 0}, {"posts": ":slug"},
             {"posts": {}}, {"x": {"order": "series"}}, {"formats": ["atom"]}]
        ),
    ),
    max_size=6,
)  # fmt: skip


@MANY
@given(st.one_of(SETTINGS, st.dictionaries(st.text(), TABLES, max_size=4)))
def test_settings_never_raise(table: dict[str, Any]) -> None:
    said: list[str] = []

    def complain(path: tuple[str, ...], code: str, message: str, hint: str) -> None:
        assert locate("title = 1\n[menu]\n", path) >= (1, 1)
        said.append(describe(Problem(code, message, Location("sitegen.toml", 1, 1), hint)))

    values = read(table, complain)
    config = Config(**values)
    if not said:
        assert config.zone
        assert config.origin
        assert config.base_path is not None


@SAME
@given(TEXT, st.lists(TEXT, max_size=5), st.integers(1, 3))
def test_what_one_may_have_meant_is_among_what_there_is(
    word: str, known: list[str], count: int
) -> None:
    near = did_you_mean(word, known, count)
    assert set(near) <= set(known)
    assert len(near) <= count


# --------------------------------------------------------------------------- the plan


@SAME
@given(st.integers(0, 200), st.integers(1, 12), st.integers(0, 5))
def test_lists_hold_every_entry_once_and_full_pages_stay(count: int, size: int, new: int) -> None:
    ids = [str(number) for number in range(count + new, 0, -1)]
    before, after = cut(ids[new:], size, "/"), cut(ids, size, "/")
    assert [id for part in after for id in part.ids] == ids
    assert len({part.url for part in after}) == len(after)
    later = {part.url: part.ids for part in after[1:]}
    assert all(later[part.url] == part.ids for part in before[1:])


@FEW
@given(
    titles=st.lists(WORDS, min_size=1, max_size=4, unique_by=lambda text: slugify(text)),
    tags=st.lists(WORDS, max_size=4),
)
def test_whatever_is_planned_can_be_published(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], tags: list[str]
) -> None:
    quoted = ", ".join(
        "'" + re.sub(r"[^\w+#./ -]", "", tag).replace("\n", " ") + "'" for tag in tags
    )
    root = site(tmp_path_factory.mktemp("plan"), {})
    for number, title in enumerate(titles):
        slug = slugify(title)[:50]
        if not urls.path_fault(slug):
            write(root, {f"content/posts/{slug}.md": post(f"T{number}", tags=f"[{quoted}]")})
    found = codes(root)
    assert set(found) <= {"bad-path"}  # for a tag such as `con`
    published = [path for path in output(root) if not found]
    assert published or found
    assert [path for path in published if urls.path_fault(path)] == []


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Links:
    folder: Path = tmp_path_factory.mktemp("links")
    files = {"content/posts/a.md": post(), "content/posts/b/index.md": post(), "content/x.svg": "x"}
    return Links(model(folder, files), {"/tags/"}.__contains__)


@MANY
@given(
    st.sampled_from(["path", "name"]),
    st.one_of(TEXT, st.text("ab./?#[]%:@ \\x", max_size=12), st.sampled_from(["//[", "///", "?"])),
    st.sampled_from(["posts/a.md", "posts/b/index.md", "gone.md"]),
)
def test_a_link_leads_somewhere_or_says_why_not(
    links: Links, form: str, target: str, source: str
) -> None:
    found = links.resolve(source, Link("href", form, target, "", 1, 1))
    assert bool(found.url) != bool(found.fault)
    assert not found.url or found.url.startswith("/")
