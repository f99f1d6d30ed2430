// The app comes in parts: a page is given the part that it lies in, others when they are opened; on a slow line, with holes, without any.
import { test as base, expect, open, started, axe } from "./support/index.js";
import { awaited } from "./support/built.js";
import { cards } from "./support/names.js";
import { moody } from "./support/moody.js";
import { PARTS, needed } from "./support/needed.js";

const test = base.extend({
  site: async ({}, use) => {
    const site = await moody("/kosodate/");
    await use(site);
    await site.close();
  },
});

const PART = /\/assets\/app-([a-z0-9-]+)-[0-9a-f]{16}\.wasm$/;

/** The parts that a page asks for from now on, by their names: on a server that says when each list was put there. */
const watched = (page) => {
  const asked = [];
  page.on("request", (request) => PART.test(request.url()) && asked.push(PART.exec(request.url())[1]));
  return { all: () => [...new Set(asked)].sort(), clear: () => (asked.length = 0) };
};

/** What home brings after it has come: what reads the lists, and what it shows of them. */
const HOME = needed("read", "home");
const tab = (page, name) => page.getByRole("navigation").getByRole("link", { name });
const heading = (page) => page.getByRole("heading", { level: 1 });

test("home needs no part to begin with; a page brings its own when it is opened; once", async ({ page }) => {
  const parts = watched(page);
  await open(page);
  await expect.poll(() => parts.all()).toEqual(HOME);
  expect(HOME.filter((name) => PARTS.includes(name))).toEqual(["home", "read"]);
  await tab(page, "さがす").click();
  await expect(heading(page)).toHaveText("さがす");
  expect(parts.all()).toEqual(needed("read", "home", "places"));
  // Nobody who looks for a place reads anybody's record or plan.
  expect(parts.all().filter((name) => PARTS.includes(name))).toEqual(["home", "places", "read"]);
  await page.goBack();
  await expect(heading(page)).toHaveText(/子育て/);
  parts.clear();
  await tab(page, "さがす").click();
  await expect(heading(page)).toBeFocused();
  expect(parts.all()).not.toContain("places");
});

test("every page opens by itself with the parts that its own HTML names", async ({ page }) => {
  const parts = watched(page);
  for (const folder of ["", "places/", "events/", "programmes/", "place/", "family/", "timeline/", "keep/", "plan/", "sheet/", "receive/", "now/", "about/", "embed/", "place/k990019001/", "easy/places/"]) {
    const html = await (await page.request.get(folder)).text();
    const named = (/ data-beside="([^"]*)"/.exec(html)?.[1] ?? "").split(" ").filter((name) => name && !name.includes("/"));
    expect(named.length, folder).toBeGreaterThan(folder === "" ? -1 : 1);
    parts.clear();
    await open(page, folder);
    await expect.poll(() => parts.all(), folder).toEqual(folder === "" ? HOME : named.sort());
  }
});

const field = (page) => page.getByRole("searchbox");
/** A page on a server that keeps something back until one lets it go. */
const held = async (page, site, what, folder = "") => {
  let go;
  const gone = new Promise((resolve) => (go = resolve));
  site.wait = (name) => (what.test(name) ? gone : 0);
  await page.goto(site.address + folder);
  await started(page);
  return go;
};

test.describe("さがす, before anything but the places is there", () => {
  const REST = /tsunagi-events/;
  test.beforeEach(({ site }) => {
    site.dated = true;
  });

  test("it can be used; a page that shows more waits, and then has all of it", async ({ page, site }) => {
    const go = await held(page, site, REST, "places/");
    await field(page).fill("ひだまりひろば本町");
    await page.getByRole("link", { name: "ひだまりひろば本町", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "読みこんでいます" }).first()).toBeAttached();
    await expect(heading(page)).toHaveText("さがす");
    go();
    await expect(heading(page)).toHaveText("ひだまりひろば本町");
    await expect(page.getByRole("heading", { name: "ここで開かれるイベント" })).toBeVisible();
    await tab(page, "イベント").click();
    await expect(cards(page).first()).toBeVisible();
    await tab(page, "ホーム").click();
    await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toBeVisible();
  });

  test("home, come to meanwhile, shows what it has and then the rest", async ({ page, site }) => {
    const go = await held(page, site, REST, "places/");
    await tab(page, "ホーム").click();
    await expect(page.getByRole("heading", { name: "これからのイベント" })).toBeVisible();
    await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toHaveCount(0);
    go();
    await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toBeVisible();
    await field(page).fill("ひろば");
    await expect(page.getByRole("heading", { name: "場所・相談先" })).toBeVisible();
  });

  test.describe("where the rest does not come, or is of another day", () => {
    test.use({ allowed: ["Failed to load resource", "ERR_"] });

    for (const [what, body] of [["missing", { status: 404, body: "" }], ["cut off", { status: 200, body: "\u001f\u008b" }]]) {
      test(`${what}: さがす goes on, a page that shows more says so, and by itself reads the lists`, async ({ page, site }) => {
        site.instead = (name) => (REST.test(name) ? body : null);
        await page.goto(`${site.address}places/`);
        await started(page);
        await field(page).fill("児童館");
        await expect(cards(page).first()).toBeVisible();
        await tab(page, "イベント").click();
        await expect(heading(page)).toHaveText("情報を読みこめませんでした");
        await page.getByRole("link", { name: "もう一度読みこむ" }).click();
        await expect(heading(page)).toHaveText("イベント");
        await expect(cards(page).first()).toBeVisible();
      });
    }
  });
});

