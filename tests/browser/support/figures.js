// Counts what the tests of access looked at, and compares it with what the page アクセシビリティ says of them (src/access/figures.csv). A run of all of them that
// counted something else fails; `TSUNAGI_ACCESS_WRITE=1` writes the new figures, with the day.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LANGUAGES as ALL } from "./languages.js";

const FILE = path.resolve(import.meta.dirname, "../../../src/access/figures.csv");
const OF = ["access.spec.js", "languages.spec.js"];
const LANGUAGES = ALL.map(({ tag }) => tag).filter((tag) => tag !== "ja");

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
    const runs = results.flatMap((result) => result.annotations.filter(({ type }) => type === "axe").map(({ description }) => JSON.parse(description)));
    if (!runs.length) return;
    const folders = runs.map(({ address }) => address.replace(/[?#].*$/, ""));
    const language = (folder) => LANGUAGES.find((tag) => folder.startsWith(`${tag}/`)) ?? "ja";
    const page = (folder) => (language(folder) === "ja" ? folder : folder.slice(folder.indexOf("/") + 1)).replace(/^(place|event)\/[^/]+\/$/, "$1/ID/");
    const record = ["empty", "filled"];
    const figures = {
      pages: new Set(folders.map(page)).size,
      records: record.filter((state) => runs.some((run) => run.state === state)).length,
      schemes: new Set(runs.map((run) => run.scheme)).size,
      languages: new Set(folders.map(language)).size,
      states: new Set(runs.map((run) => run.state).filter((state) => state && ![...record, "alone"].includes(state))).size,
      runs: runs.length,
      violations: runs.reduce((sum, run) => sum + run.violations, 0),
      axe: runs[0].axe,
    };
    console.log("\nAccess: " + Object.entries(figures).map(([name, n]) => `${name} ${n}`).join(", "));
    const passed = results.length === this.all.length && results.every((result) => result.status === "passed" || result.status === "skipped");
    if (!this.whole || !passed) return;
    const said = Object.fromEntries(readFileSync(FILE, "utf8").trim().split("\n").map((line) => line.split(",")));
    if (process.env.TSUNAGI_ACCESS_WRITE) {
      const chromium = results.flatMap((result) => result.annotations).find(({ type }) => type === "chromium")?.description ?? said.chromium;
      const lines = Object.entries({ date: new Date().toISOString().slice(0, 10), ...figures, chromium });
      writeFileSync(FILE, lines.map(([name, value]) => `${name},${value}\n`).join(""));
      return;
    }
    const other = Object.entries(figures).filter(([name, value]) => String(value) !== said[name]);
    if (!other.length) return;
    console.error(`The page アクセシビリティ says something else: ${other.map(([name, value]) => `${name} ${said[name]}, counted ${value}`).join("; ")}.`);
    console.error("TSUNAGI_ACCESS_WRITE=1 with the tests access and languages writes src/access/figures.csv anew.");
    return { status: "failed" };
  }
}
