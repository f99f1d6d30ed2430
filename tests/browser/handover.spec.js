// Handing a plan over and back (手交): chosen parts, a code that is said aloud, link, QR codes and file; the answer taken
// in part by part; looked back on three months later.
import { readFileSync } from "node:fs";
import jsQR from "jsqr";
import { test as base, expect, open, started, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { fold } from "./support/names.js";

const now = (page, day) => page.clock.setFixedTime(new Date(`${day}T03:00:00Z`));

const test = base.extend({
  /** Another person's browser: nothing in it is shared with the first. */
  another: async ({ browser }, use) => {
    const contexts = [];
    await use(async (day) => {
      contexts.push(await browser.newContext());
      const page = await contexts.at(-1).newPage();
      await now(page, day);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

/** Follows a link as one does who has the site open already: a new page of it. */
async function follow(page, link) {
  await page.goto("about:blank");
  await page.goto(link);
  await started(page);
}

/** A sheet with words, a tick, what answers it, a goal; by the shortest way. Returns taps and screens. */
async function make(page) {
  let taps = 0;
  const screens = new Set();
  const seen = async () => screens.add(`${new URL(page.url()).pathname} ${await page.getByRole("heading", { level: 1 }).or(page.getByRole("heading", { level: 2 })).allInnerTexts()}`);
  const tap = async (locator) => {
    await locator.click();
    taps += 1;
    await seen();
  };
  const write = async (locator, text) => {
    taps += 1;
    await locator.fill(text);
  };
  await open(page, "plan/");
  await seen();
  await tap(page.getByRole("listitem").filter({ hasText: "小さな子のいる家族のプラン" }).getByRole("button", { name: "あたらしく書く" }));
  await write(page.getByLabel("お子さん"), "絵本が好き");
  await tap(page.getByRole("button", { name: "つぎへ" }));
  await tap(page.getByLabel("ひと息つく時間がない"));
  await tap(page.getByRole("listitem").filter({ hasText: "「ひと息つく時間がない」から" }).first().getByRole("button", { name: "プランに入れる" }));
  await write(page.getByLabel("自分の言葉で"), "夜は2時間おきに起きる");
  await tap(page.getByRole("button", { name: "つぎへ" }));
  await write(page.getByLabel("目標", { exact: true }), "週に1回、ひとりで買い物に行く");
  await tap(page.getByRole("button", { name: "目標を加える" }));
  await expect(page.getByRole("listitem").filter({ hasText: "買い物に行く" })).toHaveCount(1);
  await tap(page.getByRole("button", { name: "つぎへ" }));
  await tap(page.getByRole("button", { name: /^3か月後の/ }));
  return { taps, screens: screens.size, tap };
}

/** Chooses every part and hands them over; the code and the link. */
async function hand(page, { until = "1か月", tap = (locator) => locator.click() } = {}) {
  await tap(page.getByRole("link", { name: "渡す" }));
  await tap(page.getByRole("button", { name: "ぜんぶ選ぶ" }));
  await page.getByLabel("渡す相手").fill("こども家庭センターの山田さん");
  await tap(page.getByRole("button", { name: "相談の前に読んでもらう" }));
  await page.getByLabel("いつまで読めるようにしますか").selectOption({ label: until });
  await tap(page.getByRole("button", { name: "渡す内容を見る" }));
  await tap(page.getByLabel("同意します", { exact: false }));
  await tap(page.getByRole("button", { name: "渡す用意をする" }));
  return carried(page);
}

/** One part of an answer, to be taken in or not. */
const reply = (page, words) => part(page, { has: page.getByRole("term"), hasText: words });

/** The code that is said aloud, as it stands on the page. */
const spoken = (page) => page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/);

/** The code on the page, and the link out of the file that it gives. */
async function carried(page) {
  const button = page.getByRole("button", { name: "ファイルにする" });
  await button.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const file = await download.path();
  const link = readFileSync(file, "utf8").match(/http\S+/)[0];
  const code = (await spoken(page).count()) ? await spoken(page).innerText() : "";
  return { code, link, file };
}

async function unlock(page, code) {
  await page.getByLabel("番号（16けた）").fill(code);
  await page.getByRole("button", { name: "開く", exact: true }).click();
}

test("the whole way: form, worries, services, paper, handed over by link, answered, taken in, looked back on", async ({ page, another }, info) => {
  test.setTimeout(150_000);
  await now(page, "2026-11-21");
  const made = await make(page);
  console.log(`    ${made.taps} taps and ${made.screens} screens to a whole plan (${info.project.name})`);
  info.annotations.push({ type: "taps", description: `${made.taps} taps, ${made.screens} screens to a whole plan` });
  expect(made.taps).toBeLessThanOrEqual(15);

  await page.getByText("自分だけのメモ").first().click();
  await page.getByRole("textbox", { name: "自分だけのメモ" }).first().fill("だれにも言っていないこと");
  const sheet = page.url();

  // On paper, with the way back to it.
  await page.getByRole("link", { name: "紙にする" }).click();
  await expect(page.getByRole("article")).toContainText("夜は2時間おきに起きる");
  await expect(page.getByRole("article").getByRole("img", { name: "つづきを開く" })).toBeVisible();
  if (info.project.name === "desk") {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g).length).toBe(2);
  }

  // Handed over: exactly what was chosen is seen first.
  await page.goto(sheet);
  await started(page);
  const { code, link } = await hand(page);
  expect(code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
  expect(link).not.toContain("?");
  await axe(page);

  // The other side: nothing but the link and the code.
  const theirs = await another("2026-11-22");
  await follow(theirs, link);
  await expect(theirs.getByLabel("番号（16けた）")).toBeVisible();
  // What was handed over stays in no address.
  expect(new URL(theirs.url()).hash).toBe("");
  await axe(theirs);
  await unlock(theirs, code);
  await expect(theirs.getByRole("article")).toContainText("絵本が好き");
  await expect(theirs.getByRole("main")).not.toContainText("だれにも言っていないこと");
  await test.step("the field for one's own name says so to the browser", async () => {
    await expect(theirs.getByLabel("あなたの名前")).toHaveAttribute("autocomplete", "name");
  });
  await theirs.getByLabel("あなたの名前").fill("保健師 山田");
  await theirs.getByRole("button", { name: "書きはじめる" }).click();
  await theirs.getByLabel("保健師 山田さんから").nth(1).fill("昼に休めるところを、いっしょに探しましょう。");
  for (const fold of await theirs.getByText("ご家族の言葉を見る、欄に書く").all()) await fold.click();
  // The family's words stand as they are; empty fields can be filled.
  await expect(theirs.getByRole("blockquote").filter({ hasText: "絵本が好き" })).toBeVisible();
  await expect(theirs.getByRole("textbox", { name: "お子さん", exact: true })).toHaveCount(0);
  await theirs.getByLabel("だれが").fill("山田");
  await theirs.getByLabel("なにを").fill("一時預かりの見学に行く");
  await theirs.getByRole("button", { name: "加える", exact: true }).first().click();
  await expect(theirs.getByRole("listitem").filter({ hasText: "見学に行く" })).toContainText("保健師 山田さんから");
  await axe(theirs);
  await theirs.getByRole("button", { name: "返す用意をする" }).click();
  const back = await carried(theirs);
  // Nothing of it is kept there.
  expect(await theirs.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe("[{},{}]");

  // Meanwhile the family has written on.
  await page.goto(sheet);
  await started(page);
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("わたし・家族").first().fill("朝は笑って送りだせた");

  // It comes back: no code is asked for, and each part is taken in or not.
  await follow(page, back.link);
  await expect(page.getByRole("heading", { name: "返事を確かめる" })).toBeVisible();
  await expect(page.getByText("あと2件です。")).toBeVisible();
  await axe(page);
  await reply(page, "見学に行く").getByRole("button", { name: "入れない" }).click();
  await expect(page.getByText("あと1件です。")).toBeVisible();
  await reply(page, "昼に休めるところ").getByRole("button", { name: "プランに入れる" }).click();
  await expect(page.getByText("ぜんぶ確かめました。")).toBeVisible();
  await page.getByRole("link", { name: "プランを開く" }).click();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await expect(page.getByRole("blockquote")).toContainText("昼に休めるところ");
  await expect(page.getByText("見学に行く")).toHaveCount(0);
  await expect(page.getByLabel("わたし・家族").first()).toHaveValue("朝は笑って送りだせた");

  // Three months later.
  await now(page, "2027-02-21");
  await page.reload();
  await started(page);
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  const goal = page.getByRole("listitem").filter({ hasText: "買い物に行く" });
  await fold(goal, "どうでしたか").click();
  await goal.getByRole("button", { name: "できた" }).click();
  await page.getByText("見なおす", { exact: true }).click();
  await page.getByRole("button", { name: "「見なおしの紙」で見なおす" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("見なおしの紙");
  const before = page.getByRole("blockquote").filter({ hasText: "前回（2026年11月21日）" }).first();
  await expect(before).toContainText("夜は2時間おきに起きる");
  await expect(before.getByRole("listitem").filter({ hasText: "買い物に行く" }).getByRole("button", { name: "できた" })).toHaveAttribute("aria-pressed", "true");
  await axe(page);
});

test("by QR codes: each opens a page, the last of them asks for the code", async ({ page, browser }, info) => {
  test.skip(info.project.name === "desk", "the same code at any width");
  await now(page, "2026-11-21");
  await make(page);
  // Words enough for several codes.
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("自分の言葉で").fill(Array.from({ length: 60 }, (_, n) => `${n}日目は${String.fromCodePoint(0x4e00 + n * 37)}のことを話した。`).join(""));
  const { code } = await hand(page);
  await page.getByRole("button", { name: "QRコードを見せる" }).click();
  const count = Number((await page.getByText(/全部で\d+枚/).innerText()).match(/全部で(\d+)枚/)[1]);
  expect(count).toBeGreaterThan(1);
  const links = [];
  const shown = page.getByRole("img", { name: /QRコード/ });
  const drawn = () => shown.evaluate((svg) => svg.querySelector("path").getAttribute("d"));
  for (let n = 1; n <= count; n += 1) {
    await expect(page.getByText(`${n}枚目（全部で${count}枚）`)).toBeVisible();
    await expect(shown).toBeVisible();
    links.push(read(await shown.evaluate((svg) => [svg.getAttribute("viewBox"), svg.querySelector("path").getAttribute("d")])));
    if (n < count) {
      // The former code is gone before the next is looked at.
      const former = await drawn();
      await page.getByRole("button", { name: "つぎのコード" }).click();
      await expect.poll(drawn).not.toBe(former);
    }
  }
  const theirs = await browser.newContext();
  // A camera opens a page for each code, in whatever order.
  for (const [at, link] of links.reverse().entries()) {
    const tab = await theirs.newPage();
    await now(tab, "2026-11-21");
    await tab.goto(link);
    await started(tab);
    if (at + 1 < count) {
      await expect(tab.getByText(`${count}枚のうち${at + 1}枚を読みとりました。`)).toBeVisible();
    } else {
      await unlock(tab, code);
      await expect(tab.getByRole("article")).toContainText("59日目は");
      // Nothing waits any longer.
      expect(await tab.evaluate(() => localStorage.length)).toBe(0);
    }
  }
  await theirs.close();
});

/** What a QR code says, by a reader that is not ours. */
function read([box, path]) {
  const width = Number(box.split(" ")[2]);
  const scale = 4;
  const side = width * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = y * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = x * scale; column < (Number(x) + Number(run)) * scale; column += 1) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return jsQR(pixels, side, side).data;
}

test("a wrong code, a cut link, a changed one, one of another kind, one whose day has passed: each says what to do", async ({ page, another }, info) => {
  test.skip(info.project.name === "desk", "the same code at any width");
  await now(page, "2026-11-21");
  await make(page);
  const { code, link, file } = await hand(page, { until: "1週間" });
  const theirs = await another("2026-11-22");
  await open(theirs, "receive/");
  const paste = async (text) => {
    await theirs.getByLabel("リンクを貼りつける").fill(text);
    await theirs.getByRole("button", { name: "読みこむ", exact: true }).click();
  };
  await paste("https://example.jp/");
  await expect(theirs.getByRole("alert").filter({ hasText: "プランのリンクではないようです" })).toBeVisible();
  await axe(theirs);
  await paste(link.slice(0, -40));
  await expect(theirs.getByRole("alert").filter({ hasText: "途中で切れているか" })).toBeVisible();
  const at = link.length - 60;
  await paste(link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1));
  await expect(theirs.getByRole("alert").filter({ hasText: "途中で切れているか" })).toBeVisible();
  await paste(`${link} です。よろしくお願いします`);
  await unlock(theirs, "1234");
  await expect(theirs.getByRole("alert").filter({ hasText: "いま4けた" })).toBeVisible();
  const digits = code.replaceAll(" ", "");
  await unlock(theirs, digits.slice(0, 15) + ((Number(digits[15]) + 1) % 10));
  await expect(theirs.getByRole("alert").filter({ hasText: "1か所ちがう" })).toBeVisible();
  await unlock(theirs, "0000 0000 0000 0000");
  await expect(theirs.getByRole("alert").filter({ hasText: "この番号では開けませんでした" })).toBeVisible();
  await unlock(theirs, code);
  await expect(theirs.getByRole("article")).toBeVisible();
  await theirs.getByRole("button", { name: "閉じて、この端末から消す" }).click();
  await expect(theirs.getByText("プランの中身は、この端末に残っていません")).toBeVisible();
  // The file opens as the link does; and no more once its day has passed.
  await now(theirs, "2026-11-29");
  await open(theirs, "receive/");
  await theirs.getByLabel("ファイルから開く").setInputFiles(file);
  await theirs.getByRole("button", { name: "ファイルを読みこむ" }).click();
  await unlock(theirs, code);
  await expect(theirs.getByRole("alert").filter({ hasText: "2026年11月28日までの約束" })).toBeVisible();
  await expect(theirs.getByRole("article", { includeHidden: true })).toHaveCount(0);
});

test("only the chosen parts go; the record of what was handed over stays, and can be taken away", async ({ page, another }) => {
  await now(page, "2026-11-21");
  await make(page);
  await page.getByRole("link", { name: "渡す" }).click();
  await page.getByRole("button", { name: "渡す内容を見る" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "渡すところを1つ以上" })).toBeVisible();
  await page.getByLabel("できていること、よいところ").check();
  await page.getByLabel("渡す相手").fill("ひろばの佐藤さん");
  await page.getByRole("button", { name: "渡す内容を見る" }).click();
  await expect(page.getByRole("article")).toContainText("絵本が好き");
  await expect(page.getByRole("article")).not.toContainText("2時間おき");
  await axe(page);
  await page.getByRole("button", { name: "渡す用意をする" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "印をつけてください" })).toBeVisible();
  await page.getByLabel("同意します", { exact: false }).check();
  await page.getByRole("button", { name: "渡す用意をする" }).click();
  const { code, link } = await carried(page);
  const theirs = await another("2026-11-21");
  await follow(theirs, link);
  await unlock(theirs, code);
  await expect(theirs.getByRole("article")).toContainText("絵本が好き");
  await expect(theirs.getByRole("main")).not.toContainText("2時間おき");
  // On the family's own phone the link shows what the other side sees.
  await follow(page, link);
  await expect(page.getByText("これは、あなたが渡したプランです")).toBeVisible();
  await open(page, "plan/");
  await page.getByRole("link", { name: "渡した記録" }).click();
  // The page before has cards as well.
  await expect(page.getByRole("heading", { name: "渡した記録", level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("ひろばの佐藤さん");
  await axe(page);
  await page.getByRole("main").getByRole("listitem").getByRole("link").click();
  await expect(spoken(page)).toHaveText(code);
  await page.getByText("この記録を消す").click();
  await page.getByRole("button", { name: "消す", exact: true }).click();
  await expect(page.getByText("まだ、だれにも渡していません。")).toBeVisible();
});

test("both wrote in the same place: both stay; what comes back late goes into the newer version", async ({ page, another }, info) => {
  test.skip(info.project.name === "desk", "the same code at any width");
  await now(page, "2026-11-21");
  await make(page);
  const sheet = page.url();
  const { code, link } = await hand(page);
  const theirs = await another("2026-11-22");
  await follow(theirs, link);
  await unlock(theirs, code);
  await theirs.getByLabel("あなたの名前").fill("山田");
  await theirs.getByRole("button", { name: "書きはじめる" }).click();
  for (const fold of await theirs.getByText("ご家族の言葉を見る、欄に書く").all()) await fold.click();
  await theirs.getByLabel("わたし・家族").first().fill("おむつ替えが手早い");
  await theirs.getByRole("button", { name: "返す用意をする" }).click();
  const back = await carried(theirs);
  await page.goto(sheet);
  await started(page);
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("わたし・家族").first().fill("早起きができた");
  await page.getByText("見なおす", { exact: true }).click();
  await page.getByRole("button", { name: "新しい版を作る" }).click();
  await follow(page, back.link);
  await expect(page.getByText("新しい版に入ります")).toBeVisible();
  const part = reply(page, "返事");
  await expect(part).toContainText("早起きができた");
  await expect(part).toContainText("おむつ替えが手早い");
  await part.getByRole("button", { name: "両方のこす" }).click();
  await expect(page.getByText("ぜんぶ確かめました。")).toBeVisible();
  await page.getByRole("link", { name: "プランを開く" }).click();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await expect(page.getByLabel("わたし・家族").first()).toHaveValue("早起きができた\nおむつ替えが手早い");
  // The same answer once more is no new one.
  await follow(page, back.link);
  await expect(page.getByText("ぜんぶ確かめました。")).toBeVisible();
});
