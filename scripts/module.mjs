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
/** A module without what only tools read: the custom sections that name its functions and what made it. */
export const bare = (bytes) => Buffer.concat([bytes.subarray(0, 8), ...[...sectionsOf(bytes)].filter(({ id }) => id !== 0).map(({ whole }) => whole)]);

const IMPORTS = 2;
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
/**
 * A module whose imports are called otherwise: `short(name)` gives the new name, or nothing. wasm-bindgen calls them by long names that end in sixteen
 * digits of a digest, which no packing makes smaller; and each stands in the script once more.
 */
export const renamed = (bytes, short) => {
  const out = [bytes.subarray(0, 8)];
  for (const { id, whole, body } of sectionsOf(bytes)) {
    if (id !== IMPORTS) {
      out.push(whole);
      continue;
    }
    let [count, at] = number(body, 0);
    const names = [leb(count)];
    for (; count > 0; count--) {
      const read = () => {
        const [length, from] = number(body, at);
        at = from + length;
        return body.subarray(from, at).toString();
      };
      const [module, name] = [read(), read()];
      const end = importEnd(body, at);
      names.push(text(module), text(short(name) ?? name), body.subarray(at, end));
      at = end;
    }
    const all = Buffer.concat(names);
    out.push(Buffer.from([IMPORTS]), leb(all.length), all);
  }
  return Buffer.concat(out);
};
