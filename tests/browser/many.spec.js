// Very many places in a real browser: what is typed and chosen still answers, and the map opens.
import { test, expect, open } from "./support/index.js";
import { cards, count } from "./support/names.js";

const list = (length) => {
  const kinds = ["地域子育て支援拠点", "児童館", "認可私立保育所", "公園", "放課後児童クラブ"];
  const rows = Array.from({ length }, (_, n) =>
    [`x${n}`, `ひろば${n}番`, kinds[n % 5], `見本県汐見市町${n % 40}の${n}`, (34 + (n % 997) / 1000).toFixed(4), (137 + (n % 991) / 1000).toFixed(4), "0990-00-1000", "月～金", "9:00", "17:00", `地区${n % 40}`, "友だちがほしい"].join(","),
  );
  return ["ID,名称,種別,所在地_連結表記,緯度,経度,電話番号,利用可能曜日,開始時間,終了時間,地区,タグ", ...rows].join("\r\n");
};

for (const places of [10_000, 100_000]) {
  test(`${places} places`, async ({ page }) => {
    await page.route("**/data/990019_preschool.csv", (route) => route.fulfill({ contentType: "text/csv; charset=utf-8", body: list(places) }));
    await open(page, "places/");
    await expect(count(page)).toContainText(/^1\d{1,2},\d{3}件のうち30件/);
    // Letters that come while what is looked for is still being made ready are answered with those before them.
    await page.getByRole("searchbox").pressSequentially(`ひろば${places - 1}番`);
    await expect(cards(page).first()).toContainText(`ひろば${places - 1}番`);
    await expect(page).toHaveURL(new RegExp(`#q=${encodeURIComponent(`ひろば${places - 1}番`)}$`));
    await page.getByRole("searchbox").fill("児童館");
    await expect(cards(page).first()).toContainText("児童館");
    await page.getByText("しぼりこむ", { exact: true }).click();
    await page.getByLabel("地区", { exact: true }).focus();
    await page.getByLabel("地区", { exact: true }).selectOption("地区1");
    await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
    await page.getByRole("button", { name: "地図で見る" }).click();
    await expect(page.getByRole("group", { name: "見つかった場所の地図" }).getByRole("button", { name: /^(?!地図を)/ }).first()).toBeVisible();
  });
}

test("whoever goes on before a letter is answered is not brought back by the answer", async ({ page }) => {
  await page.route("**/data/990019_preschool.csv", (route) => route.fulfill({ contentType: "text/csv; charset=utf-8", body: list(100_000) }));
  await open(page, "places/");
  await page.getByRole("searchbox").fill("ひ");
  await page.getByRole("navigation").getByRole("link", { name: "イベント" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("イベント");
  // Longer than what is looked for takes to be made ready.
  await page.waitForTimeout(3000);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("イベント");
  await expect(page).toHaveURL(/\/events\/$/);
});

test("fifty thousand days of events in a month", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-01T01:00:00Z"));
  const rows = Array.from({ length: 1_700 }, (_, n) => [`x${n}`, `会${n}番`, "2026-01-01", "2027-12-31", "10:00", "11:00", "毎日", `種類${n % 9}`].join(","));
  const body = ["ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,カテゴリー", ...rows].join("\r\n");
  await page.route("**/data/990019_event.csv", (route) => route.fulfill({ contentType: "text/csv; charset=utf-8", body }));
  await open(page, "events/?range=month");
  await expect(count(page)).toHaveText("51,000件のうち40件");
  await expect(cards(page)).toHaveCount(40);
  await page.getByRole("button", { name: "もっと見る" }).click();
  await expect(cards(page)).toHaveCount(80);
  await page.getByRole("searchbox").fill("会1699番");
  await expect(count(page)).toHaveText("30件");
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "カレンダー", exact: true }).click();
  await expect(page.getByRole("button", { name: "11月28日（土）、1,700件" })).toBeVisible();
  await page.getByRole("button", { name: "11月28日（土）、1,700件" }).click();
  await expect(cards(page)).toHaveCount(40);
  // Named by the heading above it, not by the day's cell.
  await expect(cards(page.getByRole("list", { name: "11月28日（土）", exact: true }))).toHaveCount(40);
});
