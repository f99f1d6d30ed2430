// What holds for every page: it reloads anywhere, asks nobody else, works for everyone, fails kindly.
import { test, expect, open, started, axe } from "./support/index.js";
import { ROOT, SITE } from "./support/hosts.js";
import { LANGUAGES, text } from "./support/languages.js";

const pages = [
  ["", "子育ての「どこに？」「だれに？」を、ここから"],
  ["places/", "さがす"],
  ["place/?id=k990019001", "汐見市こども家庭センター"],
  ["events/", "イベント"],
  ["event/?id=e990019001", "プレパパ・プレママの日曜両親学級"],
  ["programmes/", "制度・サービス"],
  ["programme/?id=s990019006", "産後ケア事業"],
  ["family/", "うちの記録"],
  ["child/?id=none", "この記録は見つかりませんでした"],
  ["timeline/", "これからの予定"],
  ["plan/", "わたしのプラン"],
  ["sheet/?id=none", "このプランは見つかりませんでした"],
  ["paper/?form=child", "プランの紙"],
  ["year/", "1年のカレンダー"],
  ["diary/?place=k990019002", "利用の記録"],
  ["cards/", "券と登録"],
  ["keep/", "保存と引っこし"],
  ["now/", "いますぐ相談"],
  ["subscribe/", "カレンダーで受けとる"],
  ["arriving/", "引っ越してきた方へ"],
  ["kids/", "こどもの そうだん"],
  ["about/", "このサイトについて"],
];

