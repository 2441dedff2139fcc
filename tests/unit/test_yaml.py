from __future__ import annotations

from typing import Any

import pytest

from sitegen.load.yaml import MAX_DEPTH, MAX_NODES, Mapping, YamlError, compose, plain_value


def value(text: str) -> Any:
    node = compose(text)
    assert node is not None
    return plain_value(node)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- \n...\n"])
def test_nothing(text: str) -> None:
    node = compose(text)
    assert node is None or plain_value(node) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("Off", "Off"), ("y", "y"),
        ("true", True), ("False", False), ("null", None), ("~", None),
        ("012", "012"), ("0o14", "0o14"), ("0x1F", "0x1F"), ("0b1", "0b1"), ("1_000", "1_000"),
        ("1:30", "1:30"), ("12:30:45", "12:30:45"), ("2024-05-01", "2024-05-01"),
        ("1", 1), ("-1", -1), ("+1", 1), ("0", 0), ("-0", 0), ("1.50", 1.5), ("-.5", -0.5),
        ("1.5e3", 1500.0), ("1e3", "1e3"), ("1.", "1."), (".inf", ".inf"), (".nan", ".nan"),
        ("'1'", "1"), ('"true"', "true"), ("'null'", "null"), ("''", ""), ("!!str 1", "1"),
        ("! 1", "1"), ("|\n 1\n", "1\n"), (">\n a\n b\n", "a b\n"),
        ("999999999999999999", 10**18 - 1),
        ("9999999999999999999", "9999999999999999999"), ("<<", "<<"), ("=", "="),
        ("[a, [b], {c: d}]", ["a", ["b"], {"c": "d"}]), ("{}", {}), ("[]", []),
        ("{a: &x [1], b: *x}", {"a": [1], "b": [1]}), ("{a, b: }", {"a": None, "b": None}),
        ("{1: a, true: b}", {"1": "a", "true": "b"}), ('"\\u00e9\\x41"', "éA"),
        ("&a a: 1\nb: *a", {"a": 1, "b": "a"}),
    ],
)  # fmt: skip
def test_values(text: str, wanted: Any) -> None:
    found = value(text)
    assert (found, type(found)) == (wanted, type(wanted))


def test_a_merge_key_is_a_key_like_any() -> None:
    assert value("a: &x {b: 1}\nc:\n  <<: *x") == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\nb: 2\na: 3", (3, 1), "`a` stands here twice; the first is on line 1"),
        ("x:\n  a: 1\n  'a': 3", (3, 3), "`a` stands here twice; the first is on line 2"),
        ("a: *b", (1, 4), "`*b` stands for nothing yet"),
        ("a: &a [*a]", (1, 8), "`*a` stands for nothing yet"),
        ("? [a]\n: b", (1, 3), "a key must be a plain word"),
        ("*x : b", (1, 1), "stands for nothing yet"),
        ("a: !!python/name:os.system x", (1, 4), "is not read here"),
        ("a: !!python/object/new:x []", (1, 4), "is not read here"),
        ("!!set {a}", (1, 1), "is not read here"),
        ("a: !!timestamp 2024-05-01", (1, 4), "is not read here"),
        ("a: !own x", (1, 4), "`!own` is not read here"),
        ("a\n---\nb", (3, 1), "there is a second document"),
        ("a:\n\tb: c", (2, 1), "cannot start any token"),
        ("a: 'b", (1, 6), "unexpected end of stream"),
        ("a: \0", (1, 4), "NUL byte"),
        ("é: 1\nb: \x1b", (2, 4), "character U+001B"),
        ("a: @b", (1, 4), "cannot start any token"),
        ("%x", (1, 3), ""),
    ],
)
def test_faults(text: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(YamlError) as failure:
        compose(text)
    assert (failure.value.line, failure.value.column) == place
    assert words in str(failure.value)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_signs_that_yaml_takes_for_line_ends_and_editors_do_not(sign: str) -> None:
    """They once shifted every line below them, and then there was no such line."""
    with pytest.raises(YamlError) as failure:
        compose(f"a: x{sign}y\nb: @")
    assert (failure.value.line, failure.value.column) == (2, 4)
    with pytest.raises(YamlError) as failure:
        compose(f"-{sign}@")
    assert failure.value.line == 1


def test_lines_above_are_counted_in() -> None:
    with pytest.raises(YamlError) as failure:
        compose("a: 1\na: 2", skipped=5)
    assert failure.value.line == 7
    assert "the first is on line 6" in str(failure.value)
    with pytest.raises(YamlError) as failure:
        compose("a: 1\n\0", skipped=5)
    assert failure.value.line == 7
    node = compose("a: 1", skipped=5)
    assert isinstance(node, Mapping)
    assert node.marks == {"a": (6, 1)}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: Plan: do", "quotes"),
        ("a:\n\tb", "spaces, not with tabs"),
        ("a: [", ""),
    ],
)
def test_hints(text: str, hint: str) -> None:
    with pytest.raises(YamlError) as failure:
        compose(text)
    assert hint in failure.value.hint if hint else failure.value.hint == ""


def test_depth_is_bounded() -> None:
    assert value("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    with pytest.raises(YamlError, match="levels deep"):
        compose("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2))


def test_what_aliases_unfold_to_is_bounded() -> None:
    wide = ", ".join(["x"] * 200)
    assert value(f"a: &a [{wide}]\nb: [{', '.join(['*a'] * 90)}]")
    with pytest.raises(YamlError, match=f"unfolds to more than {MAX_NODES:,}"):
        compose(f"a: &a [{wide}]\nb: [{', '.join(['*a'] * 110)}]")


def test_a_list_may_be_long() -> None:
    assert len(value("[" + "x," * (MAX_NODES - 10) + "]")) == MAX_NODES - 10
