// Judges documents by a JSON Schema with ajv: the schema and then the documents as JSON strings, one a line, on standard input;
// on standard output one line each: valid, invalid, or unreadable.
const { createRequire } = require("node:module");
const [schema, ...documents] = require("node:fs").readFileSync(0, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
// The package has a class of its own for each draft.
const isDraft07 = schema.$schema.includes("draft-07");
const Ajv = createRequire(process.env.STATEMARK_NODE_MODULES + "/")(isDraft07 ? "ajv" : "ajv/dist/2020");
// `strict` refuses what it does not know in a schema; patterns are compiled with the flag `u`.
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, unicodeRegExp: true }).compile(schema);
for (const text of documents) {
  let verdict = "unreadable";
  try {
    verdict = validate(JSON.parse(text)) ? "valid" : "invalid";
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  console.log(verdict);
}
