// The steps of the build that work on modules as bytes: one gives the program's imports short names, one lets the modules of a part share what
// they import. What they write does what was there before, and what they do not know they refuse.
import { test, expect } from "@playwright/test";
import { exporting, functionsOf, leb, passedOn, renamed, withNames, withoutNulls } from "../../scripts/module.mjs";
import { alike } from "../../scripts/order.mjs";
import { files } from "../../scripts/files.mjs";

const text = (name) => [...leb(name.length), ...Buffer.from(name)];
const section = (id, bytes) => [id, ...leb(bytes.length), ...bytes];
const LONG = `__wbg_say_${"f".repeat(200)}`;

/** A module that imports something of each kind, and calls its function with what its global holds. */
const whole = Buffer.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [2, 0x60, 1, 0x7f, 0, 0x60, 0, 0]),
  ...section(2, [5, ...text("a"), ...text("table"), 1, 0x70, 1, 1, 9, ...text("a"), ...text("memory"), 2, 0, 1, ...text("a"), ...text(LONG), 0, 0, ...text("a"), ...text("global"), 3, 0x7f, 0, ...text("b"), ...text(LONG), 0, 0]),
  ...section(3, [1, 1]),
  ...section(7, [1, ...text("run"), 0, 2]),
  ...section(10, [1, 10, 0, 0x23, 0, 0x10, 0, 0x23, 0, 0x10, 1, 0x0b]),
  ...section(0, text("name")),
]);

test("a module whose imports have been renamed does what it did", async () => {
  const short = renamed(whole, (name) => (name === LONG ? "i0" : null));
  expect(short.length).toBeLessThan(whole.length - 380);
  const module = await WebAssembly.compile(short);
  expect(WebAssembly.Module.imports(module)).toEqual([
    { module: "a", name: "table", kind: "table" },
    { module: "a", name: "memory", kind: "memory" },
    { module: "a", name: "i0", kind: "function" },
    { module: "a", name: "global", kind: "global" },
    { module: "b", name: "i0", kind: "function" },
  ]);
  const said = [];
  const given = { table: new WebAssembly.Table({ element: "anyfunc", initial: 1, maximum: 9 }), memory: new WebAssembly.Memory({ initial: 1 }), global: 7, i0: (n) => said.push(`a${n}`) };
  const { exports } = await WebAssembly.instantiate(module, { a: given, b: { i0: (n) => said.push(`b${n}`) } });
  exports.run();
  expect(said).toEqual(["a7", "b7"]);
});

test("with nothing to rename it is the same bytes", () => {
  expect(renamed(whole, () => null).equals(whole)).toBe(true);
});

test("a module exports what it is told to, by the names that it is told", async () => {
  const exported = async (called) => WebAssembly.Module.exports(await WebAssembly.compile(exporting(whole, called)));
  expect(await exported((name) => `${name}0`)).toEqual([{ name: "run0", kind: "function" }]);
  expect(await exported(() => null)).toEqual([]);
  expect(exporting(whole, (name) => name).equals(whole)).toBe(true);
});

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** A module that imports these from `split`: names, each with its kind and type. */
const importing = (...all) => Buffer.from([...MAGIC, ...section(2, [all.length, ...all.flatMap(([name, what]) => [...text("split"), ...text(name), ...what])])]);
const TABLE = ["table", [1, 0x70, 1, 1, 9]];
const MEMORY = ["memory", [2, 0, 1]];
const GLOBAL = ["stack", [3, 0x7f, 1]];

test("what several modules import is imported once and passed on to them", async () => {
  const common = await WebAssembly.compile(passedOn([importing(TABLE, MEMORY), importing(MEMORY, GLOBAL)], "split", "app"));
  expect(WebAssembly.Module.imports(common).map(({ module, name }) => `${module}.${name}`)).toEqual(["app.table", "app.memory", "app.stack"]);
  const app = { table: new WebAssembly.Table({ element: "anyfunc", initial: 1, maximum: 9 }), memory: new WebAssembly.Memory({ initial: 1 }), stack: new WebAssembly.Global({ value: "i32", mutable: true }, 5) };
  const { exports } = await WebAssembly.instantiate(common, { app });
  expect([exports.table, exports.memory, exports.stack]).toEqual([app.table, app.memory, app.stack]);
  expect(exports.memory).toBe(app.memory);
});

