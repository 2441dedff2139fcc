"""The reference says what is so: its lists are those of the program, and its examples work."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from jinja2 import Environment

from sitegen.cli import command
from sitegen.config import (
    Author,
    CardsConfig,
    Config,
    FeedsConfig,
    ImagesConfig,
    MarkdownConfig,
    MenuItem,
    SearchConfig,
    TaxonomyConfig,
    WorksheetsConfig,
    public_fields,
)
from sitegen.errors import ERROR, NOTICE, WARNING
from sitegen.headers import SECURITY
from sitegen.load.fields import FIELDS, TAXONOMY_NAMES, TERM_FIELDS, WORKSHEET_FIELDS
from sitegen.markdown.callouts import KINDS
from sitegen.model import Entry
from sitegen.plan.lists import cut
from sitegen.render.globals import _filters, _functions
from sitegen.render.page_view import Pager, PageView
from sitegen.render.pages import _VARIABLES
from sitegen.render.press import _DIGESTS
from sitegen.render.site_view import SiteView
from sitegen.render.views import EntryView, TermView
from sitegen.render.wisdom import WisdomView
from sitegen.settings import read as read_settings
from sitegen.taxonomy import BUILT_IN
from sitegen.urls import PERMALINK_PARTS
from tests.docs.examples import rendered
from tests.docs.reading import PAGES, REFERENCE, blocks, first_names, names, read, rows, section
from tests.support import REPOSITORY, post, site
from tests.support import codes as codes_of

COMING: set[str] = set()
"""Being built and not described yet: left out on both sides."""

# --------------------------------------------------------------------------- settings

SETTINGS = read(REFERENCE / "settings.md")
TABLES: dict[str, type[Any]] = {
    "": Config,
    "menu.": MenuItem,
    "authors.NAME.": Author,
    "taxonomies.NAME.": TaxonomyConfig,
    "markdown.": MarkdownConfig,
    "feeds.": FeedsConfig,
    "images.": ImagesConfig,
    "cards.": CardsConfig,
    "worksheets.": WorksheetsConfig,
    "search.": SearchConfig,
}


def setting_rows() -> dict[str, list[str]]:
    taxonomies = {kind.name for kind in BUILT_IN}
    found = [(names(cells[0])[0], cells) for cells in rows(SETTINGS)]
    # The built-in taxonomies have a table too, of five columns.
    return {name: cells for name, cells in found if name not in taxonomies or len(cells) == 3}


def test_settings_are_all_there() -> None:
    wanted = {prefix + field.name for prefix, cls in TABLES.items() for field in public_fields(cls)}
    assert set(setting_rows()) == wanted


def test_defaults_of_settings() -> None:
    for prefix, cls in TABLES.items():
        for field in public_fields(cls):
            name, shown, meaning = setting_rows()[prefix + field.name]
            default = getattr(cls(), field.name)
            if dataclasses.is_dataclass(default):
                assert shown == "a table"
                continue
            value = tomllib.loads(f"x = {names(shown)[0]}")["x"]
            assert value == (list(default) if isinstance(default, tuple) else default), name
            assert len(meaning) > 10, name


def test_choices_of_settings() -> None:
    for prefix, cls in TABLES.items():
        for field in public_fields(cls):
            meaning = setting_rows()[prefix + field.name][2]
            for choice in field.metadata["choices"]:
                assert f"`{choice}`" in meaning, field.name


def test_taxonomies() -> None:
    shown = [cells for cells in rows(section(SETTINGS, "Taxonomies")) if len(cells) == 5]
    assert [
        (names(cells[0])[0], cells[1], cells[2], names(cells[3])[0], cells[4] == "yes")
        for cells in shown
    ] == [(kind.name, kind.title, kind.singular, kind.order, kind.feeds) for kind in BUILT_IN]


@pytest.mark.parametrize(
    "page",
    sorted(page for page in PAGES.rglob("*.md") if "```toml\n" in read(page)),
    ids=lambda page: str(page.stem),
)
def test_examples_of_settings(page: Path) -> None:
    """Blocks of TOML without a title are parts of ``sitegen.toml``."""
    for block in blocks(read(page), "toml"):
        if not block.title:
            table = tomllib.loads(block.text)
            assert not faults(table.get("tool", {}).get("sitegen", table)), (page, block.line)


def faults(table: dict[str, Any]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    read_settings(table, lambda *fault: found.append(fault))
    return found


# --------------------------------------------------------------------------- commands

COMMANDS = read(REFERENCE / "commands.md")


def commands(group: click.Group, path: str = "sitegen") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in set(group.list_commands(context)) - COMING:
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, f"{path} {name}")
        else:
            yield f"{path} {name}", found


def test_commands_are_all_there() -> None:
    shown = set(re.findall(r"^## (sitegen .+)$", COMMANDS, re.M))
    assert shown == {name for name, _ in commands(command)}


@pytest.mark.parametrize("name", sorted(name for name, _ in commands(command)))
def test_flags(name: str) -> None:
    found = dict(commands(command))[name]
    flags = {
        flag
        for parameter in found.params
        if isinstance(parameter, click.Option) and not COMING & set(parameter.opts)
        for flag in (*parameter.opts, *parameter.secondary_opts)
    }
    assert set(first_names(section(COMMANDS, name))) == flags


# --------------------------------------------------------------------------- front matter

FRONT_MATTER = read(REFERENCE / "front-matter.md")


def test_fields() -> None:
    shown = {
        cells[0].strip("`"): names(cells[1]) for cells in rows(section(FRONT_MATTER, "Fields"))
    }
    fields = {**FIELDS, **WORKSHEET_FIELDS, **TERM_FIELDS}
    wanted = {name: list(others) for name, (_, others) in fields.items()}
    assert shown == {**wanted, **{name: list(others) for name, others in TAXONOMY_NAMES.items()}}
    assert set(TAXONOMY_NAMES) == {kind.name for kind in BUILT_IN if kind.order != "route"}


def test_examples_of_front_matter(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for block in blocks(FRONT_MATTER, "yaml"):
        name = f"example-{block.line}"
        given = "" if "title:" in block.text.split("extra:")[0] else f"title: {name}\n"
        given += "" if "\ndate:" in f"\n{block.text}" else "date: 2026-02-02\n"
        folder = "worksheets" if "worksheet:" in block.text else "posts"
        files[f"content/{folder}/{name}.md"] = f"---\n{given}{block.text}---\nText.\n"
    files["content/posts/a-map-for-every-customer.md"] = post("A map")
    assert len(files) > 8
    # A worksheet is to be locked, which no example of front matter can show.
    assert set(codes_of(site(tmp_path, files))) == {"not-locked"}


# --------------------------------------------------------------------------- Markdown

MARKDOWN = read(REFERENCE / "markdown.md")


def test_examples_of_markdown(tmp_path: Path) -> None:
    shown = blocks(MARKDOWN, "markdown", "html")
    pairs = list(zip(shown[::2], shown[1::2], strict=True))
    assert all((source.language, html.language) == ("markdown", "html") for source, html in pairs)
    done = rendered(tmp_path, {f"example-{source.line}": source.text for source, _ in pairs})
    for source, html in pairs:
        assert done[f"example-{source.line}"] == html.text, f"markdown.md:{source.line}"


def test_kinds_of_callouts() -> None:
    sentence = section(MARKDOWN, "Callouts").partition("The kinds are")[2].partition(".")[0]
    assert names(sentence) == list(KINDS)


# --------------------------------------------------------------------------- templates

TEMPLATES = read(REFERENCE / "templates.md")


def bare(heading: str) -> set[str]:
    """The names in a section's tables without the arguments shown with them."""
    return {name.partition("(")[0] for name in first_names(section(TEMPLATES, heading))}