test.describe("home, before the lists are there", () => {
  for (const what of [/tsunagi-catalog/, /app-read-/, /app-home-/]) {
    test(`it can be used; what is typed is looked for as soon as they come (${what.source})`, async ({ page, site }) => {
      const go = await held(page, site, what);
      await expect(page.getByRole("heading", { name: "これからのイベント" })).toBeVisible();
      await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toHaveCount(0);
      await field(page).fill("ひろば");
      await expect(page.getByRole("status").filter({ hasText: "読みこんでいます" })).toBeAttached();
      go();
      await expect(page.getByRole("heading", { name: "場所・相談先" })).toBeVisible();
      await expect(field(page)).toHaveValue("ひろば");
      await field(page).fill("");
      await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toBeVisible();
      await expect(awaited(page)).toHaveCount(0);
    });
  }

  test("a page that needs them waits for them, and home stays meanwhile", async ({ page, site }) => {
    const go = await held(page, site, /tsunagi-catalog/);
    await tab(page, "さがす").click();
    await expect(page.getByRole("status").filter({ hasText: "読みこんでいます" }).first()).toBeAttached();
    await expect(heading(page)).toHaveText(/子育て/);
    go();
    await expect(heading(page)).toHaveText("さがす");
    await expect(cards(page).first()).toBeVisible();
  });

  test.describe("where what reads them does not come", () => {
    test.use({ allowed: ["Failed to load resource", "Failed to fetch", "ERR_", "integrity"] });

    test("home says so; it is asked for again with the next page", async ({ page, site }) => {
      site.instead = (name) => (/app-home-/.test(name) ? { status: 503, body: "" } : null);
      await page.goto(site.address);
      await started(page);
      await expect(page.getByRole("alert")).toContainText("情報を読みこめませんでした");
      await expect(page.getByRole("alert")).toHaveCount(1);
      await axe(page);
      await tab(page, "さがす").click();
      await expect(heading(page)).toHaveText("情報を読みこめませんでした");
      site.instead = () => null;
      await tab(page, "イベント").click();
      await expect(heading(page)).toHaveText("イベント");
      await tab(page, "ホーム").click();
      await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    });
  });

  test("whoever has a record sees it with the page", async ({ page, site }) => {
    await page.goto(`${site.address}family/`);
    await started(page);
    await page.evaluate(() => localStorage.setItem("tsunagi.family.none", ""));
    const parts = watched(page);
    await page.goto(site.address);
    await started(page);
    await expect(awaited(page)).toHaveCount(0);
    expect(parts.all()).toContain("home");
  });

  test("settings that the city has changed since are shown", async ({ page, site }) => {
    await page.goto(site.address);
    const settings = await (await page.request.get(`${site.address}data/settings.csv`)).text();
    expect(settings).toContain("汐見市");
    site.instead = (name) => (name === "data/settings.csv" ? { body: settings.replaceAll("汐見市", "夕凪市") } : null);
    await page.goto(site.address);
    await expect(page.getByRole("contentinfo")).toContainText("夕凪市");
    await expect(page.getByRole("link", { name: "イベントをすべて見る" })).toBeVisible();
  });
});

