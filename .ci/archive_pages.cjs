// Opens each page of a folder in Chromium, light and dark, wide and narrow, and has axe judge it; sees that it loads nothing, that no part of it
// is wider than the screen, and that axe would find what is broken. With --keep it leaves pictures of the pages, and what a printer would print.
//
//     node archive_pages.cjs NODE_MODULES FOLDER [--keep]

const fs = require("fs");
const os = require("os");
const path = require("path");

const [modules, folder, keep] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const VIEWS = [
  { name: "wide-light", width: 1280, height: 900, colorScheme: "light" },
  { name: "wide-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "narrow-light", width: 360, height: 740, colorScheme: "light" },
  { name: "narrow-dark", width: 360, height: 740, colorScheme: "dark" },
];

// Elements of which a part lies outside the screen.
const outside = () => {
  const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth > width
    ? [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1).slice(0, 3).map((element) => element.outerHTML.slice(0, 120))
    : [];
};

const judge = (page) => page.evaluate(async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`);
});

(async () => {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "pages-"));
  const browser = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args: FLAGS, timeout: 300_000 });
  // A machine with much else to do is slow, and that is no fault of a page.
  browser.setDefaultTimeout(300_000);
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
  const wrong = [];
  let judged = 0;
  for (const name of names) {
    const page = await browser.newPage();
    page.on("request", (request) => request.url().startsWith("file:") && request.isNavigationRequest() || wrong.push(`${name} asks for ${request.url()}`));
    page.on("console", (message) => wrong.push(`${name}: ${message.text()}`));
    await page.goto(`file://${path.join(folder, name)}`);
    await page.evaluate(axe);
    for (const view of VIEWS) {
      await page.setViewportSize(view);
      await page.emulateMedia({ colorScheme: view.colorScheme });
      wrong.push(...(await judge(page)).map((sentence) => `${name}, ${view.name}: ${sentence}`));
      wrong.push(...(await page.evaluate(outside)).map((html) => `${name}, ${view.name}: wider than the screen: ${html}`));
      judged += 1;
      if (keep) await page.screenshot({ path: path.join(folder, `${path.parse(name).name}.${view.name}.png`), fullPage: true });
    }
    if (keep) await page.pdf({ path: path.join(folder, `${path.parse(name).name}.pdf`), format: "A4", preferCSSPageSize: false });
    await page.close();
  }
  // A judge that finds nothing has to show that it can.
  const page = await browser.newPage();
  await page.setContent("<html><body><p style='color: #aaa; background: #fff'>pale</p></body></html>");
  await page.evaluate(axe);
  if ((await judge(page)).length < 2) wrong.push("axe does not find what is broken");
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
  wrong.slice(0, 40).forEach((sentence) => console.error(sentence));
  console.log(`axe: ${names.length} pages in ${judged} views, ${wrong.length} findings`);
  process.exitCode = wrong.length ? 1 : 0;
})();
