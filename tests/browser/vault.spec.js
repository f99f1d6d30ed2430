// What is kept stays kept: two tabs, a killed tab, a full or blocked store, another version, a new phone, a lock, forgetting.
import { test, expect, open, started, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { fold } from "./support/names.js";
import { beginWith, beginWithName, members } from "./support/record.js";
import { newerLists, remembered } from "./support/tab.js";
import { SITE } from "./support/hosts.js";

// What a browser keeps is the same at any width.
test.skip(({ isMobile }) => !isMobile, "the same at any width");

const kept = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith("tsunagi."))));

async function begin(page, name = "はる", saved = true) {
  await page.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"));
  await beginWithName(page, "2026-09-10", name);
  await expect(page.getByText("保存しました")).toHaveCount(saved ? 1 : 0);
}

async function rename(page, name) {
  await open(page, "family/");
  await members(page).first().click();
  await page.getByLabel("呼び名").fill(name);
  await page.getByRole("button", { name: "保存する" }).click();
}

test("two tabs show the same, and neither loses what the other wrote", async ({ page, context }) => {
  await begin(page);
  const other = await context.newPage();
  await other.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"));
  await open(other, "family/");
  await expect(members(other)).toContainText("はる");
  await open(page, "family/");
  // The one adds a child, the other sees it without being touched; then the other way round.
  await page.getByText("家族を加える").click();
  await page.getByLabel("お子さんの誕生日").fill("2023-04-01");
  await page.getByRole("button", { name: "加える" }).nth(1).click();
  await expect(members(other)).toHaveCount(2);
  await other.getByText("家族を加える").click();
  await other.getByLabel("出産予定日").fill("2027-03-10");
  await other.getByRole("button", { name: "加える" }).first().click();
  await expect(members(page)).toHaveCount(3);
  await page.reload();
  await expect(members(page)).toHaveCount(3);
  await other.close();
});

test("a tab killed in the middle of a write: the state before is read, the person is told, nothing is thrown away", async ({ context }) => {
  const page = await context.newPage();
  await begin(page);
  await open(page, "family/");
  // The next write stops half-way, and the tab dies with it.
  await page.evaluate(() => {
    const whole = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      whole.call(this, key, value.slice(0, value.length / 2));
      for (;;) throw new Error("killed");
    };
    Storage.prototype.removeItem = () => {};
  });
  await members(page).first().click();
  await page.getByLabel("呼び名").fill("なつ");
  await page.getByRole("button", { name: "保存する" }).click();
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
  const next = await context.newPage();
  await next.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"));
  await open(next, "family/");
  await expect(members(next)).toContainText("はる");
  await expect(next.getByRole("alert").first()).toContainText("その前の記録を開いています");
  await axe(next);
  const download = next.waitForEvent("download");
  await next.getByRole("button", { name: "読みとれなかったものをファイルにする" }).click();
  expect((await download).suggestedFilename()).toBe("tsunagi-damaged.txt");
  // What is written now does not touch it.
  const before = Object.values(await kept(next));
  await rename(next, "あき");
  await expect(next.getByText("保存しました")).toBeVisible();
  const halves = before.filter((text) => !text.includes("name:はる"));
  for (const half of halves) expect(Object.values(await kept(next))).toContain(half);
  await open(next, "family/");
  await next.getByRole("button", { name: "読みとれなかったものを消す" }).click();
  await expect(next.getByText("読みとれない記録がありました")).toHaveCount(0);
  await next.close();
});

test("where the browser deletes after seven days, it is said, and a backup offered", async ({ browser }) => {
  const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  const context = await browser.newContext({ baseURL: SITE, locale: "ja-JP", userAgent });
  const page = await context.newPage();
  await begin(page);
  await open(page, "family/");
  await expect(page.getByText("7日間このサイトを開かないと", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "控えのファイルを作る" }).click();
  await expect(page.getByRole("heading", { name: "控えをとる" })).toBeVisible();
  await context.close();
});

