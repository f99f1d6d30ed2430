// Whatever a family types: it stays text, letter for letter, on every page, on paper and in every file; nothing of it runs. The whole Big List of Naughty Strings
// goes through every field of the app (tests/naughty.rs puts it through what a city publishes), with some letters of our own that have broken files elsewhere.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { expect, open, started } from "./support/index.js";
import { TODAY, keep, members, test } from "./support/record.js";
import { PAGES, address } from "./support/pages.js";

const LIST = createRequire(import.meta.url)("big-list-of-naughty-strings");

// What the list has nothing of: our own markup for readings, the format of the record, calendars, an event handler that needs no click.
const OWN = [
  "<script>naughty()</script>",
  "<img src=x onerror=naughty()>",
  "' autofocus onfocus=naughty() x='",
  "</textarea></title></script><script>naughty()</script>",
  "javascript:naughty()",
  "{{7*7}} ${7*7} #{7*7} %s%n {count} {n, plural, other {#}}",
  "《道|みち》《<b>|</b>》《閉じない",
  "=HYPERLINK(\"https://example.com\") +1-1 @SUM(A1)",
  "BEGIN:VEVENT;X=1,2\\n\\\\END:VCALENDAR",
  "kind:child\\tid:c9\\trev:9 \\ \\\\",
  "zero\u200bwidth\u200d\u2060joiner ｱ゛ガ が が ㌔ ﬁ Å Å",
  "👩🏽‍👩‍👧 🇯🇵 1️⃣ 𠮷野家 𩸽 葛󠄀城",
  "\u2028\u2029\u0085\ufeff\ufffd",
];
const ALL = [...new Set([...OWN, ...LIST])].filter(Boolean);

/** In some rounds, so that a plan with all of them in every field is no larger than one that can be handed over. */
const ROUNDS = 3;
const rounds = Array.from({ length: ROUNDS }, (_, round) => ALL.filter((_, at) => at % ROUNDS === round));

/** The fields that take words, by their names: each round fills all of them. */
const FIELDS = [
  ...["家族のメモ", "呼び名", "メモ", "行ったところ", "したこと、聞いたこと", "つぎにしたいこと", "券の名前", "登録したところ", "カードの番号", "ひとこと"],
  ...["だれのプラン", "いっしょに書く人の名前", "お子さん", "わたし・家族", "自分の言葉で", "自分だけのメモ", "目標", "だれが", "なにを", "いつまでに", "名前", "電話番号", "電話するところ"],
  ...["渡す相手", "なんのために", "リンクを貼りつける", "番号（16けた）", "あなたの名前"],
];
/** Numbers and searches, which have tests of their own. */
const OTHERS = ["ぜんぶで何枚（何回）", "生まれたときの体重（グラム）", "場所や相談先をさがす", "ことばでさがす", "イベントをさがす", "制度・サービスをさがす"];

test.beforeEach(async ({ page }) => watched(page));

/** Nothing asks anything, and what would run says so. */
async function watched(page) {
  await page.clock.setFixedTime(TODAY);
  page.on("dialog", (dialog) => expect(dialog.message(), "a dialog that nobody asked for").toBe(""));
  await page.addInitScript(() => {
    for (const name of ["naughty", "alert", "confirm", "prompt"]) window[name] = () => console.error(`${name}: something that was typed has run`);
  });
}

/** Nothing on the page was made of what was typed: no element and no attribute that the app does not make. */
async function only_text(page) {
  const made = await page.evaluate(() => {
    // What the city says of an event stands on its page for search engines as well, as data.
    const strange = [...document.querySelectorAll("body *:not(script[type='application/ld+json'])")].filter((element) => {
      const on = element.getAttributeNames().some((name) => name.startsWith("on") || name === "autofocus" || name.includes("<"));
      const leads = ["href", "src", "action"].some((name) => /^\s*(javascript|data:text|x$)/i.test(element.getAttribute(name) ?? ""));
      return on || leads || ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "VIDEO", "AUDIO", "META", "BASE", "LINK", "STYLE"].includes(element.tagName);
    });
    return strange.map((element) => element.outerHTML.slice(0, 200));
  });
  expect(made, page.url()).toEqual([]);
}

/** The letters as they are compared: without spaces, line ends and control characters, of which a page makes its own. */
const letters = (text) => text.replace(/[\s\p{Cc}]+/gu, "");

