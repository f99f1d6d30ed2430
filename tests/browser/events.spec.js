// イベント and 制度 as a parent reads them.
import { test, expect, open } from "./support/index.js";
import { SITE } from "./support/hosts.js";

test("events stand under their days, the nearest first", async ({ page }) => {
  await open(page, "events/");
  const days = await page.locator(".day time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
  expect(days.length).toBeGreaterThan(2);
  expect(days).toEqual([...days].sort());
  const today = new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10);
  expect(days[0] >= today).toBe(true);
});

test("the sample never looks stale: there are events in a year from now", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2028-02-10T03:00:00Z"));
  await open(page, "events/");
  const first = await page.locator(".day time").first().getAttribute("datetime");
  expect(first >= "2028-02-10" && first <= "2028-02-17").toBe(true);
});

test("days are Japan's, wherever the phone is", async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: "America/Los_Angeles", baseURL: SITE });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date("2026-11-20T16:30:00Z"));
  await page.goto("events/?range=month");
  await expect(page.locator(".day").first()).toContainText("11月21日（土）");
  await expect(page.locator(".day").first()).toContainText("今日");
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
  await expect(page.locator(".days li").first()).toContainText("12月20日（日）");
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
