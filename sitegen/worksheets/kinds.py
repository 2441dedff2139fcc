"""The words of a worksheet's definition: each list of kinds, once, for everyone who needs it.

The parser writes these words, the schemas allow no others, the lock file keeps them, and the
browser reads them: a word added here must be given a meaning in ``themes/*/scripts/sheets``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEFINITION_FORMAT = "worksheet/1"
PLAN_FORMAT = "plan/1"
LOCK_FORMAT = "worksheets-lock/1"

TEXT_KINDS = ("text", "lines", "email", "phone", "url", "time", "choose", "option")
"""Kinds whose answer is a string as the planner typed or chose it."""

NUMBER_KINDS = ("number", "money", "percent", "days")
"""Kinds whose answer is a number."""

FIELD_KINDS = (
    "text",
    "lines",
    "number",
    "money",
    "percent",
    "date",
    "time",
    "days",
    "email",
    "phone",
    "url",
    "yesno",
    "choose",
    "tick",
    "option",
    "computed",
)

CHOICE_KINDS = ("choose", "option")
"""Kinds that have ``options``."""

COLUMN_KINDS = (*FIELD_KINDS, "duration", "follows")
"""What a list's column may hold. ``duration``: ``[2, "d"]``; ``follows``: steps and their lags."""

LIST_KINDS = ("grid", "log", "routine", "plan", "steps")

BLOCK_KINDS = (
    "section",
    "questions",
    "letter",
    "plan",
    "steps",
    "log",
    "routine",
    "timeline",
    "curve",
)

RHYTHMS = ("daily", "weekly", "monthly", "quarterly")
"""How often a routine's column comes round."""

LOG_RHYTHMS = ("daily", "weekly", "any")
"""How often a log wants a row."""

UNITS = ("d", "w")
"""Units of a duration: working days, and weeks to the same weekday."""

FORMATS = ("money", "percent", "date", "number")
"""How a computed field's result is shown."""

FIELD_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "goal": ("text", "lines"),
    "contact": ("date",),
    "client": ("date",),
    "colleague": ("date",),
    "next": ("date",),
}
"""What a field may be about (``is``), and the kinds that it must be of."""

COLUMN_MEANINGS = {word: kinds for word, kinds in FIELD_MEANINGS.items() if word != "goal"}
LIST_MEANINGS = {"goal": ("plan", "steps"), "fallback": ("grid",)}
MEANINGS = tuple(dict.fromkeys((*FIELD_MEANINGS, *LIST_MEANINGS)))

FUNCTIONS = ("if", "min", "max", "round", "sum", "avg", "count", "days", "today")

STEP_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "done": "tick",
        "text": "lines",
        "def": "lines",
        "who": "text",
        "dur": "duration",
        "after": "follows",
        "pin": "date",
        "by": "date",
        "every": "text",
        "remind": "duration",
    }
)
"""The fixed columns of ``plan`` and ``steps``, each with its kind, in the order they are shown."""