/** What stands on the page, folded away or not, has these letters. */
async function says(page, typed) {
  // Not told as a difference of two texts of many pages.
  await expect.poll(async () => letters(await page.evaluate(() => document.querySelector("main").textContent)).includes(letters(typed)), { timeout: 15_000, message: `${page.url()} does not say what was typed` }).toBe(true);
}

/** Opens what is folded away. */
const unfold = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((fold) => (fold.open = true)));

/** Opens a page and all that is folded on it. */
async function openAll(page, where) {
  await open(page, where);
  await unfold(page);
}

/** The fields that take words or numbers, not those of dates, passphrases and files: an array of `{ field, name, lines, number }`. */
async function fields(page) {
  const main = page.getByRole("main");
  const all = await main.getByRole("textbox").or(main.getByRole("searchbox")).or(main.getByRole("spinbutton")).all();
  const told = await Promise.all(all.map((field) => field.evaluate((e) => [e.labels?.[0]?.textContent ?? e.getAttribute("aria-label") ?? e.id, e.tagName === "TEXTAREA", e.type === "number", e.readOnly || !["text", "search", "number", "textarea"].includes(e.type)])));
  return all.map((field, at) => ({ field, name: told[at][0].trim(), lines: told[at][1], number: told[at][2], fixed: told[at][3] })).filter(({ fixed }) => !fixed);
}

/** One round: what is typed into fields of one line and of several, and the names of the fields that were filled. */
class Round {
  typed = new Set();

  constructor(strings) {
    // A field of one line takes no line ends; spaces around what is written go.
    this.line = strings.join(" ").replace(/[\r\n\u2028\u2029\u0085]/g, "").trim();
    this.lines = strings.join("\n").trim();
  }

  /** Types into a field, which then has those letters. */
  async type(field, name, lines) {
    const text = lines ? this.lines : this.line;
    await field.fill(text);
    expect(letters(await field.inputValue()) === letters(text), `${name} has what was typed`).toBe(true);
    this.typed.add(name);
  }

  /** Types into every field on the page with one of these names, or into every one; gives how many. */
  async fill(page, names = null) {
    let count = 0;
    for (const { field, name, lines, number } of await fields(page)) {
      if (number || (names && !names.includes(name))) continue;
      await this.type(field, name, lines);
      count += 1;
    }
    return count;
  }
}

/** On paper: nothing runs while it is printed, the words are there, and it is a file with pages. */
async function printed(page, typed) {
  await page.emulateMedia({ media: "print" });
  await only_text(page);
  const shown = await page.evaluate(() => document.body.innerText);
  expect(letters(shown).includes(letters(typed)), `${page.url()} on paper`).toBe(true);
  const pdf = (await page.pdf()).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g).length).toBeGreaterThan(0);
  // A file that runs nothing either.
  expect(pdf).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction\s*<<)/);
  await page.emulateMedia({ media: null });
}

async function saved(page, button) {
  const coming = page.waitForEvent("download");
  await button.click();
  return readFile(await (await coming).path(), "utf8");
}

const said = (page) => expect(page.getByText("保存しました").filter({ visible: true }).first()).toBeVisible();
const button = (page, name, at = 0) => page.getByRole("button", { name, exact: true }).filter({ visible: true }).nth(at);

