"""Texts made to do harm: a clear error within bounded time and memory, or they just work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.limits import limited, told
from tests.support import CONFIG, build, codes, output, post, problems, site, text, write

HEAD = "---\ntitle: A post\ndate: 2026-01-15\n"


def body(words: str) -> str:
    return f"{HEAD}---\n\n{words}\n"


def field(words: str) -> str:
    return f"{HEAD}x: {words}\n---\n\nText.\n"


def laughs() -> str:
    """The billion laughs: each line stands for ten times the one above."""
    lines = ["a0: &a0 ha"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n  ".join(["", *lines])


HARMFUL = {
    "quotes-10000": (body(">" * 10_000 + " deep"), ["too-deep"]),
    "quotes-spaced-10000": (body("> " * 10_000 + "deep"), ["too-deep"]),
    "lists-10000": (body("- " * 10_000 + "deep"), ["too-deep"]),
    "yaml-laughs": (field(laughs()), ["bad-yaml"]),
    "yaml-flow-60000": (field("[" * 60_000), ["bad-yaml"]),
    "yaml-map-60000": (field("{a: " * 60_000), ["bad-yaml"]),
    "yaml-lists-30000": (field("\n  " + "- " * 30_000 + "x"), ["bad-yaml"]),
    "yaml-keys-30000": (field("\n  " + "? " * 30_000 + "x"), ["bad-yaml"]),
    "yaml-values-100000": (field("[" + "x, " * 100_000 + "x]"), ["bad-yaml"]),
    "yaml-names-100000": (
        f"{HEAD}extra:\n" + "".join(f"  k{n}: v\n" for n in range(100_000)) + "---\n",
        ["bad-yaml"],
    ),
    "yaml-anchors-10000": (field("&a " * 10_000 + "x"), ["bad-yaml"]),
    "yaml-open-quote": (field('"' + "word " * 200_000), ["bad-yaml"]),
    "yaml-itself": (field("&a [*a]"), ["bad-yaml"]),
    "nul-in-front-matter": (f"{HEAD}x: a\0b\n---\n\nText.\n", ["bad-yaml"]),
    "empty": ("", ["no-date", "no-title"]),
    "only-a-mark": ("\ufeff", ["no-date", "no-title"]),
    "only-lines": ("\n" * 100_000, ["no-date", "no-title"]),
    "rule-of-hyphens": ("-" * 1_000_000, ["no-date", "no-title"]),
}
"""Files, and what is told of each."""

HARMLESS = {
    "brackets": body("[" * 20_000),
    "stars": body("**a" * 5_000),
    "lines": body("\n\n" * 50_000),
    "long-word": body("x" * 1_000_000),
    "entities": body("&" * 50_000),
    "html": body("<" * 50_000),
    "table": body("|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|b" * 2_000),
    "zero": body("A\0B"),
    "control": body("Bell \x07, escape \x1b[2J, separator \u2028 and mark \ufeff."),
    "title": f"---\ntitle: {'Planning ' * 555}\ndate: 2026-01-15\n---\n",
    "summary": f"---\ntitle: A\ndate: 2026-01-15\nsummary: {'word ' * 20_000}\n---\n",
    "tags": f"---\ntitle: A\ndate: 2026-01-15\ntags: [{', '.join(map(str, range(300)))}]\n---\n",
}


def test_harmful_texts_give_clear_errors(tmp_path: Path) -> None:
    files = {f"content/posts/{name}.md": words for name, (words, _) in HARMFUL.items()}
    done = limited(site(tmp_path, files), "build", "--jobs", "1")
    wanted = {f"content/posts/{name}.md": said for name, (_, said) in HARMFUL.items()}
    assert told(done.stderr) == wanted
    assert done.returncode == 1
    assert len(done.stderr) < 60_000  # a long line is not told at length


def test_harmless_texts_just_work(tmp_path: Path) -> None:
    files = {f"content/posts/{name}.md": words for name, words in HARMLESS.items()}
    root = site(tmp_path, files)
    done = limited(root, "build", "--jobs", "1")
    assert (done.stderr, done.returncode) == ("", 0)
    for name in HARMLESS:
        assert f"posts/{name}/index.html" in output(root)
    assert "\0" not in text(root, "posts/zero/index.html")
    assert "A\ufffdB" in text(root, "posts/zero/index.html")


def test_windows_and_old_mac_files_give_the_same_page(tmp_path: Path) -> None:
    plain = post("One", "First line\nsecond line\n\n```\ncode\n```\n")
    root = site(tmp_path, {"content/posts/a.md": plain})
    pages = []
    for words in (plain, "\ufeff" + plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        write(root, {"content/posts/a.md": words})
        assert build(root).problems == ()
        pages.append(text(root, "posts/a/index.html"))
    assert pages == [pages[0]] * 4


def test_a_mark_and_windows_lines_move_no_position(tmp_path: Path) -> None:
    words = post("A", "Line\n\nSee [this](gone.md)\n", weight="heavy")
    seen = []
    for form in (words, "\ufeff" + words, words.replace("\n", "\r\n")):
        root = site(tmp_path, {"content/posts/a.md": form})
        seen.append(problems(root))
    assert seen == [seen[0]] * 3
    assert seen[0][0].startswith("content/posts/a.md:4:9: error[bad-field]")


def test_settings_and_data_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "sitegen.toml": "\ufeff" + CONFIG.replace("\n", "\r\n"),
        "data/team.toml": "\ufeffa = 1\r\n",
        "data/team/north.json": "\ufeff{}",
        "data/south.yaml": "\ufeffa: 1\r\n",
    }
    built = build(site(tmp_path, files))
    assert built.problems == ()
    assert built.site.config.title == "Test"
    assert built.site.data["south"][0] == {"a": 1}


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"---\ntitle: A\xe9\n---\n", "2:9"),
        (b"\xff", "1:1"),
        (b"\xef\xbb\xbfA\xff", "1:2"),
        ("é".encode() + b"\xe9", "1:2"),
        (b"one\r\ntwo\xe9\r\n", "2:4"),
        (b"---\ntitle: A\n---\n\nCut short \xe2\x82", "5:11"),
        (b"\xed\xa0\x80", "1:1"),  # a lone surrogate
        (b"a\xc0\x80", "1:2"),  # NUL, written too long
    ],
)
def test_invalid_utf8_is_found_where_it_stands(tmp_path: Path, raw: bytes, place: str) -> None:
    root = site(tmp_path, {"content/posts/a.md": raw})
    (found,) = problems(root)
    assert found.startswith(f"content/posts/a.md:{place}: error[not-utf8]: the file is not UTF-8")


NUMBER = "9" * 4_301  # more digits than Python turns into a number
NESTED = "[" * 20_000


@pytest.mark.parametrize(
    ("path", "words", "code"),
    [
        ("data/a.json", '{"a": ' + NUMBER + "}", "bad-json"),
        ("data/a.json", NESTED, "bad-json"),
        ("data/a.json", "{}" * 2, "bad-json"),
        ("data/a.json", "", "bad-json"),
        ("data/a.toml", f"a = {NUMBER}", "bad-toml"),
        ("data/a.toml", f"a = {NESTED}", "bad-toml"),
        ("data/a.yaml", NESTED, "bad-yaml"),
        ("data/a.yaml", "a: \0", "bad-yaml"),
        ("sitegen.toml", f"paginate = {NUMBER}", "bad-toml"),
        ("sitegen.toml", f"menu = {NESTED}", "bad-toml"),
        ("sitegen.toml", "title = 'A\0'", "bad-toml"),
        ("themes/plain/theme.toml", f"a = {NESTED}", "bad-toml"),
    ],
    ids=lambda value: value if len(str(value)) < 30 else "…",
)
def test_structured_files_that_would_raise(
    tmp_path: Path, path: str, words: str, code: str
) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    write(root, {path: words})
    found = problems(root)
    assert found
    assert all(f"error[{code}]" in problem for problem in found)
    assert all(problem.startswith(path) for problem in found)


def test_big_numbers_in_yaml_stay_text(tmp_path: Path) -> None:
    root = site(tmp_path, {"data/a.yaml": f"a: {NUMBER}\nb: 012\nc: 1:30\nd: 1e5\n"})
    value = build(root).site.data["a"][0]
    assert value == {"a": NUMBER, "b": "012", "c": "1:30", "d": "1e5"}


def test_numbers_that_are_not_everyday_numbers(tmp_path: Path) -> None:
    for words in ("1e308", "-1e10", "nan", ".nan", "inf", "Infinity", NUMBER, "0x10"):
        root = site(tmp_path, {"content/posts/a.md": post(series="S", series_order=words)})
        assert codes(root) == ["bad-field"], words


def test_an_entry_can_be_removed_after_harm(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(), "content/posts/b.md": b"\xff"})
    assert codes(root) == ["not-utf8"]
    (root / "content/posts/b.md").unlink()
    assert build(root).problems == ()
