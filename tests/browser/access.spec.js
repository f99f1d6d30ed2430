// For everyone: every page without a barrier, empty and filled, in each scheme of colours; the main journeys by the keyboard and by names alone. What is
// found here and in languages.spec.js is published on the page アクセシビリティ (src/access/): the figures are counted by support/figures.js. Elements are
// addressed by role and name.
import { expect, open, started, axe, COLOUR_RULES } from "./support/index.js";
import { TODAY, keep, test } from "./support/record.js";
import { focusWrong } from "./support/looks.js";
import { BESIDE, PAGES, SCHEMES, STATES, address, calm, counted, inEveryScheme, openBeside, roomy, spacious, zoomed } from "./support/pages.js";
import { LANGUAGES } from "./support/languages.js";
import { said } from "./support/words.js";

/** The languages beside Japanese. */
const OTHERS = LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== "ja");

test.beforeEach(async ({ page, browser }, info) => {
  info.annotations.push({ type: "chromium", description: browser.version() });
  await page.clock.setFixedTime(TODAY);
});

test.describe("every page", () => {
  for (const folder of PAGES) {
    test(`/${folder} has no barrier: colours, zoom, spacing, motion, targets`, async ({ page, record }) => {
      await page.emulateMedia(SCHEMES.light);
      await test.step("axe finds nothing on a page without a record, in light and dark; forced colours can be read", async () => {
        await open(page, address(folder));
        await inEveryScheme(page, "empty");
      });
      await keep(page, record);
      await open(page, address(folder, record));
      await test.step("axe finds nothing on a page with a record, in light and dark; forced colours can be read", async () => {
        await inEveryScheme(page, "filled");
      });
      await measures(page, folder);
    });
  }
});

/** What is measured, step by step: the results name them. */
async function measures(page, where, state = "") {
  counted(page, state);
  await test.step("at 400 percent nothing is cut off and nothing scrolls sideways", () => zoomed(page, where));
  await test.step("with wide spacing of lines, letters, words and paragraphs nothing is cut off", () => spacious(page, where));
  await test.step("targets are 24 by 24 pixels or have that room", () => roomy(page, where));
  await test.step("nothing moves for those who ask for less motion", () => calm(page, where));
}

test.describe("every page beside the app's", () => {
  for (const where of [...BESIDE, ...OTHERS.flatMap((tag) => [`${tag}/accessibility/`, `${tag}/all/`])]) {
    test(`/${where} has no barrier: colours, zoom, spacing, motion, targets`, async ({ page }) => {
      await page.emulateMedia(SCHEMES.light);
      await openBeside(page, where);
      await inEveryScheme(page, "alone");
      await measures(page, where);
    });
  }
});

for (const [at, [where, state, make]] of STATES.entries()) {
  // Two to a test would hide the second behind the first: each has its own, and the titles are told by what is open.
  test(`opened (${at + 1}): ${state}`, async ({ page, record }) => {
    await keep(page, record);
    await page.emulateMedia(SCHEMES.light);
    await open(page, address(where, record));
    await make(page, said("ja"));
    await test.step("axe finds nothing in states that are opened", async () => {
      await inEveryScheme(page, state);
    });
    await measures(page, state, state);
  });
}

/** Goes on by Tab to a control; each stop on the way has a focus that is seen. */
async function tabTo(page, target, most = 150) {
  for (let steps = 0; steps < most; steps++) {
    await page.keyboard.press("Tab");
    expect(await focusWrong(page)).toBe("");
    // What opens and closes something is found by its text, and has the focus as a whole.
    if (await target.first().evaluate((e) => e === document.activeElement || e.closest("summary") === document.activeElement)) return;
  }
  throw new Error(`not reached by ${most} steps: ${target}`);
}

