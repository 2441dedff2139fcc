// Plans as files that they can be read back from, and how files are called.

/** @param {Plan} plan */
export const toJson = (plan) => JSON.stringify(plan, null, 2) + "\n";

/** @param {Plan[]} plans @param {Date} now */
export const backup = (plans, now) =>
  JSON.stringify({ format: "plans/1", made: now.toISOString(), plans }) + "\n";

/** A name that every file system takes. @param {Plan} plan @param {string} [ending] */
export function fileName(plan, ending = "plan.json") {
  const words = plan.name.v
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  const short = [...words]
    .slice(0, 40)
    .join("")
    .replace(/^-+|-+$/g, "");
  return `${plan.worksheet.id.slice(0, 40)}-${short || "plan"}.${ending}`;
}
