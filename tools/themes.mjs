// Makes the scripts and stylesheets that themes publish from their sources. With --check it writes
// nothing, and fails if what is published is not what the sources make.
// Usage: node themes.mjs [--check]

import { publish } from "./publish.mjs";
import { scripts } from "./scripts.mjs";
import { styles } from "./styles.mjs";

const look = process.argv.includes("--check");
const wrong = publish(new Map([...(await scripts()), ...styles()]), look);
if (look && wrong.length) {
  console.error(`run make scripts: ${wrong.join(", ")} is not what the sources make`);
  process.exitCode = 1;
}
