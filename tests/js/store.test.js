// Nothing is lost: full, blocked and damaged storage, two tabs, newer plans, earlier days.

import test from "node:test";
import { deepEqual, equal, match, ok } from "node:assert/strict";

import { adopt } from "../../themes/plain/scripts/sheets/adopt.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { careFor } from "../../themes/plain/scripts/sheets/store-care.js";
import { keyOf, openStore } from "../../themes/plain/scripts/sheets/store.js";
import { Memory, NOW, chance, field, named, plain, planOf, sheet } from "./support.js";

const DEFINITION = sheet({ fields: Array.from({ length: 100 }, (_, n) => field(`q${n}`)) });
const KEY = "plans:account-plan:p1";

/** A store at a time that can be set. @param {any} storage @param {any} [session] */
function open(storage, session) {
  const clock = { now: NOW };
  const store = openStore(() => storage, { now: () => clock.now, session: () => session ?? null });
  return { store: { ...store, ...careFor(store) }, at: (/** @type {string} */ when) => (clock.now = new Date(when)) };
}

/** @param {string} [v] @param {string} [id] */
const acme = (v = "Acme", id = "p1") => change(planOf(DEFINITION, id), [[["values", "q1"], v]], 5);

/** @param {ReturnType<typeof openStore>} store @param {string} [id] */
const loaded = (store, id = "p1") => /** @type {Plan} */ (store.load("account-plan", id)?.plan);

test("what is saved is there again", () => {
  const storage = new Memory();
  const { plan, status } = open(storage).store.save(acme());
  deepEqual([status, plan.rev, plan.updated, storage.keys], ["ok", 1, NOW.toISOString(), [KEY]]);
  deepEqual(plain(loaded(open(storage).store)), plain(plan));
  equal(open(storage).store.load("account-plan", "p2"), null);
});

test("what has not changed is not written again", () => {
  const storage = new Memory();
  const { store } = open(storage);
  const { plan } = store.save(acme());
  deepEqual([store.save(plan).plan.rev, store.save(acme()).plan.rev, storage.writes], [1, 1, 1]);
});

test("two and three tabs that edit one plan keep a hundred of a hundred edits", () => {
  for (const tabs of [2, 3]) {
    const storage = new Memory();
    const { whole } = chance(tabs);
    const writers = Array.from({ length: tabs }, () => ({
      store: open(storage).store,
      plan: planOf(DEFINITION),
    }));
    for (let n = 0; n < 100; n++) {
      const writer = writers[whole(tabs)];
      writer.plan = change(writer.plan, [[["values", `q${n}`], `answer ${n}`]], 1000 + whole(3));
      writer.plan = writer.store.save(writer.plan).plan;
    }
    const { values } = loaded(open(storage).store);
    for (let n = 0; n < 100; n++) equal(values[`q${n}`]?.v, `answer ${n}`);
  }
});

test("an older page of the worksheet is put right as it is saved", () => {
  const { store } = open(new Memory());
  const now = sheet({ version: 2, fields: [field("first", "text", { was: "q1" })] });
  store.save(acme());
  const { plan } = store.save(adopt(acme(), now), (merged) => adopt(merged, now));
  deepEqual(Object.keys(plan.values), ["first"]);
  deepEqual(Object.keys(loaded(store).values), ["first"]);
});

test("full storage: the oldest snapshots go first; then the page keeps it and says so", () => {
  const storage = new Memory(40000);
  for (const date of ["2026-11-18", "2026-11-20", "2026-11-19"])
    storage.setItem(`plans:daily:p9:${date}`, "x".repeat(10000));
  const { store } = open(storage);
  equal(store.save(acme("y".repeat(9000))).status, "ok");
  deepEqual(storage.keys.slice(1), ["plans:daily:p9:2026-11-19", "plans:daily:p9:2026-11-20"]);
  equal(store.save(acme("z".repeat(40000))).status, "full");
  deepEqual(storage.keys, [KEY]);
  equal(loaded(store).values.q1.v, "z".repeat(40000), "the page still has it");
  equal(
    loaded(open(storage).store).values.q1.v,
    "y".repeat(9000),
    "and the last good state is stored",
  );
  storage.room = Infinity;
  equal(store.save(change(loaded(store), [[["values", "q2"], "more"]], 9)).status, "ok");
  equal(loaded(open(storage).store).values.q1.v, "z".repeat(40000));
});

