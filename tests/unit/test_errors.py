from __future__ import annotations

import pytest

from sitegen.errors import (
    WARNING,
    BuildFailed,
    Location,
    Problem,
    describe,
    did_you_mean,
    in_order,
    line_of,
    suggestion,
)


def test_a_problem_with_everything() -> None:
    also = (Location("b.md"), Location("c.md", 2, 3))
    problem = Problem(
        "a-code", "it is wrong", Location("a.md", 12, 5), "mend it", "error", "    x", also
    )
    assert describe(problem) == (
        "a.md:12:5: error[a-code]: it is wrong\n"
        "  12 |     x\n"
        "     |     ^\n"
        "  also: b.md\n"
        "  also: c.md:2:3\n"
        "  hint: mend it"
    )


def test_a_problem_with_the_least() -> None:
    problem = Problem("a-code", "it is wrong", Location("a.md"), severity=WARNING, excerpt="unseen")
    assert describe(problem) == "a.md: warning[a-code]: it is wrong"
    assert not problem.is_error


def test_a_line_without_a_column() -> None:
    assert str(Location("a.md", 3)) == "a.md:3:1"


def marked(excerpt: str, column: int) -> str:
    """What stands above the mark."""
    shown, mark = describe(Problem("c", "m", Location("a", 1, column), excerpt=excerpt)).split(
        "\n"
    )[1:]
    return shown[mark.index("^")]


@pytest.mark.parametrize("column", [1, 2, 99, 100, 101, 150, 199, 250])
def test_the_mark_stands_under_its_column_in_long_lines(column: int) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(300))
    assert marked(line, column) == line[column - 1]


def test_tabs_do_not_shift_the_mark() -> None:
    assert marked("\t\tx", 3) == "x"


def test_control_characters_are_not_printed() -> None:
    place = Location("a\nb\x1b.md", 1, 1)
    problem = Problem(
        "c", "m\x07", place, "h\r", excerpt="\x1b[2Jx\0\u2028", also=(Location("\x9b"),)
    )
    said = describe(problem)
    assert said.count("\n") == 4
    assert not any(ord(sign) < 32 and sign != "\n" for sign in said)
    assert "\x9b" not in said
    assert said.startswith("a\ufffdb\ufffd.md:1:1: ")


def test_order_is_by_file_line_and_column_and_without_repeats() -> None:
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 9, 2), ("a.md", 9, 1), ("a.md", 0, 0)]
    found = [Problem("c", "m", Location(*place)) for place in (*places, *places)]
    assert [problem.location for problem in in_order(found)] == sorted(Location(*p) for p in places)


def test_a_failed_build_carries_all_problems() -> None:
    found = [Problem("c", "one", Location("a")), Problem("c", "two", Location("b", 2, 3))]
    failure = BuildFailed(found)
    assert failure.problems == tuple(found)
    assert str(failure) == "a: one; b:2:3: two"


def test_as_dict() -> None:
    problem = Problem("c", "m", Location("a", 2, 3), "h", also=(Location("b", 1, 1),))
    assert problem.as_dict() == {
        "code": "c", "severity": "error", "message": "m", "path": "a", "line": 2, "column": 3,
        "hint": "h", "excerpt": "", "also": ["b:1:1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", ["title"]), ("TITLE", ["title"]), ("tag", ["tags"]), ("x", []), ("", []),
        ("summray", ["summary"]),
    ],
)  # fmt: skip
def test_did_you_mean(word: str, near: list[str]) -> None:
    assert did_you_mean(word, ["title", "tags", "summary"]) == near


def test_suggestion() -> None:
    assert suggestion("paln", ["plan", "palm"], 2) == "did you mean `plan` or `palm`?"
    assert suggestion("paln", []) == ""
    assert suggestion("PLAN", ["Plan"]) == "did you mean `Plan`?"


@pytest.mark.parametrize(
    ("line", "text"), [(1, "one"), (2, "two"), (3, ""), (4, ""), (0, ""), (-1, "")]
)
def test_line_of(line: int, text: str) -> None:
    assert line_of("one\ntwo\r\n", line) == text
