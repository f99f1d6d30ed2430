// The month's sheet, conditions, what is kept and what has changed, 行った.
import { readFileSync } from "node:fs";
import { test, expect, open, axe } from "./support/index.js";
import { cards } from "./support/names.js";

/** The names of events, which lead to them. */
const names = (page) => cards(page).getByRole("heading").getByRole("link");

const NOW = new Date("2026-11-20T01:00:00Z");

test("a month gone about by keys alone, each day says how much is on", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "events/");
  await page.getByRole("button", { name: "カレンダー", exact: true }).click();
  await expect(page).toHaveURL(/month=2026-11/);
  const grid = page.getByRole("grid", { name: "2026年11月" });
  await expect(grid.getByRole("gridcell")).toHaveCount(35);
  const today = grid.getByRole("button", { name: /^11月20日（金）、\d+件$/ });
  await expect(today).toHaveAttribute("aria-current", "date");
  await today.focus();
  await page.keyboard.press("ArrowDown");
  await expect(grid.getByRole("button", { name: /^11月27日（金）/ })).toBeFocused();
  await page.keyboard.press("End");
  await expect(grid.getByRole("button", { name: /^11月28日（土）/ })).toBeFocused();
  await expect(page.getByRole("heading", { name: "11月28日（土）" })).toBeVisible();
  // The number on the day is the number of cards that are not called off.
  const label = await grid.getByRole("button", { name: /^11月28日/ }).getAttribute("aria-label");
  const on = cards(page.getByRole("region", { name: "11月28日（土）" })).filter({ hasNotText: "中止" });
  await expect(on).toHaveCount(Number(/(\d+)件/.exec(label)[1]));
  await page.keyboard.press("PageDown");
  const december = page.getByRole("grid", { name: "2026年12月" });
  await expect(december.getByRole("button", { name: /^12月28日（月）/ })).toBeFocused();
  await expect(page).toHaveURL(/month=2026-12&day=2026-12-28/);
  await page.keyboard.press("PageUp");
  await expect(page.getByRole("button", { name: /^11月23日（月）、祝日/ })).toBeVisible();
  // Only one day of the sheet is a stop of Tab.
  await expect.poll(() => grid.getByRole("button").evaluateAll((days) => days.filter((day) => day.tabIndex === 0).length)).toBe(1);
  await axe(page);
  await page.getByRole("button", { name: "次の月" }).click();
  await expect(december).toBeVisible();
  await expect(page.getByRole("button", { name: "次の月" })).toBeFocused();
});

test("a view with its conditions can be handed on", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "events/?range=month");
  await page.getByRole("button", { name: /^みんな はじめて/ }).click();
  await expect(names(page).filter({ hasText: "2・3か月の会" }).first()).toBeVisible();
  await expect(names(page).filter({ hasText: "園庭開放" })).toHaveCount(0);
  await page.getByText("しぼりこむ").click();
  await page.getByLabel("お子さんの年齢").selectOption({ label: "0歳" });
  await expect(page).toHaveURL(/age=6/);
  // A meeting for babies of two and three months is none for one of six.
  await expect(names(page).filter({ hasText: "2・3か月の会" })).toHaveCount(0);
  const before = await names(page).allInnerTexts();
  expect(before.length).toBeGreaterThan(0);
  await page.goto("about:blank");
  await page.goBack();
  await expect(names(page).first()).toBeVisible();
  expect(await names(page).allInnerTexts()).toEqual(before);
  await page.getByText(/^しぼりこむ/).first().click();
  await page.getByRole("button", { name: "条件を消す" }).click();
  await expect(page).not.toHaveURL(/age=/);
});

