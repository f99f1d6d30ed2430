// Runs in Chromium: everything that run.mjs asks for, over the same data.
import init from "./pkg/engine.js";
import { lines, search } from "./search.mjs";
import { lists } from "./lists.mjs";
import { made } from "./made.mjs";
import { repetition } from "./repetition.mjs";

await init();
globalThis.measure = { lines, search, made, lists, repetition };
