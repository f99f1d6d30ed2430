// What watches over all tests of the browser (support/watch.js) is watched here: it tells a request to another host whoever makes it, and every test has it.
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test, expect } from "./support/index.js";

// What is asked here comes to nothing, and the console says so.
test.use({ allowed: ["net::ERR_NAME_NOT_RESOLVED", "WebSocket connection"] });

/** A page with a policy that lets everything through, a worker and a worker of the site's, each of which asks another host. */
const FILES = {
  "/": ["text/html", `<!doctype html><title>page</title><iframe src="/frame"></iframe>`],
  "/frame": ["text/html", `<!doctype html><title>frame</title><img src="https://frame.example/a.png" alt="">`],
  "/worker.js": ["text/javascript", `fetch("https://worker.example/").catch(() => postMessage("asked"));`],
  "/sw.js": ["text/javascript", `addEventListener("install", (event) => event.waitUntil(fetch("https://service-worker.example/").catch(() => null)));`],
};

test("a request to another host is told: of a page that a test made by hand, a frame, a worker, a service worker, a socket, a way out", async ({ browser, watch }) => {
  const server = createServer((request, response) => {
    const [type, body] = FILES[request.url] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": type }).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const context = await browser.newContext({ serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(async () => {
    await fetch("https://page.example/").catch(() => null);
    await new Promise((asked) => (new Worker("/worker.js").onmessage = asked));
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    await new Promise((failed) => (new WebSocket("wss://socket.example/").onerror = failed));
  });
  // Nothing that it asks for leaves this machine either.
  await expect(page.goto("https://way-out.example/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
  await context.close();
  await new Promise((closed) => server.close(closed));
  expect(watch.take().asked.sort()).toEqual([
    "navigation to way-out.example",
    "request to frame.example",
    "request to page.example",
    "request to service-worker.example",
    "request to worker.example",
    "socket to socket.example",
  ]);
});

test("no name leads anywhere in these browsers, not even one of this machine", async ({ page, baseURL, watch }) => {
  // A browser knows this one without asking anybody.
  const named = new URL(baseURL);
  named.hostname = "elsewhere.localhost";
  await expect(page.goto(named.href)).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
  expect(watch.take().asked).toEqual(["navigation to elsewhere.localhost"]);
});

test("every file of tests that opens a page has the watch, and what a test names is a host by its name", async () => {
  const specs = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".spec.js"));
  expect(specs.length).toBeGreaterThan(25);
  for (const name of specs) {
    const source = readFileSync(path.join(import.meta.dirname, name), "utf8");
    // What has no browser in it takes the runner's own.
    if (/from "@playwright\/test"/.test(source)) expect(source, name).not.toMatch(/\{[^}]*\b(page|context|browser)\b[^}]*\}\) =>|chromium\.launch/);
    else expect(source, name).toMatch(/from "\.\/support\/(index|record)\.js"/);
    for (const [, named] of source.matchAll(/abroad: \[([^\]]*)\]/g)) {
      for (const one of named.split(", ")) expect(one, name).toMatch(/^"(navigation|request) to [\w-]+(\.[\w-]+)+"$/);
    }
  }
});

/** All that the tests address by how it is built, by file and to the letter: what is no element of the accessibility tree, or has no name there. */
const BUILT = {
  // Parts and lists that have no role or no name of their own.
  "support/built.js": ["section", ".skeleton"],
  "events.spec.js": ['[data-day="${first}"]'],
  // What the document says of itself to the browser.
  "offline.spec.js": ['link[rel="manifest"]', 'link[rel="apple-touch-icon"]'],
  "support/worker.js": ['script[src*="assets/start-"]'],
  // The painted notice: that it is gone, not only hidden.
  "support/index.js": ["#start-failed"],
  // The language of the document and of its parts, readings.
  "languages.spec.js": ["html", "body", '[lang="ja"]', ".paper-original", "ruby rt"],
  "now.spec.js": ["article.kids > .no-print"],
  // Paper: what is printed of a sheet, and on which of its sides.
  "plan.spec.js": [".papers", ".paper-original", '.paper-original[lang="ja"]', ".paper-back", "html"],
  "spread.spec.js": [".visiting-card", "svg"],
  // What search engines are told, and that nothing else is a script.
  "calendar.spec.js": ['script[type="application/ld+json"]'],
  "place.spec.js": ['script[type="application/ld+json"]'],
  "site.spec.js": ['script[type="application/ld+json"]', 'main img, main script:not([type="application/ld+json"])', 'a[href^="javascript"]', "noscript .notice-title", "button:visible, a.button:visible, a.tab:visible, a.card-call:visible, summary:visible, a.group:visible"],
  // Colours and pictures as they are painted.
  "desk.spec.js": ["html"],
  "map.spec.js": [".leaflet-tile-loaded", ".leaflet-tile"],
  // An element of ours on other people's pages, and where it is made.
  "embed.spec.js": ["tsunagi-list", "img, script"],
  "vault.spec.js": ["tsunagi-list"],
};

/** The ways to address something by how it is built, with what they are given; and those that are not to be used at all. */
const BY_BUILD = /\.(?:locator|frameLocator|\$\$?(?:eval)?|getByTestId|waitForSelector)\((?:(["'`])(.*?)\1|([^)]*))/g;
const NEVER = /\.(click|dblclick|tap|hover|check|uncheck|focus|innerText|innerHTML|textContent|inputValue|isVisible|isHidden)\(["'`]|(css|xpath)=/;

test("what a person addresses, tests address by role and name; all else is named here", async () => {
  const files = readdirSync(import.meta.dirname, { recursive: true }).filter((name) => name.endsWith(".js"));
  expect(Object.keys(BUILT).filter((name) => !files.includes(name))).toEqual([]);
  for (const name of files) {
    const source = readFileSync(path.join(import.meta.dirname, name), "utf8");
    const used = [...source.matchAll(BY_BUILD)].map(([, , text, other]) => text ?? other);
    expect([...new Set(used)].sort(), name).toEqual((BUILT[name] ?? []).toSorted());
    if (name !== "watch.spec.js") expect(source.split("\n").filter((line) => NEVER.test(line)), name).toEqual([]);
  }
});

test("the journeys that are published as done by names alone address nothing by how it is built", async () => {
  for (const name of ["access.spec.js", "support/names.js", "support/pages.js", "support/record.js", "support/words.js"]) {
    expect(BUILT[name], name).toBeUndefined();
    expect(readFileSync(path.join(import.meta.dirname, name), "utf8"), name).not.toContain("built.js");
  }
});
