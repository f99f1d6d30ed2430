// What each part of the app is fetched with, as the published script has it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { asset } from "./moody.js";

const script = path.resolve(import.meta.dirname, "../../../dist/assets", asset("app", "js"));
const NEEDED = JSON.parse(/tsunagiNeeded = (\{.*?\});/.exec(readFileSync(script, "utf8"))[1]);

/** The parts, by their names. */
export const PARTS = Object.keys(NEEDED);
/** The files that parts are fetched with, sorted. */
export const needed = (...parts) => [...new Set(parts.flatMap((part) => NEEDED[part]))].sort();
