// A first visit on a phone, as Lighthouse measures it: slow 4G, a processor four times slower. The site in dist/ is served packed
// (brotli) over HTTP/1.1 on this machine, each page into a fresh profile, RUNS times; medians are printed. Beside it a directory of the
// same city's places as such things are usually built (peer/): the list, a field to search, a map.
//
// Each is measured in both of Lighthouse's ways. "simulated" (its usual one) loads the page at full speed and reckons how long it would
// have taken; whatever came from this machine before the first paint it takes for something that the largest paint had to wait for, and here
// everything does. "throttled" slows the browser down and looks at when things are painted.
//
// Neither says when the program has come. That is measured apart, on a line and a processor as slow as Lighthouse's: until the page is the program's
// own, and the longest that it kept the phone from anything else on the way after the first paint; for two pages also where WebAssembly is not made
// ready while it comes.
import { chromium } from "@playwright/test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { SLOW_4G, median, serve, table } from "../shared.mjs";
import { peer } from "./peer.mjs";

const RUNS = 3;
const dist = path.resolve(import.meta.dirname, "../../dist");
const place = /href="\.\.\/place\/([\w-]+)\/"/.exec(readFileSync(path.join(dist, "all/index.html"), "utf8"))?.[1];
const VISITS = [
  ...["", "places/", `place/${place ?? ""}/`, "events/", "plan/"].map((page) => ({ name: page || "(home)", page })),
  { name: "React + MapLibre (peer/)", page: null },
];

const packed = new Map();
/** As servers that are set up well send it. What is packed already stays as it is. */
function pack(file) {
  if (file.endsWith(".bin") || file.endsWith(".png")) return null;
  if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file)));
  return packed.get(file);
}
const folder = (folder) => (name) => (path.join(folder, name).startsWith(folder) ? path.join(folder, name) : null);
const ours = await serve(folder(dist), pack);
const theirs = await serve(folder(await peer()), pack);
// WebAssembly that a server calls another type is made ready once it is there, and not while it comes.
const untyped = await serve(folder(dist), pack, { wasm: "application/octet-stream" });

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const AUDITS = { "first paint ms": "first-contentful-paint", "largest ms": "largest-contentful-paint", "ready ms": "interactive", "blocked ms": "total-blocking-time", shift: "cumulative-layout-shift", "KB sent": "total-byte-weight" };
const WAYS = [
  { way: "simulated", throttlingMethod: "simulate" },
  { way: "throttled", throttlingMethod: "devtools" },
];
for (const { way, throttlingMethod } of WAYS) {
  const rows = [];
  for (const { name: visited, page } of VISITS) {
    const address = page === null ? theirs.address : ours.address + page;
    const found = [];
    for (let run = 0; run < RUNS; run++) {
      const chrome = await launch({ chromePath: process.env.TSUNAGI_CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
      try {
        const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES, throttlingMethod });
        found.push(lhr);
      } finally {
        await chrome.kill();
      }
    }
    const scores = CATEGORIES.map((name) => Math.round(100 * median(found.map((lhr) => lhr.categories[name].score))));
    const audits = Object.entries(AUDITS).map(([label, name]) => {
      const value = median(found.map((lhr) => lhr.audits[name].numericValue));
      return label === "shift" ? value.toFixed(3) : label === "KB sent" ? Math.round(value / 1000) : Math.round(value);
    });
    rows.push([visited, ...scores, ...audits]);
    const missed = Object.values(found[0].audits).filter((audit) => audit.score !== null && audit.score < 0.9 && CATEGORIES.slice(1).some((name) => found[0].categories[name].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0)));
    for (const audit of missed) console.error(`${visited}: ${audit.id}: ${audit.title}`);
  }
  console.log(`\n${way}`);
  table(["page", ...CATEGORIES, ...Object.keys(AUDITS)], rows);
}

/** Lighthouse's slow 4G: milliseconds there and back, bytes a second. */
const LINE = { offline: false, latency: 150, downloadThroughput: SLOW_4G, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;

/** In the page: when it is the program's, and its long pieces of work. */
function watch() {
  globalThis.bench = { there: 0, tasks: [] };
  new PerformanceObserver((list) => bench.tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  const come = () => (bench.there ||= performance.now());
  document.addEventListener("tsunagi-drawn", come);
  // The directory has no painted page: it is there with its first card.
  new MutationObserver(() => document.querySelector("#root li") && come()).observe(document, { childList: true, subtree: true });
}

const browser = await chromium.launch({ executablePath: process.env.TSUNAGI_CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
const rows = [];
const programs = [
  ...VISITS.map(({ name, page }) => ({ name, address: page === null ? theirs.address : ours.address + page })),
  ...["", "places/"].map((page) => ({ name: `${page || "(home)"} once it is there`, address: untyped.address + page })),
];
for (const { name: visited, address } of programs) {
  const found = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: "block", locale: "ja-JP", timezoneId: "Asia/Tokyo" });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", LINE);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch);
    await page.goto(address);
    await page.waitForFunction(() => bench.there, null, { timeout: 60_000 });
    // The observer tells of a piece of work once it is over.
    await page.waitForTimeout(500);
    found.push(
      await page.evaluate(() => {
        const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
        const tasks = bench.tasks.filter(({ startTime }) => startTime >= painted && startTime <= bench.there);
        return { there: bench.there, painted, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) };
      }),
    );
    await context.close();
  }
  rows.push([visited, ...["painted", "there", "longest"].map((what) => Math.round(median(found.map((one) => one[what]))))]);
}
await browser.close();
console.log("\nthe program");
table(["page", "first paint ms", "there ms", "longest task ms"], rows);
for (const { server } of [ours, theirs, untyped]) server.close();
