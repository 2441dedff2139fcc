"""What happened to a worksheet, and whether readers' answers would be orphaned by it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sitegen.worksheets.kinds import FIELD_KINDS, LIST_KINDS
from sitegen.worksheets.locked import LIST_LOSSLESS, LOSSLESS, Change, compare, lock_of, stale
from tests.support import REPOSITORY
from tests.worksheets.definitions import Json, edited, field, grid, locked, sheet


def test_a_plans_own_columns_and_the_authors_words_are_not_locked() -> None:
    rows = [{"id": "r", "cells": {"risk": "Rain"}}]
    fixed = grid("risks", field("risk"), field("answer"), grows=False, rows=rows)
    lists = locked({"version": 1, "lists": [fixed, sheet()["lists"][1]]})["lists"]
    assert lists["risks"]["columns"] == {"answer": {"kind": "text", "label": "Answer"}}
    assert lists["the-plan"] == {"kind": "plan", "label": "The plan", "columns": {}}


def test_what_is_locked_shows_no_change() -> None:
    assert compare(locked(sheet()), sheet()) == []
    lock = lock_of({"account-plan": sheet()})
    assert stale(lock, {"account-plan": sheet()}) == ()


def test_what_a_question_is_about_is_not_locked() -> None:
    about = edited(lambda s: [item.update({"is": "goal"}) for item in s["fields"] + s["lists"]])
    assert compare(locked(sheet()), about) == []
    assert stale(lock_of({"account-plan": sheet()}), {"account-plan": about}) == ()


def test_any_change_makes_a_lock_stale() -> None:
    lock = lock_of({"account-plan": sheet()})
    relabelled = edited(lambda s: s["fields"][0].update(label="Client"))
    assert stale(lock, {"account-plan": relabelled, "new": sheet()}) == ("account-plan", "new")


def change_of(edit: Callable[[Json], object]) -> Change:
    (change,) = compare(locked(sheet()), edited(edit))
    return change


def test_a_field_that_is_gone_orphans_its_answers() -> None:
    change = change_of(lambda s: s["fields"].pop(0))
    assert change == Change("field", "removed", "customer", "Customer", "text", loses=True)
    assert change.orphans


def test_a_result_that_is_gone_orphans_nothing() -> None:
    assert not change_of(lambda s: s["fields"].pop(3)).loses


def test_a_new_field_orphans_nothing() -> None:
    change = change_of(lambda s: s["fields"].append(field("budget", "money")))
    assert change == Change("field", "added", "budget", "Budget", after="money")


def test_a_field_moves_by_its_old_id() -> None:
    moved = field("client", label="Customer", was="customer")
    change = change_of(lambda s: s["fields"].__setitem__(0, moved))
    assert change == Change("field", "moved", "client", "Customer", "customer", "client")


def test_an_old_id_of_long_ago_changes_nothing() -> None:
    assert compare(locked(sheet()), edited(lambda s: s["fields"][0].update(was="buyer"))) == []


def test_two_questions_made_one_orphan_an_answer() -> None:
    def merge(s: Json) -> None:
        s["fields"][0]["was"] = "chance"
        s["fields"].pop(2)

    assert change_of(merge) == Change("field", "removed", "chance", "Chance", "number", loses=True)


def test_another_label_orphans_nothing() -> None:
    change = change_of(lambda s: s["fields"][0].update(label="Client"))
    assert change == Change("field", "relabelled", "customer", "Client", "Customer", "Client")


def test_a_moved_field_may_be_retyped_as_well() -> None:
    def edit(s: Json) -> None:
        s["fields"][2] = field("odds", "date", label="Chance", was="chance")

    moved, retyped = compare(locked(sheet()), edited(edit))
    assert (moved.happened, moved.orphans) == ("moved", False)
    assert retyped == Change("field", "retyped", "odds", "Chance", "number", "date", loses=True)


@pytest.mark.parametrize(
    ("before", "after", "loses"),
    [
        ("text", "lines", False),
        ("number", "text", False),
        ("tick", "yesno", False),
        ("choose", "option", False),
        ("lines", "text", True),
        ("text", "number", True),
        ("number", "computed", True),
        ("computed", "text", False),
    ],
)
def test_a_change_of_kind_loses_answers_or_not(before: str, after: str, loses: bool) -> None:
    old = {"version": 1, "fields": [field("a", before)]}
    (change,) = compare(locked(old), {"version": 1, "fields": [field("a", after)]})
    assert (change.happened, change.before, change.after) == ("retyped", before, after)
    assert change.loses is loses


def test_an_option_that_is_gone_orphans_who_chose_it() -> None:
    options = ["Client", "Prospect", "Lost"]
    gone, new = compare(locked(sheet()), edited(lambda s: s["fields"][1].update(options=options)))
    assert gone == Change("option", "removed", "stage", "Stage", "Dormant", loses=True)
    assert new == Change("option", "added", "stage", "Stage", after="Lost")


def test_a_choice_that_becomes_a_text_needs_no_options() -> None:
    change = change_of(lambda s: s["fields"].__setitem__(1, field("stage")))
    assert (change.happened, change.loses) == ("retyped", False)


def test_columns_are_compared_like_fields() -> None:
    def edit(s: Json) -> None:
        s["lists"][0]["columns"] = [field("with", label="Who", was="who"), field("next")]

    moved, removed, added = compare(locked(sheet()), edited(edit))
    assert moved == Change("column", "moved", "calls.with", "Who", "calls.who", "calls.with")
    assert removed == Change("column", "removed", "calls.when", "When", "date", loses=True)
    assert added == Change("column", "added", "calls.next", "Next", after="text")


def test_a_list_moves_with_its_columns() -> None:
    change = change_of(lambda s: s["lists"][0].update(id="talks", was="calls"))
    assert change == Change("list", "moved", "talks", "Calls", "calls", "talks")


def test_a_list_that_is_gone_is_one_loss() -> None:
    change = change_of(lambda s: s["lists"].pop(0))
    assert change == Change("list", "removed", "calls", "Calls", "log", loses=True)


@pytest.mark.parametrize(("kind", "loses"), [("grid", False), ("routine", False), ("plan", True)])
def test_a_log_may_become_another_table(kind: str, loses: bool) -> None:
    change = change_of(lambda s: s["lists"][0].update(kind=kind))
    assert change == Change("list", "retyped", "calls", "Calls", "log", kind, loses)


def test_a_higher_version_accepts_a_loss() -> None:
    def edit(s: Json) -> None:
        s["version"] = 2
        s["fields"].pop(0)

    change = change_of(edit)
    assert change.loses
    assert not change.orphans


def test_the_table_of_kinds_is_the_browsers() -> None:
    path = REPOSITORY / "tests" / "vectors" / "migration-kinds.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    assert {kind: set(to) for kind, to in LOSSLESS.items()} == {
        kind: set(to) for kind, to in table["lossless"].items()
    }
    assert {kind: list(to) for kind, to in LIST_LOSSLESS.items()} == table["lists"]
    for case in table["cases"]:
        same = case["from"] == case["to"]
        kept = not same and case["to"] not in LOSSLESS.get(case["from"], ())
        assert kept is case.get("kept", False), case


def test_the_table_knows_only_kinds_that_there_are() -> None:
    fields = {*LOSSLESS, *(kind for kinds in LOSSLESS.values() for kind in kinds)}
    lists = {*LIST_LOSSLESS, *(kind for kinds in LIST_LOSSLESS.values() for kind in kinds)}
    assert fields <= set(FIELD_KINDS)
    assert lists <= set(LIST_KINDS)
