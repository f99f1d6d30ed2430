// Towns of growing size, opened by a processor four times slower: how long until the page answers, how long each letter, condition
// and further page takes, how much memory there is in use. What is needed of a larger town must not grow faster than the town.
// The site is the one in dist/, with the lists and the catalog of a larger city (city.rs) in the place of its own.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { at, median, serve, table } from "../shared.mjs";

const SLOWER = 4;
const SIZES = [
  { places: 500, events: 500, runs: 3 },
  { places: 10_000, events: 5_000, runs: 3 },
  { places: 100_000, events: 50_000, runs: 1 },
];
const CATALOG = "tsunagi-catalog.bin";
const REST = "tsunagi-events.bin";
const root = path.resolve(import.meta.dirname, "../..");
const dist = path.join(root, "dist");

/** dist/, and of another city what lies in `data`; without the catalog where the lists are to be read. */
const site = (data, catalog) => (name) => (!catalog && name.endsWith(CATALOG) ? null : name.startsWith("data/") ? path.join(data, name.slice(5)) : path.join(dist, name));

/** In the page: when it first answers, its tasks, the app's memory. */
function watch() {
  globalThis.bench = { ready: 0, tasks: [], memory: null };
  new PerformanceObserver((list) => list.getEntries().forEach((task) => bench.tasks.push([task.startTime, task.duration]))).observe({ type: "longtask", buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.body || document.getElementById("start-failed") || !document.querySelector("main h1")) return;
    bench.ready = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const made = await own(...given);
      bench.memory ??= (made.instance ?? made).exports.memory ?? null;
      return made;
    };
  }
  // From an action until what it changed has been painted: the frame after the one that it asked for.
  bench.until = (act) =>
    new Promise((resolve) => {
      const start = performance.now();
      act();
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))));
    });
  bench.type = (text) => {
    const box = document.querySelector('input[type="search"]');
    if (document.activeElement !== box) box.focus();
    return bench.until(() => {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
}

const QUERIES = ["じどうかん", "離乳食", "ひろば", "預けたい", "本町 公園"];

/** A page of its own browser, opened on a slow processor. */
async function visit(browser, address) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: "block", locale: "ja-JP", timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watch);
  // Once for the browser's own store: what is measured is the second opening.
  await page.goto(address);
  await page.waitForFunction(() => bench.ready, null, { timeout: 300_000 });
  await page.goto(address);
  await page.waitForFunction(() => bench.ready, null, { timeout: 300_000 });
  return { page, context, session };
}

async function measure(browser, address, listPage) {
  const { page, context, session } = await visit(browser, address + listPage);
  const ready = await page.evaluate(() => bench.ready);
  // Before it is compared with the lists at rest, nothing else runs.
  const first = await page.evaluate((text) => bench.type(text), QUERIES[0].slice(0, 1));
  const letters = [];
  const typed = await page.evaluate(() => performance.now());
  for (const query of QUERIES) {
    for (let end = 1; end <= query.length; end++) letters.push(await page.evaluate((text) => bench.type(text), query.slice(0, end)));
  }
  await page.evaluate((text) => bench.type(text), "");
  // Whatever the processor is at for 50 ms and more; while it types, nobody else may be kept from it.
  const longest = await page.evaluate((from) => Math.max(0, ...bench.tasks.filter(([start]) => start >= from).map(([, lasts]) => lasts)), typed);
  const choose = () =>
    page.evaluate(() => {
      const chosen = document.querySelector("main button.chip[aria-pressed=false]");
      return bench.until(() => chosen.click());
    });
  const condition = [await choose(), await choose(), await choose()];
  const more = await page.evaluate(() => {
    const button = document.querySelector(".more button");
    return button ? bench.until(() => button.click()) : 0;
  });
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.enable").then(() => session.send("Performance.getMetrics"));
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
  const memory = await page.evaluate(() => bench.memory?.buffer.byteLength ?? 0);
  await context.close();
  return { ready, first, p50: at(letters, 0.5), p95: at(letters, 0.95), longest, condition: median(condition), more, megabytes: (heap + memory) / 1e6 };
}

const whole = (number) => Math.round(number).toString();
const scale = process.env.TSUNAGI_SCALE;
const work = mkdtempSync(path.join(tmpdir(), "tsunagi-scale-"));
const browser = await chromium.launch({ executablePath: process.env.TSUNAGI_CHROMIUM || undefined, args: ["--no-sandbox", "--disable-gpu"] });
console.log(`${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version()}, 390 × 844, a processor ${SLOWER} times slower, files from this machine; medians of 3, of the largest town one run.\n`);
try {
  const head = ["page", "read from", "places", "events", "KB packed", "ready ms", "first letter ms", "letter p50 ms", "p95 ms", "longest task ms", "condition ms", "further page ms", "MB in use"];
  const rows = [];
  for (const { places, events, runs } of SIZES) {
    const data = path.join(work, `${places}`);
    console.error(execFileSync(scale, [path.join(root, "sample"), data, String(places), String(events)], { encoding: "utf8" }).trim());
    // Packed as publishers pack it, and later than the lists that it was made of.
    const made = [CATALOG, REST].map((name) => path.join(data, name));
    for (const file of made) writeFileSync(file, gzipSync(readFileSync(file), { level: 9 }));
    for (const catalog of [true, false]) {
      const { server, address } = await serve(site(data, catalog));
      for (const listPage of ["places/", "events/?range=month"]) {
        const found = [];
        for (let run = 0; run < runs; run++) found.push(await measure(browser, address, listPage));
        const of = (name) => median(found.map((one) => one[name]));
        const sent = catalog ? made.reduce((sum, file) => sum + readFileSync(file).length, 0) : ["990019_preschool.csv", "990019_event.csv"].reduce((sum, name) => sum + gzipSync(readFileSync(path.join(data, name))).length, 0);
        rows.push([listPage.split("?")[0], catalog ? "catalog" : "lists", places, events, whole(sent / 1000), ...["ready", "first", "p50", "p95", "longest", "condition", "more", "megabytes"].map((name) => whole(of(name)))]);
        console.error(rows.at(-1).join("  "));
      }
      server.close();
    }
  }
  table(head, rows);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
