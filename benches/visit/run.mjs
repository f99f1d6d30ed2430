// A first visit on a phone, as Lighthouse measures it: simulated slow 4G, a processor four times slower. The site in dist/ is
// served packed (brotli) over HTTP/1.1 on this machine, each page into a fresh profile, RUNS times; medians are printed. Beside it a
// directory of the same city's places as such things are usually built (peer/): the list, a field to search, a map.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { peer } from "./peer.mjs";

const RUNS = 3;
const dist = path.resolve(import.meta.dirname, "../../dist");
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", wasm: "application/wasm", json: "application/json", csv: "text/csv; charset=utf-8", svg: "image/svg+xml", png: "image/png", txt: "text/plain; charset=utf-8", xml: "application/xml" };
const place = /href="\.\.\/place\/([\w-]+)\/"/.exec(readFileSync(path.join(dist, "all/index.html"), "utf8"))?.[1];
const VISITS = [
  ...["", "places/", `place/${place ?? ""}/`, "events/", "plan/"].map((page) => ({ name: page || "(home)", page })),
  { name: "React + MapLibre (peer/)", page: null },
];

const packed = new Map();
/** Serves a folder packed, as servers that are set up well do. */
function serve(folder) {
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname.slice(1));
    if (name === "" || name.endsWith("/")) name += "index.html";
    const file = path.join(folder, name);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const ending = path.extname(name).slice(1);
    const headers = { "content-type": TYPES[ending] ?? "application/octet-stream", "last-modified": statSync(file).mtime.toUTCString(), "cache-control": name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache" };
    if (request.method === "HEAD") return response.writeHead(200, headers).end();
    if (ending === "bin" || ending === "png") return response.writeHead(200, headers).end(readFileSync(file));
    if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file)));
    response.writeHead(200, { ...headers, "content-encoding": "br" }).end(packed.get(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ server, address: `http://127.0.0.1:${server.address().port}/` })));
}
const ours = await serve(dist);
const theirs = await serve(await peer());

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const AUDITS = { "first paint ms": "first-contentful-paint", "largest ms": "largest-contentful-paint", "ready ms": "interactive", "blocked ms": "total-blocking-time", shift: "cumulative-layout-shift", "KB sent": "total-byte-weight" };
const rows = [["page", ...CATEGORIES, ...Object.keys(AUDITS)]];
for (const { name: visited, page } of VISITS) {
  const address = page === null ? theirs.address : ours.address + page;
  const found = [];
  for (let run = 0; run < RUNS; run++) {
    const chrome = await launch({ chromePath: process.env.TSUNAGI_CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
    try {
      const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES });
      found.push(lhr);
    } finally {
      await chrome.kill();
    }
  }
  const scores = CATEGORIES.map((name) => Math.round(100 * median(found.map((lhr) => lhr.categories[name].score))));
  const audits = Object.entries(AUDITS).map(([label, name]) => {
    const value = median(found.map((lhr) => lhr.audits[name].numericValue));
    return label === "shift" ? value.toFixed(3) : label === "KB sent" ? Math.round(value / 1000) : Math.round(value);
  });
  rows.push([visited, ...scores, ...audits]);
  const missed = Object.values(found[0].audits).filter((audit) => audit.score !== null && audit.score < 0.9 && CATEGORIES.slice(1).some((name) => found[0].categories[name].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0)));
  for (const audit of missed) console.error(`${visited}: ${audit.id}: ${audit.title}`);
}
for (const { server } of [ours, theirs]) server.close();
for (const row of rows) console.log(`| ${row.join(" | ")} |${row === rows[0] ? `\n|${"---|".repeat(row.length)}` : ""}`);
