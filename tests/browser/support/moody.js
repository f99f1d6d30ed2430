// A static server that can be slow, broken, wrong or gone, and that can have a newer version of the site.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";

const dist = path.resolve(import.meta.dirname, "../../../dist");
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", wasm: "application/wasm", json: "application/json", csv: "text/csv", svg: "image/svg+xml", png: "image/png", txt: "text/plain", bin: "application/octet-stream" };

const assets = readdirSync(path.join(dist, "assets"));
/** The name of an asset as it was built, by its beginning and ending. */
export const asset = (stem, ending) => assets.find((name) => new RegExp(`^${stem}-[0-9a-f]{16}\\.${ending}$`).test(name));

const START = asset("start", "js");
const WASM = asset("app", "wasm");
/** The same names in the second version, which holds the same program under another name. */
export const SECOND = { start: "start-0000000000000002.js", wasm: "app-0000000000000002.wasm" };
export const FIRST = { start: START, wasm: WASM };
const named = (text) => text.replaceAll(START, SECOND.start).replaceAll(WASM, SECOND.wasm);
const sum = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** A file of the second version; null where there is none. */
const ofSecond = (name) => {
  if (name === `assets/${START}` || name === `assets/${WASM}`) return null;
  if (name === `assets/${SECOND.wasm}`) return ofFirst(`assets/${WASM}`);
  const start = named(String(ofFirst(`assets/${START}`)));
  // Wherever a file names the start, it says what that has to be.
  const renamed = (text) => named(text).replaceAll(sum(ofFirst(`assets/${START}`)), sum(start));
  if (name === `assets/${SECOND.start}`) return Buffer.from(start);
  const bytes = ofFirst(name);
  if (!bytes) return null;
  if (name === "sw.js") {
    return Buffer.from(renamed(String(bytes)).replace(/const VERSION = "\w+"/, 'const VERSION = "second"'));
  }
  return name.endsWith(".html") ? Buffer.from(renamed(String(bytes))) : bytes;
};

const ofFirst = (name) => {
  const file = path.join(dist, name);
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null;
};

/** Serves the built site at a path. What it does can be changed at any time by its fields. */
export async function moody(base = "/kosodate/") {
  const site = {
    /** Answers nothing at all. */
    gone: false,
    second: false,
    /** Milliseconds before an answer, or what it waits for, by the file's name. */
    wait: () => 0,
    /** What is sent in the place of a file: { body, status, type, cut }; cut ends the connection half-way. */
    instead: () => null,
    type: (name, usual) => usual,
    cache: "no-cache",
    /** Says when its files were put there, all at one moment: what was read of the lists in advance is used. */
    dated: false,
    /** Every file that was asked for, in order. */
    asked: [],
  };
  const server = http.createServer(async (request, response) => {
    if (site.gone) return request.socket.destroy();
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    if (!pathname.startsWith(base)) return response.writeHead(404).end();
    let name = decodeURIComponent(pathname.slice(base.length));
    if (name === "" || name.endsWith("/")) name += "index.html";
    // Asking whether a file is new fetches none.
    if (request.method !== "HEAD") site.asked.push(name);
    const wait = site.wait(name);
    if (wait) await (typeof wait === "number" ? new Promise((done) => setTimeout(done, wait)) : wait);
    if (site.gone) return request.socket.destroy();
    const bytes = (site.second ? ofSecond : ofFirst)(name);
    const other = site.instead(name, bytes);
    const body = other?.body ?? bytes;
    const type = other?.type ?? site.type(name, TYPES[name.split(".").pop()]);
    const status = other?.status ?? (body === null ? 404 : 200);
    const headers = { "content-type": body === null ? "text/plain" : type, "cache-control": site.cache };
    if (site.dated) headers["last-modified"] = "Sat, 21 Nov 2026 00:00:00 GMT";
    const etag = `"${createHash("sha256").update(body ?? "").digest("hex").slice(0, 16)}"`;
    if (status === 200 && !other?.cut) {
      headers.etag = etag;
      if (request.headers["if-none-match"] === etag) return response.writeHead(304, headers).end();
    }
    const whole = Buffer.from(body ?? "not found");
    response.writeHead(status, { ...headers, "content-length": whole.length });
    if (!other?.cut) return response.end(whole);
    response.write(whole.subarray(0, whole.length / 2));
    setTimeout(() => request.socket.destroy(), 50);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  site.address = `http://127.0.0.1:${server.address().port}${base}`;
  site.close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return site;
}
