// The pages of the app: the list is the program's own, so that a page that it gains is tried from then on.
import { readFileSync } from "node:fs";
import path from "node:path";

const source = readFileSync(path.resolve(import.meta.dirname, "../../../src/app/prerender.rs"), "utf8");

/** Their folders below the site's root; home has none. */
export const PAGES = [...source.matchAll(/Page \{ folder: "([^"]*)"/g)].map((found) => found[1]);
