// What each part of the app is fetched with, as the published script has it.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const assets = path.resolve(import.meta.dirname, "../../../dist/assets");
const script = readdirSync(assets).find((name) => /^app-[0-9a-f]{16}\.js$/.test(name));
const NEEDED = JSON.parse(/tsunagiNeeded = (\{.*?\});/.exec(readFileSync(path.join(assets, script), "utf8"))[1]);

/** The parts, by their names. */
export const PARTS = Object.keys(NEEDED);
/** The files that parts are fetched with, sorted. */
export const needed = (...parts) => [...new Set(parts.flatMap((part) => NEEDED[part]))].sort();
