// マイ相談先: suggested from the district alone, kept with one tap, first on home with today's hours; and what one has in mind.
import { test, expect, open, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { cards } from "./support/names.js";

/** Whom one can ask, by what stands there: parts without a heading. */
const desk = (page, within) => part(page, { ...within, hasNot: page.getByRole("heading") });
/** Whom one has chosen. */
const kept = (page) => desk(page, { has: page.getByRole("button", { name: "外す" }) });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T01:00:00Z"));
});

test("how many minutes on foot, from the district's school or a landmark of one's own", async ({ page }) => {
  await open(page, "hub/");
  await page.getByLabel("お住まいの地区").focus();
  await page.getByLabel("お住まいの地区").selectOption("浜手");
  const body = desk(page, { hasText: "浜手地域子育て相談室" });
  await expect(body).toContainText(/汐見市立浜手小学校から歩いて約\d+分/);
  await page.getByLabel("近くの目じるし").focus();
  await page.getByLabel("近くの目じるし").selectOption({ label: "浜手公民館" });
  await expect(body).toContainText(/浜手公民館から歩いて約\d+分/);
  await expect(page.getByLabel("近くの目じるし")).toBeFocused();
  await axe(page);
  await page.reload();
  await expect(body).toContainText(/浜手公民館から歩いて約\d+分/);
});

test("from the district alone, kept with one tap, first on home", async ({ page }) => {
  await open(page, "");
  await page.getByRole("link", { name: "マイ相談先をえらぶ" }).click();
  await page.getByLabel("お住まいの地区").selectOption("浜手");
  const body = desk(page, { hasText: "浜手地域子育て相談室" });
  await expect(body).toContainText("個室");
  await axe(page);
  await body.getByRole("button", { name: "マイ相談先にする" }).click();
  await expect(kept(page)).toContainText("浜手地域子育て相談室");
  await page.reload();
  await expect(kept(page)).toContainText("いま開いています");
  await axe(page);
  await open(page, "");
  const first = part(page, { has: page.getByRole("heading", { name: "マイ相談先" }) });
  await expect(first).toContainText("浜手地域子育て相談室");
  await expect(first.getByRole("link", { name: /電話する/ })).toBeVisible();
  await axe(page);
  await open(page, "hub/");
  await kept(page).getByRole("button", { name: "外す" }).click();
  await expect(page.getByText("まだ、えらんでいません。", { exact: false })).toBeVisible();
});

test("one of another district, and a list of what one has in mind", async ({ page }) => {
  await open(page, "places/#q=" + encodeURIComponent("かもめ"));
  await page.getByRole("link", { name: "北浦つどいのひろば かもめ", exact: true }).click();
  const hub = page.getByRole("button", { name: "マイ相談先にする" });
  await hub.click();
  await expect(page.getByRole("button", { name: "マイ相談先です" })).toHaveAttribute("aria-pressed", "true");
  await axe(page);
  await open(page, "places/#q=" + encodeURIComponent("灯台公園"));
  await page.getByRole("link", { name: "灯台公園", exact: true }).click();
  // A park is nobody to ask.
  await expect(page.getByRole("button", { name: "マイ相談先にする" })).toHaveCount(0);
  await page.getByRole("button", { name: "気になるリストに入れる" }).click();
  await page.getByRole("main").getByRole("link", { name: "マイ相談先" }).click();
  await expect(kept(page)).toContainText("北浦つどいのひろば かもめ");
  await expect(cards(page)).toContainText("灯台公園");
  await open(page, "keep/");
  await expect(page.getByText("マイ相談先と気になるところ 2件")).toBeVisible();
});
