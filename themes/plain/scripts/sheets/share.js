// A plan in a link: all of it stands after the #, which browsers never send anywhere.

import { clean, read } from "./plan.js";

const PREFIX = "#p1.";
/** The most characters that a plan in a link may unpack to. */
const MOST = 2e6;
const CHUNK = 8192;

/** @param {string} fragment */
export const isShared = (fragment) => fragment.startsWith(PREFIX);

/** Mail and chat programs break longer ones. @param {string} link */
export const tooLong = (link) => link.length > 2000;

/** What is needed of a stamp: that it is an answer, not when it was given. @param {Stamp} stamp */
const bare = ({ v, t }) => (t > 0 ? v : { v, t: 0 });

/**
 * @param {{ [key: string]: Stamp }} stamps @param {Field[] | undefined} known
 * @param {boolean} all
 */
const answers = (stamps, known, all) =>
  Object.fromEntries(
    Object.entries(stamps)
      .filter(([id, { t }]) => t > 0 && (all || !known?.find((field) => field.id === id)?.private))
      .map(([id, stamp]) => [id, bare(stamp)]),
  );

/** @param {Row} row that its author's, untouched, is in the worksheet too */
const isTouched = ({ from, gone, order, parent, cells }) =>
  from
    ? [gone, order, parent, ...Object.values(cells)].some((part) => (part?.t ?? 0) > 0)
    : !gone?.v;

/**
 * No more than another browser needs that has the same worksheet.
 * @param {Plan} plan @param {Definition} definition @param {boolean} all with private answers
 */
function part(plan, definition, all) {
  const { id, version, title, url, hash } = plan.worksheet;
  const lists = Object.entries(plan.lists).map(([id, rows]) => {
    const list = definition.lists?.find((list) => list.id === id);
    const isPrivate = !all && !!list?.columns.every((column) => column.private);
    const kept = isPrivate ? [] : rows.filter(isTouched);
    return [
      id,
      kept.map((row) => ({
        id: row.id,
        from: row.from,
        order: bare(row.order),
        parent: row.parent && (row.parent.v || row.parent.t) ? bare(row.parent) : undefined,
        gone: row.gone?.v || undefined,
        cells: row.gone?.v ? {} : answers(row.cells, list?.columns, all),
      })),
    ];
  });
  return {
    format: plan.format,
    id: plan.id,
    worksheet: { id, version, title, url, hash },
    created: plan.created,
    updated: plan.updated,
    // A name that was not given is made of answers, which may be private.
    name: plan.name.t ? plan.name.v : { v: "", t: 0 },
    calendar: Object.fromEntries(
      Object.entries(plan.calendar).map(([key, stamp]) => [key, bare(stamp)]),
    ),
    values: answers(plan.values, definition.fields, all),
    lists: Object.fromEntries(lists.filter(([, rows]) => rows.length)),
  };
}

/** @param {string} text @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function deflate(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Stops as soon as there is too much of it. @param {Uint8Array<ArrayBuffer>} packed */
async function inflate(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.pipeThrough(new TextDecoderStream("utf-8", { fatal: true })).getReader();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += next.value;
    if (text.length > MOST) {
      await reader.cancel();
      throw new RangeError("too long");
    }
  }
  return text;
}

/**
 * The part of a link from the # on. Times of answers are left out, and private answers unless
 * asked for.
 * @param {Plan} plan @param {Definition} definition @param {{ private?: boolean }} [how]
 */
export async function pack(plan, definition, { private: all = false } = {}) {
  const bytes = await deflate(JSON.stringify(part(plan, definition, all)));
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return PREFIX + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * The plan in a link, for a preview; adopt it before it is shown. `fault` is "" or says in a
 * sentence what is wrong with it.
 * @param {string} fragment @returns {Promise<{ plan: Plan | null, fault: string }>}
 */
export async function unpack(fragment) {
  const code = fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/");
  let text = "";
  try {
    text = await inflate(Uint8Array.from(atob(code), (character) => character.charCodeAt(0)));
  } catch (error) {
    const why =
      error instanceof RangeError
        ? "holds more than a plan may"
        : "is not complete; ask for it again";
    return { plan: null, fault: `This link ${why}.` };
  }
  const { plans, fault } = read(text);
  return { plan: plans[0] ? clean(plans[0]) : null, fault };
}
