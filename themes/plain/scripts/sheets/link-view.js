// A plan in a link: what is in it is shown before it is given away.

import { adopt } from "./adopt.js";
import { copyOf, dialogOf } from "./dialogs.js";
import { qr } from "./qr.js";
import { reading } from "./reading.js";
import { pack, tooLong, unpack } from "./share.js";

/** Codes of longer links are too fine for the cameras of many phones. */
const MOST_IN_CODE = 1000;

/** @param {Sheet} sheet */
export function start(sheet) {
  const { definition } = sheet;
  const { at, on, show, say } = dialogOf(sheet, "link");
  /** @type {HTMLInputElement} */
  const secret = at("private");
  /** @type {HTMLInputElement} */
  const field = at("link");
  const hasPrivate = /"private":true/.test(JSON.stringify(definition));
  at("private-part").hidden = !hasPrivate;

  async function write() {
    const fragment = await pack(sheet.plan, definition, { private: secret.checked });
    field.value = new URL(definition.url, location.href).href + fragment;
    // What the link holds, and not what the page has.
    const { plan } = await unpack(fragment);
    if (plan) at("body").replaceChildren(reading(adopt(plan, definition), definition));
    at("nothing").hidden = at("body").childNodes.length > 0;
    at("left-out").hidden = !hasPrivate || secret.checked;
    const length = field.value.length.toLocaleString(document.documentElement.lang);
    at("length").textContent = `${length} characters`;
    at("long").hidden = !tooLong(field.value);
    at("code").hidden = field.value.length > MOST_IN_CODE;
    at("no-code").hidden = !at("code").hidden;
    at("picture").replaceChildren();
    say("");
  }

  on("private", "change", write);
  on("copy", "click", async () => say(await copyOf(field)));
  on("code", "click", async () => {
    at("picture").replaceChildren(await qr(field.value, "QR code of this link"));
    at("code").hidden = true;
    at("picture").scrollIntoView({ block: "nearest" });
  });
  field.addEventListener("focus", () => field.select());
  return async () => {
    secret.checked = false;
    await write();
    show();
  };
}
