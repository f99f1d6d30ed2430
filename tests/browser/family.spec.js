// うちの記録 as a parent uses it: one date to begin, what is next, marks, twins, a loss, the year on the fridge.
import { readFile } from "node:fs/promises";
import { test, expect, open, started, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { cards, fold, steps } from "./support/names.js";
import { beginWith, members } from "./support/record.js";

const today = new Date("2026-11-21T03:00:00Z");

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(today);
});

async function beginWithBirth(page, date) {
  await beginWith(page, date);
  await expect(page.getByRole("heading", { name: "つぎの3つ" })).toBeVisible();
}

/** The button of a way to begin, which stands under its heading. */
const begin = (page, way) => part(page, { has: page.getByRole("heading", { name: way }) }).getByRole("button", { name: "はじめる" });

async function beginWithDue(page, date) {
  await open(page, "family/");
  await page.getByLabel("出産予定日").fill(date);
  await begin(page, "おなかの赤ちゃんがいる方").click();
  await expect(page.getByRole("heading", { name: "つぎの3つ" })).toBeVisible();
}

async function addBirth(page, date) {
  await page.getByText("家族を加える").click();
  await page.getByLabel("お子さんの誕生日").fill(date);
  await page.getByRole("group").filter({ hasText: "家族を加える" }).getByRole("button", { name: "加える" }).nth(1).click();
}

/** The words that open a step: its name. */
const words = (page, name) => steps(page, name).getByText(name).first();

test("a due date is enough to begin, and it is there next time", async ({ page }) => {
  await beginWithDue(page, "2027-01-30");
  await expect(page.getByText("妊娠30週0日")).toBeVisible();
  await expect(cards(page.getByRole("region", { name: "つぎの3つ" }))).toHaveCount(3);
  await page.reload();
  await expect(page.getByText("予定日まで70日")).toBeVisible();
  await open(page, "");
  await expect(cards(page.getByRole("region", { name: "うちの予定" })).first()).toContainText("妊婦健診");
  await axe(page);
});

test("a date chosen in the painted page is still there when the app arrives", async ({ page }) => {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route("**/app-*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("family/");
  await page.getByLabel("お子さんの誕生日").fill("2026-09-10");
  letGo();
  await started(page);
  await expect(page.getByLabel("お子さんの誕生日")).toHaveValue("2026-09-10");
});

test("a date that cannot be meant is told beside its field", async ({ page }) => {
  await open(page, "family/");
  const birth = part(page, { has: page.getByRole("heading", { name: "お子さんがいる方" }) });
  await birth.getByRole("button", { name: "はじめる" }).click();
  await expect(birth.getByRole("alert")).toHaveText("日付を選んでください。");
  await page.getByLabel("お子さんの誕生日").fill("2027-03-01");
  await birth.getByRole("button", { name: "はじめる" }).click();
  await expect(birth.getByRole("alert")).toContainText("今日までの日付");
  await expect(page.getByLabel("お子さんの誕生日")).toHaveAttribute("aria-invalid", "true");
});

test("three children, one pair of twins born early: corrected age, what is for one, what is for the birth", async ({ page }) => {
  await beginWithDue(page, "2026-12-20");
  await members(page).first().click();
  await page.getByLabel("おなかの赤ちゃんの人数").selectOption({ label: "ふたご" });
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("保存しました")).toBeVisible();
  await page.getByLabel("誕生日").fill("2026-10-30");
  await page.getByRole("button", { name: "誕生日を入れる" }).click();
  await expect(members(page)).toHaveCount(2);
  // The one is called by its name and was small.
  await members(page).first().click();
  await page.getByLabel("呼び名").fill("はる");
  await page.getByLabel("生まれたときの体重（グラム）").fill("1480");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("保存しました")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("はる");
  await open(page, "family/");
  await addBirth(page, "2023-04-01");
  await expect(members(page)).toHaveCount(3);
  await expect(members(page).nth(1)).toContainText("はる");
  // Born seven weeks before its time: the corrected age has not begun.
  await expect(members(page).nth(1)).toContainText("修正");
  await expect(members(page).first()).toContainText("3歳7か月");
  await open(page, "timeline/");
  await expect(steps(page, "低体重児の届出")).toHaveCount(1);
  await expect(steps(page, "低体重児の届出")).toContainText("はる");
  await expect(steps(page, "産後ケア")).toHaveCount(1);
  await expect(steps(page, "1か月児健診")).toHaveCount(2);
  // One child alone, by the stages of its life, on to eighteen.
  await page.getByRole("link", { name: "1人目のお子さん" }).click();
  await expect(page.getByRole("heading", { name: "高校生のころ" })).toBeVisible();
  await words(page, "小学校入学").click();
  await expect(steps(page, "小学校入学")).toContainText("2029年4月1日");
  await axe(page);
});