test("a full store: what was written stays on the page, and is kept once there is room", async ({ page }) => {
  await begin(page);
  await page.evaluate(() => {
    let size = 4 << 20;
    for (let n = 0; size > 0; ) {
      try {
        localStorage.setItem(`filler${n++}`, "x".repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await rename(page, "とても長い呼び名のはるちゃん".repeat(40));
  await expect(page.getByRole("alert").first()).toContainText("端末の空きが足りず");
  await expect(page.getByRole("alert").first()).toBeInViewport();
  await axe(page);
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("filler")).forEach((key) => localStorage.removeItem(key)));
  await page.getByRole("button", { name: "もう一度保存する" }).click();
  await expect(page.getByText("端末の空きが足りず")).toHaveCount(0);
  await page.goto("family/");
  await started(page);
  await expect(members(page)).toContainText("とても長い呼び名のはるちゃん");
});

test("a blocked store: it works for this visit, says so, and can still be made a file", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
    Object.defineProperty(window, "sessionStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  });
  await begin(page, "はる", false);
  await expect(page.getByText("この端末では記録を残せない設定です")).toBeVisible();
  await page.getByRole("link", { name: "うちの記録へ" }).click();
  await expect(members(page)).toContainText("はる");
  await page.getByRole("link", { name: "控えのファイルを作る" }).click();
  await expect(page.getByRole("heading", { name: "控えをとる" })).toBeVisible();
  await axe(page);
});

test("what a newer version wrote is left alone, and so is what is no record", async ({ page }) => {
  const newer = "tsunagi:slot\tframe:9\tabc";
  await page.addInitScript((text) => localStorage.setItem("tsunagi.family.0", text), newer);
  await open(page, "family/");
  await expect(page.getByText("この記録は、新しい版のサイトで書かれています")).toBeVisible();
  await expect(page.getByLabel("お子さんの誕生日")).toHaveCount(0);
  expect(await kept(page)).toEqual({ "tsunagi.family.0": newer });
  await axe(page);
});

test("a backup opens on a new phone with its passphrase only; what it changes is shown first", async ({ page, browser }) => {
  await begin(page);
  await open(page, "keep/");
  await expect(page.getByText("家族 1人")).toBeVisible();
  await page.getByLabel("合言葉", { exact: true }).first().fill("みじかい");
  await page.getByRole("button", { name: "控えのファイルを作る" }).click();
  await expect(page.getByText("合言葉は8文字以上にしてください。")).toBeVisible();
  await page.getByLabel("合言葉", { exact: true }).first().fill("海の見える ひろば7");
  await page.getByLabel("もう一度、合言葉").first().fill("海の見える ひろば７");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "控えのファイルを作る" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("tsunagi-2026-11-21.age");
  await expect(page.getByText("控えのファイルを作りました", { exact: false })).toBeVisible();
  await expect(page.getByText("前に控えをとった日：2026年11月21日")).toBeVisible();
  await axe(page);

  const context = await browser.newContext({ baseURL: SITE, locale: "ja-JP" });
  const phone = await context.newPage();
  await phone.clock.setFixedTime(new Date("2026-11-22T03:00:00Z"));
  await beginWith(phone, "2023-04-01");
  await open(phone, "keep/");
  const restore = part(phone, { has: phone.getByRole("heading", { name: "控えからもどす" }) });
  await restore.getByLabel("控えのファイル").setInputFiles(await file.path());
  await restore.getByLabel("合言葉").fill("ちがう合言葉です");
  await restore.getByRole("button", { name: "ファイルを開く" }).click();
  await expect(restore.getByText("合言葉がちがうようです。")).toBeVisible({ timeout: 20_000 });
  await restore.getByLabel("合言葉").fill("海の見える　ひろば7");
  await restore.getByRole("button", { name: "ファイルを開く" }).click();
  await expect(restore.getByText("もどすと、こう変わります")).toBeVisible({ timeout: 20_000 });
  await expect(restore).toContainText("消えるものはありません");
  await expect(restore).toContainText("消えるもの1件");
  await axe(phone);
  await restore.getByRole("button", { name: "いまの記録に合わせる" }).click();
  await expect(phone.getByText("記録をもどしました。")).toBeVisible();
  await open(phone, "family/");
  await expect(members(phone)).toHaveCount(2);
  await expect(members(phone).filter({ hasText: "はる" })).toHaveCount(1);
  // A file that is none of ours.
  await open(phone, "keep/");
  await restore.getByLabel("控えのファイル").setInputFiles({ name: "a.age", mimeType: "text/plain", buffer: Buffer.from("hello") });
  await restore.getByLabel("合言葉").fill("海の見える ひろば7");
  await restore.getByRole("button", { name: "ファイルを開く" }).click();
  await expect(restore.getByText("つなぎの控えではないようです", { exact: false })).toBeVisible({ timeout: 20_000 });
  await context.close();
});

test("a lock leaves nothing readable, opens with its passphrase, comes off again", async ({ page }) => {
  await begin(page);
  await open(page, "keep/");
  const lock = part(page, { has: page.getByRole("heading", { name: "鍵をかける" }) });
  await fold(lock, "鍵をかける").click();
  await lock.getByLabel("合言葉", { exact: true }).fill("2468");
  await lock.getByLabel("もう一度、合言葉").fill("1357");
  await lock.getByRole("button", { name: "鍵をかける" }).click();
  await expect(lock.getByText("2つの合言葉がちがっています。")).toBeVisible();
  await lock.getByLabel("もう一度、合言葉").fill("2468");
  await lock.getByRole("button", { name: "鍵をかける" }).click();
  await expect(lock.getByText("鍵をかけました。")).toBeVisible({ timeout: 20_000 });
  expect(JSON.stringify(await kept(page))).not.toContain("はる");
  await open(page, "family/");
  await expect(page.getByRole("heading", { name: "記録に鍵がかかっています" })).toBeVisible();
  await expect(page.getByText("はる")).toHaveCount(0);
  await axe(page);
  // Nor is a page about one child without its heading, which then says nothing of whom it is about.
  await page.goto("child/?id=any");
  await expect(page.getByRole("heading", { name: "記録に鍵がかかっています" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("お子さんの記録");
  await open(page, "family/");
  await page.getByLabel("合言葉").fill("9999");
  await page.getByRole("button", { name: "開く" }).click();
  await expect(page.getByText("合言葉がちがうようです。")).toBeVisible({ timeout: 20_000 });
  await page.getByLabel("合言葉").fill("２４６８");
  await page.getByRole("button", { name: "開く" }).click();
  await expect(members(page)).toContainText("はる", { timeout: 20_000 });
  await page.getByRole("link", { name: "保存と引っこし" }).click();
  await page.getByRole("button", { name: "鍵をはずす" }).click();
  await expect(page.getByText("鍵をはずしました。")).toBeVisible();
  await open(page, "family/");
  await expect(members(page)).toContainText("はる");
});

test("what the tab remembers of the lists is forgotten as well", async ({ page }) => {
  await newerLists(page);
  await open(page, "keep/");
  // Nothing is compared anew here: the tab knows already.
  expect(await remembered(page)).toContain("tsunagi.lists");
  await page.getByText("消す前に確認する").click();
  await page.getByRole("button", { name: "すべて消す" }).click();
  await expect(page.getByText("このサイトの記録は残っていません", { exact: false })).toBeVisible();
  expect(await remembered(page)).toEqual([]);
});

test("everything is forgotten with one confirmed tap, in the other tab too, and nothing of ours is left", async ({ page, context }) => {
  await begin(page);
  // What the builder and the lists for other people's pages show, they do not keep; what they kept in former times goes as well.
  await open(page, "embed/");
  await expect(page.locator("tsunagi-list").getByRole("link").first()).toBeVisible();
  await page.goto("embed/frame/?of=events&count=2");
  await expect(page.getByRole("link").first()).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => !key.startsWith("tsunagi.family.")))).toEqual([]);
  await page.evaluate(() => {
    for (const key of ["tsunagi.face", "tsunagi.pieces", "tsunagi-list http://127.0.0.1/kosodate/all"]) localStorage.setItem(key, "{}");
  });
  const other = await context.newPage();
  await open(other, "family/");
  await open(page, "keep/");
  await page.getByText("消す前に確認する").click();
  await page.getByRole("button", { name: "すべて消す" }).click();
  await expect(page.getByText("このサイトの記録は残っていません", { exact: false })).toBeVisible();
  const left = () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie];
  expect(await page.evaluate(left)).toEqual([[], [], ""]);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await expect(other.getByText("はる")).toHaveCount(0);
  await open(page, "family/");
  await expect(page.getByLabel("出産予定日")).toBeVisible();
  await other.close();
});
