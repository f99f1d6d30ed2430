// Lays the many modules that wasm-split-cli cuts the app into together in a few files, and gives the app's script the way to
// fetch them.
//
// parts.mjs FOLDER: in the folder lie what wasm-split-cli wrote (__wasm_split.js, chunk_*.wasm, split_*.wasm) and what wasm-bindgen
// wrote (app.js, app_bg.wasm, whose imports get short names). The folder is left with app.js, app_bg.wasm, part-*.wasm and
// parts.txt: a line for each part, its name and the files it needs.
//
// The tool makes a module for each set of parts that share something: some hundreds, most of them small. Which of them lie
// together in a file is reckoned (files.mjs): so that little in a page's files is for other pages alone, and they are not too many. The modules of a file
// are merged into one, which phones have ready sooner than twenty.
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import { readFile, writeFile, readdir, unlink } from "node:fs/promises";
import path from "node:path";
import { files } from "./files.mjs";
import { exporting, passedOn, renamed, withoutNulls } from "./module.mjs";

/**
 * The parts, and how much it counts that a page which needs one fetches little: さがす and what one comes to from a search or a link most; what reads
 * lists that no publisher has read, or a city's own forms, comes to few people. All pages but home wait for the first, which reads the lists.
 */
const PARTS = { read: 0, home: 3, places: 8, ask: 4, place: 5, events: 6, programmes: 1, record: 2, kept: 1, more: 1, plan: 3, hand: 1, steps: 1, lists: 0.25, own: 0.25 };
const ORDER = Object.keys(PARTS);

const folder = process.argv[2];
const link = await readFile(path.join(folder, "__wasm_split.js"), "utf8");
const stop = (what) => {
  console.error(`parts.mjs: ${what} It may be that another version of wasm-split-cli writes something else.`);
  process.exit(1);
};