for (const [path, heading] of pages) {
  test(`/${path} opens, reloads, and has no barrier`, async ({ page }, info) => {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    // On the phone in every scheme of colours: access.spec.js.
    if (info.project.name === "desk") await axe(page);
    await page.reload();
    await started(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  });
}

test("at the root of a server as at a sub-path", async ({ page }) => {
  await open(page, ROOT);
  await page.getByRole("navigation").getByRole("link", { name: "イベント" }).click();
  await expect(page).toHaveURL(`${ROOT}events/`);
  await page.reload();
  await started(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("イベント");
});

test("moving about loads no page anew, and the tab of the page is marked", async ({ page }) => {
  await open(page, "");
  await page.evaluate(() => (window.stays = true));
  for (const [name, heading] of [["さがす", "さがす"], ["イベント", "イベント"], ["うちの記録", "うちの記録"], ["いますぐ相談", "いますぐ相談"]]) {
    const link = page.getByRole("navigation").getByRole("link", { name });
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(link).toHaveAttribute("aria-current", "page");
  }
  expect(await page.evaluate(() => window.stays)).toBe(true);
});

test("the policy is strict, and there is nothing inline", async ({ page }) => {
  for (const [path] of pages) {
    const response = await page.request.get(new URL(path, SITE).href);
    const html = await response.text();
    const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(html).not.toMatch(/<script(?![^>]*src=)/);
    expect(html).not.toMatch(/<style|\sstyle="|\son[a-z]+="/);
    // Where the page is in other languages is told and not fetched.
    const fetched = html.replace(/<link rel="alternate"[^>]*>/g, "");
    expect(fetched).not.toMatch(/<(script|link|img|iframe)[^>]*(href|src)="(https?:)?\/\//);
  }
});

test("the page is painted before wasm arrives, and nothing jumps when it does", async ({ page, browserName }, info) => {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.shift += e.hadRecentInput ? 0 : e.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("places/");
  await expect(page.getByRole("heading", { level: 1, name: "さがす" })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "いますぐ相談" })).toBeVisible();
  // What is typed in the meantime is not lost.
  await page.getByRole("searchbox").fill("本町児童館");
  letGo();
  await started(page);
  await expect(page.getByRole("searchbox")).toHaveValue("本町児童館");
  await expect(page.getByRole("link", { name: "本町児童館", exact: true })).toBeVisible();
  expect(await page.evaluate(() => window.shift), info.project.name).toBeLessThan(0.1);
});

test("without JavaScript いますぐ相談 is whole", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: SITE });
  const page = await context.newPage();
  await page.goto("now/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("いますぐ相談");
  await expect(page.getByRole("link", { name: /児童相談所虐待対応ダイヤル/ })).toHaveAttribute("href", "tel:189");
  await expect(page.getByRole("link", { name: /こども医療でんわ相談/ })).toHaveAttribute("href", "tel:%238000");
  await expect(page.getByRole("link", { name: /こども家庭センター 総合相談/ })).toHaveAttribute("href", "tel:0990001000");
  await page.goto("places/");
  await expect(page.locator("noscript .notice-title")).toHaveText("この画面にはJavaScriptが必要です");
  await page.getByRole("link", { name: "いますぐ相談" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("いますぐ相談");
  await context.close();
});

test.describe("when something fails", () => {
  test.use({ allowed: ["Failed to load resource", "net::ERR"] });

  test("a list that is missing leaves the others, and is named", async ({ page }) => {
    await page.route("**/990019_event.csv", (route) => route.fulfill({ status: 404, body: "" }));
    await open(page, "");
    await expect(page.getByRole("status").filter({ hasText: "イベント一覧" })).toBeVisible();
    await page.getByRole("navigation").getByRole("link", { name: "さがす" }).click();
    await expect(page.getByText("214件のうち30件を表示しています")).toBeVisible();
  });

  test("a list that is broken leaves the others, and about says what to do", async ({ page }) => {
    await page.route("**/990019_preschool.csv", (route) => route.fulfill({ status: 200, body: Buffer.from("PK\u0003\u0004zip") }));
    await open(page, "about/");
    await expect(page.getByRole("row", { name: /990019_preschool.csv/ })).toContainText("読みこめませんでした");
    await page.getByText("990019_preschool.csv（1件）").click();
    await expect(page.getByText("zip や Excel の形式です", { exact: false })).toBeVisible();
  });

  test("no list at all: a way to try again and a number to ring", async ({ page }) => {
    await page.route("**/data/**", (route) => route.abort());
    await open(page, "places/");
    await expect(page.getByRole("alert")).toContainText("情報を読みこめませんでした");
    await expect(page.getByRole("alert").getByRole("link", { name: "いますぐ相談" })).toBeVisible();
    await axe(page);
  });

  test("wasm that does not arrive: the painted page says so", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("");
    await expect(page.getByRole("alert")).toContainText("画面を表示できませんでした");
    await page.getByRole("alert").getByRole("link", { name: "いますぐ相談" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("いますぐ相談");
  });
});

test("cells are text, never markup", async ({ page }) => {
  await page.route("**/990019_preschool.csv", async (route) => {
    const csv = '名称,住所,説明,URL,備考\n<img src=x onerror=alert(1)>,<b>町</b>,<script>alert(1)</script>,javascript:alert(1),x\n';
    await route.fulfill({ status: 200, body: csv });
  });
  await open(page, "places/?q=" + encodeURIComponent("img"));
  await page.getByRole("link", { name: "<img src=x onerror=alert(1)>" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("<img src=x onerror=alert(1)>");
  await expect(page.locator('main img, main script:not([type="application/ld+json"])')).toHaveCount(0);
  // For search engines it is data, and stays it.
  const data = await page.locator('script[type="application/ld+json"]').evaluate((block) => [JSON.parse(block.textContent), block.outerHTML]);
  expect(data[0].description).toBe("<script>alert(1)</script>");
  expect(data[1]).not.toContain("alert(1)</");
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
});

test("everything that is tapped is 44 by 44 or more, and nothing is wider than the screen", async ({ page }) => {
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["", "places/", "events/", "now/", "place/?id=k990019001"]) {
      await open(page, path);
      const small = await page.locator("button:visible, a.button:visible, a.tab:visible, a.card-call:visible, summary:visible, a.group:visible").evaluateAll((all) =>
        all.map((e) => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, r]) => r.width < 44 || r.height < 44).map(([t, r]) => `${t} ${r.width}x${r.height}`),
      );
      expect(small, `${path} at ${width}`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test("the keyboard alone: past the navigation, into the list, to a place", async ({ page }, info) => {
  test.skip(info.project.name === "phone", "keyboards are on desks");
  await open(page, "places/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "本文へ進む" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("児童館");
  const first = page.getByRole("heading", { level: 3 }).first().getByRole("link");
  for (let i = 0; i < 30 && !(await first.evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press("Tab");
  await expect(first).toBeFocused();
  const name = await first.textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("the page of all links is there in every language, with names as the city wrote them; it leads to pages that can be read without the app", async ({ page }) => {
  for (const { tag, lang } of LANGUAGES) {
    await page.goto(tag === "ja" ? "all/" : `${tag}/all/`);
    // In easy Japanese readings stand over it.
    await expect(page.getByRole("heading", { level: 1 })).toContainText(tag === "easy" ? "のリスト" : text(tag, "all", "title"));
    const link = page.getByRole("link", { name: "ひだまりひろば本町", exact: true });
    await expect(link).toHaveAttribute("href", /^(\.\.\/)+place\/k990019002\/$/);
    if (tag === "ja") continue;
    await expect(link).toHaveAttribute("hreflang", "ja");
    if (lang !== "ja") await expect(link.getByText("ひだまりひろば本町")).toHaveAttribute("lang", "ja");
    expect((await page.request.get(await link.evaluate((a) => a.href))).status()).toBe(200);
  }
});
