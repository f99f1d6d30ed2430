// Modules of WebAssembly as bytes: their sections, without what only tools read, with other names for what they import.

/** A whole number as modules hold it (LEB128). */
export const leb = (number) => {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number >>>= 7;
  } while (number);
  return Buffer.from(bytes);
};
/** A number as `leb` writes it: itself, and where it ends. */
const number = (bytes, at) => {
  let [value, shift] = [0, 0];
  do {
    value |= (bytes[at] & 127) << shift;
    shift += 7;
  } while (bytes[at++] & 128);
  return [value >>> 0, at];
};
/** The sections of a module: `{ id, whole, body }`. */
function* sectionsOf(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const [size, from] = number(bytes, at + 1);
    yield { id: bytes[at], whole: bytes.subarray(at, from + size), body: bytes.subarray(from, from + size) };
    at = from + size;
  }
}
const [NAMES, IMPORTS, EXPORTS, ELEMENTS, CODE] = [0, 2, 7, 9, 10];
const MAGIC = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const text = (name) => Buffer.concat([leb(Buffer.byteLength(name)), Buffer.from(name)]);
/** Where what follows an import's names ends: its kind, and what that says of it. */
const importEnd = (bytes, at) => {
  const kind = bytes[at++];
  const limits = () => {
    const [flags, least] = number(bytes, at);
    const [, most] = number(bytes, least);
    return flags & 1 ? number(bytes, most)[1] : most;
  };
  if (kind === 0) return number(bytes, at)[1];
  if (kind === 1) at += 1;
  if (kind === 1 || kind === 2) return limits();
  if (kind === 3) return at + 2;
  throw new Error(`An import of the kind ${kind} is not known here.`);
};
/** The imports of a module: `{ module, name, what }`, the last being its kind and its type as they stand there. */
function* importsOf(body) {
  let [count, at] = number(body, 0);
  const read = () => {
    const [length, from] = number(body, at);
    at = from + length;
    return body.subarray(from, at).toString();
  };
  for (; count > 0; count--) {
    const [module, name] = [read(), read()];
    const end = importEnd(body, at);
    yield { module, name, what: body.subarray(at, end) };
    at = end;
  }
}
/** A section of a module: how many there are, and each of them. */
const section = (id, items) => {
  const all = Buffer.concat([leb(items.length), ...items]);
  return Buffer.concat([Buffer.from([id]), leb(all.length), all]);
};
const imports = (list) => section(IMPORTS, list.map(({ module, name, what }) => Buffer.concat([text(module), text(name), what])));

/** A module with another section in the place of its own of that kind: what `change` makes of its body, or itself where that gives nothing. */
const changed = (bytes, kind, change) => {
  const sections = [...sectionsOf(bytes)].map(({ id, whole, body }) => (id === kind ? (change(body) ?? whole) : whole));
  return Buffer.concat([bytes.subarray(0, 8), ...sections]);
};

/**
 * A module whose imports are called otherwise: `short(name)` gives the new name, or nothing. wasm-bindgen calls them by long names that end in sixteen
 * digits of a digest, which no packing makes smaller; and each stands in the script once more.
 */
export const renamed = (bytes, short) => changed(bytes, IMPORTS, (body) => imports([...importsOf(body)].map((one) => ({ ...one, name: short(one.name) ?? one.name }))));

/**
 * A module whose exports are called otherwise: `called(name)` gives the name, or nothing for what it is not to export: what nothing else needs can be
 * taken out of it then.
 */
export const exporting = (bytes, called) =>
  changed(bytes, EXPORTS, (body) => {
    let [count, at] = number(body, 0);
    const items = [];
    for (; count > 0; count--) {
      const [length, from] = number(body, at);
      // A name, its kind, and which of them.
      [, at] = number(body, from + length + 1);
      const name = called(body.subarray(from, from + length).toString());
      if (name) items.push(Buffer.concat([text(name), body.subarray(from + length, at)]));
    }
    return section(EXPORTS, items);
  });

/**
 * A module without what puts nothing into its table (`ref.null func`), where there is nothing from the beginning: the places of functions that lie in
 * other modules. What it does not know, such as a table that is not the first, it leaves as it is.
 */
export const withoutNulls = (bytes) => {
  const [CONST, END, NULL, FUNCTION, REFERENCE] = [0x41, 0x0b, 0xd0, 0x70, 0xd2];
  const kept = (body) => {
    let [count, at] = number(body, 0);
    const items = [];
    for (; count > 0; count--) {
      const from = at;
      let [flags, next] = number(body, at);
      // Of the first table, from a place that is a plain number: functions by their numbers, or each as an expression.
      if ((flags !== 0 && flags !== 4) || body[next] !== CONST) return null;
      [, next] = number(body, next + 1);
      if (body[next] !== END) return null;
      let length;
      [length, at] = number(body, next + 1);
      let nothing = flags === 4;
      for (; length > 0; length--) {
        if (flags === 0) [, at] = number(body, at);
        else if (body[at] === NULL && body[at + 1] === FUNCTION && body[at + 2] === END) at += 3;
        else if (body[at] === REFERENCE) [nothing, at] = [false, number(body, at + 1)[1] + 1];
        else return null;
      }
      if (!nothing) items.push(body.subarray(from, at));
    }
    return section(ELEMENTS, items);
  };
  return changed(bytes, ELEMENTS, kept);
};

/**
 * A module that passes on what others import from `from`: it imports each of it once, from `to`, and exports it. Merged with it (wasm-merge),
 * the others share one memory and one table, where each has an import of its own.
 */
export const passedOn = (modules, from, to) => {
  const all = new Map();
  for (const bytes of modules) {
    for (const { id, body } of sectionsOf(bytes)) {
      if (id !== IMPORTS) continue;
      for (const { module, name, what } of importsOf(body)) {
        if (module !== from || what[0] === 0) throw new Error(`${module}.${name} is imported, which cannot be passed on.`);
        if (!(all.get(name)?.equals(what) ?? true)) throw new Error(`${name} is imported as one thing and another.`);
        all.set(name, what);
      }
    }
  }
  const nth = new Map();
  const exported = [...all].map(([name, what]) => {
    const at = nth.get(what[0]) ?? 0;
    nth.set(what[0], at + 1);
    return Buffer.concat([text(name), Buffer.from([what[0]]), leb(at)]);
  });
  const imported = [...all].map(([name, what]) => ({ module: to, name, what }));
  return Buffer.concat([MAGIC, imports(imported), section(EXPORTS, exported)]);
};

/** The functions of a module: how many it imports, and the bytes of each of its own. */
export const functionsOf = (bytes) => {
  const found = { imported: 0, bodies: [] };
  for (const { id, body } of sectionsOf(bytes)) {
    if (id === IMPORTS) found.imported = [...importsOf(body)].filter(({ what }) => what[0] === 0).length;
    if (id !== CODE) continue;
    let [count, at] = number(body, 0);
    for (; count > 0; count--) {
      const [length, from] = number(body, at);
      at = from + length;
      found.bodies.push(body.subarray(from, at));
    }
  }
  return found;
};

/** A module with a name for each of its functions, the imported ones first (the "name" section of the standard's appendix). */
export const withNames = (bytes, names) => {
  const of = Buffer.concat([leb(names.length), ...names.flatMap((name, at) => [leb(at), text(name)])]);
  const FUNCTIONS = 1;
  const body = Buffer.concat([text("name"), Buffer.from([FUNCTIONS]), leb(of.length), of]);
  return Buffer.concat([bytes, Buffer.from([NAMES]), leb(body.length), body]);
};
