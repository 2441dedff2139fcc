"""No edit of a worksheet orphans readers' answers unless the author says so: here is how."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.errors import Location, Problem
from sitegen.worksheets.locked import Lock, compare, lock_of, problems, what_readers_see
from tests.worksheets.definitions import Json, edited, field, grid, locked, sheet

NAME, SOURCE = "worksheets.lock.json", "worksheets/account-plan.md"


def found(after: Json) -> tuple[Problem, ...]:
    """What is wrong with a definition when :func:`sheet` is locked."""
    lock = lock_of({"account-plan": sheet()})
    return problems(lock, {"account-plan": after}, {"account-plan": Location(SOURCE)})


@pytest.mark.parametrize(
    ("edit", "message", "hint"),
    [
        (
            lambda s: s["fields"].pop(0),
            "the question `customer` (“Customer”) is gone: readers' answers would be lost",
            "write `{was:customer}` at the blank that asks it now; or, if it is gone for good, "
            "write `version: 2`",
        ),
        (
            lambda s: s["fields"].__setitem__(0, field("client")),
            "the question `customer` (“Customer”) is gone: readers' answers would be lost",
            "write `{was:customer}` at `client` (“Client”), if that is the same; or, if it is "
            "gone for good, write `version: 2`",
        ),
        (
            lambda s: s["fields"][2].update(kind="date"),
            "`chance` was `number` and is `date` now: answers would be lost",
            "make it `number` again, or give the new one an id of its own; or, if the old answers "
            "are not needed, write `version: 2`",
        ),
        (
            lambda s: s["fields"][1]["options"].remove("Dormant"),
            "`stage` no longer offers `Dormant`, which readers may have chosen",
            "keep `Dormant` as an option; or, if it is gone for good, write `version: 2`",
        ),
        (
            lambda s: s["lists"].pop(0),
            "the list `calls` (“Calls”) is gone: readers' answers would be lost",
            "write `{was:calls}` at the heading over the table or list that holds them now; or, "
            "if it is gone for good, write `version: 2`",
        ),
        (
            lambda s: s["lists"][0]["columns"].pop(0),
            "the column `calls.who` (“Who”) is gone: readers' answers would be lost",
            "write `{was:who}` in the header of the column that holds them now; or, if it is gone "
            "for good, write `version: 2`",
        ),
        (
            lambda s: s.update(version=0),
            "this worksheet's version is 0, but readers already have version 1",
            "write `version: 1`, or `version: 2` if questions were dropped",
        ),
    ],
)
def test_a_problem_says_what_to_write(
    edit: Callable[[Json], object], message: str, hint: str
) -> None:
    (problem,) = found(edited(edit))
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.location, problem.also) == (Location(SOURCE), (Location(NAME),))


def test_the_heir_is_of_a_fitting_kind_and_the_nearest_name() -> None:
    def edit(s: Json) -> None:
        new = [field("customers"), field("x", "date"), field("customer-name", "lines")]
        s["fields"] = [*new, *s["fields"][1:]]

    (problem,) = found(edited(edit))
    assert "at `customers` (“Customers”)" in problem.hint


def test_a_number_has_no_heir_among_dates() -> None:
    (problem,) = found(edited(lambda s: s["fields"].__setitem__(2, field("chances", "date"))))
    assert "at the blank that asks it now" in problem.hint


def test_a_lower_version_does_not_hide_a_loss() -> None:
    def edit(s: Json) -> None:
        s["version"] = 0
        s["fields"].pop(0)

    codes = [problem.code for problem in found(edited(edit))]
    assert codes == ["worksheet-version", "orphaned-answers"]


def test_a_worksheet_that_is_gone_is_missed() -> None:
    lock = lock_of({"account-plan": sheet()})
    (problem,) = problems(lock, {}, {})
    assert (problem.code, problem.location) == ("worksheet-gone", Location(NAME))
    assert problem.hint == "if it is meant to go, run `sitegen worksheet lock`"


def test_a_worksheet_by_another_id_is_recognised() -> None:
    lock = lock_of({"account-plan": sheet()})
    (problem,) = problems(lock, {"account-plans": sheet()}, {"account-plans": Location(SOURCE)})
    assert "if it is `account-plans` now, write `worksheet: account-plan`" in problem.hint


def test_a_worksheet_that_was_never_locked_has_no_problem() -> None:
    assert problems(Lock(), {"new": sheet()}, {"new": Location(SOURCE)}) == ()


def test_a_higher_version_accepts_a_loss() -> None:
    def edit(s: Json) -> None:
        s["version"] = 2
        s["fields"].pop(0)

    assert found(edited(edit)) == ()


def test_what_readers_see_is_told_in_sentences() -> None:
    def edit(s: Json) -> None:
        s["fields"] = [
            field("client", was="customer"),
            field("stage", "choose", options=["Prospect", "Client", "Lost"]),
            field("chance", "percent"),
            field("budget", "money"),
        ]
        s["lists"] = [grid("calls", field("who"), field("when", "number"), kind="log")]

    assert what_readers_see(compare(locked(sheet()), edited(edit))) == [
        "What they wrote under `customer` is now under “Client”.",
        "The question “Customer” is called “Client” now; answers stay.",
        "“Stage” no longer offers “Dormant”; who chose it must choose again.",
        "“Stage” offers “Lost” as well.",
        "The question “Chance” changes from number to percent; answers stay.",
        "The result “Value” is gone; nothing was answered there.",
        "There is a new question, “Budget”.",
        "The column “When” changes from date to number; what they wrote is kept under "
        "“Answers whose question has gone”.",
        "The list “The plan” is gone; what they wrote is kept under "
        "“Answers whose question has gone”.",
    ]
