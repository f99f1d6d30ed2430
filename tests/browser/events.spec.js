// イベント and 制度 as a parent reads them.
import { test, expect, open } from "./support/index.js";
import { SITE } from "./support/hosts.js";
import { awaited } from "./support/built.js";
import { cards, count, days } from "./support/names.js";

const dates = (page) => days(page).getByRole("time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));

test("events stand under their days, the nearest first", async ({ page }) => {
  await open(page, "events/");
  const all = await dates(page);
  expect(all.length).toBeGreaterThan(2);
  expect(all).toEqual([...all].sort());
  const today = new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10);
  expect(all[0] >= today).toBe(true);
});

test("home shows what is still to come: by evening, no morning of the day", async ({ page }) => {
  // What stands under the day of today.
  const today = cards(page.getByRole("list", { name: /^今日/ }));
  await page.clock.setFixedTime(new Date("2026-11-21T00:05:00+09:00"));
  await open(page);
  await expect(today.filter({ hasText: /\d:\d\d〜\d+:\d\d/ }).first()).toBeVisible();
  await page.clock.setFixedTime(new Date("2026-11-21T23:55:00+09:00"));
  await open(page);
  await expect(days(page).first()).toBeVisible();
  await expect(today.filter({ hasText: /\d:\d\d〜\d+:\d\d/ })).toHaveCount(0);
});

test("the sample never looks stale: there are events in a year from now", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2028-02-10T03:00:00Z"));
  await open(page, "events/");
  const first = await days(page).getByRole("time").first().getAttribute("datetime");
  expect(first >= "2028-02-10" && first <= "2028-02-17").toBe(true);
});

test.describe("before the app is there", () => {
  /** Opens a page whose start has looked at what is painted: then it asks for the lists. */
  const begun = async (page, path) => {
    const asks = page.waitForRequest(/data\/tsunagi-catalog/);
    await page.goto(path, { waitUntil: "commit" });
    await asks;
  };
  /** イベント as painted: the program does not come. */
  const painted = async (page, path = "events/", at = Date.now()) => {
    await page.clock.setFixedTime(at);
    await page.route("**/*.wasm", () => {});
    await begun(page, path);
  };

  test("the coming days can be read, and lead on", async ({ page }) => {
    await painted(page);
    const first = await dates(page);
    expect(first.length).toBeGreaterThan(2);
    expect(first).toEqual([...first].sort());
    await expect(awaited(page).first()).toBeHidden();
    // Neither what was today when the site was made nor what could be booked then is told of another day.
    await expect(page.getByRole("main")).not.toContainText(/今日 |明日 |受付中|締め切り/);
    const card = cards(page).first();
    await expect(card).toBeInViewport();
    await expect(card.getByRole("link")).toHaveAttribute("href", /event\/e\d+\/$/);
    await page.getByText("しぼりこむ", { exact: true }).click();
    await expect(page.getByRole("group").getByText("読みこんでいます").filter({ visible: true })).toBeVisible();
  });

  test("days that are over are not shown, and a list is awaited where none is left", async ({ page }) => {
    await painted(page);
    const [first, second] = await dates(page);
    await painted(page, "events/", new Date(`${second}T00:00:00+09:00`));
    expect(await dates(page)).not.toContain(first);
    expect((await dates(page))[0]).toBe(second);
    await expect(awaited(page).first()).toBeHidden();
    await painted(page, "events/", new Date("2028-02-10T03:00:00Z"));
    expect(await dates(page)).toEqual([]);
    await expect(awaited(page).first()).toBeVisible();
  });

  test("what is over today is not shown", async ({ page }) => {
    await painted(page);
    const [first] = await dates(page);
    const ends = (await page.locator(`[data-day="${first}"]`).getAttribute("data-ends")).split(" ");
    const last = Math.max(...ends.map((end) => Number.parseInt(end, 10) || 0));
    expect(last).toBeGreaterThan(0);
    const midnight = Date.parse(`${first}T00:00:00+09:00`);
    await painted(page, "events/", midnight + last * 60_000);
    const left = ends.filter((end) => end === "-" || Number(end) >= last).length;
    await expect(cards(page.locator(`[data-day="${first}"]`))).toHaveCount(left);
    await painted(page, "events/", midnight + (last + 1) * 60_000);
    await expect(cards(page.locator(`[data-day="${first}"]`))).toHaveCount(ends.filter((end) => end === "-").length);
  });

  test("where others are asked for, those are awaited", async ({ page }) => {
    await painted(page, "events/?range=weekend");
    expect(await dates(page)).toEqual([]);
    await expect(awaited(page).first()).toBeVisible();
  });

  test("nothing moves when the app comes", async ({ page }) => {
    // In the night, when nothing of the day is over.
    await page.clock.setFixedTime(new Date(`${new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10)}T03:00:00+09:00`));
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.shift += e.value))).observe({ type: "layout-shift", buffered: true });
    });
    await begun(page, "events/");
    const card = cards(page).first();
    await expect(card).toBeVisible();
    // The cards are made anew, which no measure of shifts sees.
    const [name, before] = [await card.getByRole("heading").innerText(), await card.boundingBox()];
    letGo();
    await expect(count(page)).toHaveText(/件$/);
    const after = await cards(page).filter({ hasText: name }).first().boundingBox();
    expect(Math.abs(after.y - before.y)).toBeLessThan(2);
    expect(await page.evaluate(() => window.shift)).toBeLessThan(0.01);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });
    for (const path of ["events/", "en/events/"]) {
      test(`${path} shows them as well`, async ({ page }) => {
        await page.goto(path);
        await expect(cards(page).first()).toBeVisible();
        await expect(awaited(page).first()).toBeHidden();
      });
    }
  });
});

