// Whatever a family types: it stays text, letter for letter, on every page, on paper and in every file; nothing of it runs.
import { readFile } from "node:fs/promises";
import { test, expect, open, started } from "./support/index.js";
import { beginWithName } from "./support/record.js";

// Letters of every kind that have broken pages and files elsewhere; those of the Big List of Naughty Strings that a browser could
// run or a format trip over stand for their kind (tests/naughty.rs puts the whole list through what a city publishes).
const NAUGHTY = [
  "<script>naughty()</script>",
  "<img src=x onerror=naughty()>",
  "\"><svg/onload=naughty()>",
  "' autofocus onfocus=naughty() x='",
  "</textarea></title></script><script>naughty()</script>",
  "javascript:naughty()",
  "<!--<!>]]>&lt;&amp;&#60;b&#62;",
  "{{7*7}} ${7*7} #{7*7} %s%n {count} {n, plural, other {#}}",
  "《道|みち》《<b>|</b>》《閉じない",
  "=HYPERLINK(\"https://example.com\") +1-1 @SUM(A1)",
  "BEGIN:VEVENT;X=1,2\\n\\\\END:VCALENDAR",
  "kind:child\\tid:c9\\trev:9 \\ \\\\",
  "null undefined NaN -0 1e999 0x0 [object Object] __proto__ constructor",
  "‮右から左‬ مرحبا שלום ﷽",
  "zero\u200bwidth\u200d\u2060joiner ｱ゛ガ が が ㌔ ﬁ Å Å",
  "👩🏽‍👩‍👧 🇯🇵 1️⃣ 𠮷野家 𩸽 葛󠄀城",
  "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
  "'; DROP TABLE family; -- ../../../../etc/passwd%00",
  "\u2028\u2029\u0085\ufeff\ufffd",
];
// A field of one line takes no line ends, and drops what a page counts as one.
const LINE = NAUGHTY.join(" ").replace(/[\u2028\u2029\u0085]/g, "").trim();
const LINES = NAUGHTY.join("\n").replace(/[\u0085\u2028\u2029\ufeff]+/g, "・").trim();

// Many pages in one test.
test.describe.configure({ timeout: 180_000 });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"));
  page.on("dialog", (dialog) => expect(dialog.message(), "a dialog that nobody asked for").toBe(""));
  await page.addInitScript(() => {
    window.naughty = () => console.error("naughty: something that was typed has run");
  });
});

/** Nothing on the page was made of what was typed: no element and no attribute that the app does not make. */
async function only_text(page) {
  const made = await page.evaluate(() => {
    const strange = [...document.querySelectorAll("body *")].filter((element) => {
      const on = element.getAttributeNames().some((name) => name.startsWith("on") || name === "autofocus" || name.includes("<"));
      const leads = ["href", "src", "action"].some((name) => /^\s*(javascript|data:text|x$)/i.test(element.getAttribute(name) ?? ""));
      return on || leads || ["SCRIPT", "IFRAME", "OBJECT", "EMBED"].includes(element.tagName);
    });
    return strange.map((element) => element.outerHTML.slice(0, 200));
  });
  expect(made).toEqual([]);
}

/** The words as they stand on the page, spaces and line ends as one. */
const plain = (text) => text.replace(/\s+/g, " ").trim();
async function says(page, typed, where = "main") {
  await expect.poll(async () => plain(await page.locator(where).evaluateAll((all) => all.map((e) => e.textContent).join(" "))), { timeout: 15_000 }).toContain(plain(typed));
}

/** On paper: nothing runs while it is printed, and it is a file with pages. */
async function printed(page) {
  await page.emulateMedia({ media: "print" });
  await only_text(page);
  expect((await page.pdf()).length).toBeGreaterThan(1000);
  await page.emulateMedia({ media: null });
}

async function saved(page, button) {
  const coming = page.waitForEvent("download");
  await button.click();
  return readFile(await (await coming).path(), "utf8");
}