test("blocked storage: everything works in memory", () => {
  const refuse = () => {
    throw named("SecurityError");
  };
  const blocked = {
    get length() {
      return refuse();
    },
    key: refuse,
    getItem: refuse,
    setItem: refuse,
    removeItem: refuse,
  };
  for (const get of [() => null, refuse, () => blocked]) {
    const store = openStore(get, { now: () => NOW, session: get });
    equal(store.save(acme()).status, "blocked");
    equal(store.save(change(loaded(store), [[["values", "q2"], "B"]], 9)).status, "blocked");
    deepEqual([loaded(store).values.q1.v, loaded(store).values.q2.v], ["Acme", "B"]);
    equal(store.list().length, 1);
    store.open("account-plan", "p1");
    equal(store.opened("account-plan"), "p1");
    equal(store.share({ me: { v: "Ann", t: 1 } }), "blocked");
    equal(store.shared().me.v, "Ann");
    equal(careFor(store).remove(KEY).length, 1);
    equal(store.load("account-plan", "p1"), null);
  }
});

test("a damaged plan is kept raw, listed, and never written over", () => {
  for (const raw of ["{", "", '{"format":"plan/1"}', '{"format":"else"}']) {
    const storage = new Memory();
    storage.setItem(KEY, raw);
    const { store } = open(storage);
    match(String(store.load("account-plan", "p1")?.fault), /no plan/);
    equal(storage.getItem(KEY), raw);
    equal(store.save(acme()).status, "ok");
    equal(storage.getItem(`plans:damaged:${KEY}`), raw);
    deepEqual(
      store.list().map((item) => [item.key, item.raw === raw, !!item.plan]),
      [
        [KEY, false, true],
        [`plans:damaged:${KEY}`, true, false],
      ],
    );
    storage.setItem(KEY, "damaged again");
    store.save(acme());
    deepEqual(
      [storage.getItem(`plans:damaged:${KEY}`), storage.getItem(`plans:damaged:${KEY}:2`)],
      [raw, "damaged again"],
    );
    equal(loaded(open(storage).store).values.q1.v, "Acme");
  }
});

test("a damaged plan in a full storage stays where it is", () => {
  const storage = new Memory(3000);
  const raw = "{".repeat(2000);
  storage.setItem(KEY, raw);
  const { store } = open(storage);
  equal(store.save(acme()).status, "full");
  equal(storage.getItem(KEY), raw);
  equal(loaded(store).values.q1.v, "Acme");
  equal(store.save(change(loaded(store), [[["values", "q2"], "B"]], 9)).status, "full");
  deepEqual([storage.getItem(KEY), loaded(store).values.q2.v], [raw, "B"]);
});

test("a plan of a newer format is not touched, not even by its own open page", () => {
  const storage = new Memory();
  const raw = JSON.stringify({ ...plain(acme("theirs")), format: "plan/2", more: 1 });
  storage.setItem(KEY, raw);
  const { store } = open(storage);
  const item = store.load("account-plan", "p1");
  deepEqual([item?.newer, item?.raw, item?.plan], [true, raw, undefined]);
  deepEqual([store.save(acme()).status, storage.getItem(KEY)], ["newer", raw]);
  equal(store.save(acme()).plan.values.q1.v, "Acme");
  deepEqual([store.list().length, store.list()[0].newer], [1, true]);
});

test("the first save of a day keeps the state of the day before; seven are kept", () => {
  const storage = new Memory();
  const { store, at } = open(storage);
  let plan = acme("day 1");
  for (let day = 1; day <= 12; day++) {
    for (const hour of [10, 15]) {
      at(`2026-11-${String(day).padStart(2, "0")}T${hour}:00:00`);
      plan = store.save(change(plan, [[["values", "q1"], `day ${day} at ${hour}`]], 5)).plan;
    }
  }
  const dates = store.snapshots("p1").map((snapshot) => snapshot.date);
  deepEqual(
    dates,
    ["11", "10", "09", "08", "07", "06", "05"].map((day) => `2026-11-${day}`),
  );
  const { plan: old, status } = store.restore("plans:daily:p1:2026-11-09", "p2");
  deepEqual(
    [status, old?.id, old?.name.v, old?.values.q1.v],
    ["ok", "p2", "Account plan (from 9 Nov)", "day 9 at 15"],
  );
  equal(loaded(store).values.q1.v, "day 12 at 15");
  deepEqual(store.snapshots("p"), []);
});

