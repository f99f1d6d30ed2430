// しぼりこむ: conditions that combine, say how many remain, and stand in the address; what is open at this hour; words as
// parents say them.
import { test, expect, open, axe } from "./support/index.js";
import { cards, count } from "./support/names.js";
import { beginWith } from "./support/record.js";

test.beforeEach(async ({ page }) => {
  // A Friday, ten in the morning in Japan.
  await page.clock.setFixedTime(new Date("2026-11-20T01:00:00Z"));
});

const total = async (page) => Number((await count(page).innerText()).match(/(\d+)件/)[1]);

test("conditions combine, say how many they leave, and come back from the address", async ({ page }) => {
  await open(page, "places/");
  const all = await total(page);
  await page.getByText("しぼりこむ", { exact: true }).click();
  // As one does who goes by keyboard: choosing alone does not put the focus there.
  await page.getByLabel("地区", { exact: true }).focus();
  await page.getByLabel("地区", { exact: true }).selectOption({ value: "浜手" });
  await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
  const district = await total(page);
  expect(district).toBeLessThan(all);
  await expect(page.getByLabel("地区", { exact: true })).toBeFocused();
  // What a choice promises is what it leaves.
  const free = page.getByRole("button", { name: /^無料/ });
  const promised = Number((await free.innerText()).match(/\d+/)[0]);
  await free.focus();
  await page.keyboard.press("Enter");
  await expect(free).toHaveAttribute("aria-pressed", "true");
  await expect(free).toBeFocused();
  expect(await total(page)).toBe(promised);
  await page.getByLabel("お子さんの年齢").selectOption({ label: "1歳" });
  await expect(page.getByText("しぼりこむ（3つの条件）")).toBeVisible();
  const three = await total(page);
  await axe(page);
  await page.reload();
  await page.getByText("しぼりこむ（3つの条件）").click();
  await expect(page.getByLabel("地区", { exact: true })).toHaveValue("浜手");
  expect(await total(page)).toBe(three);
  await page.getByRole("button", { name: "条件を消す" }).click();
  await expect(count(page)).toContainText(`${all}件`);
});

test("open now: at ten in the morning, and not at night", async ({ page }) => {
  await open(page, "places/?kind=support_hub&only=open");
  const morning = await total(page);
  expect(morning).toBeGreaterThan(3);
  await page.getByRole("link", { name: "浜手子育てひろば なぎさ", exact: true }).click();
  await expect(page.getByText("いま開いています（15:30まで）")).toBeVisible();
  await axe(page);
  await page.clock.setFixedTime(new Date("2026-11-20T14:00:00Z"));
  await page.reload();
  // The 23rd is a holiday.
  await expect(page.getByText("いまは閉まっています。つぎは11月24日（火）の9:30に開きます。")).toBeVisible();
  await open(page, "places/?kind=support_hub&only=open");
  await expect(page.getByText("見つかりませんでした").first()).toBeVisible();
});

test("a child of the record is offered as an age", async ({ page }) => {
  await beginWith(page, "2025-03-10");
  await open(page, "places/");
  await page.getByText("しぼりこむ", { exact: true }).click();
  const age = page.getByLabel("お子さんの年齢");
  await expect(age.getByRole("option").nth(1)).toContainText("1歳8か月");
  const all = await total(page);
  await age.selectOption({ index: 1 });
  await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
  expect(await total(page)).toBeLessThan(all);
});

test("beside a number: what one can say at a first call, from the record, without a name", async ({ page }) => {
  await beginWith(page, "2026-03-10");
  await open(page, "place/?id=k990019003");
  await page.getByText("はじめての電話では").click();
  await expect(page.getByRole("blockquote")).toContainText("生後8か月の子どもがいます。");
  await axe(page);
});

test("a parent's words, a slip, and words without spaces lead somewhere", async ({ page }) => {
  await open(page, "places/");
  const field = page.getByRole("searchbox");
  const first = cards(page).first();
  await field.fill("子どもを預けたい");
  await expect(first).toContainText("一時預かり");
  await field.fill("しゃべらない");
  await expect(first).toContainText("発達");
  await field.fill("じどうかm");
  await expect(page.getByText("「じどうかm」は見つからないため、「児童館」でさがしました。")).toBeVisible();
  await expect(first).toContainText("児童館");
  await axe(page);
  await field.fill("松原の公園");
  await expect(first).toContainText("松原");
  await expect(first).toContainText("公園");
});

test("open on a weekday at an hour, in the address", async ({ page }) => {
  await open(page, "places/?group=play");
  const all = await total(page);
  await page.getByText("しぼりこむ", { exact: true }).click();
  await page.getByLabel("曜日").focus();
  await page.getByLabel("曜日").selectOption({ label: "日曜日" });
  await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
  const sunday = await total(page);
  expect(sunday).toBeLessThan(all);
  await page.getByLabel("時間", { exact: true }).focus();
  await page.getByLabel("時間", { exact: true }).selectOption({ label: "17時に開いている" });
  await expect(page.getByText("しぼりこむ（2つの条件）")).toBeVisible();
  expect(await total(page)).toBeLessThan(sunday);
  expect(new URL(page.url()).search).toContain("day=sun&hour=17");
  await axe(page);
});

test("hours with a break, and on some Saturdays, as a table", async ({ page }) => {
  await open(page, "place/?id=k990019001");
  const table = page.getByRole("table");
  await expect(table.getByRole("row", { name: "月〜金 8:30〜17:15" })).toBeVisible();
  await expect(table.getByRole("row", { name: "第2・第4 土 9:00〜12:00" })).toBeVisible();
  // A clinic that closes at midday, found by its name.
  await open(page, "places/?kind=paediatrics");
  await cards(page).filter({ hasText: "9:00〜12:00、15:00〜18:00" }).first().getByRole("link").first().click();
  await expect(page.getByRole("table").getByRole("cell", { name: "9:00〜12:00、15:00〜18:00" })).toBeVisible();
});
