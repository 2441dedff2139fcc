from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import Config, MenuItem, public_fields
from sitegen.schema import schema
from sitegen.settings import find_root, load_config, locate, read, read_toml
from tests.support import REPOSITORY, site, write

TOML = """\
# a comment = here
title = "One"

  base_url = "x"   # indented
"quoted" = 1
a.b = 2
feeds = { limit = 3, formats = [
  "atom",
] }

[markdown]
html = "trusted"

[[menu]]
title = "First"

[[menu]]
title = "Second"
url = "/x/"

[tool . sitegen]  # spaced
title = "Two"

[authors."ada l"]
name = "Ada"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (2, 1)),
        (("base_url",), (4, 3)),
        (("quoted",), (5, 1)),
        (("a", "b"), (6, 1)),
        (("feeds",), (7, 1)),
        (("feeds", "limit"), (7, 1)),
        (("markdown",), (11, 1)),
        (("markdown", "html"), (12, 1)),
        (("markdown", "other"), (11, 1)),
        (("menu",), (14, 1)),
        (("menu", "title"), (15, 1)),
        (("menu", "url"), (19, 1)),
        (("tool", "sitegen", "title"), (22, 1)),
        (("tool", "sitegen"), (21, 1)),
        (("authors", "ada l", "name"), (25, 1)),
        (("nothing",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_locate(path: tuple[str, ...], place: tuple[int, int]) -> None:
    assert locate(TOML, path) == place


def checked(table: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[tuple[str, ...], str]]]:
    said: list[tuple[tuple[str, ...], str]] = []
    values = read(table, lambda path, code, message, hint: said.append((path, code)))
    return values, said


def test_settings_become_what_the_program_uses() -> None:
    table = {
        "title": "T",
        "menu": [{"title": "A", "url": "/a/"}],
        "feeds": {"limit": 3},
        "authors": {"ada": {"name": "Ada"}},
        "extra": {"any": [1, {"thing": None}]},
    }
    values, said = checked(table)
    config = Config(**values)
    assert said == []
    assert config.menu == (MenuItem(title="A", url="/a/"),)
    assert (config.feeds.limit, config.feeds.formats) == (3, ("atom", "json"))
    assert config.authors["ada"].name == "Ada"
    assert config.extra == {"any": [1, {"thing": None}]}


def test_a_wrong_value_leaves_its_default_and_the_rest() -> None:
    values, said = checked({"title": 5, "author": "Ada", "timezone": "Nowhere", "paginate": 0})
    assert said == [
        (("title",), "bad-setting"), (("timezone",), "bad-setting"), (("paginate",), "bad-setting")
    ]  # fmt: skip
    assert values == {"author": "Ada"}


def test_an_empty_file_is_a_site(tmp_path: Path) -> None:
    root = site(tmp_path, {"sitegen.toml": ""})
    config, said = load_config(root)
    assert said == ()
    assert config == Config()


def test_own_settings_go_before_those_of_pyproject(tmp_path: Path) -> None:
    root = site(tmp_path, {"pyproject.toml": '[tool.sitegen]\ntitle = "P"\n', "sitegen.toml": ""})
    assert load_config(root)[0].title == "My site"
    (root / "sitegen.toml").unlink()
    assert load_config(root)[0].title == "P"
    assert load_config(root, title="Q")[0].title == "Q"


def test_settings_only_in_tables_below(tmp_path: Path) -> None:
    root = site(tmp_path, {"pyproject.toml": "[tool.sitegen.feeds]\nlimit = 5\n"})
    assert load_config(root)[0].feeds.limit == 5


def test_the_nearest_folder_with_settings_is_the_site(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": "", "sub/pyproject.toml": "[project]\n"})
    assert find_root(root / "content/posts") == root
    assert find_root(root / "sub") == root
    write(root, {"sub/pyproject.toml": "[tool.sitegen]\n"})
    assert find_root(root / "sub") == root / "sub"
    assert find_root(tmp_path) is None


@pytest.mark.parametrize(
    ("base", "path", "origin"),
    [
        ("https://example.org", "", "https://example.org"),
        ("https://example.org/", "", "https://example.org"),
        ("http://example.org:8000/blog/", "/blog", "http://example.org:8000"),
    ],
)
def test_base_url(base: str, path: str, origin: str) -> None:
    config = Config(base_url=base)
    assert (config.base_path, config.origin) == (path, origin)


def test_equal_settings_have_equal_digests() -> None:
    assert Config().digest_of("title") == Config().digest_of("title")
    assert Config(title="A").digest_of("title") != Config(title="B").digest_of("title")
    assert Config(root=Path("/a")) == Config(root=Path("/b"))


def test_the_schema_holds_every_setting_with_a_word_about_it() -> None:
    found = schema()
    json.dumps(found)
    assert found["properties"].keys() == {field.name for field in public_fields(Config)}
    assert all(about["description"] for about in found["properties"].values())
    assert found["properties"]["menu"]["items"]["properties"].keys() == {"title", "url"}
    formats = found["properties"]["feeds"]["properties"]["formats"]
    assert formats["items"]["enum"] == ["atom", "json"]


def test_this_repository_s_own_settings_are_right() -> None:
    config, said = load_config(REPOSITORY)
    assert said == ()
    assert config.base_url.startswith("https://")


def test_toml_is_read_or_told(tmp_path: Path) -> None:
    assert read_toml("x.toml", "a = 1") == {"a": 1}
