// The site in the other languages: pages of their own, painted and run, with what the city wrote marked as Japanese.
import { expect, open, started, axe } from "./support/index.js";
import { count, days } from "./support/names.js";
import { TODAY, keep, test } from "./support/record.js";
import { cutOff, sideways } from "./support/looks.js";
import { PAGES, SCHEMES, STATES, address, inEveryScheme, measured } from "./support/pages.js";
import { LANGUAGES as ALL, fill, text } from "./support/languages.js";
import { said } from "./support/words.js";

const LANGUAGES = ALL.filter(({ tag }) => tag !== "ja").map(({ tag, lang }) => [tag, lang, fill(text(tag, "nav", "places"), {})]);
/** Pages that are others without a record, and forms that nobody has written on. */
const EMPTY = ["", "family/", "timeline/", "cards/", "keep/", "plan/", "reply/", "paper/?form=infant", "sheet/?form=child"];
/** The language of the longest words: in it all is measured that is measured in Japanese, and all is opened that is opened there. */
const LONGEST = "vi";
const nav = (page) => page.getByRole("navigation").first();

for (const [tag, lang, find] of LANGUAGES) {
  test.describe(tag, () => {
    // Two halves, so that two can be looked at at once; each with all of its pages in one context.
    const half = Math.ceil(PAGES.length / 2);
    for (const [at, folders] of [PAGES.slice(0, half), PAGES.slice(half)].entries()) {
      test(`${tag} (${at + 1}): every page is in its language from the first paint on, and has no barrier, in light and dark`, async ({ page, record }) => {
        // Many pages in one test.
        test.setTimeout(480_000);
        await page.clock.setFixedTime(TODAY);
        await page.emulateMedia(SCHEMES.light);
        const stands = async (where, state) => {
          expect(await (await page.request.get(where)).text(), where).toContain(`<html lang="${lang}"`);
          await open(page, where);
          await expect(page.locator("html")).toHaveAttribute("lang", lang);
          await expect(nav(page).getByRole("link", { name: find, exact: true })).toBeVisible();
          // Nothing is left that a text has no word for.
          await expect(page.locator("body")).not.toContainText(/[{}《》]/);
          await inEveryScheme(page, state);
          if (tag === LONGEST) return measured(page, where);
          await page.setViewportSize({ width: 320, height: 700 });
          expect.soft(await sideways(page), where).toBeLessThanOrEqual(0);
          expect.soft(await cutOff(page), where).toEqual([]);
          await page.setViewportSize({ width: 390, height: 844 });
        };
        for (const where of at === 0 ? EMPTY : []) await test.step(`/${tag}/${where} without a record`, () => stands(`${tag}/${where}`, "empty"));
        await keep(page, record);
        for (const folder of folders) await test.step(`/${tag}/${folder}`, () => stands(`${tag}/${address(folder, record)}`, "filled"));
      });
    }
  });
}

// What takes longest in two halves, as above.
for (const [tag] of LANGUAGES) {
  for (const [at, states] of (tag === LONGEST ? [STATES.slice(0, 11), STATES.slice(11)] : [STATES]).entries()) {
    test(`${tag} (${at + 1}): what can be opened has no barrier`, async ({ page, record }) => {
      // Many pages in one test; what one of them has not is told soon all the same.
      test.setTimeout(480_000);
      page.setDefaultTimeout(20_000);
      await page.clock.setFixedTime(TODAY);
      await page.emulateMedia(SCHEMES.light);
      await keep(page, record);
      for (const [where, state, make] of states) {
        await test.step(state, async () => {
          await open(page, `${tag}/${address(where, record)}`);
          await make(page, said(tag));
          await inEveryScheme(page, state);
          if (tag === LONGEST) await measured(page, state, state);
        });
      }
    });
  }
}

