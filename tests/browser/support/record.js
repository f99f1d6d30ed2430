// A family's record with something of everything in it, made once in each worker through the pages as a family makes it.
import { expect, open } from "./index.js";
import { SITE } from "./hosts.js";

export const TODAY = new Date("2026-11-21T03:00:00Z");

const fold = (page, name) => page.getByRole("group").filter({ hasText: name }).getByText(name, { exact: true }).first().click();

/** A family with a child, by its birthday. */
export async function beginWith(page, born) {
  await open(page, "family/");
  await page.getByLabel("お子さんの誕生日").fill(born);
  await page.locator("section", { hasText: "お子さんがいる方" }).getByRole("button", { name: "はじめる" }).click();
}

/** The same, with what the child is called. */
export async function beginWithName(page, born, name) {
  await beginWith(page, born);
  await page.locator(".member").first().click();
  await page.getByLabel("呼び名").fill(name);
  await page.getByRole("button", { name: "保存する" }).click();
}

/** What a browser keeps of it, and the addresses that hold something of its own: `{ kept, child, sheet, handed }`. */
export async function makeRecord(browser) {
  const context = await browser.newContext({ baseURL: SITE, locale: "ja-JP", timezoneId: "Asia/Tokyo", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.clock.setFixedTime(TODAY);
  await beginWithName(page, "2026-09-10", "はる");
  await expect(page.getByText("保存しました")).toBeVisible();
  const child = page.url();
  await open(page, "place/?id=k990019002");
  await page.getByRole("button", { name: /マイ相談先/ }).first().click();
  await open(page, "event/?id=e990019012");
  await page.getByRole("button", { name: /気になる/ }).first().click();
  await open(page, "diary/?place=k990019002");
  await page.getByLabel("したこと、聞いたこと").fill("絵本を読んでもらった。");
  await page.getByRole("button", { name: "保存する" }).click();
  await open(page, "cards/");
  await fold(page, "券を加える");
  await page.getByLabel("券の名前").fill("産後ケアの回数券");
  await page.getByLabel("ぜんぶで何枚（何回）").fill("5");
  await page.getByRole("button", { name: "加える" }).first().click();
  await fold(page, "登録を加える");
  await page.getByLabel("登録したところ").fill("マイ保育園（ひばり保育園）");
  await page.getByRole("button", { name: "加える" }).last().click();
  await open(page, "plan/");
  await page.getByRole("listitem").filter({ hasText: "小さな子のいる家族のプラン" }).getByRole("button", { name: "あたらしく書く" }).click();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("お子さん").first().fill("絵本が好き");
  await page.getByLabel("ひと息つく時間がない").check();
  await page.getByLabel("目標", { exact: true }).fill("週に1回、ひとりで買い物に行く");
  await page.getByRole("button", { name: "目標を加える" }).click();
  const sheet = page.url();
  await page.getByRole("link", { name: "渡す" }).click();
  await page.getByRole("button", { name: "ぜんぶ選ぶ" }).click();
  await page.getByLabel("渡す相手").fill("こども家庭センターの山田さん");
  await page.getByRole("button", { name: "渡す内容を見る" }).click();
  await page.getByLabel("同意します", { exact: false }).check();
  await page.getByRole("button", { name: "渡す用意をする" }).click();
  await page.getByRole("button", { name: "ファイルにする" }).waitFor();
  const handed = page.url();
  const kept = await page.evaluate(() => Object.entries(localStorage));
  await context.close();
  return { kept, child, sheet, handed };
}

/** Puts a record into the pages that are opened from now on. */
export async function keep(page, record) {
  await page.addInitScript((kept) => {
    if (!localStorage.length) kept.forEach(([key, value]) => localStorage.setItem(key, value));
  }, record.kept);
}