def public(cls: type[Any]) -> set[str]:
    return {name for name in dir(cls) if not name.startswith("_")}


def assigned(cls: type[Any]) -> set[str]:
    """The public attributes that its methods set."""
    return {
        node.attr
        for node in ast.walk(ast.parse(inspect.getsource(cls)))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if not node.attr.startswith("_")
    }


INTERNAL = {"body_line", "body_digest", "digest", "marks"}


def test_what_templates_can_use() -> None:
    assert bare("site") == public(SiteView)
    assert bare("page") == public(PageView) | assigned(PageView)
    assert bare("page.pager") == public(Pager) | assigned(Pager)
    assert bare("term") == public(TermView)
    assert bare("wisdom") == public(WisdomView)
    fields = {field.name for field in dataclasses.fields(Entry)} - INTERNAL
    assert bare("entry") == public(EntryView) | fields


def test_kinds_of_pages() -> None:
    shown = first_names(section(TEMPLATES, "Which template makes which page"))
    assert shown == list(_VARIABLES)


class _Anything:
    """Stands in for a press: the functions and filters are only listed, not called."""

    def __getattr__(self, name: str) -> Any:
        return _Anything()


def test_functions_and_filters() -> None:
    press: Any = _Anything()
    assert bare("Functions") == {*_functions(press), "fragment", "structured_data"}
    assert bare("Filters") == set(_filters(press)) - set(Environment().filters)


