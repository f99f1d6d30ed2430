// Long lists are drawn a piece at a time: the first cards with the letter, the rest when there is a moment; all of them are there in
// the end, also for whoever comes back to where they were.
import { test, expect, open } from "./support/index.js";
import { cards, count, days } from "./support/names.js";

test("a letter brings the first cards, and a moment later all that the count names", async ({ page }) => {
  await open(page, "places/");
  await expect(cards(page)).toHaveCount(30);
  await page.getByRole("searchbox").fill("園");
  await expect(count(page)).toContainText("のうち30件");
  await expect(cards(page)).toHaveCount(30);
  const names = await cards(page).getByRole("heading", { level: 3 }).allInnerTexts();
  expect(new Set(names).size).toBeGreaterThan(25);
  await page.getByRole("button", { name: "つづきを見る" }).click();
  await expect(count(page)).toContainText("のうち60件");
  await expect(cards(page)).toHaveCount(60);
});

test("whoever comes back finds the list as long as it was, and is where they were", async ({ page }) => {
  await open(page, "places/");
  await page.getByRole("button", { name: "つづきを見る" }).click();
  await expect(cards(page)).toHaveCount(60);
  const last = cards(page).nth(55).getByRole("link").first();
  await last.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(3_000);
  await last.click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("さがす");
  await page.goBack();
  await expect(cards(page)).toHaveCount(60);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before - 300);
});

test("the days of イベント follow each other, whole", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T01:00:00Z"));
  await open(page, "events/?range=month");
  await expect(count(page)).toContainText("のうち40件");
  await expect(cards(page)).toHaveCount(40);
  // No day stands without what is on.
  const empty = await days(page).evaluateAll((all) => all.filter((day) => !day.closest("section").querySelector(".card")).length);
  expect(empty).toBe(0);
});

test("while the list is still to follow, no long list is waited for", async ({ page }) => {
  await open(page, "places/");
  await expect(cards(page)).toHaveCount(30);
  const counts = await page.evaluate(async () => {
    const box = document.querySelector("input[type=search]");
    box.value = "ひろば";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // Less than it takes to be sure that nobody types on.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return document.querySelectorAll(".cards > .card").length;
  });
  expect(counts).toBeLessThanOrEqual(5);
  expect(counts).toBeGreaterThan(0);
  await expect.poll(() => cards(page).count()).toBeGreaterThan(10);
});

test("the painted page stands until the whole page is drawn", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.seen = [];
    // What the page is whenever something of it has changed: painted, as far as it has come, drawn, or drawn in part.
    const look = () => {
      const main = document.querySelector("main");
      if (!main?.querySelector("h1")) return;
      const there = [".chip", "details.narrow", ".count", ".card"].filter((part) => main.querySelector(part)).length;
      const state = document.readyState === "loading" || main.querySelector("[data-awaited]") ? "painted" : there === 4 ? "drawn" : "drawn in part";
      if (globalThis.seen.at(-1) !== state) globalThis.seen.push(state);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await open(page, "places/");
  await expect(cards(page)).toHaveCount(30);
  const seen = await page.evaluate(() => globalThis.seen);
  expect(seen).toEqual(["painted", "drawn"]);
});
