import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { rhythmHint } from "../../themes/plain/scripts/sheets/every.js";
import { dayOf, dayText, hintFor, plainDay, textOf, valueOf } from "../../themes/plain/scripts/sheets/dates-input.js";

const today = /** @type {Day} */ (day("2027-01-04"));
const words = { today, language: "en" };

test("words become days, and stay words if they are none", () => {
  equal(valueOf("pin", "next friday", words), "2027-01-15");
  equal(valueOf("by", " 31.3. ", words), "2027-03-31");
  equal(valueOf("by", "when it rains", words), "when it rains");
  equal(valueOf("by", "  ", words), null);
  deepEqual(["2", "2d", "1w"].map((text) => valueOf("dur", text, words)), [[2, "d"], [2, "d"], [1, "w"]]);
  equal(valueOf("dur", "long", words), "long");
  equal(valueOf("every", "every mon", words), "mon");
});

test("a day that is shown is read as the same day, in every language", () => {
  for (const language of ["en", "en-GB", "de", "fr", "es", "it", "nl", "sv", "da", "pl", "pt", "fi"])
    for (let date = today - 400; date < today + 800; date += 3) {
      const text = dayText(date, { today, language });
      equal(dayOf(text, { today, language }), date, `${language}: ${text}`);
    }
});

test("a day in words", () => {
  equal(textOf("pin", "2027-01-08", words), "Fri, Jan 8");
  equal(textOf("pin", "2028-01-07", words), "Fri, Jan 7, 2028");
  equal(textOf("by", "some day", words), "some day");
  equal(textOf("dur", [2, "w"], words), "2w");
  equal(textOf("who", undefined, words), "");
  ok(plainDay(today + 500, words).endsWith("2028"));
});

test("a hint for what is not understood", () => {
  equal(hintFor("by", "2027-01-08"), "");
  ok(hintFor("by", "some day").includes("next friday"));
  ok(rhythmHint("moon").includes("mon"));
  equal(rhythmHint("2 weeks"), "");
  equal(hintFor("dur", null), "");
  equal(hintFor("who", "anybody"), "");
});
