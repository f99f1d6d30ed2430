// 近い順 and the map: from where one is or from a landmark, pins equal to the list, tiles only once agreed to.
import { test, expect, open, axe } from "./support/index.js";
import { cards, count } from "./support/names.js";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const total = async (page) => Number((await count(page).innerText()).match(/(\d+)件/)[1]);
const map = (page) => page.getByRole("group", { name: "見つかった場所の地図" });
/** Places that stand alone, and those that stand together: all buttons but the map's own. */
const pins = (page) => map(page).getByRole("button", { name: /^(?!地図を)/ });
const TOGETHER = /か所があつまっています/;
const ALONE = /^(?!地図を|\d+か所があつまっています)/;
/** How far it is, on a card. */
const DISTANCE = /約[\d.]+k?m/;

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T01:00:00Z"));
});

test("the map shows what the list shows, without asking anyone for anything", async ({ page }) => {
  await open(page, "places/?kind=support_hub");
  const all = await total(page);
  await page.getByRole("button", { name: "地図で見る" }).click();
  await expect(page).toHaveURL(/view=map/);
  await expect(page.getByText(`地図に${all}か所あります。`)).toBeVisible();
  await expect(pins(page).first()).toBeVisible();
  // Every place is a pin or in a cluster.
  const shown = await pins(page).evaluateAll((list) =>
    list.reduce((sum, pin) => sum + Number(pin.innerText || 1), 0),
  );
  expect(shown).toBe(all);
  await expect(map(page).getByRole("tooltip")).toHaveCount(8);
  await axe(page);
  // By keyboard: a cluster opens, a pin gives its card.
  for (let steps = 0; steps < 8; steps++) {
    const together = pins(page).and(page.getByRole("button", { name: TOGETHER }));
    if ((await pins(page).count()) > (await together.count()) || (await together.count()) === 0) break;
    await together.first().focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(400);
  }
  const pin = map(page).getByRole("button", { name: ALONE }).first();
  const name = await pin.getAttribute("aria-label");
  await pin.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "えらんだ場所" })).toBeVisible();
  await expect(page.getByRole("region", { name: "見つかった場所の地図" }).getByRole("status").getByRole("link", { name, exact: true })).toBeVisible();
  // Narrower results, fewer pins; the map comes back with the address.
  await page.getByRole("searchbox").fill("ふたご");
  await expect.poll(() => total(page)).toBeLessThan(all);
  await expect(page.getByText(`地図に${await total(page)}か所あります。`)).toBeVisible();
  await page.reload();
  await expect(pins(page).first()).toBeVisible();
});

test.describe("tiles", () => {
  test.use({ abroad: ["request to cyberjapandata.gsi.go.jp"] });

  test("are fetched only once somebody agreed, and their source is named", async ({ page }) => {
    const asked = [];
    await page.route("https://cyberjapandata.gsi.go.jp/**", (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: "image/png", body: PNG });
    });
    await open(page, "places/?kind=park&view=map");
    await expect(pins(page).first()).toBeVisible();
    expect(asked).toEqual([]);
    await expect(page.getByText("見ているあたりが先方に伝わります。")).toBeVisible();
    await page.getByRole("button", { name: "道路の絵を出す" }).click();
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    await expect(map(page)).toContainText("地理院タイル");
    await expect(page.locator(".leaflet-tile-loaded").first()).toBeAttached();
    await page.getByRole("button", { name: "道路の絵を消す" }).click();
    await expect(page.locator(".leaflet-tile")).toHaveCount(0);
  });
});

test("from where one is: asked for with its reason, and kept nowhere", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 34.7145, longitude: 137.1725 });
  await open(page, "places/?kind=support_hub");
  await page.getByText("近い順にならべる", { exact: true }).click();
  await expect(page.getByText("どこにも送らず、残しません。")).toBeVisible();
  await page.getByRole("button", { name: "いまいる場所から" }).click();
  await expect(page.getByText("近い順：いまいる場所")).toBeVisible();
  const far = cards(page).getByText(DISTANCE);
  await expect(far.first()).toContainText(/約[\d.]+k?m・歩いて約\d+分/);
  const metres = (await far.allInnerTexts()).map((text) => {
    const [, n, unit] = text.match(/約([\d.]+)(k?m)/);
    return Number(n) * (unit === "km" ? 1000 : 1);
  });
  expect(metres).toEqual([...metres].sort((a, b) => a - b));
  expect(page.url()).toContain("near=here");
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]));
  expect(kept).not.toMatch(/34\.7145|137\.1725/);
  await axe(page);
  // A place far from the phone's owner is not guessed at after a reload: one asks again.
  await page.reload();
  await expect(cards(page).first()).toBeVisible();
  await expect(far).toHaveCount(0);
});

test("where the phone does not say where it is, a district or a landmark does", async ({ page, context }) => {
  await context.clearPermissions();
  await open(page, "places/?kind=support_hub");
  await page.getByText("近い順にならべる", { exact: true }).click();
  await page.getByRole("button", { name: "いまいる場所から" }).click();
  await expect(page.getByText(/下の目じるしからもえらべます/)).toBeVisible();
  await page.getByLabel("目じるしからえらぶ").selectOption({ label: "浜手地区のまんなか" });
  await expect(page.getByText("近い順：浜手地区のまんなか")).toBeVisible();
  await expect(cards(page).first()).toContainText("浜手");
  await page.getByLabel("目じるしからえらぶ").selectOption({ label: "里山公民館" });
  await expect(cards(page).first()).toContainText("里山");
  await page.reload();
  await expect(page.getByText("近い順：里山公民館")).toBeVisible();
  await page.getByText("近い順：里山公民館").click();
  await page.getByRole("button", { name: "近い順をやめる" }).click();
  await expect(cards(page).getByText(DISTANCE)).toHaveCount(0);
});
