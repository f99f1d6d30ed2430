// The words of a language as the site has them, by their keys: what a test presses in another language it finds by its name too.
import { readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../../src/words");

/** The text of a key such as `nav.places`, with its `{places}` filled. */
export function words(tag) {
  const texts = new Map();
  let table = "";
  for (const line of readFileSync(path.join(folder, tag === "ja" ? "ja.toml" : `others/${tag}/words.toml`), "utf8").split("\n")) {
    table = line.match(/^\[(.+)\]$/)?.[1] ?? table;
    const found = line.match(/^(\w+) = (".*")$/);
    if (found) texts.set(`${table}.${found[1]}`, JSON.parse(found[2]));
  }
  return (key, values = {}) => {
    if (!texts.has(key)) throw new Error(`${tag} has no word ${key}`);
    return texts.get(key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

/**
 * The same as a page has it, wherever it stands there: a pattern of the whole, or of the beginning alone, its places filled with anything. Readings
 * (《漢字|かんじ》) stand behind what they are of; in names that are attributes there are none.
 */
export const said = (tag) => {
  const text = words(tag);
  const plain = (part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  const drawn = (part) => {
    if (part.startsWith("{")) return ".+";
    const [, base, reading] = part.match(/^《(.*)\|(.*)》$/) ?? [];
    return base ? `\\s*${plain(base)}\\s*(${plain(reading)})?\\s*` : plain(part);
  };
  const pattern = (key) => text(key).split(/(\{(?:[^{}]|\{[^{}]*\})*\}|《[^|》]*\|[^》]*》)/).map(drawn).join("");
  return (key, { whole = true } = {}) => new RegExp(`^\\s*${pattern(key)}${whole ? "\\s*$" : ""}`);
};
