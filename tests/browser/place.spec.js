// A place's page as one needs it before a first visit, and what belongs to it; 引っ越してきた方へ; a programme's costs.
import { test, expect, open, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { cards } from "./support/names.js";

/** A part of a page, by its heading. */
const under = (page, name) => part(page, { has: page.getByRole("heading", { level: 2, name }) });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T01:00:00Z"));
});

test("who is there, what to bring, how to get there, what else is at the same address", async ({ page }) => {
  await open(page, "place/?id=k990019001");
  const who = under(page, "だれがいますか");
  await expect(who.getByRole("listitem").filter({ hasText: "助産師" })).toContainText("授乳");
  await expect(under(page, "行く前に知りたいこと")).toContainText("母子健康手帳");
  await expect(page.getByRole("link", { name: "道順" })).toHaveAttribute("href", /maps\/dir\/\?api=1&destination=34\.7145,137\.1725/);
  const same = under(page, "同じ場所にあるもの");
  await expect(same.getByRole("link", { name: "しおみファミリー・サポート・センター" })).toBeVisible();
  await expect(same.getByRole("link", { name: /こども家庭センター 総合相談（0990-00-1000）に電話する/ })).toBeVisible();
  // Beside the number, the other ways.
  await expect(page.getByRole("paragraph").filter({ hasText: "相談の方法" })).toContainText("LINE");
  // For search engines.
  const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
  expect(data).toMatchObject({ "@type": "GovernmentOffice", name: "汐見市こども家庭センター", telephone: "+81990001000" });
  expect(data.openingHoursSpecification[0]).toMatchObject({ opens: "08:30", closes: "17:15" });
  // Its address on the web, which is the same wherever it was opened.
  expect(data.url).toBe("https://kosodate.city.shiomi.example.jp/place/k990019001/");
  await same.getByRole("link", { name: "しおみファミリー・サポート・センター" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("しおみファミリー・サポート・センター");
  await axe(page);
});

test("a code for the phone beside one's own, and one sheet of paper", async ({ page }) => {
  // The fullest of the sample's pages.
  await open(page, "place/?id=k990019001");
  await page.getByRole("button", { name: "QRコード" }).click();
  await expect(page.getByRole("img", { name: "QRコード" })).toBeVisible();
  await axe(page);
  await page.evaluate(() => (window.print = () => (window.printed = true)));
  await page.getByRole("button", { name: "印刷する" }).click();
  await expect.poll(() => page.evaluate(() => window.printed)).toBe(true);
  const pdf = await page.pdf({ format: "A4" }).catch(() => null);
  if (pdf) expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
});

test("one place of two lists is found once, with both as its sources", async ({ page }) => {
  await open(page, "places/#q=" + encodeURIComponent("本町児童館"));
  await expect(cards(page).filter({ hasText: "本町児童館" })).toHaveCount(1);
  await open(page, "place/?id=p31");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("本町児童館");
  await page.getByText("登録データ").click();
  await expect(page.getByText("「子育て施設一覧」")).toBeVisible();
  await expect(page.getByText("「公共施設一覧」")).toBeVisible();
});

test("引っ越してきた方へ: five things of a district, in the address", async ({ page }) => {
  await open(page, "");
  await page.getByRole("link", { name: "引っ越してきた方へ" }).click();
  await page.getByLabel("お住まいの地区").focus();
  await page.getByLabel("お住まいの地区").selectOption("桜丘");
  await expect(page).toHaveURL(/arriving\/#district=/);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([/^1なんでも聞ける人/, /^2遊べる/, /^3かかりつけ/, /^4預けたいとき/, /^5手続きと手当/, /手もとに置く/]);
  const ask = under(page, "なんでも聞ける人");
  await expect(cards(ask).first()).toContainText("桜丘地域子育て相談室");
  await expect(under(page, "遊べる・知り合える場所")).toContainText("はじめて歓迎");
  await expect(under(page, "手続きと手当")).toContainText("児童手当");
  await axe(page);
  await page.reload();
  await expect(page.getByLabel("お住まいの地区")).toHaveValue("桜丘");
  await expect(cards(ask).first()).toContainText("桜丘地域子育て相談室");
});

test("a programme: costs by income, papers, by when, and the place behind it", async ({ page }) => {
  await open(page, "programmes/");
  await page.getByRole("link", { name: "子育て短期支援事業（ショートステイ・トワイライトステイ）" }).click();
  const costs = page.getByRole("table");
  await expect(costs.getByRole("row", { name: "生活保護世帯 0円" })).toBeVisible();
  await expect(costs.getByRole("row", { name: "そのほかの世帯 1泊2,750円" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "はじめての方は登録票" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "使いたい日の3日前まで" })).toBeVisible();
  await expect(cards(page).first()).toBeVisible();
  await axe(page);
});