test("for twins, by profession, by what is open, nearest first", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "events/?range=month&target=multiples");
  await expect(names(page).first()).toContainText(/ふたご|みつご/);
  await open(page, "events/?range=month&staff=" + encodeURIComponent("助産師"));
  await expect(names(page).filter({ hasText: "産後ママのおっぱいサロン" }).first()).toBeVisible();
  await open(page, "events/?range=month&only=bookable&near=" + encodeURIComponent("d:松原"));
  await expect(page.getByText("申込は終わりました")).toHaveCount(0);
  await open(page, "events/?range=month&place=k990019002");
  await expect(page.getByText("ひだまりひろば本町で開かれるイベントだけを出しています。")).toBeVisible();
  const venues = await Promise.all((await cards(page).all()).map((card) => card.getByRole("paragraph").last().innerText()));
  expect(venues.length).toBeGreaterThan(2);
  expect(venues.every((text) => text.includes("ひだまりひろば本町"))).toBe(true);
});

test("moved, put off, full: each says so on its day", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-12-20T01:00:00Z"));
  await open(page, "event/?id=e990019018");
  const days = page.getByRole("listitem").filter({ has: page.getByRole("time") });
  await expect(days.filter({ hasText: /1月2日（土） 10:00/ })).toContainText("2027年1月9日（土）に変更");
  await expect(days.filter({ hasText: "2027年1月9日（土） 10:00" })).toContainText("2027年1月2日（土）から変更");
  await open(page, "event/?id=e990019128");
  await expect(page.getByText("このイベントは延期になりました。", { exact: false })).toBeVisible();
  await open(page, "event/?id=e990019062");
  await expect(page.getByRole("row", { name: "10:00〜10:45 8組" })).toBeVisible();
  const data = JSON.parse(await page.locator('script[type="application/ld+json"]').innerText());
  expect(data[0]["@type"]).toBe("Event");
  expect(data[0].startDate).toMatch(/T10:00:00\+09:00$/);
});

test("an event kept tells what has changed since one looked", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "event/?id=e990019028");
  const keep = page.getByRole("button", { name: "気になる" });
  await keep.click();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await open(page, "events/");
  await expect(page.getByText("気になるイベントが変わりました")).toHaveCount(0);
  await page.getByRole("button", { name: /^気になる/ }).click();
  await expect(names(page).first()).toHaveText("園庭開放 本町保育所");
  // The city calls one day off, puts another on the next day, and begins later.
  const lines = readFileSync(new URL("../../sample/990019_event.csv", import.meta.url), "utf8").split(/\r?\n/).map((line) => {
    if (!line.includes("e990019028,")) return line;
    return line.replace("2026-12-15;2027-01-12", "2026-12-15;2027-01-12;2026-11-24").replace("10：00", "10:15");
  });
  await page.route("**/data/990019_event.csv", (route) => route.fulfill({ contentType: "text/csv", body: lines.join("\n") }));
  await open(page, "");
  const notice = page.getByRole("status", { name: "気になるイベントが変わりました" });
  await expect(notice).toContainText("11月24日（火）は中止になりました。");
  await expect(notice).toContainText("時間が変わりました。");
  await axe(page);
  await page.getByRole("button", { name: "わかりました" }).click();
  await expect(page.getByText("気になるイベントが変わりました")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("region", { name: "目的からさがす" }).getByRole("link").first()).toBeVisible();
  await expect(page.getByText("気になるイベントが変わりました")).toHaveCount(0);
});

test("行った, with a line, stands in the diary", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "event/?id=e990019020");
  await page.getByRole("button", { name: "行った", exact: true }).click();
  await expect(page.getByText("11月19日（木）に行きました。", { exact: false })).toBeVisible();
  await page.getByLabel("ひとこと").fill("助産師さんに楽な抱き方を聞いた");
  await page.getByRole("button", { name: "書きとめる" }).click();
  await expect(page.getByText("書きとめました。")).toBeVisible();
  await axe(page);
  await page.getByRole("link", { name: "利用の記録を見る" }).click();
  await expect(page.getByRole("heading", { name: "産後ママのおっぱいサロン" })).toBeVisible();
  await expect(page.getByText("助産師さんに楽な抱き方を聞いた").first()).toBeVisible();
});
