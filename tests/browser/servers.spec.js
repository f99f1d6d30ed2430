// Servers as cities have them: what they call files, how long they let them be kept. At the very first visit, and once there is a worker.
import { expect } from "./support/index.js";
import { cards, fold } from "./support/names.js";
import { SECOND } from "./support/moody.js";
import { LONG, MOODS, go, kept, renewed, tab, test, version } from "./support/worker.js";

test.describe.configure({ timeout: LONG });
test.use(MOODS);

/** A server that knows no type but that of pages. */
const knowsPagesAlone = (site, type) => (site.type = (name, usual) => (name.endsWith(".html") ? usual : type));

for (const type of ["text/plain", "application/octet-stream"]) {
  test(`everything but pages is called ${type}, from the first visit on: the app runs, and looks as it should`, async ({ page, site }) => {
    knowsPagesAlone(site, type);
    await go(page, site);
    await expect.poll(() => page.getByRole("searchbox").evaluate((e) => getComputedStyle(e).minHeight)).not.toBe("0px");
    await tab(page, "さがす").click();
    await page.getByRole("searchbox").fill("ひだまり");
    await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
    await go(page, site, "events/");
    await expect(cards(page).first()).toBeVisible();
    await go(page, site, "en/plan/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("My plan");
  });
}

test("a server that says of everything that it is in Shift_JIS: readings stand over kanji, and the catalog is taken", async ({ page, site }) => {
  site.type = (name, usual) => (name.endsWith(".html") ? usual : "text/plain; charset=Shift_JIS");
  site.dated = true;
  await go(page, site, "easy/places/");
  await expect(page.getByRole("main")).not.toContainText(/[《》]/);
  await page.getByRole("searchbox").fill("ひだまり");
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
  expect(site.asked.filter((name) => name.endsWith("preschool.csv"))).toEqual([]);
});

test("the map comes with its looks, and the desk opens, where no type is right", async ({ page, site }) => {
  knowsPagesAlone(site, "text/plain");
  await go(page, site, "places/");
  await page.getByRole("button", { name: "地図で見る" }).click();
  const map = page.getByRole("group", { name: "見つかった場所の地図" });
  await expect(map.getByRole("button", { name: "地図を大きくする" })).toBeVisible();
  await expect.poll(() => map.getByRole("button", { name: "地図を大きくする" }).evaluate((e) => getComputedStyle(e).width)).toMatch(/^[3-6]\dpx$/);
  await page.goto(`${site.address}desk/`);
  await expect(page.getByRole("heading", { name: "ファイルを開く" })).toBeVisible();
});

test("where no worker runs, the page itself does the work on passphrases", async ({ page, site }) => {
  knowsPagesAlone(site, "text/plain");
  // Chromium starts workers all the same; the standard has it that none starts, and that is told by an event without an account.
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        setTimeout(() => this.onerror(new Event("error", { cancelable: true })));
      }
      postMessage() {}
      terminate() {}
    };
  });
  await go(page, site, "family/");
  await page.getByLabel("お子さんの誕生日").fill("2026-03-05");
  await page.getByLabel("お子さんの誕生日").press("Enter");
  await expect(page.getByRole("region", { name: "家族", exact: true })).toBeVisible();
  await go(page, site, "keep/");
  const lock = page.getByRole("region", { name: "鍵をかける", exact: true });
  await fold(lock, "鍵をかける").click();
  await lock.getByLabel("合言葉", { exact: true }).fill("ひつじが3びき");
  await lock.getByLabel("もう一度、合言葉").fill("ひつじが3びき");
  await lock.getByRole("button", { name: "鍵をかける" }).click();
  await expect(page.getByText("鍵をかけました。")).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => typeof tsunagiSealer)).toBe("function");
  await go(page, site, "family/");
  await page.getByLabel("合言葉").fill("ちがう合言葉");
  await page.getByRole("button", { name: "開く" }).click();
  await expect(page.getByText("合言葉がちがうようです", { exact: false })).toBeVisible({ timeout: 30_000 });
  await page.getByLabel("合言葉").fill("ひつじが3びき");
  await page.getByRole("button", { name: "開く" }).click();
  await expect(page.getByRole("region", { name: "家族", exact: true })).toBeVisible({ timeout: 30_000 });
});

test("wrong types: of programs and styles they do not matter, once there is a worker", async ({ page, site, context }) => {
  site.type = (name, usual) => (/\.(wasm|txt|csv|png|json)$/.test(name) ? "text/plain" : usual);
  await go(page, site);
  await kept(page, "whole-ja");
  site.type = (name, usual) => (/\.(wasm|css|js)$/.test(name) && name !== "sw.js" ? "application/octet-stream" : usual);
  site.second = true;
  await go(page, site, "places/");
  await renewed(page);
  await go(page, site, "places/");
  expect(await version(page)).toBe(SECOND.start);
  const type = (name) => page.evaluate(async (name) => (await fetch(`../assets/${name}`)).headers.get("content-type"), name);
  expect(await type(SECOND.wasm)).toBe("application/wasm");
  expect(await type(SECOND.start)).toBe("text/javascript");
  await kept(page, "whole-ja", true);
  await context.setOffline(true);
  await go(page, site, "events/");
  await expect(cards(page).first()).toBeVisible();
});

test("a server that lets everything be kept too long: lists, pages and the worker are new all the same", async ({ page, site }) => {
  site.cache = "public, max-age=31536000";
  await go(page, site);
  await kept(page, "whole-ja");
  site.second = true;
  site.instead = (name, body) => (name.endsWith("preschool.csv") ? { body: String(body).replaceAll("ひだまりひろば本町", "あたらしいひろば本町") } : null);
  await go(page, site, "places/");
  await expect(page.getByRole("link", { name: "あたらしいひろば本町" }).first()).toBeVisible();
  await renewed(page);
  await go(page, site, "places/");
  expect(await version(page)).toBe(SECOND.start);
  await kept(page, "whole-ja", true);
});
