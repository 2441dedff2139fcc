"""JSON Schemas (draft 2020-12) of what a worksheet's page carries and of what a planner saves."""

from __future__ import annotations

from sitegen.worksheets.definition_schema import PATH as DEFINITION_PATH
from sitegen.worksheets.definition_schema import definition_schema
from sitegen.worksheets.plan_schema import PATH as PLAN_PATH
from sitegen.worksheets.plan_schema import plan_schema

__all__ = ["DEFINITION_PATH", "PLAN_PATH", "definition_schema", "plan_schema"]