for (const [at, strings] of rounds.entries()) {
  test(`the whole list in every field (${at + 1} of ${ROUNDS}): saved, shown, printed, handed over, answered and taken in, as text alone`, async ({ page, browser, record }) => {
    test.setTimeout(480_000);
    expect(ALL.length).toBeGreaterThan(450);
    const round = new Round(strings);
    const { line, lines } = round;
    await keep(page, record);
    const sheet = address("sheet/", record);

    await test.step("the family's note, a child's name, a note on a step", async () => {
      await openAll(page, "family/");
      await round.fill(page, ["家族のメモ"]);
      await button(page, "保存する").click();
      await said(page);
      await openAll(page, address("child/", record));
      await round.fill(page, ["呼び名"]);
      await button(page, "保存する").click();
      await said(page);
      await open(page, "timeline/");
      await page.getByText(/5種混合（1回目）/).first().click();
      await round.type(page.getByLabel("メモ", { exact: true }).first(), "メモ", true);
      await button(page, "保存する").click();
      await said(page);
    });

    await test.step("what was seen and done, written and written anew; vouchers and registrations; a word on an event", async () => {
      await open(page, "diary/");
      expect(await round.fill(page)).toBe(3);
      await button(page, "保存する").click();
      await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(2);
      await openAll(page, "diary/");
      // The first form is the one for another visit.
      expect(await round.fill(page)).toBe(9);
      await button(page, "保存する", 2).click();
      await openAll(page, "cards/");
      expect(await round.fill(page)).toBe(5);
      await page.getByLabel("ぜんぶで何枚（何回）").fill("5");
      await button(page, "加える", 0).click();
      await button(page, "加える", 1).click();
      await open(page, "event/?id=e990019001");
      await button(page, "行った").click();
      await unfold(page);
      await round.fill(page);
      await button(page, "書きとめる").click();
    });

    await test.step("a plan: whose it is, answers, private words, goals, actions, services, words of somebody beside", async () => {
      await open(page, sheet);
      await page.getByRole("button", { name: "ぜんぶ" }).click();
      await unfold(page);
      await round.fill(page, ["いっしょに書く人の名前"]);
      await button(page, "欄を出す").click();
      await unfold(page);
      const count = await round.fill(page);
      expect(count).toBeGreaterThan(20);
      for (const name of ["目標を加える", "加える", "ほかにも書く"]) {
        for (const add of await page.getByRole("main").getByRole("button", { name, exact: true }).all()) await add.click();
      }
      await says(page, line);
      // What was typed into a goal's word is there as well once the goal is.
      await unfold(page);
      await round.fill(page, ["ひとこと"]);
    });

    await test.step("each of them stands where it is kept, after the page was opened anew", async () => {
      const stands = async (where, name, text) => {
        await open(page, where);
        if (where === sheet) await page.getByRole("button", { name: "ぜんぶ" }).click();
        await unfold(page);
        await only_text(page);
        for (const { field } of (await fields(page)).filter((one) => one.name === name).slice(0, 1)) {
          expect(letters(await field.inputValue()) === letters(text), `${name} of ${where}`).toBe(true);
          return;
        }
        expect(name, where).toBe("found");
      };
      await stands("family/", "家族のメモ", lines);
      await says(page, line);
      await expect(members(page)).toHaveCount(1);
      await stands(address("child/", record), "呼び名", line);
      await stands(sheet, "だれのプラン", line);
      for (const name of ["お子さん", "わたし・家族", "自分の言葉で", "自分だけのメモ"]) await stands(sheet, name, lines);
      await open(page, "diary/");
      for (const text of [line, lines]) await says(page, text);
      await only_text(page);
      await open(page, "cards/");
      for (const text of [line, lines]) await says(page, text);
      await only_text(page);
    });

    await test.step("it is shown on every other page, and printed", async () => {
      for (const [where, text] of [["", ""], ["hub/", ""], ["plan/", line], ["event/?id=e990019001", ""]]) {
        await open(page, where);
        await only_text(page);
        if (text) await says(page, text);
      }
      await open(page, "timeline/");
      await page.getByText(/5種混合（1回目）/).first().click();
      expect(letters(await page.getByLabel("メモ", { exact: true }).first().inputValue()) === letters(lines), "a step's note").toBe(true);
      await only_text(page);
      const calendar = await saved(page, page.getByRole("button", { name: "予定をカレンダーに入れる" }));
      expect(calendar.split("\r\n").filter((one) => one === "BEGIN:VCALENDAR" || one === "END:VCALENDAR")).toHaveLength(2);
      const unfolded = calendar.replaceAll("\r\n ", "");
      expect(unfolded.split("\r\n").every((one) => one === "" || /^[A-Z-]+[;:]/.test(one))).toBe(true);
      for (const [where, text] of [["year/", ""], ["diary/", lines], [address("paper/", record), lines]]) {
        await open(page, where);
        await printed(page, text);
      }
    });

    await test.step("handed over, opened, answered, and taken in", async () => {
      await openAll(page, address("hand/", record));
      await page.getByRole("button", { name: "ぜんぶ選ぶ" }).click();
      await round.fill(page, ["渡す相手", "なんのために"]);
      await page.getByRole("button", { name: "渡す内容を見る" }).click();
      await says(page, lines);
      await only_text(page);
      await page.getByRole("checkbox", { name: /同意します/ }).check();
      await page.getByRole("button", { name: "渡す用意をする" }).click();
      const file = page.getByRole("button", { name: "ファイルにする" });
      await file.waitFor();
      await says(page, line);
      await only_text(page);
      const link = (await saved(page, file)).match(/http\S+/)[0];
      const code = await page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/).innerText();
      const context = await browser.newContext({ baseURL: test.info().project.use.baseURL, locale: "ja-JP" });
      const theirs = await context.newPage();
      await watched(theirs);
      await openAll(theirs, "receive/");
      await round.fill(theirs, ["リンクを貼りつける"]);
      await button(theirs, "読みこむ").click();
      await expect(theirs.getByRole("alert").filter({ hasText: "プランのリンクではないようです" })).toBeVisible();
      await theirs.goto("about:blank");
      await theirs.goto(link);
      await started(theirs);
      await unfold(theirs);
      await round.fill(theirs, ["番号（16けた）"]);
      await button(theirs, "開く").click();
      await expect(theirs.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
      await theirs.getByLabel("番号（16けた）").fill(code);
      await button(theirs, "開く").click();
      await expect(theirs.getByLabel("あなたの名前")).toBeVisible({ timeout: 30_000 });
      for (const text of [line, lines]) await says(theirs, text);
      await only_text(theirs);
      await unfold(theirs);
      await round.fill(theirs, ["あなたの名前"]);
      await button(theirs, "書きはじめる").click();
      await unfold(theirs);
      expect(await round.fill(theirs)).toBeGreaterThan(5);
      for (const name of ["目標を加える", "加える", "ほかにも書く"]) {
        for (const add of await theirs.getByRole("main").getByRole("button", { name, exact: true }).all()) await add.click();
      }
      await only_text(theirs);
      await theirs.getByRole("button", { name: "返す用意をする" }).click();
      const again = theirs.getByRole("button", { name: "ファイルにする" });
      await again.waitFor();
      const back = (await saved(theirs, again)).match(/http\S+/)[0];
      await context.close();
      await page.goto("about:blank");
      await page.goto(back);
      await expect(page.getByRole("heading", { level: 1, name: "返事を確かめる" })).toBeVisible({ timeout: 30_000 });
      for (const text of [line, lines]) await says(page, text);
      await only_text(page);
      await page.getByRole("button", { name: "ぜんぶプランに入れる" }).click();
      await expect(page.getByText("ぜんぶ確かめました。")).toBeVisible();
      await open(page, "handed/");
      await says(page, line);
      await only_text(page);
    });

    expect(FIELDS.filter((name) => !round.typed.has(name)), "not filled").toEqual([]);
  });
}

