"""Ids of fields and rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.worksheets.ids import RowIds, identify, is_id


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("What worries them most?", "what-worries-them-most"),
        ("Größe", "grosse"),
        ("Été à Nîmes", "ete-a-nimes"),
        ("next-call", "next-call"),
    ],
)
def test_ids(label: str, wanted: str) -> None:
    assert identify(label) == wanted


def test_other_scripts_have_ids_that_stay() -> None:
    assert identify("姓名") == identify("姓名 ") != identify("年龄")


@given(st.text(max_size=30))
def test_every_label_has_an_id(label: str) -> None:
    name = identify(label)
    assert is_id(name)
    assert identify(label) == name
    assert identify(name) == name


def test_rows_of_one_name_differ() -> None:
    ids = RowIds()
    assert ids.claim("call-2")
    assert [ids.make("Call!", "row") for _ in range(3)] == ["call", "call-3", "call-4"]
    assert not ids.claim("call")


def test_rows_never_have_the_names_of_new_ones() -> None:
    ids = RowIds()
    assert not ids.claim("new-1")
    assert [ids.make("New 1", "row"), ids.make("", "row"), ids.make("constructor", "row")] == [
        "row-new-1",
        "row",
        "row-constructor",
    ]


def test_only_the_first_words_of_a_row_count() -> None:
    assert RowIds().make("a b c d e f g h i j", "row") == "a-b-c-d-e-f-g-h"
