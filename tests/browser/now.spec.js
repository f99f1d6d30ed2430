// いますぐ相談: what answers now comes first; a quick way out that leaves nothing behind; the page for children, and its card.
import { test, expect, open, started, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { newerLists, remembered } from "./support/tab.js";

const OUT = "https://www.jma.go.jp/bosai/forecast/";

/** The page outside, without a network. */
const outside = (page) =>
  page.route(`${OUT}**`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>weather</title><link rel=icon href=data:,><h1>weather</h1>" }));

test("open lines come first, for this hour and for whom one speaks", async ({ page }) => {
  // A Friday, eight in the evening in Japan.
  await page.clock.setFixedTime(new Date("2026-11-20T11:00:00Z"));
  await open(page, "now/");
  const national = part(page, { has: page.getByRole("heading", { name: "全国どこからでも" }) }).getByRole("listitem");
  const names = () => national.getByRole("heading", { level: 3 }).allInnerTexts();
  const evening = await names();
  expect(evening.indexOf("チャイルドライン")).toBeLessThan(evening.indexOf("こどもの人権110番"));
  await expect(national.filter({ hasText: "チャイルドライン" })).toContainText("いま、つながる時間です（21:00まで）");
  await expect(national.filter({ hasText: "こどもの人権110番" })).toContainText("つぎは11月24日（火）の8:30からです");
  // The city's own: 妊娠・出産 until nine, the centre closed.
  const city = part(page, { has: page.getByRole("heading", { name: "汐見市の相談窓口" }) }).getByRole("listitem");
  const desks = await city.getByRole("heading", { level: 3 }).allInnerTexts();
  expect(desks.indexOf("妊娠・出産ほっとライン")).toBeLessThan(desks.indexOf("こども家庭センター 総合相談"));
  await page.getByRole("button", { name: "小・中・高校生" }).click();
  await expect(page).toHaveURL(/now\/#for=school$/);
  await expect.poll(async () => (await names()).indexOf("24時間子供SOSダイヤル")).toBeLessThan(5);
  const school = await names();
  expect(school.indexOf("24時間子供SOSダイヤル")).toBeLessThan(school.indexOf("DV相談プラス"));
  await axe(page);
  await page.clock.setFixedTime(new Date("2026-11-20T14:00:00Z"));
  await open(page, "now/");
  const night = await names();
  expect(night.indexOf("チャイルドライン")).toBeGreaterThan(night.indexOf("DV相談プラス"));
});

test.describe("閉じる", () => {
  test.use({ abroad: ["navigation to www.jma.go.jp"], allowed: ["Failed to load resource"] });

  /** What lies behind and ahead in the tab: none of it is ours. */
  const nothingLeft = async (page) => {
    await expect(page).toHaveURL(OUT);
    await page.goBack();
    expect(page.url()).toBe("about:blank");
    await page.goForward();
    await expect(page).toHaveURL(OUT);
    // Ahead of it at most the page that leads out again.
    await page.goForward().catch(() => null);
    await expect(page).toHaveURL(OUT);
    await expect(page.getByRole("heading", { name: "weather" })).toBeVisible();
  };

  test("by a tap, after pages moved through and one loaded anew", async ({ page }) => {
    await outside(page);
    await open(page, "");
    await page.getByRole("navigation").getByRole("link", { name: "さがす" }).click();
    await expect(page).toHaveURL(/places\/$/);
    await page.reload();
    await started(page);
    await page.getByRole("navigation").getByRole("link", { name: "いますぐ相談" }).click();
    await page.getByRole("button", { name: "妊娠・出産" }).click();
    await page.getByRole("link", { name: "閉じる" }).click();
    await nothingLeft(page);
  });

  test("in a browser that does not tell its history", async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(globalThis, "navigation", { value: undefined }));
    await outside(page);
    await open(page, "places/");
    await page.getByRole("navigation").getByRole("link", { name: "イベント" }).click();
    await page.reload();
    await started(page);
    await page.getByRole("navigation").getByRole("link", { name: "いますぐ相談" }).click();
    await page.getByRole("link", { name: "閉じる" }).click();
    await nothingLeft(page);
  });

  test("where the browser keeps nothing the page itself is replaced", async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(globalThis, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
      }
    });
    await outside(page);
    await open(page, "now/");
    await expect(page.getByRole("link", { name: /救急・消防（119）に電話する/ })).toHaveAttribute("href", "tel:119");
    await page.getByRole("link", { name: "閉じる" }).click();
    await nothingLeft(page);
  });

  test("by Escape twice, from a page opened by itself, and after going back in between", async ({ page }) => {
    await outside(page);
    await open(page, "now/");
    await page.getByRole("link", { name: "こどもの そうだん" }).click();
    await expect(page).toHaveURL(/kids\/$/);
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "いますぐ相談" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/now\/$/);
    // In a hurry one presses more often than twice.
    for (let pressed = 0; pressed < 4; pressed++) await page.keyboard.press("Escape").catch(() => null);
    await nothingLeft(page);
  });

  test("from one document of the site to another", async ({ page, baseURL }) => {
    await outside(page);
    await open(page, "about/");
    await page.goto(`${baseURL}places/`);
    await page.goto(`${baseURL}kids/`);
    await page.getByRole("link", { name: "とじる" }).click();
    await nothingLeft(page);
    expect(await page.evaluate(() => document.referrer)).toBe("");
  });

  test("the tab remembers nothing of the lists either", async ({ page, baseURL }) => {
    await outside(page);
    await newerLists(page);
    expect(await remembered(page)).toContain("tsunagi.lists");
    await page.getByRole("navigation").getByRole("link", { name: "いますぐ相談" }).click();
    await page.getByRole("link", { name: "閉じる" }).click();
    await expect(page).toHaveURL(OUT);
    // A file of the site that keeps nothing itself.
    await page.goto(`${baseURL}assets/licences.txt`);
    expect(await remembered(page)).toEqual([]);
  });

  test("without scripts it is a plain link", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${baseURL}kids/`);
    await expect(page.getByRole("link", { name: "とじる" })).toHaveAttribute("href", OUT);
    await expect(page.getByRole("link", { name: /24時間子供SOSダイヤル/ })).toHaveAttribute("href", "tel:0120078310");
    await context.close();
  });
});

test("the page for children: whom to ring, that it is all right to, and a card", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T11:00:00Z"));
  await open(page, "now/");
  await page.getByRole("link", { name: "こどもの そうだん" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("こどもの そうだん");
  await expect(page.getByRole("navigation").getByRole("link", { name: "いますぐ相談" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("link", { name: /チャイルドライン（0120-99-7777）に電話する/ })).toHaveAttribute("href", "tel:0120997777");
  await expect(page.getByRole("listitem").filter({ hasText: "チャイルドライン" }).first()).toContainText("いま かけられます");
  await expect(page.getByText("おせわを している きみへ")).toBeVisible();
  // Every kanji on the page has its reading.
  const bare = await page.locator("article.kids > .no-print").evaluate((page) => {
    const copy = page.cloneNode(true);
    copy.querySelectorAll("ruby").forEach((e) => e.remove());
    return copy.textContent.match(/[一-龥]/g);
  });
  expect(bare).toBeNull();
  await axe(page);
  await page.evaluate(() => (window.print = () => (window.printed = document.querySelectorAll(".kid-card svg.qr").length)));
  await page.getByRole("button", { name: "カードを" }).click();
  await expect.poll(() => page.evaluate(() => window.printed)).toBe(8);
  const pdf = await page.pdf({ format: "A4" }).catch(() => null);
  // Only a browser without a window can print to a file.
  if (pdf) expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
});
