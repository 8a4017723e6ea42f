// Formats each Markdown document on standard input, one JSON string a line, with prettier; the prose wrap is the argument.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.STATEMARK_NODE_MODULES;
const require = createRequire(pathToFileURL(join(folder, "judges.cjs")));
const { default: prettier } = await import(pathToFileURL(require.resolve("prettier")));
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const formatted = await prettier.format(JSON.parse(line), { parser: "markdown", proseWrap: process.argv[2] });
  console.log(JSON.stringify(formatted));
}
