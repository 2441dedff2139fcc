// What people type, as a value. What can't be read stays the text that it is.

/**
 * A number as people write it: "1,200.50", "1 200,5 €", "12,5"; what is none stays as it is.
 * @param {string} text
 */
export function number(text) {
  let plain = text.replace(/[\s'%$€£¥]/g, "");
  if (/^-?\d{1,3}(\.\d{3})*,\d{1,2}$|^-?\d+,\d{1,2}$/.test(plain))
    plain = plain.replaceAll(".", "").replace(",", ".");
  plain = plain.replaceAll(",", "");
  return plain && Number.isFinite(+plain) ? +plain : text;
}

/** "3", "2w" as `[3, "d"]`, `[2, "w"]`. @param {string} text */
export function duration(text) {
  const [, count, unit] = /^\s*(\d+)\s*([dw]?)\w*\s*$/i.exec(text) ?? [];
  return count ? [+count, unit.toLowerCase() || "d"] : text;
}
