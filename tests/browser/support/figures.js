// Counts what the tests of access looked at, and compares it with what the page アクセシビリティ says of them: in all (src/access/figures.csv), and by page and
// language (src/access/pages.csv). A run of all of them that counted something else fails; `TSUNAGI_ACCESS_WRITE=1` writes the new figures, with the day.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PAGES } from "./list.js";
import { LANGUAGES } from "./languages.js";

const TAGS = LANGUAGES.map(({ tag }) => tag);

const FOLDER = path.resolve(import.meta.dirname, "../../../src/access");
const FILE = path.join(FOLDER, "figures.csv");
const TABLE = path.join(FOLDER, "pages.csv");
const OF = ["access.spec.js", "languages.spec.js"];
/** What a page is looked at with that nothing has been opened on. */
const RECORD = ["empty", "filled"];
const AS_IT_COMES = [...RECORD, "alone", ""];

/** The language of an address below the site's root, and the page, with one ID for all that have pages of their own. */
function place(address) {
  const folder = address.replace(/[?#].*$/, "");
  const tag = TAGS.find((tag) => folder.startsWith(`${tag}/`)) ?? "ja";
  const page = (tag === "ja" ? folder : folder.slice(tag.length + 1)).replace(/^(place|event|programme)\/[^/]+\/$/, "$1/ID/");
  return { tag, page };
}

/** The table: a row for each page, with what was looked at in each language and what was found, `12/0`; empty where there is no such page. */
function table(runs) {
  const cells = new Map();
  for (const run of runs) {
    const { tag, page } = place(run.address);
    const row = cells.get(page) ?? new Map();
    const { looked, found } = row.get(tag) ?? { looked: 0, found: 0 };
    cells.set(page, row.set(tag, { looked: looked + 1, found: found + run.violations }));
  }
  // In the order of the program's own list, then those beside it.
  const pages = [...PAGES.filter((page) => cells.has(page)), ...[...cells.keys()].filter((page) => !PAGES.includes(page)).sort()];
  const cell = (one) => (one ? `${one.looked}/${one.found}` : "");
  return [["page", ...TAGS], ...pages.map((page) => [`/${page}`, ...TAGS.map((tag) => cell(cells.get(page).get(tag)))])];
}

export default class Figures {
  onBegin(config, suite) {
    this.all = suite.allTests().filter((test) => this.counts(test));
    this.whole = OF.every((name) => this.all.some((test) => test.location.file.endsWith(name))) && String(config.grep) === "/.*/" && !config.shard;
    this.results = new Map();
  }

  counts(test) {
    return OF.some((name) => test.location.file.endsWith(name));
  }

  onTestEnd(test, result) {
    if (this.counts(test)) this.results.set(test.id, result);
  }

  onEnd() {
    const results = [...this.results.values()];
    const noted = (kind) => results.flatMap((result) => result.annotations.filter(({ type }) => type === kind).map(({ description }) => JSON.parse(description)));
    const runs = noted("axe");
    if (!runs.length) return;
    const open = (of) => of.map(({ state }) => state).filter((state) => !AS_IT_COMES.includes(state));
    const openIn = new Map(runs.map(({ address }) => [place(address).tag, new Set()]));
    for (const [tag, states] of openIn) for (const state of open(runs.filter(({ address }) => place(address).tag === tag))) states.add(state);
    const measured = noted("measured");
    const figures = {
      pages: new Set(runs.map(({ address }) => place(address).page)).size,
      records: RECORD.filter((state) => runs.some((run) => run.state === state)).length,
      schemes: new Set(runs.map((run) => run.scheme)).size,
      languages: new Set(runs.map(({ address }) => place(address).tag)).size,
      states: new Set(open(runs)).size,
      // What is open in each of the other languages as well.
      states_elsewhere: [...new Set(open(runs))].filter((state) => [...openIn.values()].every((states) => states.has(state))).length,
      runs: runs.length,
      violations: runs.reduce((sum, run) => sum + run.violations, 0),
      // Pages in a language, and what was opened in one, that were measured: zoom, spacing, targets, motion.
      measured: new Set(measured.filter(({ state }) => !state).map(({ address }) => Object.values(place(address)).join(" "))).size,
      measured_open: new Set(measured.filter(({ state }) => state).map(({ address, state }) => `${place(address).tag} ${state}`)).size,
      axe: runs[0].axe,
    };
    const rows = table(runs);
    const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
    console.log("\nLooked at by axe, and found, by page and language:");
    for (const row of rows) console.log(`  ${row.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join("  ")}`);
    console.log("Access: " + Object.entries(figures).map(([name, n]) => `${name} ${n}`).join(", "));
    const passed = results.length === this.all.length && results.every((result) => result.status === "passed" || result.status === "skipped");
    if (!this.whole || !passed) return;
    const written = rows.map((row) => `${row.join(",")}\n`).join("");
    if (process.env.TSUNAGI_ACCESS_WRITE) {
      const said = this.said();
      const chromium = results.flatMap((result) => result.annotations).find(({ type }) => type === "chromium")?.description ?? said.chromium;
      const lines = Object.entries({ date: new Date().toISOString().slice(0, 10), ...figures, chromium });
      writeFileSync(FILE, lines.map(([name, value]) => `${name},${value}\n`).join(""));
      writeFileSync(TABLE, written);
      return;
    }
    const said = this.said();
    const other = Object.entries(figures).filter(([name, value]) => String(value) !== said[name]);
    const differs = readFileSync(TABLE, "utf8") !== written;
    if (!other.length && !differs) return;
    const told = [...other.map(([name, value]) => `${name} ${said[name]}, counted ${value}`), ...(differs ? ["the table of pages and languages (src/access/pages.csv)"] : [])];
    console.error(`The page アクセシビリティ says something else: ${told.join("; ")}.`);
    console.error("TSUNAGI_ACCESS_WRITE=1 with the tests access and languages writes src/access/figures.csv and pages.csv anew.");
    return { status: "failed" };
  }

  said() {
    return Object.fromEntries(readFileSync(FILE, "utf8").trim().split("\n").map((line) => line.split(",")));
  }
}
