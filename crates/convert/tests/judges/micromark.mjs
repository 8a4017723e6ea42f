// Prints the HTML that micromark makes of each Markdown body on standard input, one JSON string a line, as one JSON string a line.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.STATEMARK_NODE_MODULES;
const require = createRequire(pathToFileURL(join(folder, "judges.cjs")));
const { micromark } = await import(pathToFileURL(require.resolve("micromark")));
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  console.log(JSON.stringify(micromark(JSON.parse(line))));
}