test("what cannot be passed on stops the build: a function, another module's, one name for two things", () => {
  expect(() => passedOn([importing(["call", [0, 0]])], "split", "app")).toThrow(/call/);
  expect(() => passedOn([importing(MEMORY)], "other", "app")).toThrow(/split\.memory/);
  expect(() => passedOn([importing(MEMORY), importing(["memory", [2, 0, 2]])], "split", "app")).toThrow(/one thing and another/);
});

test("an import of a kind that is not known stops the build", () => {
  const odd = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...section(2, [1, ...text("a"), ...text("b"), 9, 0])]);
  expect(() => renamed(odd, () => null)).toThrow(/kind 9/);
});

/** A module with a table of nine and a function that gives 5, and these pieces of what is put into its table. */
const filling = (...pieces) =>
  Buffer.from([
    ...MAGIC,
    ...section(1, [1, 0x60, 0, 1, 0x7f]),
    ...section(3, [1, 0]),
    ...section(4, [1, 0x70, 0, 9]),
    ...section(7, [1, ...text("table"), 1, 0]),
    ...section(9, [pieces.length, ...pieces.flat()]),
    ...section(10, [1, 4, 0, 0x41, 5, 0x0b]),
  ]);
const from = (place) => [0x41, place, 0x0b];
const [NONE, FIRST] = [[0xd0, 0x70, 0x0b], [0xd2, 0, 0x0b]];

test("what puts nothing into a module's table is left out, and the rest is where it was", async () => {
  const module = filling([0, ...from(1), 1, 0], [4, ...from(2), 2, ...NONE, ...NONE], [4, ...from(4), 0], [4, ...from(5), 3, ...NONE, ...FIRST, ...NONE]);
  const fewer = withoutNulls(module);
  expect(fewer.length).toBe(module.length - 11 - 5);
  const given = async (bytes) => {
    const { exports } = (await WebAssembly.instantiate(bytes)).instance;
    return [...Array(9).keys()].map((at) => exports.table.get(at)?.() ?? null);
  };
  expect(await given(fewer)).toEqual([null, 5, null, null, null, null, 5, null, null]);
  expect(await given(fewer)).toEqual(await given(module));
  expect(withoutNulls(fewer).equals(fewer)).toBe(true);
});

test("a module whose table is filled in a way that is not known stays as it is", () => {
  // Not put in by itself; from a place that another module gives.
  for (const odd of [filling([5, 0x70, 1, ...NONE]), filling([4, 0x23, 0, 0x0b, 1, ...NONE])]) expect(withoutNulls(odd).equals(odd)).toBe(true);
});

test("functions are counted with those that are imported, and named without a change to what the module does", async () => {
  const { imported, bodies } = functionsOf(whole);
  expect([imported, bodies.map(({ length }) => length)]).toEqual([2, [10]]);
  const named = withNames(whole, ["import-0", "import-1", "own-0"]);
  expect(functionsOf(named)).toEqual({ imported, bodies });
  expect(WebAssembly.Module.exports(await WebAssembly.compile(named))).toEqual([{ name: "run", kind: "function" }]);
});

test("each function is placed once, beside one that is like it", () => {
  const body = (seed, last) => Buffer.from([...Array(64).keys()].map((at) => (at < 60 ? (at * seed) % 251 : last)));
  const bodies = [body(3, 1), body(7, 1), body(11, 1), body(3, 2), body(7, 2), Buffer.from([0x0b]), body(11, 2), body(3, 3)];
  expect(alike(bodies)).toEqual([0, 3, 7, 1, 4, 2, 6, 5]);
  expect(alike([])).toEqual([]);
});

test("each module is in one file: what the same parts need lies together, what is small as well, what is large apart", () => {
  const [own, shared, small, large, rare] = [["a", 500_000], ["a b", 90_000], ["a b", 2_000], ["b", 400_000], ["c", 3_000]].map(([parts, size]) => ({ parts: parts.split(" "), size }));
  const tiny = { parts: ["a"], size: 100 };
  const laid = files([own, shared, small, large, rare, tiny], { a: 4, b: 1, c: 0.25 });
  expect(laid.flat().sort((one, other) => one.size - other.size)).toEqual([tiny, small, rare, shared, large, own]);
  const beside = (module) => laid.find((file) => file.includes(module));
  expect(beside(shared)).toContain(small);
  expect(beside(own)).toContain(tiny);
  expect(beside(large)).toEqual([large]);
  expect(files([], {})).toEqual([]);
});
