"""A second scheduler, written from these rules alone, with ``datetime`` and no cleverness.

1.  Days are whole. A step's start and due are its first and its last day.
2.  ``2d`` are two working days, the first of them the start; half a day is one. ``0d`` is a
    milestone: due on its start. ``2w`` ends on the start's weekday two weeks on; if that is a day
    off, on the next working day. A step that does not say takes a day.
3.  A step starts on the first working day after all that it follows is due, a milestone on the
    first working day from that day on. With a lag ``+2d`` both start on the second working day
    after, with ``+2w`` on the same weekday two weeks on or the next working day.
4.  A step that follows nothing starts on the plan's first working day; none starts before it.
5.  A pinned start stays as it is: ``why`` is "early" if it is before what rule 3 asks.
6.  What a parent follows, all below it follow, and none of them starts before the parent's pin,
    unless pinned itself. To follow a parent is to follow all below it. A parent spans them. A
    parent takes no time of its own.
7.  A done step is due on the day it was done, and started its duration before (weeks to the same
    weekday, whatever it is) or on its pin, if that is no later. If the day is not known, it is
    where the other rules put it.
8.  An undone step that would be due before today, and does not repeat, is late: due on the first
    working day from today on. Its start stays. A step is also late if due after its deadline,
    and a parent if anything below it is late.
9.  Circles. Arrows lead from each step to what follows it, also to what is below a parent that
    does, and from each row to its parent. Rows are in order of their order keys, then of ids. From
    each row not yet seen, in order, walk along its arrows, in the order of where they lead, as deep
    as possible first. An arrow to a row on the way closes a circle, and does not count.
10. ``slack``: a day is too late for a step to be due if it is after its deadline or a parent's;
    or if, were it due then, something undone that follows it would be due too late or start after
    its pin. A step that has no deadline, and nothing undone that follows it, is limited by the
    end of the plan, which is the last due of all steps. Slack counts the working days from due to
    the last day not too late.
11. ``critical``: the same without deadlines and pins, where what is pinned limits nothing, is 0.
12. ``pushed``: days from the due that rule 8 left out would give, to due.
13. In a plan, an item at the top with nothing below it and without times has no dates. Nor has any
    row without words and times, unless there is one with them below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

Json = dict[str, Any]
DAY = timedelta(days=1)


@dataclass(eq=False)
class Node:
    """One row that has dates."""

    id: str
    cells: Json
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    incoming: list[tuple[Node, Any]] = field(default_factory=list)
    outgoing: list[tuple[Node, Any]] = field(default_factory=list)

    def value(self, column: str) -> Any:
        return self.cells.get(column, {}).get("v")

    def day(self, column: str) -> date | None:
        found = self.value(column)
        return date.fromisoformat(found) if isinstance(found, str) and found else None

    @property
    def span(self) -> tuple[int, str]:
        n, unit = self.value("dur") or (1, "d")
        return math.ceil(n), unit

    @property
    def is_done(self) -> bool:
        return bool(self.value("done"))

    @property
    def done_on(self) -> date | None:
        if self.value("done") is True:
            stamp = self.cells["done"]["t"]
            return date(1970, 1, 1) + timedelta(milliseconds=stamp) if stamp else None
        return self.day("done")

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node:
            yield node
            node = node.parent


class Days:
    """Working days, one step at a time."""

    def __init__(self, calendar: Json) -> None:
        self.week = set(calendar["workdays"]["v"]) or {1, 2, 3, 4, 5, 6, 7}
        self.off = {date.fromisoformat(day) for day in calendar["holidays"]["v"]}

    def works(self, day: date) -> bool:
        return day.isoweekday() in self.week and day not in self.off

    def from_on(self, day: date) -> date:
        while not self.works(day):
            day += DAY
        return day

    def after(self, day: date, n: int) -> date:
        for _ in range(n):
            day = self.from_on(day + DAY)
        return day

    def before(self, day: date, n: int) -> date:
        for _ in range(n):
            day -= DAY
            while not self.works(day):
                day -= DAY
        return day

    def between(self, first: date, last: date) -> int:
        if last < first:
            return -self.between(last, first)
        span = (last - first).days
        return sum(self.works(first + n * DAY) for n in range(1, span + 1))

    def due(self, node: Node, start: date) -> date:
        n, unit = node.span
        if n == 0:
            return start
        return self.from_on(start + 7 * n * DAY) if unit == "w" else self.after(start, n - 1)

    def start_after(self, node: Node, due: date, lag: Any) -> date:
        n, unit = lag or (0, "d")
        n = math.ceil(n)
        if n and unit == "w":
            return self.from_on(due + 7 * n * DAY)
        if n == 0 and node.span[0] == 0:
            return self.from_on(due)
        return self.after(due, max(n, 1))


# ------------------------------------------------------------------ rows and arrows


def nodes_of(rows: list[Json], kind: str) -> list[Node]:
    """Rules 9 (order) and 13, and parents; rows in a circle of parents have none."""
    rows = sorted(
        (row for row in rows if not row.get("gone", {}).get("v")),
        key=lambda row: (row["order"]["v"], row["id"]),
    )
    by_id = {row["id"]: row for row in rows}

    def parent_of(row: Json) -> str | None:
        up = row.get("parent", {}).get("v")
        chain = [row["id"]]
        while up in by_id and up not in chain:
            chain.append(up)
            up = by_id[up].get("parent", {}).get("v")
        return None if up == row["id"] or len(chain) == 1 else chain[1]

    parents = {row["id"]: parent_of(row) for row in rows}

    def timed(row: Json) -> bool:
        cells = row["cells"]
        return any(cells.get(name, {}).get("v") for name in ("dur", "after", "pin", "by", "every"))

    kept: set[str | None] = set()
    for row in rows:
        if timed(row) or row["cells"].get("text", {}).get("v"):
            up: str | None = row["id"]
            while up is not None:
                kept.add(up)
                up = parents[up]
    with_parts = {parents[id_] for id_ in kept if id_ is not None}
    nodes = {}
    for row in rows:
        id_ = row["id"]
        bare = kind == "plan" and not parents[id_] and id_ not in with_parts and not timed(row)
        if id_ in kept and not bare:
            nodes[id_] = Node(id_, row["cells"])
    for node in nodes.values():
        node.parent = nodes.get(parents[node.id] or "")
        if node.parent:
            node.parent.children.append(node)
    connect(nodes)
    return list(nodes.values())


def connect(nodes: dict[str, Node]) -> None:
    for node in nodes.values():
        if node.parent:
            node.outgoing.append((node.parent, None))
            node.parent.incoming.append((node, None))
        if not node.children:
            for part in (node, *node.ancestors()):
                for other in part.value("after") or ():
                    before = nodes.get(other["id"])
                    if before:
                        before.outgoing.append((node, other.get("lag")))
                        node.incoming.append((before, other.get("lag")))


def cut_circles(nodes: list[Node]) -> list[list[str]]:
    """Rule 9. Takes the arrows that close circles out, and names the circles."""
    circles: list[list[str]] = []
    seen: set[Node] = set()

    def walk(node: Node, way: list[Node]) -> None:
        seen.add(node)
        way = [*way, node]
        for arrow in sorted(node.outgoing, key=lambda arrow: nodes.index(arrow[0])):
            target, lag = arrow
            if target in way:
                circles.append([on.id for on in way[way.index(target) :]])
                node.outgoing.remove(arrow)
                target.incoming.remove((node, lag))
            elif target not in seen:
                walk(target, way)

    for node in nodes:
        if node not in seen:
            walk(node, [])
    return circles


# ------------------------------------------------------------------ times


class Times:
    """Starts and dues as of a day, or as if nothing were ever late."""

    def __init__(self, days: Days, begin: date, today: date | None) -> None:
        self.days, self.begin, self.today = days, begin, today
        self.facts = cache(self._facts)

    def due(self, node: Node) -> date | None:
        """When what follows may count on it; None for a parent of which nothing counts."""
        if not node.children:
            return self.facts(node)["due"]  # type: ignore[no-any-return]
        dues = [self.due(part) for part, _ in node.incoming]
        return max((due for due in dues if due), default=None)

    def _facts(self, node: Node) -> Json:
        begin = self.begin
        for up in node.ancestors():
            pin = up.day("pin")
            if pin:
                begin = max(begin, self.days.from_on(pin))
        ready: date | None = None
        for before, lag in node.incoming:
            due = self.due(before)
            if due:
                soonest = self.days.start_after(node, due, lag)
                ready = soonest if ready is None else max(ready, soonest)
        pin, done_on = node.day("pin"), node.done_on
        if done_on:
            return {"start": self._begun(node, done_on), "due": done_on, "late": 0, "why": "done"}
        if pin:
            start, why = pin, "early" if ready and pin < ready else "pin"
        elif ready and ready >= begin:
            start, why = ready, "after"
        else:
            start, why = begin, "start"
        due = self.days.due(node, start)
        late = bool(self.today and due < self.today and not node.is_done)
        if late and not node.value("every"):
            assert self.today
            return {"start": start, "due": self.days.from_on(self.today), "late": 1, "why": why}
        return {"start": start, "due": due, "late": 0, "why": why}

    def _begun(self, node: Node, done_on: date) -> date:
        pin, (n, unit) = node.day("pin"), node.span
        if pin and pin <= done_on:
            return pin
        return done_on - 7 * n * DAY if unit == "w" else self.days.before(done_on, max(n - 1, 0))


class Limits:
    """Rules 10 and 11: whether a due is too late, tried out day by day."""

    def __init__(self, days: Days, end: date, dated: bool) -> None:
        self.days, self.end, self.dated = days, end, dated
        self.limited = cache(self._limited)
        self.fine = cache(self._fine)

    def _limited(self, node: Node) -> bool:
        """Whether anything but the plan's end limits a node (a leaf after it has a limit)."""
        if self.dated and node.day("by"):
            return True
        return any(
            self.limited(target) if target.children else self.dated or not target.day("pin")
            for target, _ in node.outgoing
            if target.children or not target.is_done
        )

    def _fine(self, node: Node, due: date) -> bool:
        by = node.day("by")
        if self.dated and by and due > by:
            return False
        if not node.children and not self.limited(node) and due > self.end:
            return False
        return all(self._fine_for(target, lag, due) for target, lag in node.outgoing)

    def _fine_for(self, target: Node, lag: Any, due: date) -> bool:
        if target.children:
            return self.fine(target, due)
        if target.is_done:
            return True
        start, pin = self.days.start_after(target, due, lag), target.day("pin")
        if pin:
            return not self.dated or start <= pin
        return self.fine(target, self.days.due(target, start))

    def slack(self, node: Node, due: date) -> int:
        low, high = due, due
        step = 64
        while self.fine(node, high):
            high += step * DAY
        while not self.fine(node, low):
            low -= step * DAY
        while (high - low).days > 1:
            middle = low + (high - low).days // 2 * DAY
            low, high = (middle, high) if self.fine(node, middle) else (low, middle)
        return self.days.between(due, low)


