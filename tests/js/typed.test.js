import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { duration, number } from "../../themes/plain/scripts/sheets/typed.js";

test("numbers as people write them", () => {
  for (const [text, value] of /** @type {[string, number][]} */ ([
    ["12", 12],
    ["-3.5", -3.5],
    [" 1,200.50 ", 1200.5],
    ["1 200,5 €", 1200.5],
    ["1.200.000,50", 1200000.5],
    ["12,5", 12.5],
    ["1,200", 1200],
    ["$ 7", 7],
    ["50 %", 50],
    ["1'000", 1000],
  ]))
    equal(number(text), value, text);
});

test("what is no number stays as it is", () => {
  for (const text of ["about half", "12 or 13", "", "€", "1/2", "1e999", "Infinity", "0x"])
    equal(number(text), text, text);
});

test("durations are days unless they are weeks", () => {
  deepEqual(duration("3"), [3, "d"]);
  deepEqual(duration("2w"), [2, "w"]);
  deepEqual(duration(" 2 weeks "), [2, "w"]);
  deepEqual(duration("1 day"), [1, "d"]);
  equal(duration("soon"), "soon");
});
