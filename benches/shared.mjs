// What the benchmarks share: a server for what they open, the reading of a list, tables.
import { existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { at } from "./peers/times.mjs";

export { at };
export const median = (times) => at(times, 0.5);

/** Bytes a second of the slow line that Lighthouse has (slow 4G). */
export const SLOW_4G = 1_638_400 / 8;

/** A list as text, whatever its encoding. */
export function text(bytes) {
  for (const encoding of ["utf-8", "shift_jis", "utf-16le"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return "";
}

/** Prints a table as Markdown has it. */
export function table(head, rows) {
  console.log(`| ${head.join(" | ")} |\n|${"---|".repeat(head.length)}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  console.log("");
}

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  wasm: "application/wasm",
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml",
};

/**
 * Serves files of this machine at a port that is free: `{ server, address }`. `find(name)`: where the file of a name lies. `pack(file)`: its bytes packed (brotli),
 * or nothing where they go as they are. `called`: other types than the usual, by the endings of names.
 */
export function serve(find, pack = () => null, called = {}) {
  const types = { ...TYPES, ...called };
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname.slice(1));
    if (name === "" || name.endsWith("/")) name += "index.html";
    const file = find(name);
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const headers = {
      "content-type": types[path.extname(name).slice(1)] ?? "application/octet-stream",
      "last-modified": statSync(file).mtime.toUTCString(),
      "cache-control": name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    };
    if (request.method === "HEAD") return response.writeHead(200, headers).end();
    const packed = pack(file);
    response.writeHead(200, packed ? { ...headers, "content-encoding": "br" } : headers).end(packed ?? readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ server, address: `http://127.0.0.1:${server.address().port}/` })));
}
