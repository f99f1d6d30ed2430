// Sheets and pictures for those not yet met; what a link shows of itself where it is sent on.
import { readFile } from "node:fs/promises";
import jsQR from "jsqr";
import { test, expect, open, axe } from "./support/index.js";

const NOW = new Date("2026-11-20T01:00:00Z");
const SITE = "https://kosodate.city.shiomi.example.jp/";

/** Width and height of a PNG, from its header. */
const size = (bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

/** What the QR codes in view say, by a reader that is not ours. */
const codes = async (page, locator) => {
  const shot = await locator.screenshot();
  const { data, width, height } = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 3, height: image.height * 3 });
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { data: [...context.getImageData(0, 0, canvas.width, canvas.height).data], width: canvas.width, height: canvas.height };
  }, shot.toString("base64"));
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
};

test("a flyer for a hub's door: its events, its code leads to its page", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "spread/");
  await page.getByLabel("場所").selectOption({ label: "ひだまりひろば本町" });
  const flyer = page.getByRole("region", { name: "入口のちらし" });
  await expect(flyer.getByRole("heading", { name: "ひだまりひろば本町" })).toBeVisible();
  await expect(flyer.getByRole("listitem").first()).toContainText("11月24日（火） 10:00〜12:00");
  await expect(flyer).toContainText("0990-00-1001");
  await expect(flyer.getByRole("img")).toBeVisible();
  await axe(page);
  expect(await codes(page, flyer.getByRole("img"))).toBe(`${SITE}place/k990019002/`);
  // On paper: one side of A4, without the controls.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByLabel("場所")).toBeHidden();
  const paper = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b/g).length).toBe(1);
});

test("a month for a wall: every event of the hub, on one sheet of A4", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "spread/?as=wall&place=k990019002");
  const wall = page.getByRole("region", { name: "壁のカレンダー" });
  await expect(wall.getByRole("heading")).toContainText("2026年12月");
  await expect(wall.getByRole("cell", { name: /^20/ })).toContainText("10:00 プレパパ・プレママの日曜両親学級");
  await expect(wall.getByRole("img")).toBeVisible();
  await axe(page);
  const sheet = async () => (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = (text) => [...text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map((m) => [Math.round(m[1]), Math.round(m[2])]);
  await page.emulateMedia({ media: "print" });
  expect(boxes(await sheet())).toEqual([[842, 595]]);
  // The whole city's month, with the fullest days, is one sheet too.
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel("場所").selectOption("");
  await expect(wall.getByText(/^ほか\d+件$/).first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  expect(boxes(await sheet()).length).toBe(1);
});

test("cards for a nurse's bag: ten on a sheet, each of a business card's size", async ({ page }) => {
  await open(page, "spread/?as=cards");
  const cards = page.locator(".visiting-card");
  await expect(cards).toHaveCount(10);
  await expect(cards.first().getByRole("img")).toBeVisible();
  await expect(cards.last().locator("svg")).toBeVisible();
  await axe(page);
  expect(await codes(page, cards.first().getByRole("img"))).toBe(SITE);
  await page.emulateMedia({ media: "print" });
  const { width, height } = await cards.first().boundingBox();
  expect([Math.round(width / 3.7795), Math.round(height / 3.7795)]).toEqual([91, 55]);
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b/g).length).toBe(1);
});

test("a picture of an event and of a week, saved from the browser", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await open(page, "spread/?as=picture");
  const save = async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "画像を保存する" }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const canvas = page.getByRole("img", { name: /今週のイベント/ });
  await expect(canvas).toBeVisible();
  await axe(page);
  const week = await save();
  expect([week.name, ...size(week.bytes)]).toEqual(["week.png", 1080, 1080]);
  await page.getByLabel("イベント", { exact: true }).selectOption("e990019012");
  await page.getByLabel("画像の形").selectOption("tall");
  await expect(page.getByRole("img", { name: /2・3か月の会（本町）.*12月8日（火）/ })).toBeVisible();
  const event = await save();
  expect([event.name, ...size(event.bytes)]).toEqual(["e990019012.png", 1080, 1920]);
  expect(event.bytes.equals(week.bytes)).toBe(false);
  // Something is painted: the title's ink lies on the ground.
  const colours = await page.getByRole("img", { name: /2・3か月の会（本町）/ }).evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return [seen.has("26,26,26"), seen.has("0,97,115"), seen.size];
  });
  expect(colours.slice(0, 2)).toEqual([true, true]);
  expect(colours[2]).toBeGreaterThan(20);
});

test("pictures made at publish: of the site, of weeks, of events", async ({ page, baseURL }) => {
  const get = async (name) => Buffer.from(await (await page.request.get(`${baseURL}pictures/${name}`)).body());
  expect(size(await get("site.png"))).toEqual([1200, 630]);
  expect(size(await get("week-square.png"))).toEqual([1080, 1080]);
  expect(size(await get("week-tall.png"))).toEqual([1080, 1920]);
  const wide = await get("event-e990019012-wide.png");
  expect(size(wide)).toEqual([1200, 630]);
  expect(wide.length).toBeLessThan(120000);
  await open(page, "about/");
  const ink = await page.evaluate(async (address) => {
    const image = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] < 60 && data[at + 1] < 60 && data[at + 2] < 60) dark += 1;
    return dark;
  }, `${baseURL}pictures/event-e990019012-wide.png`);
  // The letters of the title, at 60 to 72 pixels.
  expect(ink).toBeGreaterThan(3000);
});

test("an event's page says what it is before it is opened, and without JavaScript", async ({ page, browser, baseURL }) => {
  const html = await (await page.request.get(`${baseURL}event/e990019012/`)).text();
  const meta = (name) => new RegExp(`<meta property="og:${name}" content="([^"]*)">`).exec(html)?.[1];
  expect(meta("title")).toBe("2・3か月の会（本町）");
  expect(meta("url")).toBe(`${SITE}event/e990019012/`);
  expect(meta("image")).toBe(`${SITE}pictures/event-e990019012-wide.png`);
  expect(meta("description")).toContain("10:30〜11:30 ひだまりひろば本町");
  expect(html).toContain(`<link rel="canonical" href="${SITE}event/e990019012/">`);
  const home = await (await page.request.get(baseURL)).text();
  expect(home).toContain(`<meta property="og:image" content="${SITE}pictures/site.png">`);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${baseURL}event/e990019012/`);
  await expect(plain.getByRole("heading", { level: 1, name: "2・3か月の会（本町）" })).toBeVisible();
  await expect(plain.getByText("毎月第2火曜")).toBeVisible();
  await plain.getByRole("link", { name: "この場所を見る" }).click();
  await expect(plain).toHaveURL(/place\/k990019002\/$/);
  await expect(plain.getByRole("heading", { level: 1, name: "ひだまりひろば本町" })).toBeVisible();
  await context.close();
  // With it, the same page comes to life, and is what is handed on.
  await open(page, "event/e990019012/");
  await expect(page.getByRole("heading", { level: 1, name: "2・3か月の会（本町）" })).toBeVisible();
  await expect(page.getByRole("link", { name: "イベント", exact: true }).first()).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "気になる" }).click();
  await expect(page.getByRole("button", { name: "気になる" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: /QR/ }).click();
  await expect(page.getByRole("img", { name: "QRコード" })).toBeVisible();
  await axe(page);
});
