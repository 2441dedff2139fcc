"""The browser's scheduler and an independent one agree, on vectors and on random plans.

``EXAMPLES=20000`` makes it many plans.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.js.independent_schedule import Json, schedule
from tests.js.test_javascript import node

HERE = Path(__file__).parent
VECTORS = json.loads((HERE.parent / "vectors" / "schedule.json").read_text())
EXAMPLES = int(os.environ.get("EXAMPLES", "2000"))
MONDAY = date(2027, 1, 4)


def in_browser(cases: list[Json], folder: Path) -> list[Json]:
    """What schedule.js makes of the cases."""
    file = folder / "cases.json"
    file.write_text(json.dumps(cases))
    script = HERE / "schedule_cases.js"
    environment = {**os.environ, "CASES": file.as_uri(), "TZ": "UTC"}
    command = [node(), str(script)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: list[Json] = json.loads(ran.stdout)
    return found


def stamp(value: Any, t: int = 1) -> Json:
    return {"v": value, "t": t}


class Chance:
    """Random plans: small, with much going on in them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def some(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, first: int, last: int) -> str:
        return (MONDAY + timedelta(days=self.random.randint(first, last))).isoformat()

    def span(self, least: int) -> list[Any]:
        unit = self.random.choice("dddw")
        return [self.random.randint(least, 6 if unit == "d" else 3), unit]

    def case(self) -> Json:
        choice, count = self.random.choice, self.random.randint(1, 9)
        week = choice([[1, 2, 3, 4, 5]] * 4 + [[1, 2, 3, 4, 5, 6, 7], [2, 4], [], [7]])
        holidays = [self.day(-10, 60) for _ in range(self.random.randint(0, 5))]
        ids = [f"s{n}" for n in range(count)]
        self.random.shuffle(ids)
        circles = self.some(0.2)
        rows = [self.row(n, ids, circles) for n in range(count)]
        self.random.shuffle(rows)
        calendar = {"start": self.day(-3, 9), "workdays": week, "holidays": holidays}
        return {
            "rows": rows,
            "calendar": {name: stamp(value) for name, value in calendar.items()},
            "today": self.day(-15, 60),
            "kind": choice(["plan", "steps"]),
        }

    def row(self, n: int, ids: list[str], circles: bool) -> Json:
        others = ids if circles else ids[:n]
        cells: Json = {"text": stamp("" if self.some(0.05) else "words")}
        if self.some(0.7):
            cells["dur"] = stamp(self.span(0))
        if others and self.some(0.7):
            cells["after"] = stamp([self.after(others) for _ in range(self.random.randint(1, 3))])
        if self.some(0.15):
            cells["pin"] = stamp(self.day(-5, 50))
        if self.some(0.2):
            cells["by"] = stamp(self.day(0, 60))
        if self.some(0.05):
            cells["every"] = stamp("every week")
        if self.some(0.25):
            cells["done"] = self.done()
        parent = self.random.choice(others) if others and self.some(0.35) else ""
        row = {"id": ids[n], "order": stamp(f"a{self.random.randint(0, 9)}"), "cells": cells}
        return {**row, "parent": stamp(parent), "gone": stamp(self.some(0.03))}

    def after(self, others: list[str]) -> Json:
        step: Json = {"id": "nowhere" if self.some(0.03) else self.random.choice(others)}
        if self.some(0.4):
            step["lag"] = self.span(0)
        return step

    def done(self) -> Json:
        noon = (date.fromisoformat(self.day(0, 40)) - date(1970, 1, 1)).days * 86_400_000
        values = [stamp(self.day(0, 40)), stamp(True, noon + 43_200_000), stamp(True, 0)]
        return self.random.choice([*values, stamp(False), stamp("")])


def spelled_out(vector: Json) -> Json:
    """A vector's short rows as a plan has them: whatever is not said has been touched."""

    def row(n: int, given: Json) -> Json:
        cells = {"text": stamp(given["id"])}
        t = 0 if given.get("untouched") else 1
        for name, value in given.items():
            if name not in ("id", "parent", "untouched"):
                cells[name] = stamp(value, t)
        order, parent = stamp(f"a{n:02}"), stamp(given.get("parent", ""))
        return {"id": given["id"], "order": order, "parent": parent, "cells": cells}

    calendar = {
        "start": stamp(vector["start"]),
        "workdays": stamp(vector.get("workdays", [1, 2, 3, 4, 5])),
        "holidays": stamp(vector.get("holidays", [])),
    }
    rows = [row(n, given) for n, given in enumerate(vector["rows"])]
    kind = vector.get("kind", "steps")
    return {"rows": rows, "calendar": calendar, "today": vector["today"], "kind": kind}


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_vectors(vector: Json) -> None:
    found = schedule(spelled_out(vector))
    assert sorted(found["items"]) == sorted(vector["items"])
    for id_, expected in vector["items"].items():
        assert {name: found["items"][id_][name] for name in expected} == expected, id_
    assert found["cycles"] == vector.get("cycles", [])
    assert found["end"] == vector.get("end", found["end"])


@pytest.mark.slow
@pytest.mark.skipif(not node(), reason="there is no Node.js")
def test_random_plans(tmp_path: Path) -> None:
    chance = Chance(5)
    cases = [chance.case() for _ in range(EXAMPLES)]
    for case, browser in zip(cases, in_browser(cases, tmp_path), strict=True):
        assert browser == schedule(case), json.dumps(case)
