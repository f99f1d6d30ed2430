// The languages that the site is offered in, as src/words/others/languages.toml has them, and their texts of dates.
import { readFileSync } from "node:fs";
import path from "node:path";
import { words } from "./words.js";

const LIST = readFileSync(path.resolve(import.meta.dirname, "../../../src/words/others/languages.toml"), "utf8");

export const LANGUAGES = LIST.split("[[language]]").slice(1).map((row) => Object.fromEntries([...row.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, value]) => [key, value])));

/** A text of a language, by its table and key. */
export const text = (tag, table, key) => words(tag)(`${table}.${key}`);

/** A text with its places filled, as far as dates ask for it: names, and choices by name. Readings go. */
export const fill = (message, values) =>
  message
    .replace(/\{(\w+), select,((?: \w+ \{(?:[^{}]|\{\w+\})*\})+)\}/g, (whole, name, all) => {
      const branches = new Map([...all.matchAll(/(\w+) \{((?:[^{}]|\{\w+\})*)\}/g)].map(([, key, branch]) => [key, branch]));
      return branches.get(String(values[name])) ?? branches.get("other");
    })
    .replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
    .replace(/《([^|》]*)\|[^》]*》/g, "$1");