@pytest.mark.parametrize("theme", ["plain", "daybook"])
def test_options_of_the_themes(theme: str) -> None:
    about = tomllib.loads(read(REPOSITORY / "themes" / theme / "theme.toml"))["options"]
    shown = section(read(REFERENCE / "themes.md"), f"Options of the theme {theme}")
    assert {cells[0].strip("`"): cells[1:] for cells in rows(shown)} == {
        name: [
            f"`{_toml(option['default'])}`",
            ", ".join(f"`{choice}`" for choice in option.get("choices", ())) or option["type"],
            option["help"],
        ]
        for name, option in about.items()
    }


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


# --------------------------------------------------------------------------- problems

ERRORS = read(REFERENCE / "errors.md")
_CALLS = {"Problem", "Finding", "complain", "_at", "_fault", "_failed", "_report"}
_SEVERITIES = (ERROR, WARNING, NOTICE)
_CODE = re.compile(r"[a-z]+[0-9]*(-[a-z]+)*[0-9]*")


def codes(tree: ast.AST) -> Iterator[str]:
    """The problem codes in a module: arguments where one belongs, and values called ``code``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _CALLS:
            yield from _texts(node.args)
        elif isinstance(node, ast.Assign) and [_name(target) for target in node.targets] == [
            "code"
        ]:
            choice = node.value
            yield from _texts(
                [choice.body, choice.orelse] if isinstance(choice, ast.IfExp) else [choice]
            )


def _name(node: ast.AST) -> str:
    return str(getattr(node, "id", "") or getattr(node, "attr", ""))


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and _CODE.fullmatch(value) and value not in _SEVERITIES:
            yield value


def test_problems_are_all_there() -> None:
    modules = (REPOSITORY / "sitegen").rglob("*.py")
    used = {code for path in modules for code in codes(ast.parse(read(path)))} - COMING
    shown = [name for cells in rows(ERRORS) for name in names(cells[0])]
    assert sorted(shown) == sorted(used)


# --------------------------------------------------------------------------- the rest


def test_placeholders_of_permalinks() -> None:
    shown = first_names(section(read(REFERENCE / "urls.md"), "Permalinks"))
    assert {name.removeprefix(":") for name in shown} == set(PERMALINK_PARTS)


def test_headers() -> None:
    text = read(PAGES / "explanation" / "security.md")
    shown = {names(cells[0])[0]: cells[1].strip("`") for cells in rows(section(text, "Headers"))}
    policy = blocks(section(text, "Content-Security-Policy"), "text")[0].text
    shown["Content-Security-Policy"] = policy.strip().replace(";\n", "; ")
    assert shown == SECURITY


def test_floors() -> None:
    settings = tomllib.loads(read(REPOSITORY / "pyproject.toml"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    shown = blocks(section(read(REPOSITORY / "ARCHITECTURE.md"), "Floors"), "text")[0].text
    assert shown.split("\n") == [*contract["layers"], ""], "copy the layers into ARCHITECTURE.md"


def test_sorts_of_inputs() -> None:
    shown = section(read(REPOSITORY / "ARCHITECTURE.md"), "The one rule")
    assert sorted(first_names(shown)) == sorted(_DIGESTS)


def test_numbers_of_list_pages() -> None:
    text = read(PAGES / "explanation" / "list-pages.md")
    found = re.findall(r"^\| (\d+) \| (\d+) \| (.+) \|$", text, re.M)
    assert found
    for posts, front, numbered in found:
        slices = cut([str(number) for number in range(int(posts))], 10, "/")
        assert len(slices[0].ids) == int(front)
        assert [part.url for part in slices[1:]] == re.findall(r"`(/page/\d+/)`", numbered)