test("one goes from a language to another on the same page, and the address says which", async ({ page }) => {
  await open(page, "places/?group=play");
  await page.getByText("Language", { exact: false }).first().click();
  await page.getByRole("link", { name: "English", exact: true }).click();
  await started(page);
  await expect(page).toHaveURL(/\/kosodate\/en\/places\/\?group=play/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find");
  // Its links stay in it, its files do not.
  await nav(page).getByRole("link", { name: "Events" }).click();
  await expect(page).toHaveURL(/\/kosodate\/en\/events\//);
  await page.getByRole("listitem").getByRole("heading").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/kosodate\/en\/event\/\?id=/);
  await expect(page.getByRole("heading", { level: 1 }).locator('[lang="ja"]')).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a page of one thing leads to the same thing in another language", async ({ page }) => {
  await open(page, "place/k990019001/");
  await page.getByText("Language").click();
  await page.getByRole("link", { name: "Português" }).click();
  await expect(page).toHaveURL(/\/kosodate\/pt\/place\/\?id=k990019001/);
  await expect(page.getByRole("heading", { level: 1 }).locator('[lang="ja"]')).toBeVisible();
});

test("whatever stands on a page in another language in Japanese is marked as Japanese", async ({ page }) => {
  test.setTimeout(120_000);
  // Names are left out, as WCAG 3.1.2 does: of the city and of つなぎ within a sentence of the page's own language, of lists and authorities under 「出典」,
  // of other programs' buttons in brackets.
  const NAMES = /しおみ子育てつなぎ|汐見市|つなぎ|\([^)]*\)/g;
  const unmarked = () =>
    page.evaluate((names) => {
      // What is folded away is drawn when it is opened.
      for (const fold of document.querySelectorAll("main details")) fold.open = true;
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest("script, style, .source, [lang=ja], [lang^=zh]")) continue;
        if (/[\u3041-\u30ff\u4e00-\u9fff]/.test(node.data.replace(new RegExp(names, "g"), ""))) found.push(`${node.parentElement.outerHTML.slice(0, 60)} … ${node.data.trim().slice(0, 60)}`);
      }
      return found;
    }, NAMES.source);
  for (const language of ["en", "vi"]) {
    for (const folder of ["", "places/", "place/?id=k990019001", "place/?id=k990019004", "events/", "event/?id=e990019012", "event/?id=e990019001", "programmes/", "programme/?id=s990019006", "now/", "about/", "arriving/?district=本町", "subscribe/", "family/", "plan/"]) {
      await open(page, `${language}/${folder}`);
      await expect.poll(unmarked, `${language}/${folder}`).toEqual([]);
    }
  }
});

test("what is ours is not marked as Japanese for the Japanese name in brackets within it", async ({ page }) => {
  await open(page, "en/now/");
  const line = page.getByRole("listitem").filter({ hasText: "DV Hotline Navi (DV相談ナビ)" }).first();
  const child = page.getByText("I might hit my child").first();
  for (const text of [line.getByRole("heading"), child]) expect(await text.evaluate((e) => e.closest("[lang]").lang)).toBe("en");
  expect(await page.getByRole("heading", { name: "児童家庭支援センター しおさい" }).evaluate((e) => e.closest("[lang]").lang)).toBe("ja");
});

test("choices that are partly the city's say which of them are, whatever their letters", async ({ page }) => {
  const choices = (list) => list.getByRole("option").evaluateAll((all) => all.map((o) => [o.closest("[lang]").lang, o.textContent.trim(), o.parentElement.label ?? ""]));
  await open(page, "zh/places/");
  const say = said("zh");
  await page.getByText(say("near.title")).click();
  const near = await choices(page.getByLabel(say("near.from")));
  // One that is of the same characters as the page's own language.
  expect(near).toContainEqual(["ja", "汐見市立本町小学校", ""]);
  expect(near[0][0]).toBe("zh-Hans");
  await open(page, "zh/spread/?as=picture");
  const events = await choices(page.getByLabel(say("spread.event")));
  expect(events[0]).toEqual(["zh-Hans", expect.stringMatching(say("spread.week")), ""]);
  expect(events.length).toBeGreaterThan(5);
  // Under their day, which the page says.
  for (const [lang, , day] of events.slice(1)) expect([lang, day]).toEqual(["ja", expect.stringMatching(/月.*日/)]);
});