test.describe("without a network", () => {
  // The lists are compared at rest as well.
  test.use({ allowed: ["ERR_INTERNET_DISCONNECTED"] });

  test("いますぐ相談 opens without a network from any page that has come to rest, though no worker has kept anything", async ({ page, context }) => {
    const came = page.waitForResponse((response) => /\/app-ask-/.test(response.url()));
    await open(page, "places/");
    await (await came).finished();
    await context.setOffline(true);
    await tab(page, "いますぐ相談").click();
    await expect(heading(page)).toHaveText("いますぐ相談");
    await expect(page.getByRole("link", { name: /DV相談ナビ/ }).first()).toHaveAttribute("href", "tel:%238008");
  });
});

test.describe("on a slow line", () => {
  test("the former page stays and says that the next is on its way; then the heading has the focus", async ({ page, site }) => {
    await page.goto(site.address);
    await started(page);
    site.wait = (name) => (/app-record-/.test(name) ? 1500 : 0);
    await tab(page, "うちの記録").click();
    await expect(page.getByRole("status").filter({ hasText: "読みこんでいます" }).first()).toBeVisible();
    await expect(heading(page)).toHaveText(/子育て/);
    await expect(heading(page)).toHaveText("うちの記録");
    await expect(heading(page)).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "読みこんでいます" })).toHaveCount(0);
    expect(page.url()).toBe(`${site.address}family/`);
  });

  test("whoever goes elsewhere meanwhile is not taken back", async ({ page, site }) => {
    await page.goto(site.address);
    await started(page);
    site.wait = (name) => (/app-record-/.test(name) ? 2000 : 0);
    await tab(page, "うちの記録").click();
    await tab(page, "さがす").click();
    await expect(heading(page)).toHaveText("さがす");
    await expect.poll(() => site.asked.some((name) => /app-record-/.test(name))).toBe(true);
    await page.waitForTimeout(2500);
    await expect(heading(page)).toHaveText("さがす");
    expect(page.url()).toBe(`${site.address}places/`);
  });
});

test.describe("a part that does not come", () => {
  test.use({ allowed: ["Failed to load resource", "Failed to fetch", "ERR_", "integrity"] });

  test("the page says so and can be asked for again; all other pages go on", async ({ page, site }) => {
    await page.goto(site.address);
    await started(page);
    site.instead = (name) => (/app-record-/.test(name) ? { status: 404, body: "" } : null);
    await tab(page, "うちの記録").click();
    await expect(heading(page)).toHaveText("情報を読みこめませんでした");
    await expect(heading(page)).toBeFocused();
    expect(page.url()).toBe(`${site.address}family/`);
    await axe(page);
    await tab(page, "さがす").click();
    await expect(heading(page)).toHaveText("さがす");
    await tab(page, "うちの記録").click();
    await expect(heading(page)).toHaveText("情報を読みこめませんでした");
    site.instead = () => null;
    await page.getByRole("link", { name: "もう一度読みこむ" }).click();
    await started(page);
    await expect(heading(page)).toHaveText("うちの記録");
  });

  test("it is asked for again when the page is opened again, without a reload", async ({ page, site }) => {
    await page.goto(site.address);
    await started(page);
    await page.evaluate(() => (window.stayed = true));
    site.instead = (name) => (/app-record-/.test(name) ? { status: 503, body: "" } : null);
    await tab(page, "うちの記録").click();
    await expect(heading(page)).toHaveText("情報を読みこめませんでした");
    site.instead = () => null;
    await tab(page, "ホーム").click();
    await expect(heading(page)).toHaveText(/子育て/);
    await tab(page, "うちの記録").click();
    await expect(heading(page)).toHaveText("うちの記録");
    expect(await page.evaluate(() => window.stayed)).toBe(true);
  });

  test("at the first visit the painted page stays, with its numbers to ring", async ({ page, site }) => {
    site.instead = (name) => (/app-ask-/.test(name) ? { status: 404, body: "" } : null);
    await page.goto(`${site.address}now/`);
    await expect(page.getByRole("alert")).toContainText("画面を表示できませんでした");
    await expect(page.getByRole("link", { name: /DV相談ナビ/ })).toHaveAttribute("href", "tel:%238008");
  });

  test("what reads the lists does not come: what was read of them serves, and else the painted page stays", async ({ page, site }) => {
    site.instead = (name) => (/app-lists-/.test(name) || name === "data/tsunagi-catalog.bin" ? { status: 404, body: "" } : null);
    await page.goto(`${site.address}places/`);
    await expect(page.getByRole("alert")).toContainText("画面を表示できませんでした");
    // Home goes on with what it has.
    await page.goto(site.address);
    await expect(page.getByRole("alert")).toContainText("情報を読みこめませんでした");
    await expect(page.getByRole("link", { name: "制度・サービスを見る" })).toBeVisible();
  });
});