test("a step is marked where it stands; the mark stays, and so does the place of the finger", async ({ page }) => {
  await beginWithBirth(page, "2026-11-10");
  await open(page, "timeline/");
  await expect(steps(page, "出生届")).toContainText("11月23日（月）まで（法律で決まった期限）");
  await words(page, "出生届").click();
  const done = steps(page, "出生届").getByRole("button", { name: "済み" });
  await done.click();
  await expect(done).toHaveAttribute("aria-pressed", "true");
  await expect(done).toBeFocused();
  await words(page, "赤ちゃんのいる家庭への訪問").click();
  const visit = steps(page, "赤ちゃんのいる家庭への訪問");
  await visit.getByRole("button", { name: "予約した" }).click();
  await visit.getByLabel("予約の日").fill("2026-12-03");
  await visit.getByLabel("メモ").fill("夜泣きのことを聞く");
  await visit.getByRole("button", { name: "保存する" }).click();
  await expect(visit).toContainText("赤ちゃんのいる家庭への訪問予約 12月3日（木）予約した");
  await page.reload();
  await words(page, "赤ちゃんのいる家庭への訪問").click();
  await expect(steps(page, "赤ちゃんのいる家庭への訪問").getByLabel("メモ")).toHaveValue("夜泣きのことを聞く");
  // What is done stands among what was.
  await expect(steps(page, "出生届")).toHaveCount(0);
  await page.getByText("これまで", { exact: true }).click();
  await expect(steps(page, "出生届").getByText("済み")).toBeVisible();
  await open(page, "family/");
  await expect(page.getByRole("region", { name: "つぎの3つ" })).not.toContainText("出生届");
  await expect(page.getByRole("region", { name: "つぎの3つ" })).toContainText("予約 12月3日（木）");
});

test("the next dose counts from the day that the last was given", async ({ page }) => {
  await beginWithBirth(page, "2026-09-10");
  await open(page, "timeline/");
  const first = steps(page, "5種混合（1回目）");
  await words(page, "5種混合（1回目）").click();
  await first.getByRole("button", { name: "済み" }).click();
  await first.getByLabel("済ませた日").fill("2026-11-16");
  await first.getByRole("button", { name: "保存する" }).click();
  const second = steps(page, "5種混合（2回目）");
  await words(page, "5種混合（2回目）").click();
  await expect(second).toContainText("12月7日（月）");
  await expect(second).toContainText("根拠");
});

test("the city's own rules, places, programmes and events stand at a step", async ({ page }) => {
  await beginWithBirth(page, "2026-08-10");
  await open(page, "timeline/");
  await expect(page.getByText("お住まいの市区町村の案内が優先です", { exact: false })).toHaveCount(1);
  const checkup = steps(page, "4か月児健診");
  await words(page, "4か月児健診").click();
  await expect(checkup).toContainText("汐見市の予定");
  await expect(checkup).toContainText("集団");
  await expect(checkup.getByRole("link", { name: /汐見市保健センター/ })).toBeVisible();
  const hub = steps(page, "ひろばに行ってみる");
  await words(page, "ひろばに行ってみる").click();
  await expect(hub.getByRole("link").first()).toBeVisible();
  await hub.getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "共有する" })).toBeVisible();
});

