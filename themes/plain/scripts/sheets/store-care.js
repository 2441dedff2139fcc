// What is done with stored plans now and then: removing them, and going back to an earlier day.

import { copy, read } from "./plan.js";
import { isPlan } from "./store.js";

/** @param {ReturnType<typeof import("./store.js").openStore>} store */
export function careFor(store) {
  const { shelf, keys, days, write } = store;
  return {
    /**
     * Removes a plan with its earlier days, or what is damaged.
     * @param {string} key @returns {[key: string, raw: string][]} what was there, for `putBack`
     */
    remove(key) {
      const earlier = isPlan(key) ? days(key.split(":")[2]) : [];
      const all = keys((other) => other === key || earlier.includes(other));
      const was = all.map((key) => /** @type {[string, string]} */ ([key, shelf.get(key) ?? ""]));
      all.forEach(shelf.drop);
      return was;
    },

    /**
     * Undoes a `remove`; what has been written there since is merged with it.
     * @param {[key: string, raw: string][]} removed @returns {Status} the worst one
     */
    putBack(removed) {
      const all = removed.map(([key, raw]) => {
        const [plan] = isPlan(key) ? read(raw).plans : [];
        if (plan) return store.save(plan).status;
        return shelf.get(key) === null ? write(key, raw) : "ok";
      });
      return all.find((status) => status !== "ok") ?? "ok";
    },

    /** Its earlier days, the newest first. @param {string} id of a plan */
    snapshots: (id) =>
      days(id)
        .map((key) => ({ key, date: key.slice(-10), size: shelf.get(key)?.length ?? 0 }))
        .reverse(),

    /**
     * An earlier day as a plan of its own.
     * @param {string} key @param {string} id
     * @returns {{ plan?: Plan, status: Status, fault: string }}
     */
    restore(key, id) {
      const { plans, fault } = read(shelf.get(key) ?? "");
      if (!plans[0]) return { status: "ok", fault };
      const when = new Date(key.slice(-10)).toUTCString().slice(5, 11).replace(/^0/, "");
      const name = `${plans[0].name.v} (from ${when})`;
      return { ...store.save(copy(plans[0], { id, name, now: store.now() })), fault };
    },

    /** `used` characters, of the 5.2 million that a site has. */
    usage() {
      const all = keys(() => true);
      const used = all.reduce((sum, key) => sum + key.length + (shelf.get(key)?.length ?? 0), 0);
      return { plans: all.filter(isPlan).length, used };
    },
  };
}
