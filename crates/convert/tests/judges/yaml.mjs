// Reads each YAML document on standard input, one JSON string a line, by YAML 1.2, and prints it as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.STATEMARK_NODE_MODULES;
const require = createRequire(pathToFileURL(join(folder, "judges.cjs")));
const { parse } = require("yaml");
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const value = parse(JSON.parse(line), { version: "1.2", strict: true });
  console.log(JSON.stringify(JSON.stringify(value)));
}