test("a pregnancy can be ended quietly: its reminders stop at once", async ({ page }) => {
  await beginWithDue(page, "2027-03-10");
  await members(page).first().click();
  await page.getByText("この妊娠のお知らせを止める").click();
  await page.getByRole("button", { name: "お知らせを止める" }).click();
  await expect(page.getByText("お知らせはすべて止めてあります", { exact: false })).toBeVisible();
  await expect(page.getByRole("link", { name: "いますぐ相談" }).first()).toBeVisible();
  await axe(page);
  await open(page, "timeline/");
  await expect(steps(page)).toHaveCount(0);
  await open(page, "");
  await expect(page.getByText("妊婦健診")).toHaveCount(0);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain("step");
});

test("a visit is written down from a place's own page", async ({ page }) => {
  await open(page, "place/?id=k990019002");
  await page.getByRole("link", { name: "利用の記録につける" }).click();
  await expect(page.getByLabel("行ったところ")).toHaveValue("ひだまりひろば本町");
  await page.getByLabel("したこと、聞いたこと").fill("絵本を読んでもらった。\n来月の会を教わった");
  await page.getByLabel("また行きたい").check();
  await page.getByRole("button", { name: "保存する" }).click();
  const card = cards(page).first();
  await expect(card).toContainText("来月の会を教わった");
  await expect(card).toContainText("また行きたい");
  await page.reload();
  await expect(page.getByRole("heading", { name: "ひだまりひろば本町" })).toBeVisible();
  await axe(page);
  await fold(cards(page), "書きなおす").click();
  await cards(page).getByRole("button", { name: "消す" }).click();
  await expect(page.getByText("まだ記録はありません。")).toBeVisible();
});

test("vouchers count down and come back; a registration keeps its day", async ({ page }) => {
  await open(page, "cards/");
  await page.getByText("券を加える").click();
  await page.getByRole("button", { name: "加える" }).first().click();
  await expect(page.getByText("名前を書いてください。").first()).toBeVisible();
  await page.getByLabel("券の名前").fill("産後ケアの回数券");
  await page.getByLabel("ぜんぶで何枚（何回）").fill("2");
  await page.getByLabel("いつまで").fill("2027-03-31");
  await page.getByRole("button", { name: "加える" }).first().click();
  const card = cards(page).first();
  await expect(card).toContainText("あと2（2のうち）");
  await card.getByRole("button", { name: "1つ使った" }).click();
  await expect(card).toContainText("あと1（2のうち）");
  await card.getByRole("button", { name: "1つ使った" }).click();
  await expect(card).toContainText("使いおわりました");
  await card.getByRole("button", { name: "1つもどす" }).click();
  await expect(card).toContainText("2027年3月31日（水）まで");
  await page.getByText("登録を加える").click();
  await page.getByLabel("登録したところ").fill("マイ保育園（ひばり保育園）");
  await page.getByLabel("登録した日").fill("2026-11-20");
  await page.getByRole("button", { name: "加える" }).last().click();
  await expect(page.getByText("登録した日：2026年11月20日")).toBeVisible();
  await axe(page);
});

test("the year is one sheet of A4, and the calendar file holds whole days", async ({ page }) => {
  await beginWithBirth(page, "2026-11-10");
  await open(page, "year/");
  await expect(page.getByRole("heading", { level: 2, name: /^\d{4}年\d+月$/ })).toHaveCount(12);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("2026年11月");
  await expect(page.getByRole("main").getByRole("list").first()).toContainText("出生届（この日まで）");
  const sheet = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await open(page, "timeline/");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "予定をカレンダーに入れる" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("tsunagi.ics");
  const text = (await readFile(await file.path(), "utf8")).replaceAll("\r\n ", "");
  expect(text).toContain("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124\r\nSUMMARY:出生届");
  expect(text.match(/BEGIN:VEVENT/g).length).toBeGreaterThan(15);
});
