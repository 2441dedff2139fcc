"""Templates that never end, or ask for what can't be given."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.limits import limited, told
from tests.support import build, codes, post, site, write

NEVER_ENDING = {
    "self": {"self.html": "<p>{% include 'self.html' %}"},
    "circle": {
        "circle.html": "{% include 'circle2.html' %}",
        "circle2.html": "{% include 'circle.html' %}",
    },
    "extends": {"extends.html": "{% extends 'extends.html' %}"},
    "extends-circle": {
        "extends-circle.html": "{% extends 'extends-circle2.html' %}",
        "extends-circle2.html": "{% extends 'extends-circle.html' %}",
    },
    "macro": {"macro.html": "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}"},
    "imports": {"imports.html": "{% import 'imports.html' as me %}{{ me }}"},
    "brackets": {"brackets.html": "{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}"},
    "lists": {"lists.html": "{{ " + "[" * 2_000 + "]" * 2_000 + " }}"},
    "conditions": {"conditions.html": "{% if 1 %}" * 2_000 + "x" + "{% endif %}" * 2_000},
    "not": {"not.html": "{{ " + "not " * 5_000 + "1 }}"},
}


def test_templates_that_never_end_are_told(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/z.md": post()})
    build(root)
    for name, templates in NEVER_ENDING.items():
        write(root, {f"content/posts/{name}.md": post(name, template=name)})
        write(root, {f"templates/{path}": words for path, words in templates.items()})
    done = limited(root, "build", "--jobs", "1")
    found = told(done.stderr)
    assert done.returncode == 1
    blamed = {path.removeprefix("templates/").removesuffix(".html").rstrip("2") for path in found}
    assert blamed == NEVER_ENDING.keys()
    assert {code for said in found.values() for code in said} == {"template-loop"}
    assert not (root / "output/posts/self/index.html").exists()


def test_a_chain_of_themes_that_turns_back(tmp_path: Path) -> None:
    """A theme's own parent's parent, and ``!parent`` above the highest level."""
    files = {
        "themes/one/theme.toml": 'parent = "two"\n',
        "themes/two/theme.toml": 'parent = "one"\n',
        "themes/one/templates/post.html": "{% extends '!parent/post.html' %}",
        "content/posts/a.md": post(),
    }
    root = site(tmp_path, files, 'theme = "one"\n')
    assert "bad-theme" in codes(root)


def test_parents_above_the_highest_level(tmp_path: Path) -> None:
    base = "{% extends '!parent/default.html' %}"
    root = site(tmp_path, {"templates/default.html": base, "content/posts/a.md": post()})
    write(root, {"templates/post.html": "{% include '!99/x.html' %}"})
    write(root, {"templates/404.html": "{% include '!999999999999999999999/x.html' %}"})
    assert codes(root) == ["no-template", "no-template"]


def test_a_template_named_to_leave_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    root = site(tmp_path, {"content/posts/a.md": post(template="../../secret")})
    assert codes(root) == ["no-template"]
    write(root, {"content/posts/a.md": post()})
    write(root, {"templates/post.html": "{% include '../../secret.html' %}"})
    assert codes(root) == ["no-template"]


def test_values_that_fail_when_they_are_shown(tmp_path: Path) -> None:
    wrong = (
        "{{ 1 / 0 }}",
        "{{ [] | first }}",
        "{{ site.nothing() }}",
        "{{ site.recent('ten') }}",
        "{{ page.entry.title.missing }}",
        "{{ entry.date.strftime(5) }}",
        "{{ {}['x'] }}",
        "{{ cycler() }}",
        "{{ '%d' % 'x' }}",
        "{{ site.data.nothing.at.all }}",
        "{{ url(5) }}",
        "{{ asset('') }}",
        "{{ none() }}",
        "{% for x in 5 %}{% endfor %}",
        "{% include entry.title %}",
        "{{ '\\ud800' }}",
    )
    for words in wrong:
        root = site(tmp_path, {"content/posts/a.md": post()})
        write(root, {"templates/post.html": f"<p>\n{words}\n"})
        found = codes(root)
        assert found in (["template-error"], ["no-template"], ["template-syntax"]), words