async function press(page, target, key = "Enter") {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

const nav = (page, name) => page.getByRole("navigation").getByRole("link", { name });
const heading = (page) => page.getByRole("heading", { level: 1 });

/** A date as it is typed into a field of dates, whose parts stand in the order of the browser's own language. */
async function typeDate(page, field, date) {
  const [year, month, day] = date.split("-");
  await page.keyboard.type(`${month}${day}${year}`);
  if ((await field.inputValue()) !== date) {
    for (let back = 0; back < 2; back++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(`${year}`);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(`${month}${day}`);
  }
  await expect(field).toHaveValue(date);
}

test("by keyboard alone: a place is found, and its phone", async ({ page }) => {
  await open(page, "");
  await press(page, nav(page, "さがす"));
  await expect(heading(page)).toBeFocused();
  await tabTo(page, page.getByRole("searchbox"));
  await page.keyboard.type("本町児童館");
  const first = page.getByRole("link", { name: "本町児童館", exact: true });
  await expect(first).toBeVisible();
  await press(page, first);
  await expect(heading(page)).toHaveText("本町児童館");
  await expect(heading(page)).toBeFocused();
  const call = page.getByRole("main").getByRole("link", { name: /電話/ }).first();
  await tabTo(page, call);
  await expect(call).toHaveAttribute("href", /^tel:0/);
});

test("by keyboard alone: events are narrowed, and one is opened", async ({ page }) => {
  await open(page, "events/");
  await press(page, page.getByText("しぼりこむ", { exact: true }));
  const age = page.getByLabel("お子さんの年齢");
  // What is inside is there a moment after it was opened.
  await expect(age).toBeVisible();
  await tabTo(page, age);
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/age=/);
  await expect(age).toBeFocused();
  const first = page.getByRole("heading", { level: 3 }).getByRole("link").first();
  const name = await first.textContent();
  await press(page, first);
  await expect(heading(page)).toHaveText(name);
  await expect(heading(page)).toBeFocused();
});

test("by keyboard alone: a child is added, and its timeline is seen", async ({ page }) => {
  await open(page, "family/");
  const born = page.getByLabel("お子さんの誕生日");
  await tabTo(page, born);
  await typeDate(page, born, "2026-09-10");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "つぎの3つ" })).toBeVisible();
  await press(page, page.getByRole("link", { name: /^これからの予定/ }));
  await expect(heading(page)).toBeFocused();
  const step = page.getByText(/5種混合（1回目）/).first();
  await press(page, step);
  const done = page.getByRole("button", { name: "済み" }).filter({ visible: true }).first();
  // What is inside is there a moment after it was opened.
  await expect(done).toBeVisible();
  await press(page, done, "Space");
  await expect(done).toHaveAttribute("aria-pressed", "true");
  await expect(done).toBeFocused();
});

test("by keyboard alone: a plan is written, seen as paper and handed over", async ({ page }) => {
  await open(page, "plan/");
  await press(page, page.getByRole("listitem").filter({ hasText: "小さな子のいる家族のプラン" }).getByRole("button", { name: "あたらしく書く" }));
  await expect(heading(page)).toContainText("小さな子のいる家族のプラン");
  await expect(heading(page)).toBeFocused();
  await tabTo(page, page.getByLabel("お子さん"));
  await page.keyboard.type("絵本が好き");
  await press(page, page.getByRole("button", { name: "つぎへ" }));
  // The next part has come: the focus is on its heading.
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeFocused();
  await press(page, page.getByLabel("ひと息つく時間がない"), "Space");
  await expect(page.getByLabel("ひと息つく時間がない")).toBeChecked();
  await press(page, page.getByRole("link", { name: "紙にする" }));
  await expect(heading(page)).toBeFocused();
  await expect(page.getByText("絵本が好き")).toBeVisible();
  await page.goBack();
  await expect(heading(page)).toContainText("小さな子のいる家族のプラン");
  await expect(heading(page)).toBeFocused();
  await press(page, page.getByRole("link", { name: "渡す" }));
  await expect(heading(page)).toHaveText("プランを渡す");
  await expect(heading(page)).toBeFocused();
  await press(page, page.getByRole("button", { name: "ぜんぶ選ぶ" }));
  await tabTo(page, page.getByLabel("渡す相手"));
  await page.keyboard.type("山田さん");
  await press(page, page.getByRole("button", { name: "渡す内容を見る" }));
  // What goes is brought into view, which is waited for as one who reads it does.
  await expect(page.getByLabel("同意します", { exact: false })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeInViewport();
  await press(page, page.getByLabel("同意します", { exact: false }), "Space");
  await press(page, page.getByRole("button", { name: "渡す用意をする" }));
  // The sealing takes a while, and takes no focus away.
  await expect(page.getByRole("button", { name: "ファイルにする" })).toBeVisible();
  await expect(heading(page)).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "ファイルにする" }));
});

test("by keyboard alone: a backup is made", async ({ page, record }) => {
  await keep(page, record);
  await open(page, "keep/");
  await tabTo(page, page.getByLabel("合言葉", { exact: true }).first());
  await page.keyboard.type("umi no mieru hiroba");
  await page.keyboard.press("Tab");
  await page.keyboard.type("umi no mieru hiroba");
  const download = page.waitForEvent("download");
  await press(page, page.getByRole("button", { name: "控えのファイルを作る" }));
  await download;
  await expect(page.getByText("控えのファイルを作りました", { exact: false })).toBeVisible();
});

