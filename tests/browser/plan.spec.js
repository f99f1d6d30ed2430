// わたしのプラン as a family makes one: strengths first, ticks that bring up what helps, goals looked back on, paper.
import { readFileSync } from "node:fs";
import { test, expect, open, axe } from "./support/index.js";
import { cards, fold, steps } from "./support/names.js";
import { beginWith } from "./support/record.js";
import { said, words } from "./support/words.js";

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"));
});

async function begin(page, name) {
  await open(page, "plan/");
  await cards(page).filter({ hasText: name }).getByRole("button", { name: "あたらしく書く" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
}

/** What was added to a sheet, each with its own 外す: goals, services, who does what. */
const items = (page, text = /./, off = "外す") => page.getByRole("listitem").filter({ hasText: text, has: page.getByRole("button", { name: off }) });
/** The words of a form in another language: its name, and what its fields are called. */
const labels = (language) => {
  const form = readFileSync(new URL(`../../forms/${language}/infant.toml`, import.meta.url), "utf8");
  return { name: form.match(/^name = "(.*)"/m)[1], of: (id) => form.match(new RegExp(`id = "${id}"(?:, |\\nkind = .*\\n)label = "(.*?)"`))[1] };
};
const papers = (page) => page.getByRole("article");

const pages = async (page) => (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;

test("one question at a time: words, ticks, what answers them, a goal, the next day; all of it kept at each stroke", async ({ page }) => {
  await begin(page, "小さな子のいる家族のプラン");
  await expect(page.getByText("1 / 4")).toBeVisible();
  await page.getByLabel("お子さん").fill("絵本が好き");
  await axe(page);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByLabel("ひと息つく時間がない").check();
  const found = page.getByRole("listitem").filter({ hasText: "「ひと息つく時間がない」から" }).first();
  await found.getByRole("button", { name: "プランに入れる" }).click();
  await expect(found.getByText("プランに入っています")).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByLabel("目標", { exact: true }).fill("週に1回、ひとりで買い物に行く");
  await page.getByLabel("いつまでに").selectOption({ label: "3か月後" });
  await page.getByRole("button", { name: "目標を加える" }).click();
  await expect(items(page)).toContainText("3か月後");
  await page.getByRole("button", { name: "つぎへ" }).click();
  await expect(items(page).first()).toBeVisible();
  await page.getByRole("button", { name: "3か月後の2027年2月21日にする" }).click();
  // Nothing was saved by hand.
  await page.reload();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await expect(page.getByLabel("お子さん").first()).toHaveValue("絵本が好き");
  await expect(page.getByLabel("ひと息つく時間がない")).toBeChecked();
  await expect(items(page).first()).toContainText("週に1回、ひとりで買い物に行く");
  await axe(page);
  await open(page, "timeline/");
  // Nobody's birthday is in the record, and yet the next talk is.
  await expect(steps(page)).toHaveCount(1);
  await expect(steps(page)).toContainText("2027年2月21日");
  await open(page, "");
  await expect(cards(page.getByRole("region", { name: "うちの予定" }))).toContainText("小さな子のいる家族のプラン");
  await open(page, "plan/");
  await expect(page.getByRole("link", { name: "小さな子のいる家族のプラン" })).toBeVisible();
});

test("the day of the next talk stands in the timeline", async ({ page }) => {
  await beginWith(page, "2025-09-10");
  await begin(page, "小さな子のいる家族のプラン");
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("つぎに話す日").fill("2026-12-01");
  await page.getByLabel("つぎに話す日").blur();
  await open(page, "timeline/");
  await expect(steps(page, "小さな子のいる家族のプラン")).toContainText("12月1日（火）");
});

test("looked back on: how each goal went, a new version, what changed, the former one whole", async ({ page }) => {
  await begin(page, "妊娠中のわたしのプラン");
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("もうできていること、楽しみにしていること").fill("名前を考えている");
  for (const goal of ["両親学級に行く", "産後ケアを見学する"]) {
    await page.getByLabel("目標", { exact: true }).fill(goal);
    await page.getByRole("button", { name: "目標を加える" }).click();
    await expect(items(page, goal)).toBeVisible();
  }
  const first = items(page, "両親学級に行く");
  await fold(first, "どうでしたか").click();
  await first.getByRole("button", { name: "できた" }).click();
  await first.getByLabel("ひとこと").fill("ふたりで行けた");
  await page.getByText("見なおす", { exact: true }).click();
  await page.getByRole("button", { name: "新しい版を作る" }).click();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await expect(items(page)).toHaveCount(1);
  await page.getByLabel("もうできていること、楽しみにしていること").fill("名前が決まった");
  await page.reload();
  await page.getByText("前の版からの変わったところ").click();
  await expect(page.getByText("「名前を考えている」から「名前が決まった」になりました")).toBeVisible();
  await expect(page.getByText("なくなりました：両親学級に行く")).toBeVisible();
  await open(page, "plan/");
  await expect(cards(page).filter({ hasText: "前の版" })).toHaveCount(1);
  await cards(page).filter({ hasText: "前の版" }).getByRole("link").click();
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await fold(first, "どうでしたか").click();
  await expect(first.getByLabel("ひとこと")).toHaveValue("ふたりで行けた");
});

test("on paper: one sheet of two sides, the private words nowhere; two copies when wanted", async ({ page }, info) => {
  await begin(page, "学校に通う子のいる家族のプラン");
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("お子さん").first().fill("電車のことなら何でも知っている");
  await page.getByText("自分だけのメモ").first().click();
  await page.getByRole("textbox", { name: "自分だけのメモ" }).first().fill("だれにも言っていないこと");
  await page.getByLabel("学校に行きにくい").check();
  await page.getByRole("link", { name: "紙にする" }).click();
  await expect(papers(page)).toContainText("電車のことなら何でも知っている");
  await expect(papers(page)).not.toContainText("だれにも言っていないこと");
  await expect(papers(page).getByRole("listitem").filter({ hasText: "☑" })).toHaveText("☑学校に行きにくい");
  await axe(page);
  if (info.project.name === "desk") {
    expect(await pages(page)).toBe(2);
    await page.getByLabel("2枚つづけて印刷する", { exact: false }).check();
    await expect(papers(page)).toHaveCount(2);
    expect(await pages(page)).toBe(4);
  }
});

test("every form prints blank on one sheet; long words flow on without being cut", async ({ page }, info) => {
  test.skip(info.project.name === "phone", "paper is paper");
  for (const form of ["pregnancy", "newborn", "infant", "school", "portrait", "landscape", "review", "child"]) {
    await open(page, `paper/?form=${form}`);
    await expect(papers(page)).toBeVisible();
    expect(await pages(page), form).toBeLessThanOrEqual(2);
  }
  await begin(page, "見なおしの紙");
  await page.getByRole("button", { name: "ぜんぶ" }).click();
  await page.getByLabel("やってみたこと、できたこと").fill("きょうは公園に行けた。\n".repeat(120) + "さいごの一行");
  await page.getByRole("link", { name: "紙にする" }).click();
  await expect(papers(page)).toContainText("さいごの一行");
  expect(await pages(page)).toBeGreaterThan(1);
});

// What is printed on a sheet and has no Japanese after it: neither what somebody wrote (here after ✎) nor what is Japanese itself.
const alone = (page) =>
  page.locator(".papers").evaluate((papers) => {
    const found = [];
    const walker = document.createTreeWalker(papers, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const printed = node.data.split("✎")[0];
      if (!/\p{L}/u.test(printed) || node.parentElement.closest('[lang="ja"]')) continue;
      let after = node.nextSibling;
      while (after && after.nodeType !== Node.ELEMENT_NODE && !/\S/.test(after.nodeType === Node.TEXT_NODE ? after.data : "")) after = after.nextSibling;
      const original = after?.matches?.('.paper-original[lang="ja"]') ? after : null;
      if (!original?.textContent.trim() || original.getClientRects().length === 0) found.push(node.data);
    }
    return found;
  });

for (const language of ["en", "vi"]) {
  test(`in another language (${language}) each form prints blank on one sheet, with the Japanese of all that is on it`, async ({ page }, info) => {
    test.skip(info.project.name === "phone", "paper is paper");
    test.setTimeout(120_000);
    for (const form of ["pregnancy", "newborn", "infant", "school", "portrait", "landscape", "review", "child"]) {
      await open(page, `${language}/paper/?form=${form}`);
      await expect(page.locator(".paper-original").first()).toBeVisible();
      await page.emulateMedia({ media: "print" });
      expect(await alone(page), form).toEqual([]);
      await page.emulateMedia({ media: null });
      expect(await pages(page), form).toBeLessThanOrEqual((await page.locator(".paper-back").count()) + 1);
    }
  });

  test(`whoever sits beside a family reads its sheet in another language (${language}) too: goals, days, how it went, whose words`, async ({ page }, info) => {
    test.skip(info.project.name === "phone", "paper is paper");
    const say = words(language);
    const form = labels(language);
    const button = (key) => page.getByRole("button", { name: say(key), exact: true });
    await open(page, `${language}/plan/`);
    await cards(page).filter({ has: page.getByRole("heading", { name: form.name, exact: true }) }).getByRole("button").click();
    await page.getByLabel(say("plan.for_label")).fill("✎ミカ");
    await fold(page, say("plan.beside")).click();
    await page.getByLabel(say("plan.beside_name")).fill("✎山田");
    await button("plan.beside_button").click();
    await button("plan.whole").click();
    await page.getByLabel(form.of("child"), { exact: true }).fill("✎絵本が好き");
    await page.getByLabel(form.of("cook")).check();
    await page.getByLabel(said(language)("plan.voice")).first().fill("✎よく笑いますね");
    await page.getByLabel(say("plan.goal"), { exact: true }).fill("✎散歩に行く");
    await page.getByRole("combobox", { name: say("plan.by") }).selectOption({ label: say("plan.by_three") });
    await button("plan.add_goal").click();
    const goal = items(page, "✎散歩に行く", say("plan.remove"));
    await fold(goal, say("plan.outcome")).click();
    await goal.getByRole("button", { name: say("plan.outcome_done") }).click();
    await page.getByLabel(form.of("next")).fill("2027-02-21");
    await page.getByLabel(form.of("next")).blur();
    await page.getByRole("link", { name: say("plan.print") }).click();
    await page.getByRole("checkbox", { name: say("plan.paper_two") }).check();
    await expect(papers(page)).toHaveCount(2);
    await expect(papers(page).first()).toContainText("✎散歩に行く");
    await page.emulateMedia({ media: "print" });
    expect(await alone(page)).toEqual([]);
    const japanese = await papers(page).locator('.paper-original[lang="ja"]').allTextContents();
    for (const text of ["家族控え", "支援者控え", "うら面", "1回目", "作成日", "2026年11月21日", "2027年2月21日", "目標", "いつまでに", "3か月後", "できた", "✎山田さんから", "料理がたいへん", "だれが", "電話番号"]) {
      expect(japanese, text).toContain(text);
    }
    await page.emulateMedia({ media: null });
    expect(await pages(page)).toBe(4);
    await axe(page);
  });
}

test("easy Japanese is Japanese: its sheet stands alone, and nothing is fetched for another", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, "easy/paper/?form=infant");
  await expect(papers(page)).toBeVisible();
  await expect(page.locator(".paper-original")).toHaveCount(0);
  expect(asked.filter((name) => /assets\/forms/.test(name)).length).toBe(1);
});

test("the child's own sheet: a face, its own words, no form but this", async ({ page }) => {
  await begin(page, "わたしのきもちシート");
  await page.getByRole("button", { name: "しんぱい" }).click();
  await expect(page.getByRole("button", { name: "しんぱい" })).toHaveAttribute("aria-pressed", "true");
  await axe(page);
  await page.reload();
  await expect(page.getByRole("button", { name: "しんぱい" })).toHaveAttribute("aria-pressed", "true");
});

test("a city's own form stands beside the others, and one with the same id in its place", async ({ page }) => {
  const form = 'format = 1\nid = "infant"\nname = "汐見市の子育てプラン"\n[[section]]\nid = "s"\ntitle = "はじめに"\n[[section.field]]\nid = "f"\nkind = "text"\nlabel = "いま、気になること"\n';
  await page.route("**/settings.csv", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ contentType: "text/csv", body: (await response.text()) + "様式ファイル,infant.toml,\r\n" });
  });
  await page.route("**/data/infant.toml", (route) => route.fulfill({ body: form, contentType: "text/plain" }));
  await begin(page, "汐見市の子育てプラン");
  await page.getByLabel("いま、気になること").fill("夜のこと");
  await open(page, "plan/");
  await expect(page.getByText("小さな子のいる家族のプラン")).toHaveCount(0);
});

