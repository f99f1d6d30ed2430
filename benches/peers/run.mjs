// Ours beside MiniSearch, FlexSearch and Fuse.js: the same records and queries, in the same Chromium. Prints a table.
//   ./run bench
import { readFileSync, readdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { serve } from "../../scripts/serve.mjs";

const here = new URL(".", import.meta.url).pathname;
const sample = new URL("../../sample/", import.meta.url).pathname;

/** A list as text, whatever its encoding. */
const text = (bytes) => {
  for (const encoding of ["utf-8", "shift_jis", "utf-16le"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return "";
};
const files = readdirSync(sample)
  .filter((name) => name.endsWith(".csv"))
  .sort()
  .map((name) => ({ name, text: text(readFileSync(sample + name)) }));
const judged = readFileSync(new URL("../../tests/search/judged.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [query, kinds, names, district] = line.split(",");
    const list = (cell) => cell.split(";").filter(Boolean);
    return { query, kinds: list(kinds), names: list(names), district };
  });

const { server, address } = await serve(here, { port: 8300 });
const browser = await chromium.launch({
  executablePath: process.env.TSUNAGI_CHROMIUM || undefined,
  args: ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
});
console.log(`${judged.length} judged queries (tests/search/judged.csv); Chromium ${browser.version()}\n`);
for (const copies of [1, 47]) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.measure);
  const rows = await page.evaluate(([files, judged, copies]) => globalThis.measure(files, judged, copies), [files, judged, copies]);
  console.log(`| ${rows[0].records} records | ready ms | query p50 ms | query p95 ms | MB | recall@5 | MRR |`);
  console.log("|---|---|---|---|---|---|---|");
  for (const row of rows) {
    const numbers = [row.ready.toFixed(0), row.p50.toFixed(2), row.p95.toFixed(2), row.megabytes.toFixed(1), row.recall.toFixed(3), row.reciprocal.toFixed(3)];
    console.log(`| ${row.name} | ${numbers.join(" | ")} |`);
  }
  console.log("");
  await page.close();
}
await browser.close();
server.close();