test("by keyboard alone: the language is changed, and いますぐ相談 is reached", async ({ page }) => {
  await open(page, "");
  await press(page, page.getByText("Language"));
  await press(page, page.getByRole("link", { name: "English", exact: true }));
  await started(page);
  await expect(page).toHaveURL(/\/en\/$/);
  await press(page, nav(page, "Get help now"));
  await expect(heading(page)).toBeFocused();
  const line = page.getByRole("main").getByRole("link", { name: /189/ }).first();
  await tabTo(page, line);
  await expect(line).toHaveAttribute("href", "tel:189");
});

for (const where of ["places/?kind=support_hub", "events/?month=2026-11", "family/", "SHEET", "keep/", "now/"]) {
  test(`through ${where}`, async ({ page, record }) => {
    await test.step("Tab goes through a whole page, sees each stop, and comes out again", async () => {
      await keep(page, record);
      await open(page, where === "SHEET" ? record.sheet : where);
      await page.evaluate(() => (window.stops = new Map()));
      /** How often the stop was met, and whether it is the page's end. */
      const stop = () =>
        page.evaluate(() => {
          const e = document.activeElement;
          if (e === document.body) return { end: true, count: 0 };
          window.stops.set(e, (window.stops.get(e) ?? 0) + 1);
          return { end: window.stops.size > 3 && e === window.stops.keys().next().value, count: window.stops.get(e), parts: e.type === "date" ? 4 : 1 };
        });
      let steps = 0;
      for (; steps < 400; steps++) {
        await page.keyboard.press("Tab");
        const { end, count, parts } = await stop();
        if (end) break;
        expect(count, "stopped twice").toBeLessThanOrEqual(parts);
        expect(await focusWrong(page)).toBe("");
        expect(page.url(), "a focus alone changes nothing").toContain(where === "SHEET" ? "sheet/" : where.split("?")[0]);
      }
      expect(steps).toBeGreaterThan(8);
      expect(steps).toBeLessThan(400);
    });
  });
}

