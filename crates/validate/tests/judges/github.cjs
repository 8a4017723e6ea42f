// Lets the toolkit of GitHub write annotations: on standard input one as JSON a line, on standard output its workflow command.
const { createRequire } = require("node:module");
const core = createRequire(process.env.STATEMARK_NODE_MODULES + "/")("@actions/core");
for (const line of require("node:fs").readFileSync(0, "utf8").trimEnd().split("\n")) {
  const { level, message, ...properties } = JSON.parse(line);
  core[level](message, properties);
}