test("headings of programmes are in the page's language where the city has them in it, and marked as Japanese where it has not", async ({ page }) => {
  const sections = () => page.getByRole("main").getByRole("heading", { level: 2 }).evaluateAll((all) => all.map((h) => [h.closest("[lang]").lang, h.textContent]));
  await open(page, "en/programmes/");
  expect(await sections()).toContainEqual(["en", "Pregnancy and birth"]);
  expect((await sections()).filter(([lang]) => lang !== "en")).toEqual([]);
  await open(page, "zh/programmes/");
  expect(await sections()).toContainEqual(["ja", "妊娠・出産"]);
  await open(page, "en/programme/?id=s990019006");
  const kind = page.getByText("Pregnancy and birth", { exact: true });
  expect(await kind.evaluate((e) => e.closest("[lang]").lang)).toBe("en");
});

test("what a city has in the page's language stands in the place of the Japanese; what it has not is marked as Japanese", async ({ page }) => {
  const header = "ID,名称,名称（ベトナム語）,名称_英字,種別,所在地_連結表記,所在地（英語）,説明,説明（英語）,対象者,対象者（英語）,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,利用可能日時特記事項（英語）";
  const row = "k1,ひだまりひろば,Quảng trường Nắng,Sunny Plaza,地域子育て支援拠点,見本県汐見市本町1,\"1 Honmachi, Shiomi\",親子で遊べます,Parents and children play here,どなたでも,Everyone,月～金,9:00,15:00,祝日は休み,Closed on national holidays";
  await page.route("**/data/990019_preschool.csv", (route) => route.fulfill({ contentType: "text/csv; charset=utf-8", body: `${header}\r\n${row}\r\n` }));
  const main = page.getByRole("main");
  await open(page, "en/place/?id=k1");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Sunny Plaza");
  for (const text of ["Parents and children play here", "Everyone", "1 Honmachi, Shiomi", "Closed on national holidays"]) {
    await expect(main.getByText(text, { exact: true })).toBeVisible();
    expect(await main.getByText(text, { exact: true }).evaluate((e) => e.closest("[lang]").lang)).toBe("en");
  }
  await expect(main.getByText("親子で遊べます")).toHaveCount(0);
  await axe(page);

  await open(page, "vi/place/?id=k1");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Quảng trường Nắng");
  for (const text of ["親子で遊べます", "どなたでも", "見本県汐見市本町1", "祝日は休み"]) {
    expect(await main.getByText(text, { exact: true }).evaluate((e) => e.closest("[lang]").lang)).toBe("ja");
  }

  await open(page, "place/?id=k1");
  await expect(main.getByText("親子で遊べます", { exact: true })).toBeVisible();
  await expect(main.getByText("Everyone")).toHaveCount(0);

  await open(page, "en/places/#q=parents");
  await expect(page.getByRole("link", { name: /Sunny Plaza/ })).toBeVisible();
});

test("what is ours is in the page's language: lines, rules, vaccines, forms; on paper beside the Japanese", async ({ page }) => {
  await open(page, "en/now/");
  await expect(page.getByRole("main")).toContainText(/child/i);
  await expect(page.getByRole("main")).not.toContainText("児童相談所虐待対応ダイヤル");
  await open(page, "en/paper/?form=infant");
  await expect(page.locator(".paper-original").first()).toHaveAttribute("lang", "ja");
  expect(await page.locator(".paper-original").count()).toBeGreaterThan(10);
});

test("the languages are fetched only where they are read", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, "");
  await page.waitForLoadState("networkidle");
  expect(asked.filter((name) => /texts-/.test(name))).toEqual([]);
  asked.length = 0;
  await open(page, "vi/");
  expect(asked.filter((name) => /texts-/.test(name)).length).toBe(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("いますぐ相談 is whole in every language", async ({ page }) => {
    for (const [tag, lang] of LANGUAGES) {
      await page.goto(`${tag}/now/`);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.getByRole("link", { name: /189/ }).first()).toBeVisible();
    }
  });
});

