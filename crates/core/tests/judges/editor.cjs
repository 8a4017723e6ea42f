// What an editor shows while one types: the language service of VS Code with the schema, then texts as JSON strings, one a line, on standard
// input, each with a `|` where the cursor stands; on standard output one line each: what may stand there, what is explained, what is underlined.
const { createRequire } = require("node:module");
const [schema, ...texts] = require("node:fs").readFileSync(0, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const { getLanguageService, TextDocument } = createRequire(process.env.STATEMARK_NODE_MODULES + "/")("vscode-json-languageservice");
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: schema.$id, fileMatch: ["*.statemark.json"], schema }] });

async function shown(text) {
  const at = text.indexOf("|");
  const document = TextDocument.create("file:///a.statemark.json", "json", 1, text.replace("|", ""));
  const json = service.parseJSONDocument(document);
  const position = document.positionAt(at);
  const { items } = await service.doComplete(document, position, json);
  const hover = await service.doHover(document, position, json);
  return {
    items: Object.fromEntries(items.map(({ label, documentation }) => [label, documentation ?? ""])),
    hover: [hover?.contents ?? ""].flat().join("\n"),
    faults: (await service.doValidation(document, json)).map(({ message }) => message),
  };
}

(async () => {
  for (const text of texts) console.log(JSON.stringify(await shown(text)));
})();
