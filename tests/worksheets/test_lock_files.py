"""The lock file as a file: written so that Git can merge it, read as something people edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import Location, Problem
from sitegen.worksheets.locked import Lock, lock_of, read_lock, write_lock
from tests.worksheets.definitions import field, sheet

NAME = "worksheets.lock.json"


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    lock = lock_of({"account-plan": sheet(), "debrief": {"version": 3}})
    assert write_lock(tmp_path / NAME, lock)
    assert read_lock(tmp_path / NAME) == lock
    assert not write_lock(tmp_path / NAME, lock)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_the_file_is_sorted_and_has_a_line_for_each_fact(tmp_path: Path) -> None:
    sheet_ = {"version": 2, "fields": [field("zeal"), field("aim", "option", options=["B", "A"])]}
    write_lock(tmp_path / NAME, lock_of({"s": sheet_}))
    assert (tmp_path / NAME).read_bytes().decode() == (
        '{\n  "format": "worksheets-lock/1",\n  "worksheets": {\n    "s": {\n      "fields": {\n'
        '        "aim": {\n          "kind": "option",\n          "label": "Aim",\n'
        '          "options": [\n            "B",\n            "A"\n          ]\n        },\n'
        '        "zeal": {\n          "kind": "text",\n          "label": "Zeal"\n        }\n'
        '      },\n      "lists": {},\n      "version": 2\n    }\n  }\n}\n'
    )


def test_an_empty_lock_is_written_too(tmp_path: Path) -> None:
    write_lock(tmp_path / NAME, Lock())
    assert read_lock(tmp_path / NAME) == Lock({})


def test_without_a_file_nothing_is_locked(tmp_path: Path) -> None:
    assert read_lock(tmp_path / NAME) == Lock()


def test_an_editors_mark_and_line_ends_do_no_harm(tmp_path: Path) -> None:
    lock = lock_of({"account-plan": sheet()})
    write_lock(tmp_path / NAME, lock)
    text = (tmp_path / NAME).read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / NAME).write_bytes(b"\xef\xbb\xbf" + text)
    assert read_lock(tmp_path / NAME) == lock


SHEET = '{"format": "worksheets-lock/1",\n"worksheets":\n{"s":\n%s}}'
FIELD = SHEET % '{"version": 1, "lists": {}, "fields":\n{"a":\n%s}}'
LIST = SHEET % '{"version": 1, "fields": {}, "lists":\n{"a":\n%s}}'


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "this file is not JSON: expecting value"),
        ('{"format":\n  oops}', 2, 3, "this file is not JSON: expecting value"),
        ("[]", 1, 1, "this file is not a lock file of worksheets"),
        ("{}", 1, 1, "this file is not a lock file of worksheets"),
        ('{"a": 1,\n "format": "other/1"}', 2, 2, "this file is not a lock file of worksheets"),
        ('{"format": 1}', 1, 2, "this file is not a lock file of worksheets"),
        ('{"format": "worksheets-lock/1"}', 1, 1, "`worksheets` must be an object"),
        ('{"format": "worksheets-lock/1",\n"worksheets": []}', 2, 1, "`worksheets` must be an obj"),
        (SHEET % "1", 3, 2, "`s` must be an object"),
        (SHEET % "{}", 3, 2, "`version` must be a whole number from 1"),
        (SHEET % '{"version": true}', 4, 2, "`version` must be a whole number from 1"),
        (SHEET % '{"version": 0}', 4, 2, "`version` must be a whole number from 1"),
        (SHEET % '{"version": 1}', 3, 2, "`fields` must be an object"),
        (SHEET % '{"version": 1, "fields": {}}', 3, 2, "`lists` must be an object"),
        (FIELD % "[]", 5, 2, "`a` must be an object"),
        (FIELD % '{"kind": 1}', 6, 2, "`kind` must be a text"),
        (FIELD % '{"kind": "text"}', 5, 2, "`label` must be a text"),
        (FIELD % '{"kind": "a", "label": "b", "options": [1]}', 6, 29, "`options` must be a list"),
        (LIST % '{"kind": "grid", "label": "b"}', 5, 2, "`columns` must be an object"),
        (LIST % '{"kind": "grid", "label": "b", "columns": {"c": 1}}', 6, 44, "`c` must be an obj"),
        ('{"format": 1,\n "format": 2}', 2, 2, "`format` stands here twice"),
        ('{"a": 1,\n<<<<<<< HEAD\n"b": 2}', 2, 1, "this file holds an open merge conflict"),
    ],
)
def test_a_damaged_lock_is_a_problem_with_a_place(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    problem = read_lock(tmp_path / NAME)
    assert isinstance(problem, Problem)
    assert problem.message.startswith(message)
    assert (problem.code, problem.location) == ("worksheet-lock", Location(NAME, line, column))
    assert problem.hint


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe", b"[" * 100_000, b"9" * 10_000, b"\x00", b"null", b'"text"'],
    ids=["encoding", "depth", "digits", "nul", "null", "text"],
)
def test_hostile_bytes_are_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    assert isinstance(read_lock(tmp_path / NAME), Problem)


def test_a_newer_lock_asks_for_a_newer_program(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"format": "worksheets-lock/2", "worksheets": 5}')
    problem = read_lock(tmp_path / NAME)
    assert isinstance(problem, Problem)
    assert "`worksheets-lock/2`" in problem.message
    assert problem.hint == "update sitegen"


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    problem = read_lock(tmp_path / NAME)
    assert isinstance(problem, Problem)
    assert problem.message == "this file cannot be read: is a directory"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(OSError, match=NAME):
        write_lock(tmp_path / NAME, Lock())
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