test("no field of the app is left out of that", async ({ page, record }) => {
  test.setTimeout(180_000);
  await keep(page, record);
  const found = new Set();
  for (const folder of PAGES) {
    await open(page, address(folder, record));
    if (folder === "sheet/") await page.getByRole("button", { name: "ぜんぶ" }).click();
    if (folder === "timeline/") await page.getByText(/5種混合（1回目）/).first().click();
    await unfold(page);
    for (const { name } of await fields(page)) found.add(name);
  }
  expect([...found].filter((name) => ![...FIELDS, ...OTHERS].includes(name))).toEqual([]);
  // It does find them: those that are on a page without anybody doing something first.
  const later = ["いっしょに書く人の名前", "ひとこと", "番号（16けた）", "あなたの名前"];
  expect([...FIELDS, ...OTHERS].filter((name) => !found.has(name) && !later.includes(name))).toEqual([]);
});

test("a field for a number: what of the list a browser takes for one is one of ours, or is told", async ({ page, record }) => {
  test.setTimeout(120_000);
  await keep(page, record);
  for (const [where, name, send] of [[address("child/", record), "生まれたときの体重（グラム）", "保存する"], ["cards/", "ぜんぶで何枚（何回）", "加える"]]) {
    await open(page, where);
    await unfold(page);
    if (where === "cards/") await page.getByLabel("券の名前").fill("券");
    const field = page.getByRole("spinbutton", { name });
    const taken = await field.evaluate((e, all) => all.filter((text) => ((e.value = text), e.value !== "")), ALL);
    expect(taken.length).toBeGreaterThan(5);
    const before = await page.getByRole("main").getByRole("listitem").count();
    let told = 0;
    for (const text of taken) {
      await field.fill(text);
      await button(page, send).click();
      if (await field.evaluate((e) => e.getAttribute("aria-invalid") === "true")) told += 1;
      else if (where === "cards/") await page.getByLabel("券の名前").fill("券");
      await only_text(page);
    }
    expect(told, name).toBeGreaterThan(0);
    await expect(page.getByRole("main")).not.toContainText(/NaN|Infinity|undefined/);
    expect(await page.getByRole("main").getByRole("listitem").count()).toBeGreaterThanOrEqual(before);
  }
});

