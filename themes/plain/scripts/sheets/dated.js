// Plans with the days that follow from their steps, for files: in the plan itself they never are.

import { iso } from "./dates.js";
import { outline } from "./plan.js";
import { schedules } from "./schedule.js";

/** Heads that an import does not take for those of the planner's own days. */
const COLUMNS = [
  { id: "planned-from", kind: "date", label: "Planned from" },
  { id: "planned-to", kind: "date", label: "Planned to" },
];
const LEVEL = { id: "outline-level", kind: "number", label: "Level" };

/** @param {any} v */
const stamp = (v) => ({ v, t: 0 });

/**
 * @param {Plan} plan @param {Definition} definition @param {Day} today
 * @param {{ levels?: boolean }} [how] with how deep each row stands, as a table needs it
 * @returns {[Plan, Definition]}
 */
export function dated(plan, definition, today, { levels = false } = {}) {
  const found = schedules(plan, today);
  const columns = levels ? [LEVEL, ...COLUMNS] : COLUMNS;
  const lists = definition.lists?.map((list) =>
    found[list.id] ? { ...list, columns: [...list.columns, ...columns] } : list,
  );
  const rows = Object.entries(found).map(([list, { items }]) => {
    const deep = new Map(outline(plan, list).map(({ row, level }) => [row.id, level]));
    const all = plan.lists[list].map((row) => {
      const time = items.get(row.id);
      const days = time
        ? { "planned-from": stamp(iso(time.start)), "planned-to": stamp(iso(time.due)) }
        : {};
      const level = { "outline-level": stamp(deep.get(row.id) ?? 0) };
      return { ...row, cells: { ...row.cells, ...(levels && level), ...days } };
    });
    return [list, all];
  });
  return [
    { ...plan, lists: { ...plan.lists, ...Object.fromEntries(rows) } },
    { ...definition, lists },
  ];
}