test("days are Japan's, wherever the phone is", async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: "America/Los_Angeles", baseURL: SITE });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date("2026-11-20T16:30:00Z"));
  await page.goto("events/?range=month");
  await expect(days(page).first()).toContainText("11月21日（土）");
  await expect(days(page).first()).toContainText("今日");
  await context.close();
});

test("a range and a filter are kept in the address", async ({ page }) => {
  await open(page, "events/");
  await page.getByRole("button", { name: "30日間" }).first().click();
  await page.getByRole("button", { name: "はじめて歓迎" }).click();
  await expect(page).toHaveURL(/range=month&only=first/);
  await page.reload();
  await expect(page.getByRole("button", { name: "はじめて歓迎" })).toHaveAttribute("aria-pressed", "true");
});

test("a series shows its coming days, a cancelled event says so", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"));
  await open(page, "events/?q=" + encodeURIComponent("両親学級") + "&range=month");
  await page.getByRole("link", { name: "プレパパ・プレママの日曜両親学級" }).first().click();
  await expect(page.getByRole("heading", { name: "これからの開催日" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ has: page.getByRole("time") }).first()).toContainText("12月20日（日）");
  await expect(page.getByText("毎月第3日曜")).toBeVisible();
  await open(page, "events/?range=month");
  const cancelled = page.getByRole("listitem").filter({ hasText: "落ち葉のプールであそぼう" });
  await expect(cancelled).toContainText("中止");
});

test("programmes stand under the city's headings and are found by words", async ({ page }) => {
  await open(page, "programmes/");
  await expect(page.getByRole("heading", { level: 2, name: "家庭を支えるサービス" })).toBeVisible();
  await page.getByRole("searchbox").fill("いりょうひ");
  await page.getByRole("link", { name: "子ども医療費助成" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "子ども医療費助成" })).toBeVisible();
  await expect(page.getByText("通院1回200円まで、入院無料")).toBeVisible();
  await expect(page.getByText("出生や転入から3か月以内", { exact: false })).toBeVisible();
});
