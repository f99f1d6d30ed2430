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

test("the journeys that are published as done by names alone address nothing by how it is built", async () => {
  for (const name of ["access.spec.js", "support/record.js", "support/pages.js"]) {
    const source = readFileSync(path.join(import.meta.dirname, name), "utf8");
    expect(source, name).toMatch(/getByRole\(/);
    expect(source.match(/.*(\.(locator|frameLocator|\$\$?|getByTestId|waitForSelector)\(|css=|xpath=).*/g) ?? [], name).toEqual([]);
  }
});
