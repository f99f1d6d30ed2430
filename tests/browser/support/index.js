// What every browser test has: it fails on any error of a page, any break of its policy, and any request to another host, in every context.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect } from "@playwright/test";
import { still } from "./looks.js";
import { Watch } from "./watch.js";

export { expect };

export const test = base.extend({
  /** Texts of console errors that a test expects, such as a file that is missing on purpose. */
  allowed: [[], { option: true }],
  /** What of another host a test is about, to the letter: `navigation to www.example.jp`. Each is answered by the test itself. */
  abroad: [[], { option: true }],
  /** Sees every context from its beginning on; for as long as the browser is there. */
  watcher: [
    async ({ browser }, use) => {
      const watch = new Watch();
      const over = (context) => watch.over(context);
      browser.contexts().forEach(over);
      browser.on("context", over);
      await use(watch);
      browser.off("context", over);
    },
    { scope: "worker", auto: true },
  ],
  /** Set up before all else of a test, and asked when all else has come down. */
  watch: [
    async ({ watcher, allowed, abroad }, use) => {
      await use(watcher);
      const { asked, errors } = watcher.take();
      expect(asked.filter((one) => !abroad.includes(one)), "another host").toEqual([]);
      expect(errors.filter((text) => !allowed.some((part) => text.includes(part)))).toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, watcher }, use) => {
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    await use(page);
    watcher.ending = true;
  },
});

/** Opens a page of the site and waits until the app has taken the place of the painted page. */
export async function open(page, path = "") {
  // Where an address differs behind # alone, the browser stays on the page.
  if ((await page.goto(path)) === null) await page.reload();
  await started(page);
}

export async function started(page) {
  // The painted page's own notice goes when the app arrives.
  await page.locator("#start-failed").waitFor({ state: "detached" });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that look at colours, which a scheme of colours can break; it changes nothing that the others look at. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds: `{ violations, axe }`. It runs within the page itself, which it is put into once and not anew for each look: a third of
 * what its own bridge to Playwright takes. `within`: what it looks at, as axe has it (`{ include, exclude }`).
 */
export async function looked(page, { rules = null, within = {} } = {}) {
  await still(page);
  for (const frame of page.frames()) if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(AXE);
  const run = { runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS }, resultTypes: ["violations"] };
  return page.evaluate(async ([within, run]) => {
    const { violations, testEngine } = await axe.run({ include: [["html"]], ...within }, run);
    const told = ({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, 3).map(({ target, failureSummary }) => `    ${target} ${failureSummary}`)].join("\n");
    return { violations: violations.map(told), axe: testEngine.version };
  }, [within, run]);
}

/**
 * No violation of WCAG 2.2 AA or of good practice. `scheme` and `state` are for the figures (support/figures.js); `rules`: these alone.
 */
export async function axe(page, { scheme = "light", state = "", rules = null } = {}) {
  // From the top of the page: half-way down, something always lies partly under the fixed navigation.
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  const { violations, axe } = await looked(page, { rules });
  base.info().annotations.push({
    type: "axe",
    description: JSON.stringify({ address: page.url().replace(/^.*?\/kosodate\//, ""), scheme, state, violations: violations.length, axe }),
  });
  expect(violations, `${scheme} ${state}`).toEqual([]);
}