const module = (parts, file) => ({ parts, file, size: statSync(path.join(folder, file)).size });
// /* home, places */
// const __chunk_8 = makeLoad(() => {… "./chunk_8.wasm" …
const chunks = [...link.matchAll(/\/\* ([\w, ]+) \*\/\s*const __chunk_(\d+) = makeLoad\(\(\) => \{[^}]*?"\.\/(chunk_\2\.wasm)"/g)].map(([, names, , file]) => module(names.split(", "), file));
const splits = [...link.matchAll(/export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\(\(\) => \{[^}]*?"\.\/(split_\1\.wasm)"/g)].map(([, name, file]) => ({ ...module([name], file), called: name }));
const named = (await readdir(folder)).filter((name) => /^(chunk|split)_.*\.wasm$/.test(name));
if (chunks.length + splits.length !== named.length) stop(`${named.length} modules lie in ${folder}, its script loads ${chunks.length + splits.length}.`);
const made = splits.map(({ called }) => called);
if (made.toSorted().join() !== ORDER.toSorted().join()) stop(`The parts are ${made}, expected ${ORDER}.`);
/** What the modules share, and the letters that it is called by in the files. */
const shared = /const \{ ([\w, ]+?),? +\} = initSync/.exec(link)?.[1] ?? stop("What the modules share is not named.");
const SHARED = Object.fromEntries(shared.split(", ").map((name, at) => [name, String.fromCharCode(97 + at)]));

const unknown = chunks.flatMap(({ parts }) => parts).find((name) => !ORDER.includes(name));
if (unknown) stop(`No part is called ${unknown}.`);

// Every page needs the first part, sooner or later.
const modules = [...chunks, ...splits].map((module) => (module.parts.includes(ORDER[0]) ? { ...module, parts: ORDER } : module));
/** The files by their names: of the parts that are called in them, or of the first that needs them. */
const bundles = new Map();
for (const file of files(modules, PARTS)) {
  const parts = ORDER.filter((name) => file.some((module) => module.parts.includes(name)));
  const name = file.flatMap(({ called }) => called ?? []).join("-") || `for-${parts[0]}`;
  let [free, number] = [name, 1];
  while (bundles.has(free)) free = `${name}-${(number += 1)}`;
  bundles.set(free, { parts, files: file.map(({ file }) => file) });
}
/** Which of them a part needs. */
const needed = Object.fromEntries(ORDER.map((name) => [name, [...bundles].filter(([, { parts }]) => parts.includes(name)).map(([bundle]) => bundle)]));

const SPLIT = "__wasm_split";
const merge = path.join(import.meta.dirname, "../node_modules/.bin/wasm-merge");
const FEATURES = process.env.wasm_features?.split(" ") ?? stop("wasm_features, what modules may use, is not set.");
const merged = async ([name, { files }]) => {
  const common = `${name}-common.wasm`;
  await writeFile(path.join(folder, common), passedOn(await Promise.all(files.map((file) => readFile(path.join(folder, file)))), SPLIT, "app"));
  const named = files.flatMap((file) => [file, path.basename(file, ".wasm")]);
  await promisify(execFile)(merge, [...FEATURES, common, SPLIT, ...named, "-o", `part-${name}.wasm`], { cwd: folder });
  await unlink(path.join(folder, common));
  // Nobody asks it for what it shares; and what that is called stands in each file anew.
  const file = path.join(folder, `part-${name}.wasm`);
  await writeFile(file, renamed(exporting(await readFile(file), () => null), (name) => SHARED[name]));
};
await Promise.all([...bundles].map(merged));
await writeFile(path.join(folder, "parts.txt"), ORDER.map((name) => `${[name, ...needed[name]].join(" ")}\n`).join(""));

// One script: the modules need what it has, and it needs the way to them.
const loader = `
// What of the app is fetched later: start.js knows the files and what they have to be.
const tsunagiBundles = {};
const tsunagiTaken = async (module) => {
  await tsunagiTurn();
  const { ${Object.entries(SHARED).map((names) => names.join(": ")).join(", ")} } = initSync();
  return WebAssembly.instantiate(module, { app: { ${Object.values(SHARED).join(", ")} } });
};
const tsunagiBundle = (name) =>
  (tsunagiBundles[name] ??= globalThis.tsunagiPart(name).then(tsunagiTaken).catch((error) => {
    // A part that did not come is asked for again when it is needed again.
    delete tsunagiBundles[name];
    throw error;
  }));
const tsunagiNeeded = ${JSON.stringify(needed)};
const tsunagiLoad = (part) => async (callback, data) => {
  const came = await Promise.all(tsunagiNeeded[part].map(tsunagiBundle)).then(() => true, (error) => (console.warn(error), false));
  initSync().__indirect_function_table.get(callback)(data, came);
};
const tsunagiParts = Object.fromEntries(Object.keys(tsunagiNeeded).map((part) => [\`__wasm_split_load_\${part}\`, tsunagiLoad(part)]));
`;
const program = await readFile(path.join(folder, "app.js"), "utf8");
const imports = /^import \* as (import\d+) from "\.\/__wasm_split\.js"$/gm;
const names = [...program.matchAll(imports)].map(([, name]) => name);
if (names.length === 0) stop("app.js asks for no parts.");
let whole = program.replace(imports, "").replace(new RegExp(`^ *"\\./__wasm_split\\.js": (?:${names.join("|")}),\n`, "gm"), "");
const table = /return \{\n( *)__proto__: null,\n/;
if (!table.test(whole)) stop("app.js gives its WebAssembly its imports in another way.");
whole = whole.replace(table, (found, indent) => `${found}${indent}"./__wasm_split.js": tsunagiParts,\n`);
const shorter = new Map();
/** Another name for an import, none for what has a short one. */
const short = (name) => {
  if (!/^__wb(g|indgen)_/.test(name)) return null;
  if (!shorter.has(name)) shorter.set(name, `i${shorter.size.toString(36)}`);
  return shorter.get(name);
};
// Streams, which link.sh leaves out of the WebAssembly: nothing of them is there any more, but the classes are still written.
const streams = /^export class (IntoUnderlying\w+) \{\n[^]*?^\}\n|^if \(Symbol\.dispose\) IntoUnderlying.*\n|^const IntoUnderlying\w+Finalization = [^;]*;\n/gm;
whole = whole.replace(streams, "");
if (whole.includes("IntoUnderlying")) stop("app.js has streams in another way.");
const app = path.join(folder, "app_bg.wasm");
// What calls closures of Rust is called by the whole name of its kind, here as there.
const invoked = [...new Set(whole.match(/\b_R\w+/g))];
const mentioned = new Set((loader + whole).match(/\w+/g));
const called = (name) => (invoked.includes(name) ? `invoke${invoked.indexOf(name)}` : mentioned.has(name) && name);
await writeFile(app, withoutNulls(renamed(exporting(await readFile(app), called), short)));
whole = whole.replace(/\b_R\w+/g, called);
// In the script they are the keys of one object, and are named nowhere else.
whole = whole.replace(/^( +)(__wb\w+): /gm, (found, indent, name) => (shorter.has(name) ? `${indent}${shorter.get(name)}: ` : found));
for (const name of shorter.keys()) if (new RegExp(`\\b${name}\\b`).test(whole)) stop(`app.js speaks of ${name} in more than one way.`);
// What is for reading stays here: indentation, and comments that have lines of their own.
whole = whole.replace(/^ *\/\*\*[^]*?\*\/\n/gm, "").replace(/^ *\/\/.*\n/gm, "").replace(/^ +/gm, "");
await writeFile(path.join(folder, "app.js"), loader.trimStart() + whole);
for (const file of [...named, "__wasm_split.js", "app.wasm"]) await unlink(path.join(folder, file));
