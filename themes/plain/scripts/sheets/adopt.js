// A plan meets its worksheet, which the author may have changed since: questions that are there
// keep their answers, and what has no place any more is put aside in `kept`, never dropped.
//
// A merge with an older state brings back what was moved. So each move leaves a stamp: what is in
// `kept` with the same time or a later one has been dealt with.

import { adoptRows } from "./authored.js";
import { dayOf, iso, today } from "./dates.js";
import { NUMBERS, fit, isSteps, lossless } from "./kinds.js";
import { joinRows } from "./merge.js";
import { before, clean, stamp } from "./read.js";

/**
 * Puts aside or brings back one answer.
 * @param {Plan} plan changed in place
 * @param {{ [key: string]: Stamp }} answers @param {string} key where the answer is
 * @param {string} place its key in `kept` @param {string} question its key in `known`
 * @param {string} kind "" if the question has gone @param {string[]} [places] where it may be kept
 */
function settle(plan, answers, key, place, question, kind, places = [place]) {
  const { kept, worksheet } = plan;
  const [was = kind, label = key] = worksheet.known?.[question] ?? [];
  if (answers[key]?.t <= kept[place]?.t) delete answers[key];
  const given = answers[key];
  if (given && (!kind || !lossless(was, kind))) {
    if (given.t > 0) {
      const old = kept[place];
      if (old && old.v !== null) kept[`${place} ${old.since}-${old.t}`] = old;
      kept[place] = { ...given, label, kind: was, since: worksheet.version };
    }
    delete answers[key];
  } else if (given) given.v = fit(given.v, kind);
  if (!kind || answers[key]?.t > 0) return;
  const from = places.find(
    (id) => (kept[id]?.v ?? null) !== null && lossless(kept[id].kind ?? kind, kind),
  );
  if (!from) return;
  const { v, t } = kept[from];
  answers[key] = { v: fit(v, kind), t: Math.max(t, kept[place]?.t ?? 0) + 2 };
  kept[from] = { ...kept[from], v: null, t: t + 1 };
}

/**
 * Gives answers the new names of their questions; the later of two answers to one stays.
 * @param {{ [key: string]: Stamp }} answers @param {Field[]} questions
 * @returns {{ [id: string]: string }} the old names of those that it moved
 */
function rename(answers, questions) {
  const moved = Object.create(null);
  for (const { id, was } of questions)
    for (const old of before(was)) {
      if (!answers[old] || questions.some((question) => question.id === old)) continue;
      if (!(answers[id]?.t >= answers[old].t)) {
        answers[id] = answers[old];
        moved[id] = old;
      }
      delete answers[old];
    }
  return moved;
}

/** @param {Plan} plan @param {Definition} definition @param {boolean} older whether this page is */
function adoptFields(plan, definition, older) {
  const fields = (definition.fields ?? []).filter((field) => field.kind !== "computed");
  const ids = new Set(fields.map((field) => field.id));
  const moved = older ? {} : rename(plan.values, fields);
  for (const id of Object.keys(plan.values))
    if (!ids.has(id)) settle(plan, plan.values, id, id, id, "");
  for (const { id, kind, was } of fields)
    settle(
      plan,
      plan.values,
      id,
      id,
      moved[id] ?? id,
      (older && plan.worksheet.known?.[id]?.[0]) || kind,
      [id, ...before(was).filter((old) => !ids.has(old))],
    );
}

/**
 * Defaults follow the author until they are touched.
 * @param {Plan} plan @param {Definition} definition
 */
function suggest(plan, definition) {
  for (const { id, default: given, kind } of definition.fields ?? []) {
    if (plan.values[id]?.t > 0) continue;
    if (given === undefined) delete plan.values[id];
    else plan.values[id] = stamp(NUMBERS.includes(kind) ? Number(given) : fit(given, kind));
  }
}

/** @param {Plan} plan @param {List} list @param {Definition} definition */
function renameList({ lists }, list, definition) {
  for (const old of before(list.was)) {
    if (!lists[old] || definition.lists?.some((other) => other.id === old)) continue;
    lists[list.id] = joinRows([...(lists[list.id] ?? []), ...lists[old]]);
    delete lists[old];
  }
}

/** @param {Plan} plan @param {List} list */
function adoptCells(plan, list) {
  const anyKept = Object.keys(plan.kept).length > 0;
  for (const row of plan.lists[list.id] ?? []) {
    const moved = rename(row.cells, list.columns);
    for (const { id, kind } of list.columns) {
      if (!row.cells[id] && !anyKept) continue;
      const question = `${list.id}__${moved[id] ?? id}`;
      settle(plan, row.cells, id, `${list.id}__${row.id}__${id}`, question, kind);
    }
  }
}

/** Kind and words of all that can have an answer. @param {Definition} definition */
function known({ fields = [], lists = [] }) {
  /** @type {{ [question: string]: [string, string] }} */
  const all = Object.create(null);
  for (const { id, kind, label } of fields) all[id] = [kind, label];
  for (const { id, kind, label, columns, rows = [] } of lists) {
    all[id] = [kind, label];
    for (const column of columns) all[`${id}__${column.id}`] = [column.kind, column.label];
    if (isSteps(kind)) continue;
    for (const row of rows)
      for (const [column, words] of Object.entries(row.cells ?? {}))
        all[`${id}__${row.id}__${column}`] = ["", String(words)];
  }
  return all;
}

/** The name by its pattern: "{customer}". @param {Plan} plan @param {Definition} definition */
function nameOf(plan, definition) {
  const pattern = definition.plan?.name ?? "";
  const name = pattern.replace(/\{([^}]*)\}/g, (_, id) => String(plan.values[id]?.v ?? ""));
  return name.replace(/\s+/g, " ").trim() || definition.title;
}

/**
 * The plan as this worksheet has it now. Adopting again changes nothing more. A plan that has met a
 * newer version of the worksheet is left alone, but for answers that have no question here.
 * @param {Plan} plan @param {Definition} definition @returns {Plan}
 */
export function adopt(plan, definition) {
  /** @type {Plan} */
  const next = clean(plan);
  const older = next.worksheet.version > definition.version;
  adoptFields(next, definition, older);
  if (older) return next;
  suggest(next, definition);
  for (const list of definition.lists ?? []) {
    renameList(next, list, definition);
    adoptRows(next, list);
    adoptCells(next, list);
  }
  const { id, version, title, url, hash } = definition;
  const all = Object.assign(next.worksheet.known ?? {}, known(definition));
  Object.assign(next.worksheet, { id, version, title, url, hash, known: all });
  const { workdays, holidays } = definition.plan ?? {};
  if (workdays && !next.calendar.workdays.t) next.calendar.workdays = stamp(workdays);
  if (holidays && !next.calendar.holidays.t) next.calendar.holidays = stamp(holidays);
  if (!next.name.t) next.name = stamp(nameOf(next, definition));
  return next;
}

/**
 * A plan with nothing in it.
 * @param {Definition} definition @param {{ id: string, now: Date }} how @returns {Plan}
 */
export function create(definition, { id, now }) {
  const made = now.toISOString();
  const start = iso(dayOf(definition.plan?.start ?? "", today(now)));
  const plan = {
    format: "plan/1",
    id,
    rev: 0,
    worksheet: { id: definition.id, version: 0, title: "", url: "", hash: "" },
    created: made,
    updated: made,
    name: stamp(""),
    archived: stamp(false),
    calendar: { start: stamp(start), workdays: stamp([1, 2, 3, 4, 5]), holidays: stamp([]) },
    values: {},
    lists: {},
    kept: {},
  };
  return adopt(plan, definition);
}