test("a clock that was set back takes no snapshot and loses no edit", () => {
  const storage = new Memory();
  const { store, at } = open(storage);
  store.save(acme());
  at("2020-01-01T10:00:00Z");
  const { plan } = store.save(change(loaded(store), [[["values", "q1"], "later"]], 3));
  deepEqual(
    [loaded(store).values.q1.v, plan.updated, storage.keys],
    ["later", "2020-01-01T10:00:00.000Z", [KEY]],
  );
});

test("a snapshot that does not fit, or is damaged, does no harm", () => {
  const storage = new Memory(15000);
  const { store, at } = open(storage);
  store.save(acme("x".repeat(6000)));
  at("2026-11-22T10:00:00Z");
  equal(store.save(change(loaded(store), [[["values", "q2"], "B"]], 9)).status, "ok");
  deepEqual(storage.keys, [KEY]);
  storage.setItem("plans:daily:p1:2026-11-20", "{");
  match(store.restore("plans:daily:p1:2026-11-20", "p2").fault, /no plan/);
  deepEqual(store.restore("plans:daily:p1:2001-01-01", "p2").plan, undefined);
});

test("all plans of all worksheets are listed, and nothing else", () => {
  const storage = new Memory();
  const { store } = open(storage, new Memory());
  storage.setItem("theme", "dark");
  store.save(acme());
  store.save(change(acme("B", "p2"), [[["archived"], true]], 5));
  store.save({ ...acme("C", "p3"), worksheet: { ...acme().worksheet, id: "debrief" } });
  store.open("debrief", "p3");
  store.set({ quiet: "2027-01-01" });
  store.share({ me: { v: "Ann", t: 1 } });
  deepEqual(
    store.list().map((item) => [item.key, item.plan?.archived.v]),
    [
      [KEY, false],
      ["plans:account-plan:p2", true],
      ["plans:debrief:p3", false],
    ],
  );
  ok(store.list().every((item) => item.size === item.key.length + item.raw.length));
  const { plans, used } = store.usage();
  equal(plans, 3);
  ok(used > store.list().reduce((sum, item) => sum + item.size, 0));
});

test("a plan that was removed comes back whole, with what was written since", () => {
  const storage = new Memory();
  const { store, at } = open(storage);
  store.save(acme());
  at("2026-11-22T10:00:00Z");
  store.save(change(acme(), [[["values", "q2"], "B"]], 9));
  store.save(acme("other", "p11"));
  const removed = store.remove(KEY);
  deepEqual([removed.length, storage.keys], [2, ["plans:account-plan:p11"]]);
  open(storage).store.save(change(acme(), [[["values", "q3"], "from another tab"]], 11));
  equal(store.putBack(removed), "ok");
  const { q1, q2, q3 } = loaded(store).values;
  deepEqual([q1.v, q2.v, q3.v, store.snapshots("p1").length], ["Acme", "B", "from another tab", 1]);
});

test("shared answers: the newer one is kept", () => {
  const storage = new Memory();
  const { store } = open(storage);
  store.share({ me: { v: "Ann", t: 5 }, firm: { v: "Acme", t: 1 } });
  open(storage).store.share({ me: { v: "old", t: 2 } });
  deepEqual(plain(store.shared()), { me: { v: "Ann", t: 5 }, firm: { v: "Acme", t: 1 } });
});

test("damaged settings are put aside, and the page goes on", () => {
  for (const raw of ["{", "[1", "5", "null", '"x"']) {
    const storage = new Memory();
    storage.setItem("plans:settings", raw);
    const { store } = open(storage);
    deepEqual(plain(store.settings()), {});
    equal(store.set({ quiet: "2027-01-01" }), "ok");
    equal(store.settings().quiet, "2027-01-01");
    equal(storage.getItem("plans:damaged:plans:settings"), raw);
  }
});

test("the plan opened last: of this tab, else of any", () => {
  const storage = new Memory();
  const [one, two] = [open(storage, new Memory()).store, open(storage, new Memory()).store];
  equal(one.opened("account-plan"), null);
  one.open("account-plan", "p1");
  two.open("account-plan", "p2");
  deepEqual(
    [one, two, open(storage, new Memory()).store].map((store) => store.opened("account-plan")),
    ["p1", "p2", "p2"],
  );
});

test("the key of a plan", () => equal(keyOf(acme()), KEY));
