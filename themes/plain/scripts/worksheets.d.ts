// The data that the worksheets' modules share, for `tsc` alone: it is outside `static/`, so no page
// carries it, and it is ambient, so JSDoc names these types without importing them.

/** Something that can be changed, and when it was: milliseconds, 0 for the author's suggestion. */
interface Stamp<T = any> {
  v: T;
  t: number;
  [key: string]: any;
}

type Answer = string | number | boolean | null;
/** Days since 1970-01-01. */
type Day = number;
type Duration = [number, "d" | "w"];
type Follows = { id: string; lag?: Duration }[];

interface Row {
  id: string;
  /** The author's row that this one came from; a row without it is the planner's own. */
  from?: string;
  order: Stamp<string>;
  /** The row above it in the outline, "" for none. */
  parent?: Stamp<string>;
  gone?: Stamp<boolean>;
  cells: { [column: string]: Stamp };
  [key: string]: any;
}

/** An answer whose question has gone; `v` is null once it has come back or was dismissed. */
interface Kept {
  label: string;
  v: Answer;
  since: number;
  kind?: string;
  t: number;
  [key: string]: any;
}

interface Plan {
  format: string;
  id: string;
  rev: number;
  worksheet: {
    id: string;
    version: number;
    title: string;
    url: string;
    hash: string;
    /** Kind and words of each question when the plan was last opened, to tell what has changed. */
    known?: { [question: string]: [kind: string, words: string] };
    [key: string]: any;
  };
  created: string;
  updated: string;
  backedUp?: string;
  name: Stamp<string>;
  archived: Stamp<boolean>;
  calendar: {
    start: Stamp<string>;
    workdays: Stamp<number[]>;
    holidays: Stamp<string[]>;
    [key: string]: any;
  };
  values: { [field: string]: Stamp<Answer> };
  lists: { [list: string]: Row[] };
  kept: { [question: string]: Kept };
  [key: string]: any;
}

interface Field {
  id: string;
  kind: string;
  label: string;
  block?: string;
  options?: string[];
  default?: string | number | boolean;
  unit?: string;
  private?: boolean;
  shared?: boolean;
  /** What it is about, for advice. */
  is?: string;
  was?: string | string[];
  formula?: Tree;
  format?: string;
  decimals?: number;
  [key: string]: any;
}

interface AuthorRow {
  id: string;
  was?: string | string[];
  parent?: string;
  /** What an outline item asks for in place of its definition. */
  ask?: string;
  cells?: { [column: string]: any };
  [key: string]: any;
}

interface List {
  id: string;
  kind: string;
  label: string;
  block?: string;
  grows?: boolean;
  is?: string;
  columns: Field[];
  rows?: AuthorRow[];
  [key: string]: any;
}

/** What a page carries about its worksheet. */
interface Definition {
  id: string;
  version: number;
  title: string;
  url: string;
  hash: string;
  language?: string;
  currency?: string;
  plan?: { name?: string; start?: string; workdays?: number[]; holidays?: string[] };
  blocks?: { id: string; kind: string; title?: string; [key: string]: any }[];
  fields?: Field[];
  lists?: List[];
  [key: string]: any;
}

/** A formula: a number, or a word or sign with its arguments. */
type Tree = number | any[];
/** How a formula gets at answers. */
interface Lookup {
  field(id: string): Answer;
  column(list: string, column: string): Answer[];
  /** Of a result. */
  formula?(id: string): Tree | undefined;
  today: Day;
}

/** Where a stamp is: `["values", field]`, `["lists", list, row, "cells", column]`, `["name"]`. */
type Path = string[];
type Change = [path: Path, value: any];

/** How a write went; if not "ok", the open page alone has what was to be written. */
type Status = "ok" | "full" | "blocked" | "newer";
/** As much of the browser's Storage as is used. */
interface Texts {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
  key(n: number): string | null;
  readonly length: number;
}
/** A text in storage that is a plan, or should be: `fault` says why it is not. */
interface Item {
  key: string;
  raw: string;
  size: number;
  plan?: Plan;
  fault: string;
  newer: boolean;
}
