// A peer of `statemark convert`: fast-xml-parser, which knows nothing of the format.
//
// node generic_xml.cjs xml FILE.ndjson > OUT.xml
// node generic_xml.cjs ndjson FILE.xml > OUT.ndjson
//
// It builds XML statement by statement, and reads XML as a whole: it has no streams.

const { createReadStream, readFileSync, writeSync } = require("node:fs");
const { createInterface } = require("node:readline");
const { XMLBuilder, XMLParser } = require("fast-xml-parser");

let pieces = [];
let length = 0;

function write(text) {
  pieces.push(text, "\n");
  length += text.length;
  if (length > 1 << 18) flush();
}

function flush() {
  let rest = Buffer.from(pieces.join(""));
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
  pieces = [];
  length = 0;
}

async function toXml(path) {
  const builder = new XMLBuilder({ ignoreAttributes: false });
  write('<?xml version="1.0" encoding="UTF-8"?>\n<statements>');
  for await (const line of createInterface({ input: createReadStream(path) })) write(builder.build({ statement: JSON.parse(line) }));
  write("</statements>");
}

async function toJson(path) {
  const parser = new XMLParser({ ignoreAttributes: false, parseAttributeValue: false, parseTagValue: false });
  const { statements } = parser.parse(readFileSync(path, "utf8"));
  for (const statement of [statements.statement].flat()) write(JSON.stringify(statement));
}

const [target, path] = process.argv.slice(2);
(target === "xml" ? toXml(path) : toJson(path)).then(flush);
