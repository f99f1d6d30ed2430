// A family's record with something of everything in it, made once in each worker through the pages as a family makes it; by role and
// name alone.
import { readFile } from "node:fs/promises";
import { test as base, expect, open, started } from "./index.js";
import { SITE } from "./hosts.js";
import { fold } from "./names.js";

export const TODAY = new Date("2026-11-21T03:00:00Z");

export const test = base.extend({
  /** See {@link makeRecord}. */
  record: [async ({ browser }, use) => use(await makeRecord(browser)), { scope: "worker", timeout: 120_000 }],
});

/** A family with a child, by its birthday. */
export async function beginWith(page, born) {
  await open(page, "family/");
  const field = page.getByLabel("お子さんの誕生日");
  await field.fill(born);
  await field.press("Enter");
}

/** The children and those who are coming, each a way to its own page. */
export const members = (page) => page.getByRole("region", { name: "家族", exact: true }).getByRole("listitem").getByRole("link");

/** The same, with what the child is called. */
export async function beginWithName(page, born, name) {
  await beginWith(page, born);
  await members(page).first().click();
  await page.getByLabel("呼び名").fill(name);
  await page.getByRole("button", { name: "保存する" }).click();
}

/** The link out of the file that a page gives of what is handed over. */
async function carried(page) {
  const button = page.getByRole("button", { name: "ファイルにする" });
  await button.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return (await readFile(await download.path(), "utf8")).match(/http\S+/)[0];
}

/** Opens a link as one does who has the site open already: a new page of it. */
async function follow(page, link) {
  await page.goto("about:blank");
  await page.goto(link);
  await started(page);
}

const CONTEXT = { baseURL: SITE, locale: "ja-JP", timezoneId: "Asia/Tokyo", viewport: { width: 390, height: 844 } };

/** What somebody else writes into what was handed over, and gives back. */
async function answer(browser, link, code) {
  const context = await browser.newContext(CONTEXT);
  const page = await context.newPage();
  await page.clock.setFixedTime(TODAY);
  await follow(page, link);
  await page.getByLabel("番号（16けた）").fill(code);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByLabel("あなたの名前").fill("保健師 山田");
  await page.getByRole("button", { name: "書きはじめる" }).click();
  await page.getByLabel("保健師 山田さんから").nth(1).fill("昼に休めるところを、いっしょに探しましょう。");
  for (const own of await page.getByText("ご家族の言葉を見る、欄に書く").all()) await own.click();
  await page.getByLabel("だれが").fill("山田");
  await page.getByLabel("なにを").fill("一時預かりの見学に行く");
  await page.getByRole("button", { name: "加える", exact: true }).first().click();
  await page.getByRole("button", { name: "返す用意をする" }).click();
  const back = await carried(page);
  await context.close();
  return back;
}

/** What a browser keeps of it, and the addresses that hold something of its own: `{ kept, child, sheet, handed, reply, link, code }`. */
export async function makeRecord(browser) {
  const context = await browser.newContext(CONTEXT);
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
  await fold(page, "券を加える").click();
  await page.getByLabel("券の名前").fill("産後ケアの回数券");
  await page.getByLabel("ぜんぶで何枚（何回）").fill("5");
  await page.getByRole("button", { name: "加える" }).first().click();
  await fold(page, "登録を加える").click();
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
  const link = await carried(page);
  const code = await page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/).innerText();
  const handed = page.url();
  // What comes back waits to be looked at, part by part.
  await follow(page, await answer(browser, link, code));
  // It is opened with its passphrase's work, as what was handed over was.
  await expect(page.getByRole("heading", { level: 1, name: "返事を確かめる" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("あと2件です。")).toBeVisible();
  const reply = page.url();
  const kept = await page.evaluate(() => Object.entries(localStorage));
  await context.close();
  return { kept, child, sheet, handed, reply, link, code };
}

/** Puts a record into the pages that are opened from now on. */
export async function keep(page, record) {
  await page.addInitScript((kept) => {
    // An empty page has no store.
    if (location.protocol.startsWith("http") && !localStorage.length) kept.forEach(([key, value]) => localStorage.setItem(key, value));
  }, record.kept);
}
