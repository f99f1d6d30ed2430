// What no server is to receive: words typed before the app is there, what a family says of itself in the conditions of a list, whom a
// page of the record is about. And what is on a page alone, which nothing takes away unasked.
import { test as base, expect, open, started } from "./support/index.js";
import { awaited } from "./support/built.js";
import { cards } from "./support/names.js";
import { TODAY, beginWith, keep, makeRecord, members } from "./support/record.js";
import { SITE } from "./support/hosts.js";

const test = base.extend({
  record: [async ({ browser }, use) => use(await makeRecord(browser)), { scope: "worker", timeout: 120_000 }],
});

/** The addresses that the server was asked for, in order. */
const askedOf = (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  return asked;
};

test.describe("what is typed before the app is there", () => {
  const field = (page) => page.getByRole("searchbox");
  /** Opens a page with the app held back; the function lets it come. */
  const held = async (page, path) => {
    let come;
    const coming = new Promise((done) => (come = done));
    await page.route("**/assets/app-*.wasm", async (route) => {
      await coming;
      await route.continue();
    });
    await page.goto(path, { waitUntil: "domcontentloaded" });
    return come;
  };

  for (const [path, to, words] of [["", "places/", "児童館"], ["places/", "places/", "児童館"], ["events/?range=month", "events/?range=month", "両親学級"], ["programmes/", "programmes/", "児童手当"], ["en/places/", "en/places/", "児童館"]]) {
    test(`on ${path || "home"} goes on behind #, and is found when it comes`, async ({ page }) => {
      await page.clock.setFixedTime(TODAY);
      const asked = askedOf(page);
      const come = await held(page, path);
      await field(page).fill(words);
      await field(page).press("Enter");
      await expect(page).toHaveURL(`${SITE}${to}#q=${encodeURIComponent(words)}`);
      come();
      await started(page);
      await expect(field(page)).toHaveValue(words);
      await expect(cards(page).filter({ hasText: words }).first()).toBeVisible();
      expect(asked.filter((url) => /[?&]q=/.test(url) || decodeURIComponent(url.split("#")[0]).includes(words))).toEqual([]);
    });
  }

  test("conditions of the address stay beside it", async ({ page }) => {
    const come = await held(page, "places/?group=play#age=6");
    await field(page).fill("児童館");
    await field(page).press("Enter");
    await expect(page).toHaveURL(`${SITE}places/?group=play#age=6&q=${encodeURIComponent("児童館")}`);
    come();
    await started(page);
    await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
  });

  base.describe("and after it has failed", () => {
    test.use({ allowed: ["Failed to load resource", "net::ERR_FAILED", "Failed to fetch"] });
    test("goes nowhere else", async ({ page }) => {
      const asked = askedOf(page);
      await page.route("**/assets/app-*.wasm", (route) => route.abort());
      await page.goto("");
      await expect(page.getByRole("alert")).toContainText("画面を表示できませんでした");
      await field(page).fill("夜泣き");
      await field(page).press("Enter");
      await expect(page).toHaveURL(`${SITE}places/#q=${encodeURIComponent("夜泣き")}`);
      expect(asked.filter((url) => url.includes("?"))).toEqual([]);
    });

    test("nor where no script came at all", async ({ page }) => {
      const asked = askedOf(page);
      await page.route("**/assets/*.js", (route) => route.abort());
      await page.goto("places/");
      await field(page).fill("夜泣き");
      await field(page).press("Enter");
      await page.waitForTimeout(300);
      expect(page.url()).toBe(`${SITE}places/`);
      expect(asked.filter((url) => url.includes("?"))).toEqual([]);
    });
  });

  base.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });
    test("nothing is asked for, since nothing would be found", async ({ page }) => {
      for (const path of ["", "places/", "events/", "programmes/", "easy/"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("search"), path).toHaveCount(0);
      }
    });
  });
});