def schedule(case: Json) -> Json:
    """What ``schedule.js`` should say of a case; days as ISO dates."""
    days = Days(case["calendar"])
    today = date.fromisoformat(case["today"])
    begin = days.from_on(date.fromisoformat(case["calendar"]["start"]["v"]))
    nodes = nodes_of(case["rows"], case["kind"])
    circles = cut_circles(nodes)
    now, planned = Times(days, begin, today), Times(days, begin, None)
    leaves = [node for node in nodes if not node.children]
    end = max((now.facts(node)["due"] for node in leaves), default=begin)
    limits, ends = Limits(days, end, True), Limits(days, end, False)

    def leaf(node: Node) -> Json:
        facts = dict(now.facts(node))
        due, done, by = facts["due"], node.is_done, node.day("by")
        facts["late"] = bool(facts["late"] or (not done and by and due > by))
        facts["done"], facts["milestone"] = done, node.span[0] == 0
        facts["planned"] = planned.facts(node)["due"]
        facts["slack"] = None if done else limits.slack(node, due)
        facts["critical"] = not done and ends.slack(node, due) == 0
        return facts

    def facts_of(node: Node) -> Json:
        if not node.children:
            return leaf(node)
        parts = [facts_of(part) for part in node.children]
        due, by = max(part["due"] for part in parts), node.day("by")
        done = all(part["done"] for part in parts)
        return {
            "start": min(part["start"] for part in parts),
            "due": due,
            "planned": max(part["planned"] for part in parts),
            "done": done,
            "late": bool(any(part["late"] for part in parts) or (not done and by and due > by)),
            "slack": min((p["slack"] for p in parts if p["slack"] is not None), default=None),
            "critical": any(part["critical"] for part in parts),
            "milestone": False,
            "why": "span",
        }

    items = {}
    for node in nodes:
        facts = facts_of(node)
        facts["pushed"] = (facts["due"] - facts.pop("planned")).days
        facts["start"], facts["due"] = facts["start"].isoformat(), facts["due"].isoformat()
        items[node.id] = facts
    return {"items": items, "cycles": circles[:20], "end": end.isoformat()}
