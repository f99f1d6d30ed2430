// The step of the build that gives the program's imports short names: what it writes is the same module, and what it does not know it refuses.
import { test, expect } from "@playwright/test";
import { bare, leb, renamed } from "../../scripts/module.mjs";

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

test("with nothing to rename it is the same bytes; without what tools read, those sections are gone", () => {
  expect(renamed(whole, () => null).equals(whole)).toBe(true);
  const stripped = bare(whole);
  expect(WebAssembly.Module.customSections(new WebAssembly.Module(whole), "name")).toHaveLength(1);
  expect(WebAssembly.Module.customSections(new WebAssembly.Module(stripped), "name")).toHaveLength(0);
  expect(WebAssembly.Module.imports(new WebAssembly.Module(stripped))).toHaveLength(5);
});

test("an import of a kind that is not known stops the build", () => {
  const odd = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...section(2, [1, ...text("a"), ...text("b"), 9, 0])]);
  expect(() => renamed(odd, () => null)).toThrow(/kind 9/);
});