test("what a family says of itself in the conditions of a list stays behind #; a shared address still shows it", async ({ page }) => {
  const asked = askedOf(page);
  await open(page, "places/?group=ask");
  await page.getByText("しぼりこむ", { exact: true }).click();
  await page.getByLabel("お子さんの年齢").selectOption({ label: "0歳" });
  await expect(page).toHaveURL(/places\/\?group=ask#age=6$/);
  const need = page.getByLabel("困りごと");
  const chosen = await need.getByRole("option").nth(1).getAttribute("value");
  await need.selectOption(chosen);
  await expect(page).toHaveURL(`${SITE}places/?group=ask#need=${encodeURIComponent(chosen)}&age=6`);
  await page.getByLabel("地区", { exact: true }).selectOption({ index: 1 });
  await page.reload();
  await started(page);
  await expect(page.getByText("しぼりこむ（3つの条件）")).toBeVisible();
  await open(page, "events/");
  await page.getByText("しぼりこむ", { exact: true }).click();
  await page.getByLabel("お子さんの年齢").selectOption({ label: "0歳" });
  await expect(page).toHaveURL(/events\/#age=6$/);
  await page.reload();
  await started(page);
  await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
  await open(page, "now/");
  await page.getByRole("button", { name: "小・中・高校生" }).click();
  await page.reload();
  await started(page);
  await expect(page.getByRole("button", { name: "小・中・高校生", pressed: true })).toBeVisible();
  expect(asked.map((url) => new URL(url).search).filter((search) => !["", "?group=ask"].includes(search))).toEqual([]);
  // As addresses were in former times: it is shown, and does not stand there for another sending.
  await open(page, `places/?group=ask&need=${encodeURIComponent(chosen)}&age=6&q=a+b`);
  await expect(page.getByText("しぼりこむ（2つの条件）")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("a b");
  await expect(page).toHaveURL(`${SITE}places/?group=ask#need=${encodeURIComponent(chosen)}&age=6&q=a%20b`);
});

test.describe("pages of the record", () => {
  const FOLDERS = ["family", "child", "timeline", "year", "diary", "cards", "keep", "plan", "sheet", "paper", "hub", "hand", "handed", "receive", "reply"];
  /** All that a page leads to, also what is folded away. */
  const linked = (page) => page.getByRole("main").getByRole("link", { includeHidden: true });
  const folder = (url) => new URL(url).pathname.slice(new URL(SITE).pathname.length).split("/")[0];

  test("by their own links, none asks the server for whom or what it is about", async ({ page, record }) => {
    test.setTimeout(180_000);
    await page.clock.setFixedTime(TODAY);
    await keep(page, record);
    const asked = askedOf(page);
    const [met, left] = [new Set(["family"]), ["", "family/", "place/k990019002/"]];
    while (left.length > 0) {
      const where = left.shift();
      await open(page, where);
      // The links come with the record.
      await expect(page.getByRole("link", { name: "閉じる", exact: true }).or(page.getByRole("main").getByRole("link")).first()).toBeVisible();
      await expect(awaited(page)).toHaveCount(0);
      const links = await linked(page).evaluateAll((all) => all.map((link) => link.href));
      for (const link of links.filter((link) => link.startsWith(SITE) && FOLDERS.includes(folder(link)))) {
        expect(new URL(link).search, `${where}: ${link}`).toBe("");
        if (met.has(folder(link))) continue;
        met.add(folder(link));
        left.push(link);
        // As a tap does, in a fold that is closed as well.
        await linked(page).evaluateAll((all, link) => all.find((one) => one.href === link).click(), link);
        await expect(page).toHaveURL(link);
        await page.reload();
        await started(page);
        await open(page, where);
        await expect(awaited(page)).toHaveCount(0);
      }
    }
    expect([...met].sort()).toEqual(expect.arrayContaining(["child", "diary", "family", "hand", "handed", "keep", "paper", "plan", "sheet", "timeline"]));
    // A thing that everybody may look at has its id there.
    expect(asked.map((url) => new URL(url).search).filter((search) => search !== "" && !/^\?id=[a-z]\d+$/.test(search))).toEqual([]);
  });

  test("the step that home leads to is open, and the address of former times leads there too", async ({ page, record }) => {
    await page.clock.setFixedTime(TODAY);
    await keep(page, record);
    await open(page);
    const link = cards(page.getByRole("region", { name: "うちの予定" })).getByRole("link").first();
    const address = await link.evaluate((link) => link.href);
    expect(address).toMatch(/timeline\/#of=\w+&open=/);
    await link.click();
    await expect(page).toHaveURL(address);
    // What is inside of a step is there once it is open.
    const opened = page.getByRole("group", { name: "しるしをつける" });
    await expect(opened).toHaveCount(1);
    const asked = askedOf(page);
    await open(page, address.replace("#", "?"));
    await expect(page).toHaveURL(address);
    await expect(opened).toHaveCount(1);
    await page.reload();
    await started(page);
    expect(asked.filter((url) => url.includes("?of=")).length).toBe(1);
    const child = record.child;
    await open(page, child.replace("#", "?"));
    await expect(page).toHaveURL(child);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("はる");
  });
});

test.describe("what is on a page alone", () => {
  const renew = (page) => page.evaluate(() => void ((window.before = true), document.dispatchEvent(new Event("tsunagi-renew"))));
  const stays = async (page) => {
    await renew(page);
    await expect(page.getByText("書きかけのものがあるので、そのままにしています。", { exact: false })).toBeVisible();
    expect(await page.evaluate(() => window.before)).toBe(true);
  };
  const goes = async (page) => {
    await renew(page);
    await expect.poll(() => page.evaluate(() => window.before).catch(() => true)).toBeUndefined();
    await started(page);
  };

  for (const [what, choose] of [
    ["a part that is ticked", (page) => page.getByRole("group", { name: "渡すところ" }).getByRole("checkbox").first().check()],
    ["all parts at once", (page) => page.getByRole("button", { name: "ぜんぶ選ぶ" }).click()],
    ["until when", (page) => page.getByLabel("いつまで読めるようにしますか").selectOption("7d")],
  ]) {
    test(`渡す: ${what} is not lost to a newer version or overnight`, async ({ page, record }) => {
      await page.clock.setFixedTime(TODAY);
      await keep(page, record);
      await open(page, record.sheet.replace("sheet/", "hand/"));
      await page.getByRole("group", { name: "渡すところ" }).waitFor();
      await goes(page);
      await page.getByRole("group", { name: "渡すところ" }).waitFor();
      await choose(page);
      await stays(page);
      await page.clock.setFixedTime(new Date(TODAY.getTime() + 86_400_000));
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => window.before)).toBe(true);
    });
  }

  test("渡す: nor after it was looked at", async ({ page, record }) => {
    await page.clock.setFixedTime(TODAY);
    await keep(page, record);
    await open(page, record.sheet.replace("sheet/", "hand/"));
    await page.getByRole("button", { name: "ぜんぶ選ぶ" }).click();
    await page.getByLabel("渡す相手").fill("山田さん");
    await page.getByRole("button", { name: "渡す内容を見る" }).click();
    await expect(page.getByRole("article")).toBeVisible();
    await stays(page);
  });

  test("what was saved, and what is kept as it is chosen, keeps no newer version away", async ({ page, record }) => {
    await page.clock.setFixedTime(TODAY);
    await keep(page, record);
    await open(page, "diary/");
    await page.getByLabel("また行きたい").first().check();
    await stays(page);
    await page.getByLabel("行ったところ", { exact: true }).first().fill("児童館");
    // What is missing stands beside its field: it is not saved.
    await page.getByLabel("行った日").first().fill("");
    await page.getByRole("button", { name: "保存する" }).first().click();
    await expect.poll(() => page.getByRole("textbox").or(page.getByRole("checkbox")).evaluateAll((all) => all.filter((field) => field.ariaInvalid === "true").map((field) => field.labels[0].innerText))).toEqual(["行った日"]);
    await stays(page);
    await page.getByLabel("行った日").first().fill("2026-11-20");
    await page.getByRole("button", { name: "保存する" }).first().click();
    await expect(page.getByText("保存しました").first()).toBeVisible();
    await goes(page);
    // A sheet is kept at each stroke; conditions stand in the address.
    await open(page, record.sheet);
    await page.getByRole("button", { name: "ぜんぶ" }).click();
    await page.getByRole("main").getByRole("checkbox").first().click();
    await page.getByLabel("だれのプラン").fill("はるとわたし");
    await goes(page);
    await open(page, "places/");
    await page.getByText("しぼりこむ", { exact: true }).click();
    await page.getByLabel("お子さんの年齢").selectOption({ label: "0歳" });
    await goes(page);
    await expect(page.getByText("しぼりこむ（1つの条件）")).toBeVisible();
  });
});

test.describe("what has come in part of a plan that somebody hands over", () => {
  test.use({ abroad: ["navigation to www.jma.go.jp"], allowed: ["Failed to load resource"] });
  const begun = (page, day) => page.evaluate((day) => localStorage.setItem("tsunagi.pieces", `${day} sealed`), day);
  const waiting = (page) => page.evaluate(() => localStorage.getItem("tsunagi.pieces"));

  test("is forgotten when one goes on, leaves by 閉じる, or on another day", async ({ page, context }) => {
    await page.clock.setFixedTime(TODAY);
    await page.route("https://www.jma.go.jp/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>weather</h1>" }));
    await open(page, "receive/");
    await begun(page, "2026-11-21");
    // A page for each code: those before it wait.
    await page.reload();
    await started(page);
    expect(await waiting(page)).toBe("2026-11-21 sealed");
    await page.getByRole("navigation").getByRole("link", { name: "イベント" }).click();
    await expect(page).toHaveURL(/events\/$/);
    await expect.poll(() => waiting(page)).toBeNull();
    await begun(page, "2026-11-20");
    await open(page, "about/");
    expect(await waiting(page)).toBeNull();
    await open(page, "receive/");
    await begun(page, "2026-11-21");
    await page.getByRole("link", { name: "閉じる", exact: true }).click();
    await expect(page.getByRole("heading", { name: "weather" })).toBeVisible();
    const later = await context.newPage();
    await later.goto(`${SITE}all/`);
    expect(await waiting(later)).toBeNull();
  });
});

test("home has 閉じる where there is a record, and only there", async ({ page }) => {
  await page.clock.setFixedTime(TODAY);
  const way = page.getByRole("link", { name: "閉じる", exact: true });
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(way).toHaveCount(0);
  await beginWith(page, "2026-09-10");
  await expect(members(page).first()).toBeVisible();
  // Within the app, and opened anew: nothing that is seen moves for it.
  await page.getByRole("navigation").getByRole("link", { name: "ホーム" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(way).toBeInViewport();
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.moved += value))).observe({ type: "layout-shift", buffered: true });
  });
  await open(page);
  await expect(way).toBeInViewport();
  await expect(way).toHaveAttribute("data-way-out", "");
  await expect(awaited(page)).toHaveCount(0);
  expect(await page.evaluate(() => window.moved)).toBeLessThan(0.1);
});