test("a search: what is typed stands in the field and in the address, and finds or does not", async ({ page }) => {
  test.setTimeout(120_000);
  // As many words as nobody types, and those of our own one by one.
  const together = Array.from({ length: 12 }, (_, part) => ALL.filter((_, at) => at % 12 === part).join(" "));
  for (const path of ["", "places/", "events/", "programmes/"]) {
    await open(page, path);
    const field = page.getByRole("searchbox");
    if ((await field.count()) === 0) continue;
    for (const typed of [...OWN.slice(0, 8), ...together]) {
      const word = typed.replace(/[\r\n\u2028\u2029\u0085]/g, "").trim();
      await field.fill(word);
      expect(letters(await field.inputValue()) === letters(word), path).toBe(true);
      await only_text(page);
    }
    if (path === "") continue;
    // The address that one would send on brings the same words back.
    const word = await field.inputValue();
    await expect.poll(() => letters(decodeURIComponent(new URL(page.url()).hash.replaceAll("+", "%20"))).endsWith(letters(word.trim())), { message: path }).toBe(true);
    await page.reload();
    await started(page);
    expect(letters(await page.getByRole("searchbox").inputValue()) === letters(word), path).toBe(true);
    await only_text(page);
  }
});

test("an address that somebody else made: nothing of it runs or stands anywhere as anything but text", async ({ page }) => {
  test.setTimeout(120_000);
  const parts = [ALL.filter((text) => /[<"'`]/.test(text)), ALL.filter((text) => !/[<"'`]/.test(text))].map((some) => some.join(" "));
  for (const path of ["places/", "event/", "child/", "diary/", "receive/", "spread/"]) {
    const asks = (text) => ["q", "id", "place", "kind", "range"].map((name) => `${name}=${encodeURIComponent(text)}`).join("&");
    for (const text of [OWN.slice(0, 5).join(""), ...parts.map((part) => part.slice(0, 1500).toWellFormed())]) {
      await open(page, `${path}?${asks(text.slice(0, 300).toWellFormed())}#${asks(text)}`);
      await only_text(page);
    }
  }
});

test("a cell on the desk: it stands in the table, in what is told and in the file that is taken away", async ({ page }) => {
  await page.goto("desk/");
  const csv = "ID,名称,種別,住所,電話番号,説明,更新日\nk1,ひだまりひろば,児童館,見本市町1,でんわ,あそび,2026-10-01\n";
  await page.getByLabel("ファイルを選ぶ").setInputFiles({ name: "preschool.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  const text = ALL.join(" ").replace(/[\r\n\u2028\u2029\u0085]/g, "").trim();
  const field = page.getByLabel("直す：2行目「電話番号」");
  await field.fill(text);
  await field.press("Tab");
  await only_text_on_desk(page);
  await says(page, text.slice(0, 2000));
  await page.getByRole("button", { name: "表で見る" }).first().click();
  await page.getByRole("gridcell", { name: "あそび" }).click();
  await page.keyboard.press("Enter");
  await page.getByLabel("2行目「説明」を直す", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
  await only_text_on_desk(page);
  const file = await saved(page, page.getByRole("button", { name: "直した一覧だけを受けとる" }));
  expect(letters(file).split(letters(text.replaceAll('"', '""'))).length - 1).toBe(2);
});

/** The same as of the app's pages; the desk shows the site in a frame of its own. */
async function only_text_on_desk(page) {
  expect(await page.evaluate(() => document.querySelectorAll("main script, main img[src=x], main [onerror], main [onload], main [onfocus], main [autofocus], main svg[onload]").length)).toBe(0);
}
