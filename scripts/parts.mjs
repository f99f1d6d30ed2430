// Lays the many modules that wasm-split-cli cuts the app into together in a few files, and gives the app's script the way to
// fetch them.
//
// parts.mjs FOLDER: in the folder lie what wasm-split-cli wrote (__wasm_split.js, chunk_*.wasm, split_*.wasm) and what wasm-bindgen
// wrote (app.js, app_bg.wasm, whose imports get short names). The folder is left with app.js, app_bg.wasm, part-*.wasm and
// parts.txt: a line for each part, its name and the files it needs.
//
// The tool makes a module for each set of parts that share something, which grows with the powers of two. Here the parts stand
// in a row (ORDER): what several of them share lies in a file before the first of them that needs it, `for-NAME` where one of the next in the row
// does too, else `beside-NAME`; what is a part's own lies in `NAME`. Of the first part all is in one. The modules of a file are merged into one, which phones have ready sooner than twenty.
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import { readFile, writeFile, readdir, unlink } from "node:fs/promises";
import path from "node:path";
import { passedOn, renamed, withoutExports } from "./module.mjs";

/** The parts: what reads the city's lists, which all pages but home wait for; then those first that are opened most. */
const ORDER = ["read", "home", "places", "ask", "place", "events", "programmes", "record", "kept", "more", "plan", "hand", "steps", "lists", "own"];

/** How many of the next parts are asked whether they need what a part shares, so that they need not fetch what they do not. */
const NEAR = 2;
/** So few bytes, as the tool writes them (six to thirteen times what is sent), are not worth a file. */
const FEW = 25_000;

const folder = process.argv[2];
const link = await readFile(path.join(folder, "__wasm_split.js"), "utf8");
const stop = (what) => {
  console.error(`parts.mjs: ${what} It may be that another version of wasm-split-cli writes something else.`);
  process.exit(1);
};

// /* home, places */
// const __chunk_8 = makeLoad(() => {… "./chunk_8.wasm" …
const chunks = [...link.matchAll(/\/\* ([\w, ]+) \*\/\s*const __chunk_(\d+) = makeLoad\(\(\) => \{[^}]*?"\.\/(chunk_\2\.wasm)"/g)].map(([, names, , file]) => ({ parts: names.split(", "), file, size: statSync(path.join(folder, file)).size }));
const splits = [...link.matchAll(/export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\(\(\) => \{[^}]*?"\.\/(split_\1\.wasm)"/g)].map(([, name, file]) => ({ name, file }));
const named = (await readdir(folder)).filter((name) => /^(chunk|split)_.*\.wasm$/.test(name));
if (chunks.length + splits.length !== named.length) stop(`${named.length} modules lie in ${folder}, its script loads ${chunks.length + splits.length}.`);
if (splits.map(({ name }) => name).sort().join() !== [...ORDER].sort().join()) stop(`The parts are ${splits.map(({ name }) => name)}, expected ${ORDER}.`);
const shared = /const \{ ([\w, ]+?),? +\} = initSync/.exec(link)?.[1] ?? stop("What the modules share is not named.");

const first = (parts) => ORDER.find((name) => parts.includes(name)) ?? stop(`No known part among ${parts}.`);
const bundles = new Map();
const into = (bundle, file) => bundles.set(bundle, [...(bundles.get(bundle) ?? []), file]);
/** Which bundles a part needs, in their order. */
const needed = Object.fromEntries(ORDER.map((name) => [name, new Set()]));
for (const [at, name] of ORDER.entries()) {
  const near = ORDER.slice(at + 1, at + 1 + NEAR);
  const isNear = (parts) => near.some((other) => parts.includes(other));
  const all = chunks.filter(({ parts }) => first(parts) === name);
  const beside = all.filter(({ parts }) => !isNear(parts)).reduce((sum, { size }) => sum + size, 0);
  for (const { parts, file } of all) {
    // Every page needs the first part, sooner or later: what it shares need not lie apart from it.
    const shared = at === 0 ? name : beside < FEW || isNear(parts) ? `for-${name}` : `beside-${name}`;
    into(shared, file);
    for (const part of parts) needed[part].add(shared);
  }
  into(name, splits.find((split) => split.name === name).file);
}
for (const name of ORDER) for (const part of [ORDER[0], name]) needed[name].add(part);

const SPLIT = "__wasm_split";
const merge = path.join(import.meta.dirname, "../node_modules/.bin/wasm-merge");
const FEATURES = process.env.wasm_features?.split(" ") ?? stop("wasm_features, what modules may use, is not set.");
const merged = async ([name, files]) => {
  const common = `${name}-common.wasm`;
  await writeFile(path.join(folder, common), passedOn(await Promise.all(files.map((file) => readFile(path.join(folder, file)))), SPLIT, "app"));
  const named = files.flatMap((file) => [file, path.basename(file, ".wasm")]);
  await promisify(execFile)(merge, [...FEATURES, common, SPLIT, ...named, "-o", `part-${name}.wasm`], { cwd: folder });
  await unlink(path.join(folder, common));
};
await Promise.all([...bundles].map(merged));
await writeFile(path.join(folder, "parts.txt"), ORDER.map((name) => `${[name, ...needed[name]].join(" ")}\n`).join(""));

// One script: the modules need what it has, and it needs the way to them.
const loader = `
// What of the app is fetched later: start.js knows the files and what they have to be.
const tsunagiBundles = {};
const tsunagiTaken = async (module) => {
  await tsunagiTurn();
  const { ${shared} } = initSync();
  return WebAssembly.instantiate(module, { app: { ${shared} } });
};
const tsunagiBundle = (name) =>
  (tsunagiBundles[name] ??= globalThis.tsunagiPart(name).then(tsunagiTaken).catch((error) => {
    // A part that did not come is asked for again when it is needed again.
    delete tsunagiBundles[name];
    throw error;
  }));
const tsunagiNeeded = ${JSON.stringify(Object.fromEntries(ORDER.map((name) => [name, [...needed[name]]])))};
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
const short = (name) => {
  if (!/^__wb(g|indgen)_/.test(name)) return null;
  if (!shorter.has(name)) shorter.set(name, `i${shorter.size.toString(36)}`);
  return shorter.get(name);
};
// Streams, which leptos brings along for its server functions: we have none, and nothing calls them.
const streams = /^export class (IntoUnderlying\w+) \{\n[^]*?^\}\n|^if \(Symbol\.dispose\) IntoUnderlying.*\n|^const IntoUnderlying\w+Finalization = [^;]*;\n/gm;
whole = whole.replace(streams, "");
if (whole.includes("IntoUnderlying")) stop("app.js has streams in another way.");
const app = path.join(folder, "app_bg.wasm");
const own = withoutExports(await readFile(app), (name) => /^(__wbg_)?intounderlying/.test(name));
await writeFile(app, renamed(own, short));
// In the script they are the keys of one object, and are named nowhere else.
whole = whole.replace(/^( +)(__wb\w+): /gm, (found, indent, name) => (shorter.has(name) ? `${indent}${shorter.get(name)}: ` : found));
for (const name of shorter.keys()) if (new RegExp(`\\b${name}\\b`).test(whole)) stop(`app.js speaks of ${name} in more than one way.`);
// What is for reading stays here: indentation, and comments that have lines of their own.
whole = whole.replace(/^ *\/\*\*[^]*?\*\/\n/gm, "").replace(/^ *\/\/.*\n/gm, "").replace(/^ +/gm, "");
await writeFile(path.join(folder, "app.js"), loader.trimStart() + whole);
for (const file of [...named, "__wasm_split.js", "app.wasm"]) await unlink(path.join(folder, file));