test("names and notes of the family's record: on its pages, in the year on paper, in the calendar's file", async ({ page }) => {
  await beginWithName(page, "2026-09-10", LINE);
  await expect(page.getByText("保存しました")).toBeVisible();
  await open(page, "family/");
  await page.getByText("住んでいる地区とメモ").click();
  await page.getByLabel("家族のメモ").fill(LINES);
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("保存しました")).toBeVisible();
  await page.reload();
  await started(page);
  await says(page, LINE, ".member");
  await only_text(page);
  await page.getByText("住んでいる地区とメモ").click();
  await expect(page.getByLabel("家族のメモ")).toHaveValue(LINES);
  await page.locator(".member").first().click();
  await expect(page.getByLabel("呼び名")).toHaveValue(LINE);
  for (const path of ["", "timeline/", "year/"]) {
    await open(page, path);
    await only_text(page);
  }
  await printed(page);
  await open(page, "timeline/");
  const calendar = await saved(page, page.getByRole("button", { name: "予定をカレンダーに入れる" }));
  expect(calendar.split("\r\n").filter((line) => line === "BEGIN:VCALENDAR" || line === "END:VCALENDAR")).toHaveLength(2);
  const unfolded = calendar.replaceAll("\r\n ", "");
  expect(unfolded.split("\r\n").every((line) => line === "" || /^[A-Z-]+[;:]/.test(line))).toBe(true);
});

test("the diary, written and written anew", async ({ page }) => {
  await open(page, "diary/");
  await page.getByLabel("行ったところ").fill(LINE);
  await page.getByLabel("したこと、聞いたこと").fill(LINES);
  await page.getByLabel("つぎにしたいこと").fill(LINES);
  await page.getByRole("button", { name: "保存する" }).click();
  await says(page, LINE, ".card");
  await page.reload();
  await started(page);
  await says(page, LINE, ".card");
  await says(page, LINES, ".card");
  await only_text(page);
  await printed(page);
});

test("a plan: answers, goals, private words; on the sheet, on paper, and again after a reload", async ({ page }) => {
  await open(page, "plan/");
  await page.locator(".card", { hasText: "小さな子のいる家族のプラン" }).getByRole("button", { name: "あたらしく書く" }).click();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("お子さん").first().fill(LINES);
  await page.getByText("自分だけのメモ").first().click();
  await page.getByRole("textbox", { name: "自分だけのメモ" }).first().fill(LINES);
  await page.getByLabel("目標", { exact: true }).fill(LINE);
  await page.getByRole("button", { name: "目標を加える" }).click();
  await says(page, LINE, ".item");
  await page.reload();
  await started(page);
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await expect(page.getByLabel("お子さん").first()).toHaveValue(LINES);
  await says(page, LINE, ".item");
  await only_text(page);
  await page.getByRole("link", { name: "紙にする" }).click();
  await says(page, LINES, ".paper");
  await says(page, LINE, ".paper");
  await only_text(page);
  await printed(page);
});

test("a search: what is typed stands in the field and in the address, and finds or does not", async ({ page }) => {
  for (const path of ["places/", "events/", "programmes/"]) {
    await open(page, path);
    const field = page.getByRole("searchbox");
    if ((await field.count()) === 0) continue;
    // One that would run, one of several signs, then all together.
    for (const typed of [NAUGHTY[1], NAUGHTY[8], LINE]) {
      const word = typed.trim();
      await field.fill(word);
      await expect(field).toHaveValue(word);
      await only_text(page);
    }
    // The address that one would send on brings the same words back.
    await expect.poll(() => decodeURIComponent(new URL(page.url()).hash.replaceAll("+", "%20"))).toContain("DROP TABLE");
    await page.reload();
    await started(page);
    await expect(page.getByRole("searchbox")).toHaveValue(LINE);
    await only_text(page);
  }
});

test("an address that somebody else made: nothing of it runs or stands anywhere as anything but text", async ({ page }) => {
  for (const path of ["places/", "event/", "child/", "diary/", "receive/", "spread/"]) {
    const asks = (text) => ["q", "id", "place", "kind", "range"].map((name) => `${name}=${encodeURIComponent(text)}`).join("&");
    await open(page, `${path}?${asks(NAUGHTY[1] + NAUGHTY[2])}#${asks(NAUGHTY[0])}`);
    await only_text(page);
  }
});