test("a page that one comes to is named, and the focus is on its heading", async ({ page }) => {
  await open(page, "");
  // The page that is loaded is begun at its top.
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe("BODY");
  for (const [name, title] of [["さがす", "さがす"], ["イベント", "イベント"], ["うちの記録", "うちの記録"], ["いますぐ相談", "いますぐ相談"]]) {
    await nav(page, name).click();
    await expect(heading(page)).toHaveText(title);
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(`^${title}`));
  }
  await page.goBack();
  await expect(heading(page)).toHaveText("うちの記録");
  await expect(heading(page)).toBeFocused();
  // From one place to another at the same address: the same page, and yet another one.
  await open(page, "places/?kind=support_hub");
  const first = page.getByRole("heading", { level: 3 }).getByRole("link").first();
  const name = await first.textContent();
  await first.click();
  await expect(heading(page)).toHaveText(name);
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(`^${name}`));
  // Conditions stand in the address as well, and leave the focus where it is.
  await open(page, "places/");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("ひろば");
  await expect(page).toHaveURL(/#q=/);
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("what is wrong with a field is told at that field, and the focus goes there", async ({ page, record }) => {
  /** Sends, and looks for the text at the field. */
  const wrong = async (button, field, text) => {
    await button.click();
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(text);
    await expect(field).toBeFocused();
  };
  const button = (name, at = 0) => page.getByRole("button", { name, exact: true }).nth(at);
  await open(page, "family/");
  await wrong(button("はじめる"), page.getByLabel("出産予定日"), /日付を選んでください/);
  await page.getByLabel("お子さんの誕生日").fill("2027-03-01");
  await wrong(button("はじめる", 1), page.getByLabel("お子さんの誕生日"), /今日までの日付/);
  await keep(page, record);
  await open(page, record.child);
  await page.getByLabel("生まれたときの体重（グラム）").fill("15");
  await wrong(button("保存する"), page.getByLabel("生まれたときの体重（グラム）"), /200から9000/);
  await expect(page.getByText("保存しました")).toHaveCount(0);
  await open(page, "cards/");
  await page.getByText("券を加える", { exact: true }).click();
  await wrong(button("加える"), page.getByLabel("券の名前"), /名前を書いてください/);
  await page.getByLabel("券の名前").fill("券");
  await wrong(button("加える"), page.getByLabel("ぜんぶで何枚（何回）"), /1以上の数字/);
  await page.getByText("登録を加える", { exact: true }).click();
  await wrong(button("加える", 1), page.getByLabel("登録したところ"), /名前を書いてください/);
  await open(page, "diary/");
  await page.getByLabel("行ったところ").first().fill("");
  await wrong(button("保存する"), page.getByLabel("行ったところ").first(), /./);
  await open(page, "keep/");
  await wrong(button("控えのファイルを作る"), page.getByLabel("合言葉", { exact: true }).first(), /8文字以上にしてください/);
  await page.getByLabel("合言葉", { exact: true }).first().fill("umi no mieru");
  await page.getByLabel("もう一度、合言葉").first().fill("yama");
  await wrong(button("控えのファイルを作る"), page.getByLabel("もう一度、合言葉").first(), /ちがっています/);
  // It is looked at later than the button is pressed: the focus is left where one has gone.
  await button("ファイルを開く").click();
  await expect(page.getByLabel("控えのファイル")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("控えのファイル")).toHaveAccessibleDescription(/控えのファイルを選んでください/);
  await open(page, record.sheet);
  await button("ぜんぶ").click();
  await wrong(button("目標を加える"), page.getByLabel("目標", { exact: true }), /内容を書いてから、下のボタンを押してください/);
  await open(page, record.sheet.replace("sheet/", "hand/"));
  await wrong(button("渡す内容を見る"), page.getByRole("checkbox").first(), /./);
  await button("ぜんぶ選ぶ").click();
  await wrong(button("渡す内容を見る"), page.getByLabel("渡す相手"), /./);
  await page.getByLabel("渡す相手").fill("山田さん");
  await button("渡す内容を見る").click();
  await wrong(button("渡す用意をする"), page.getByLabel("同意します", { exact: false }), /./);
  await open(page, "receive/");
  await page.getByLabel("リンクを貼りつける").fill("abc");
  await wrong(button("読みこむ"), page.getByLabel("リンクを貼りつける"), /プランのリンクではないようです/);
});

test("a page about one thing in the record has its heading before that has been read, and the focus stays on it", async ({ page, record }) => {
  for (const [where, title] of [["child/", "お子さんの記録"], ["sheet/", "わたしのプラン"]]) {
    const painted = await (await page.request.get(where)).text();
    expect(painted).toMatch(new RegExp(`<h1[^>]*>${title}`));
  }
  await keep(page, record);
  let come;
  const held = new Promise((done) => (come = done));
  await page.route("**/assets/forms-*.bin", async (route) => {
    await held;
    await route.continue();
  });
  // From a page that does not wait for the forms, as わたしのプラン does.
  await open(page, "family/");
  await page.evaluate((address) => {
    const link = Object.assign(document.createElement("a"), { href: address, textContent: "プランへ" });
    document.querySelector("main").append(link);
  }, record.sheet);
  await press(page, page.getByRole("link", { name: "プランへ" }));
  await expect(page).toHaveURL(/sheet\/#id=/);
  await expect(heading(page)).toHaveText("わたしのプラン");
  await expect(heading(page)).toBeFocused();
  come();
  await expect(heading(page)).toHaveText(/小さな子のいる家族のプラン/);
  await expect(heading(page)).toBeFocused();
});

test("a cell that a city has to mend is told at its field on the desk", async ({ page }) => {
  await page.goto("desk/");
  const csv = "ID,名称,種別,住所,電話番号,更新日\nk1,ひだまりひろば,児童館,見本市町1,でんわ,2026-10-01\n";
  await page.getByLabel("ファイルを選ぶ").setInputFiles({ name: "preschool.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  const field = page.getByLabel("直す：2行目「電話番号」");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/市外局番からの電話番号/);
  await inEveryScheme(page, "the desk with a problem");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia(SCHEMES.dark);
  await axe(page, { scheme: "dark", state: "the desk with a problem, wide", rules: COLOUR_RULES });
});

test("what is chosen and what has the focus is seen in forced colours", async ({ page, record }) => {
  await keep(page, record);
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    const look = (target, property) => target.evaluate((e, property) => getComputedStyle(e)[property], property);
    await open(page, "places/?group=care");
    const purposes = page.getByRole("group", { name: "目的" });
    const [on, off] = [true, false].map((pressed) => purposes.getByRole("button", { pressed }).first());
    expect(await look(on, "backgroundColor")).not.toBe(await look(off, "backgroundColor"));
    const [here, there] = [nav(page, "さがす"), nav(page, "イベント")];
    expect(await look(here, "borderTopColor")).not.toBe(await look(there, "borderTopColor"));
    await off.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await look(off, "outlineStyle")).toBe("solid");
    expect(await look(off, "outlineColor")).not.toBe(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await open(page, "events/?month=2026-11&day=2026-11-28");
    const days = page.getByRole("grid").getByRole("button");
    expect(await look(days.and(page.getByRole("button", { name: /^11月28日/ })), "backgroundColor")).not.toBe(await look(days.first(), "backgroundColor"));
  }
});