test("what stands below the forms does not move when they come", async ({ page }, info) => {
  // As tall as Lighthouse's phone: the line below ends within the screen there.
  if (info.project.name === "phone") await page.setViewportSize({ width: 412, height: 823 });
  await page.addInitScript(() => {
    window.moved = [];
    new PerformanceObserver((list) => list.getEntries().forEach((e) => window.moved.push([e.value, ...e.sources.map((s) => s.node?.textContent)]))).observe({ type: "layout-shift", buffered: true });
  });
  await open(page, "plan/");
  await expect(page.getByRole("button", { name: "あたらしく書く" }).first()).toBeVisible();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await page.evaluate(() => window.moved)).toEqual([]);
});

test.describe("before the app is there", () => {
  test.use({ javaScriptEnabled: false });
  for (const [path, name] of [["plan/", "妊娠中のわたしのプラン"], ["en/plan/", "My pregnancy plan"]]) {
    test(`the forms can be read on ${path}, and printed`, async ({ page }) => {
      await page.goto(path);
      const form = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name }) });
      await expect(form).toBeVisible();
      await expect(form.getByRole("link")).toHaveAttribute("href", /paper\/#form=pregnancy$/);
    });
  }
});

test("what a record moves is not shown before it is there", async ({ page }) => {
  await open(page, "plan/");
  await page.getByRole("button", { name: "あたらしく書く" }).first().click();
  await expect(page).toHaveURL(/sheet\/#id=/);
  let come;
  const coming = new Promise((resolve) => (come = resolve));
  await page.route("**/assets/forms*.bin", async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto("plan/", { waitUntil: "commit" });
  const name = page.getByText("妊娠中のわたしのプラン");
  await expect(page.locator("html")).toHaveAttribute("data-record", "");
  await expect(name).toBeHidden();
  come();
  await expect(page.getByRole("heading", { name: "書いたプラン" })).toBeVisible();
  await expect(page.getByRole("button", { name: "あたらしく書く" })).toHaveCount(8);
});

test("the forms stay as they are when the app comes", async ({ page }) => {
  await page.addInitScript(() => {
    window.seen = window.gone = false;
    new MutationObserver(() => {
      const there = document.querySelector("main .card-name") !== null;
      window.seen ||= there;
      window.gone ||= window.seen && !there;
    }).observe(document, { childList: true, subtree: true });
  });
  // Slower than the program itself: what is painted stays until they are there.
  await page.route("**/assets/forms*.bin", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await open(page, "plan/");
  await expect(page.getByRole("button", { name: "あたらしく書く" })).toHaveCount(8);
  expect(await page.evaluate(() => [window.seen, window.gone])).toEqual([true, false]);
});
