// A site with a worker, on a server that has its moods (moody.js): what is kept of it, of which version the page is.
import { test as base, expect, started } from "./index.js";
import { moody } from "./moody.js";

export const test = base.extend({
  /** The path at which the site lies. */
  at: ["/kosodate/", { option: true }],
  site: async ({ at, watcher }, use) => {
    const site = await moody(at);
    await use(site);
    watcher.ending = true;
    await site.close();
  },
});

/** What such tests need: workers; and what a browser says of a network that is not there, of files that are not, and of types. */
export const MOODS = { serviceWorkers: "allow", allowed: ["Failed to load resource", "Failed to fetch", "ERR_", "integrity", "not be fetched", "MIME type"] };
/** Several visits each, the program kept and kept again: milliseconds. */
export const LONG = 120_000;

export const go = async (page, site, path = "") => {
  await page.goto(site.address + path);
  await started(page);
};

/** The sets that are kept wholly, in any version. */
export const sets = (page) =>
  page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) {
        const set = new URL(url).searchParams.get("kept");
        if (set) found.push(`${name.split(":").pop()} ${set}`);
      }
    }
    return found;
  });

/** Whether a worker is at rest: none is being installed or waits to take over. */
export const settled = (page) =>
  page.evaluate(async () => {
    const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
    return !installing && !waiting && active?.state === "activated";
  });

/**
 * Waits until one worker has taken over from another: a page that is opened in that very moment may wait for ever (Chromium's own).
 * A former worker that was woken once more just then keeps the next one waiting until it is stopped for having nothing to do, which
 * browsers do after half a minute, but not while somebody looks on as these tests do.
 */
export const rest = async (page) => {
  const at = (timeout) => expect.poll(() => settled(page), { timeout }).toBe(true);
  try {
    await at(10_000);
  } catch {
    const browser = await page.context().newCDPSession(page);
    await browser.send("ServiceWorker.enable");
    await browser.send("ServiceWorker.stopAllWorkers");
    await browser.detach();
    await at(10_000);
  }
};

/** The browser looks for a newer worker, which has taken over in the end. */
export const renewed = async (page) => {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await rest(page);
};

/** Waits until a set is kept: `whole-ja`; of the second version alone where asked for, whose worker then has taken over as well. */
export const kept = async (page, set, second = false) => {
  await expect.poll(async () => (await sets(page)).some((found) => found.endsWith(` ${set}`) && (!second || found.startsWith("second "))), { timeout: 30_000 }).toBe(true);
  if (second) await rest(page);
};

/** The version that a page is of. */
export const version = (page) => page.locator('script[src*="assets/start-"]').getAttribute("src").then((src) => src.split("/").pop());

/** A link of the navigation. */
export const tab = (page, name) => page.getByRole("navigation").getByRole("link", { name });

export const told = (page) => page.getByRole("status", { name: /^(データの新しさ|How new the data is)$/ });
export const RENEW = "新しいデータを読みこむ";
