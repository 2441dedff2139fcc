"""Formulas are read into the trees of ``tests/vectors/formula.json``, and faults say where.

What the trees mean is checked by ``tests/js`` against the same file.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.worksheets.formula import Formula, FormulaFault, Names, circle, parse_formula
from sitegen.worksheets.kinds import FORMATS, FUNCTIONS
from tests.support import REPOSITORY

VECTORS = REPOSITORY / "tests" / "vectors" / "formula.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
READ = [case for case in CASES if "tree" in case]
FAULTS = [case for case in CASES if "fault" in case]

NAMES = Names(
    {"worth": "money", "chance": "number", "stage": "choose", "start": "date", "won": "computed"},
    {"log": {"calls": "number", "note": "text", "day": "date"}},
    {"stage": ("Prospect", "Client", "Dormant")},
)


def fault_of(source: str, names: Names = NAMES) -> FormulaFault:
    with pytest.raises(FormulaFault) as caught:
        parse_formula(source, names)
    return caught.value


@pytest.mark.parametrize("case", READ, ids=lambda case: case["source"])
def test_a_formula_is_read_into_its_tree(case: dict[str, Any]) -> None:
    formula = parse_formula(case["source"], Names(**case["names"]))
    assert json.loads(json.dumps(formula.tree)) == case["tree"]
    assert (formula.format, formula.decimals) == (case["format"], case.get("decimals"))


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["source"][:40])
def test_a_fault_has_its_words_and_its_column(case: dict[str, Any]) -> None:
    fault = fault_of(case["source"], Names(**case["names"]))
    assert (fault.message, fault.column) == (case["fault"], case["column"])
    assert fault.hint


def test_the_vectors_show_every_function_and_every_format() -> None:
    trees = json.dumps([case["tree"] for case in READ])
    assert [name for name in FUNCTIONS if f'["call", "{name}"' not in trees] == []
    assert {case["format"] for case in READ} == {"", *FORMATS}


def test_what_a_formula_reads_is_told_once_and_in_order() -> None:
    formula = parse_formula("worth * chance + worth + sum(log.calls) | money", NAMES)
    assert formula.reads == ("worth", "chance", "log.calls")


def test_a_date_is_shown_as_a_date_without_asking() -> None:
    assert parse_formula("start + 7", NAMES).format == "date"
    assert parse_formula("start - start", NAMES).format == ""
    assert parse_formula("won", NAMES) == Formula(("field", "won"), reads=("won",))


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("wroth * 2", "did you mean `worth`?"),
        ("worth-chance", "a minus needs spaces around it: `worth - chance`"),
        ("worth-chnce", "a minus needs spaces around it: `worth - chnce`"),
        ("xyz", "the fields are `worth`, `chance`, `stage`, `start`, `won`"),
        ("calls", "did you mean `log.calls`?"),
        ("log", "name one of its columns: `log.calls`, `log.note`, `log.day`"),
        ("sum(lag.calls)", "did you mean `log.calls`?"),
        ("sum(log.cals)", "did you mean `log.calls`?"),
        ("sum(log.x)", "the columns are `calls`, `note`, `day`"),
        ("log.calls", "take `sum(log.calls)`"),
        ("log.day", "take `max(log.day)`"),
        ("log.note", "take `count(log.note)`"),
        ("today > start", "the function is written `today()`"),
        ("averge(log.calls)", "known are if, min, max, round, sum, avg, count, days, today"),
        ("cuont(log.calls)", "did you mean `count`?"),
        ('stage = "Cleint"', 'did you mean "Client"?'),
        ('stage = "Lost"', 'the answers are "Prospect", "Client", "Dormant"'),
        ("if(worth, 1, 2)", "compare it: `worth > 0`"),
        ("worth | cash", "known are money, percent, date, number"),
        ("worth | mony", "did you mean `money`?"),
        ("$worth", "leave the sign out and end the formula with `| money`"),
    ],
)
def test_a_hint_says_what_to_write(source: str, hint: str) -> None:
    assert fault_of(source).hint == hint


def test_a_hyphenated_name_that_is_near_another_is_told_both() -> None:
    names = Names({"calls-a-day": "number"}, {})
    hint = fault_of("calls-a-dya", names).hint
    assert hint == ("did you mean `calls-a-day`? (a minus needs spaces around it: `calls - a-dya`)")


def test_a_long_list_of_names_is_cut() -> None:
    names = Names({f"field-{number}": "number" for number in range(1, 40)}, {})
    assert fault_of("xyz", names).hint.endswith("`field-8` …")


@pytest.mark.parametrize(
    "source",
    [
        "(" * 490,
        "-" * 490,
        "2^" * 240 + "2",
        "if(1=1," * 60,
        "min(" * 120,
        "(" * 39 + "1" + ")" * 39 + " ^ (" * 20,
        "1+" * 5000,
        "x" * 100_000,
        "9" * 400,
        "\x00",
        "\ud800",
        "1 + \N{ARABIC-INDIC DIGIT FIVE}",
    ],
    ids=lambda source: source[:12].encode("unicode_escape").decode(),
)
def test_hostile_formulas_are_faults(source: str) -> None:
    fault = fault_of(source)
    assert 1 <= fault.column <= len(source) + 1


def test_a_long_chain_makes_a_tree_that_json_can_hold() -> None:
    tree = parse_formula("+".join("1" * 250), NAMES).tree
    assert json.dumps(tree).count('"+"') == 249


WORDS = (
    "worth chance stage start won log log.calls log.day nope if( min( sum( round( days( today( "
    '1 2.5 50% "Client" "2027-01-01" + - * / ^ = != < <= ( ) , | money percent number'
)
SOURCES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map(" ".join)


@given(SOURCES | st.text(max_size=60))
def test_any_text_is_a_formula_or_a_fault(source: str) -> None:
    read = formula_or_fault(source)
    if isinstance(read, FormulaFault):
        assert 1 <= read.column <= len(source) + 1
        assert read.message
    else:
        assert json.loads(json.dumps(read.tree)) is not None


def formula_or_fault(source: str) -> Formula | FormulaFault:
    try:
        return parse_formula(source, NAMES)
    except FormulaFault as fault:
        return fault


@pytest.mark.parametrize(
    ("reads", "found"),
    [
        ({}, ()),
        ({"a": ["b", "x"], "b": ["x"]}, ()),
        ({"a": ["a"]}, ("a",)),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, ("a", "b", "c")),
        ({"start": ["a"], "a": ["x", "b"], "b": ["a"]}, ("a", "b")),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ()),
    ],
)
def test_fields_that_read_each_other_are_named(
    reads: dict[str, list[str]], found: tuple[str, ...]
) -> None:
    assert circle(reads) == found


def test_a_circle_through_many_fields_is_found() -> None:
    reads = {f"f{number}": [f"f{(number + 1) % 5000}"] for number in range(5000)}
    assert len(circle(reads)) == 5000
