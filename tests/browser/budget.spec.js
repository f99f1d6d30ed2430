// What a first visit costs: the bytes (brotli, as a server that packs its files sends them) of all that a page fetches before it
// can be used, in a town of 500 places. A page that grows beyond its limit fails here; the limits leave one or two
// hundredths for what other machines' compilers make of the same program. The aim is 200 KB for home, which is reached, and さがす, which is not.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { test, expect, started } from "./support/index.js";
import { awaited } from "./support/built.js";

/** The limit of each page, in bytes. */
const LIMITS = {
  "": 164_800,
  "(home, whole)": 407_500,
  "places/": 359_000,
  "places/ (whole)": 408_500,
  "place/": 408_500,
  "events/": 462_000,
  "family/": 369_000,
  "plan/": 406_000,
  "now/": 306_500,
};

// A program with the ordinary standard library, where set-up could not make the small one (scripts/wasm-target.sh), is larger.
const allowance = existsSync(new URL("../../.tools/small", import.meta.url)) ? 1 : 1.08;

const kind = (name) => {
  if (name.endsWith(".wasm")) return "wasm";
  if (name.endsWith(".js")) return "script";
  if (name.endsWith(".css")) return "style";
  if (name.startsWith("data/")) return "data";
  return name === "" || name.endsWith("/") ? "page" : "rest";
};
const KINDS = ["page", "style", "script", "wasm", "data", "rest"];
// What is packed already does not become smaller. Pages share most of their files: each is packed once.
const packed = new Map();
const sent = (name, body) => {
  if (!packed.has(name)) packed.set(name, name.endsWith(".bin") ? body.length : brotliCompressSync(body).length);
  return packed.get(name);
};
const row = (cells) => console.log(cells.map((cell, at) => (at ? String(cell).padStart(9) : cell.padEnd(16))).join(""));

/** With what follows when the page can be used already: on home what it shows of the lists, on さがす what other pages show of them. */
const FOLLOWED = { "(home, whole)": "", "places/ (whole)": "places/" };

/** A town of 500 places, with as many events for each as the sample city has: its lists, and what a publisher reads of them. */
const PLACES = 500;
const EVENTS = 350;
const top = path.resolve(import.meta.dirname, "../..");
let town;
test.beforeAll(() => {
  town = mkdtempSync(path.join(tmpdir(), "tsunagi-town-"));
  execFileSync(path.join(top, "target/debug/scale"), [path.join(top, "sample"), town, `${PLACES}`, `${EVENTS}`]);
});
test.afterAll(() => rmSync(town, { recursive: true, force: true }));
const put = new Date().toUTCString();
const inTown = async (route) => {
  const name = path.basename(new URL(route.request().url()).pathname);
  const body = readFileSync(path.join(town, name));
  await route.fulfill({ status: 200, headers: { "last-modified": put }, body: name.endsWith(".bin") ? gzipSync(body, { level: 9 }) : body });
};

test("no page fetches more than its limit before it can be used", async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const over = [];
  row(["bytes, brotli", ...KINDS, "all", "limit"]);
  for (const [visited, aim] of Object.entries(LIMITS)) {
    const limit = Math.round(aim * allowance);
    const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 390, height: 844 } });
    const visit = await context.newPage();
    await visit.route("**/data/*", inTown);
    await visit.addInitScript(() => document.addEventListener("tsunagi-drawn", () => (globalThis.drawnAt = performance.now())));
    const named = (url) => url.replace(baseURL, "").replace(/[?#].*/, "");
    const bodies = new Map();
    visit.on("response", (response) => {
      const name = named(response.url());
      // The lists are looked through at rest, once the page stands; a question for a list has no body.
      if (response.request().method() === "GET" && !name.endsWith(".csv")) bodies.set(name, response.body().catch(() => null));
    });
    const whole = visited in FOLLOWED;
    await visit.goto(baseURL + (FOLLOWED[visited] ?? visited));
    await started(visit);
    if (whole) await expect.poll(() => [...bodies.keys()].some((name) => name.endsWith("tsunagi-events.bin"))).toBe(true);
    if (whole) await expect(awaited(visit)).toHaveCount(0);
    // What comes from now on, such as the lists of other pages, was not waited for. What is asked for right then may have the same time: the clock
    // goes by tenths of a millisecond.
    const asked = [...bodies];
    const later = await visit.evaluate(() => performance.getEntriesByType("resource").filter((entry) => entry.startTime >= globalThis.drawnAt).map((entry) => entry.name));
    const followed = whole ? [] : later.map(named);
    const bytes = Object.fromEntries(KINDS.map((name) => [name, 0]));
    for (const [name, body] of asked) {
      if (followed.includes(name)) continue;
      const came = await body;
      expect(came, name).not.toBeNull();
      bytes[kind(name)] += sent(name, came);
    }
    const all = Object.values(bytes).reduce((sum, one) => sum + one, 0);
    row([visited || "(home)", ...KINDS.map((name) => bytes[name]), all, limit]);
    if (all > limit) over.push(`${visited || "home"}: ${all} bytes, limit ${limit}`);
    await context.close();
  }
  expect(over).toEqual([]);
});
