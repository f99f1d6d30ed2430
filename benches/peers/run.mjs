// Ours beside others, over the same data in the same Chromium: search, the reading of lists, repetition. Prints tables.
//   ./run bench peers
import { readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { serve } from "../../scripts/serve.mjs";
import { SLOW_4G, table, text } from "../shared.mjs";
import { createIndex, close } from "./node_modules/pagefind/lib/index.js";

const here = import.meta.dirname;
const sample = path.resolve(here, "../../sample");
const RUNS = 5;

const files = readdirSync(sample)
  .filter((name) => name.endsWith(".csv"))
  .sort()
  .map((name) => ({ name, text: text(readFileSync(path.join(sample, name))) }));
const judged = readFileSync(path.resolve(here, "../../tests/search/judged.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [query, kinds, names, district] = line.split(",");
    const list = (cell) => cell.split(";").filter(Boolean);
    return { query, kinds: list(kinds), names: list(names), district };
  });

const bytesOf = (folder) => readdirSync(folder, { recursive: true }).reduce((sum, name) => sum + (statSync(path.join(folder, name)).isFile() ? statSync(path.join(folder, name)).size : 0), 0);

/** Pagefind's index of the same records; name and reading weigh more, as its pages' headings do. */
async function pagefindOf(lines) {
  const outputPath = path.join(here, "pkg", `pagefind-${lines.length}`);
  rmSync(outputPath, { recursive: true, force: true });
  const { index } = await createIndex();
  for (const [id, line] of lines.entries()) {
    const [name, reading, kind, text] = line.split("\t");
    const escaped = (part) => part.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const content = `<html lang="ja"><body><main><span data-pagefind-meta="id">${id}</span><h1>${escaped(name)}</h1><h2>${escaped(reading)}</h2><h3>${escaped(kind)}</h3><p>${escaped(text)}</p></main></body></html>`;
    await index.addHTMLFile({ url: `/${id}/`, content });
  }
  await index.writeFiles({ outputPath });
  return { address: `./pkg/pagefind-${lines.length}/pagefind.js`, bytes: bytesOf(path.join(outputPath, "index")) + bytesOf(path.join(outputPath, "fragment")) };
}

const times = (other, ours) => (other / ours).toFixed(other / ours < 10 ? 1 : 0);

const { server, address } = await serve(here, { port: 8300 });
const browser = await chromium.launch({
  executablePath: process.env.TSUNAGI_CHROMIUM || undefined,
  args: ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
});
const fresh = async () => {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.measure);
  return page;
};
console.log(`${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version()}\n`);

console.log(`Search: ${judged.length} judged queries (tests/search/judged.csv); in brackets, how many times as long as ours.\n`);
const towns = [];
for (const copies of [1, 47]) {
  const page = await fresh();
  const lines = await page.evaluate(([files, copies]) => globalThis.measure.lines(files, copies), [files, copies]);
  towns.push(lines);
  const pagefind = await pagefindOf(lines);
  const rows = await page.evaluate(([lines, judged, pagefind]) => globalThis.measure.search(lines, judged, pagefind), [lines, judged, pagefind]);
  const [ours] = rows;
  const cell = (row, name, digits) => row[name].toFixed(digits) + (row === ours ? "" : ` (${times(row[name], ours[name])})`);
  table(
    [`${lines.length} records`, "ready ms", "first query ms", "p50 ms", "p95 ms", "index MB", "recall@5", "MRR"],
    rows.map((row) => [row.name, cell(row, "ready", 0), cell(row, "first", 2), cell(row, "p50", 2), cell(row, "p95", 2), row.megabytes.toFixed(1), row.recall.toFixed(3), row.reciprocal.toFixed(3)]),
  );
  await page.close();
}

const kept = [];
for (const lines of towns) {
  const page = await fresh();
  const { here, there, bytes, same } = await page.evaluate(([lines, judged, runs]) => globalThis.measure.made(lines, judged, runs), [lines, judged, RUNS]);
  kept.push([lines.length, ...[here, there, bytes / 1e3, (bytes / SLOW_4G) * 1e3].map((figure) => figure.toFixed(0)), same ? "yes" : "no"]);
  await page.close();
}
table([`an index of records that are there, medians of ${RUNS}`, "made here ms", "made beforehand: unpacked and read ms", "KB to fetch", "on slow 4G ms", "the same found"], kept);

const list = files.find(({ name }) => name.endsWith("_preschool.csv"));
for (const copies of [5, 90]) {
  const page = await fresh();
  const { megabytes, rows } = await page.evaluate(([name, text, copies, runs]) => globalThis.measure.lists(name, text, copies, runs), [list.name, list.text, copies, RUNS]);
  table([`a list of ${megabytes.toFixed(1)} MB, medians of ${RUNS}`, "ms", "found"], rows.map((row) => [row.name, row.ms.toFixed(0) + (row.name.startsWith("PapaParse") ? ` (${times(row.ms, rows[0].ms)})` : ""), row.found]));
  await page.close();
}

const series = 1_000;
const page = await fresh();
const rows = await page.evaluate(([count, runs]) => globalThis.measure.repetition(count, runs), [series, RUNS]);
table([`${series} series over two years, medians of ${RUNS}`, "ms", "days", "the same days"], rows.map((row) => [row.name, row.ms.toFixed(0) + (row === rows[0] ? "" : ` (${times(row.ms, rows[0].ms)})`), row.found, row.same ? "yes" : "no"]));

await browser.close();
await close();
server.close();