test("easy Japanese carries readings, and the app goes on changing what it wrote", async ({ page }) => {
  await open(page, "easy/places/");
  await expect(page.locator("ruby rt").first()).toBeVisible();
  const before = await count(page).textContent();
  await page.getByRole("searchbox").fill("ひろば");
  await expect(count(page)).not.toHaveText(before);
  await expect(page.locator("body")).not.toContainText(/[《》|]/);
});

// What ICU's own tables say, as Node's Intl has them.
// Japanese print has its brackets as wide as its letters.
const narrow = (text) => text.replaceAll("（", "(").replaceAll("）", ")");

for (const { tag, locale, weekday = "short", month = "short" } of ALL) {
  test(`every day of two years, and every month, is written as ${locale} writes it (${tag})`, () => {
    const day = { day: "numeric", month };
    const year = { year: "numeric" };
    // Ours, by table and key, and what is asked of Intl.
    const forms = [["date", "day", { ...day, weekday }], ["date", "day_with_year", { ...day, ...year, weekday }], ["date", "year_day", { ...day, ...year }], ["events", "month_title", { month: "long", ...year }], ["timeline", "month", { month: "long", ...year }]];
    const all = forms.map(([table, key, asked]) => [text(tag, table, key), new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...asked })]);
    const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].map((name) => text(tag, "weekday", name));
    for (let at = 0; at < 731; at += 1) {
      const date = new Date(Date.UTC(2027, 0, 1 + at));
      const values = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: fill(names[date.getUTCDay()], {}) };
      // A title begins with a large letter where texts do.
      const said = (title) => narrow(title).toLowerCase();
      expect(all.map(([ours]) => said(fill(ours, values)))).toEqual(all.map(([, format]) => said(format.format(date))));
    }
    // A time has no text: it is written alike in every language.
    const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
    expect([9, 15].map((hour) => time.format(new Date(Date.UTC(2027, 0, 1, hour, 5))))).toEqual(["9:05", "15:05"]);
  });

  test(`dates and numbers are written as ${locale} writes them (${tag})`, async ({ page }) => {
    await page.clock.setFixedTime(new Date("2026-12-28T03:00:00Z"));
    const rows = Array.from({ length: 1_234 }, (_, n) => `x${n},ひろば${n}番,地域子育て支援拠点`);
    await page.route("**/data/990019_preschool.csv", (route) => route.fulfill({ contentType: "text/csv; charset=utf-8", body: ["ID,名称,種別", ...rows].join("\r\n") }));
    const folder = tag === "ja" ? "" : `${tag}/`;
    await open(page, `${folder}events/?range=month`);
    const shown = await days(page).getByRole("time").evaluateAll((times) =>
      times.map((time) => {
        const plain = time.cloneNode(true);
        plain.querySelectorAll("rt, rp").forEach((reading) => reading.remove());
        return [time.dateTime, plain.textContent];
      }),
    );
    const written = (date) => {
      const year = date.startsWith("2026") ? {} : { year: "numeric" };
      const format = new Intl.DateTimeFormat(locale, { weekday, day: "numeric", month, ...year, timeZone: "UTC" });
      return format.format(new Date(date));
    };
    const years = new Set(shown.map(([date]) => date.slice(0, 4)));
    expect([...years]).toEqual(["2026", "2027"]);
    expect(shown.map(([, text]) => narrow(text))).toEqual(shown.map(([date]) => narrow(written(date))));

    await open(page, `${folder}places/`);
    const places = await count(page).textContent();
    const total = Number(places.replace(/[.,]/g, "").match(/\d{4}/)[0]);
    expect(total).toBeGreaterThan(1_234);
    expect(places).toContain(new Intl.NumberFormat(locale).format(total));
  });
}
