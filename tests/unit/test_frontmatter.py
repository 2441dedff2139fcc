"""Where the parts of a file begin, compared with a naive count."""

from __future__ import annotations

import itertools

import pytest

from sitegen.load.frontmatter import split
from sitegen.load.yaml import Scalar
from sitegen.source import Fault

OPENINGS = ["---\n", "--- \n", "----\n", "---\t\n"]
FIELDS = [
    "",
    "\n",
    "title: A\n",
    "\n\ntitle: A\n",
    "title: A\n\n\n",
    "# c\ntitle: A\nb: |\n  x\n\n  y\n",
]
CLOSINGS = ["---\n", "---", "--- \n", "-----\n"]
BODIES = [
    "",
    "\n",
    "\n\n\n",
    "body\n",
    "\nbody\n",
    "\n\nbody\n\n---\n\nmore\n",
    "  body\n",
    "---\n",
]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("fields", FIELDS)
def test_lines_by_a_naive_count(opening: str, fields: str) -> None:
    for closing, body in itertools.product(CLOSINGS, BODIES):
        if not closing.endswith("\n") and body:
            continue
        text = opening + fields + closing + body
        parts = split(text, "a.md")
        lines = text.split("\n")
        # The body is the end of the text, beginning with the line that is named.
        assert text.endswith(parts.body)
        if parts.body:
            assert "\n".join(lines[parts.body_line - 1 :]) == parts.body, (text, parts)
        assert parts.body.strip("\n") == body.strip("\n"), (text, parts)
        # The key is on its own line.
        if "title" in fields:
            line, column = parts.fields.marks["title"]
            assert lines[line - 1][column - 1 :].startswith("title: A")
            node = parts.fields.items["title"]
            assert isinstance(node, Scalar)
            assert lines[node.place[0] - 1][node.place[1] - 1] == "A"
        else:
            assert parts.fields.items == {}


@pytest.mark.parametrize(
    "text",
    ["", "body", "\n---\ntitle: A\n---\n", " ---\ntitle: A\n---\n", "--\n--\n", "text\n---\nmore\n",
     "---title: A\n---\n", "***\n\n---\n", "-- -\n"],
)  # fmt: skip
def test_a_file_without_front_matter_is_all_body(text: str) -> None:
    parts = split(text, "a.md")
    assert (parts.body, parts.body_line, parts.raw, parts.fields.items) == (text, 1, "", {})


def test_the_body_keeps_its_white_space() -> None:
    assert split("---\na: b\n---\n\n    code\n  \n", "a.md").body == "    code\n  \n"


def test_hyphens_in_values_do_not_end_the_block() -> None:
    parts = split("---\ntitle: a --- b\nlist:\n- --- \n- x\n---\nbody", "a.md")
    assert parts.body == "body"
    assert parts.fields.marks.keys() == {"title", "list"}


def test_the_second_rule_ends_the_block_and_the_third_is_text() -> None:
    assert split("---\na: b\n---\none\n\n---\n\ntwo\n", "a.md").body == "one\n\n---\n\ntwo\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: A\n", "1:1"),
        ("---\n", "1:1"),
        ("---\n\n\n- a\n---\n", "4:1"),
        ("---\n  words\n---\n", "2:3"),
        ("---\n\ntitle: a: b\n---\n", "3:9"),
        ("+++\na = 1\n+++\n", "1:1"),
        ("---\n# c\n\na: [\n---\nbody", "5:1"),
    ],
)
def test_faults_stand_where_they_are(text: str, place: str) -> None:
    with pytest.raises(Fault) as failure:
        split(text, "a.md")
    assert str(failure.value.problem.location) == f"a.md:{place}"
