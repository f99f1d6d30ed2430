// Without a network, with half of one, with a newer version, with a server that has its moods; and on the home screen.
import { expect, started, axe } from "./support/index.js";
import { part } from "./support/built.js";
import { cards } from "./support/names.js";
import { FIRST, SECOND, asset } from "./support/moody.js";
import { LONG, MOODS, RENEW, go, kept, renewed, rest, sets, settled, tab, test, told, version } from "./support/worker.js";

test.describe.configure({ timeout: LONG });
test.use(MOODS);

test.describe("when the worker comes", () => {
  const workers = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

  test("once the page is drawn: it takes nothing from a phone that is still starting the app", async ({ page, site }) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/assets/app-*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(site.address);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 500))));
    expect(await workers(page)).toBe(0);
    release();
    await started(page);
    await expect.poll(() => workers(page)).toBe(1);
  });

  test("also where the app does not start, which a newer worker may mend", async ({ page, site }) => {
    await page.clock.install();
    await page.route("**/assets/app-*.wasm", (route) => route.abort());
    await page.goto(site.address);
    await expect(page.getByRole("alert")).toContainText("画面を表示できませんでした");
    expect(await workers(page)).toBe(0);
    await page.clock.runFor(12_000);
    await expect.poll(() => workers(page)).toBe(1);
  });
});

for (const at of ["/kosodate/", "/"]) {
  test.describe(`at ${at}`, () => {
    test.use({ at });

    test("after one visit everything opens without a network, and says how old it is", async ({ page, site, context }) => {
      await go(page, site);
      await kept(page, "whole-ja");
      await expect(told(page)).toHaveText("");
      await context.setOffline(true);
      site.gone = true;
      await go(page, site);
      await expect(told(page)).toContainText(/きょう\d+:\d\dに保存したデータを表示しています/);
      await axe(page);
      await tab(page, "さがす").click();
      await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
      // Opened by its own address, which was never opened before.
      await go(page, site, "place/k990019002/");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("ひだまりひろば本町");
      await expect(page).toHaveURL(/place\/\?id=k990019002$/);
      for (const [path, title] of [["events/?day=2026-12-01", "イベント"], ["family/", "うちの記録"], ["plan/", "わたしのプラン"], ["now/?for=school", "いますぐ相談"], ["places", "さがす"]]) {
        await go(page, site, path);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      }
      // What the app fetches later is there as well: forms, and the work on passphrases.
      await go(page, site, "keep/");
      const there = [asset("seal", "wasm"), asset("sealer", "js"), asset("forms", "bin")];
      expect(await page.evaluate((names) => Promise.all(names.map(async (name) => (await fetch(`../assets/${name}`)).status)), there)).toEqual([200, 200, 200]);
    });
  });
}

test("the numbers of いますぐ相談 and of the children's page are kept first of all", async ({ page, site, context }) => {
  // Nothing else can be had, from the very first: the worker may be quicker than this test.
  site.instead = (name) => (/^assets\/(seal|forms)|^(places|family)\//.test(name) ? { status: 503, body: "" } : null);
  await go(page, site, "about/");
  await kept(page, "first-ja");
  expect(await sets(page)).toHaveLength(1);
  await context.setOffline(true);
  await page.goto(`${site.address}now/?for=school`);
  await expect(page.getByRole("link", { name: /救急・消防（119）に電話する/ })).toHaveAttribute("href", "tel:119");
  await expect(page.getByRole("link", { name: /こども家庭センター 総合相談/ })).toHaveAttribute("href", "tel:0990001000");
  expect(await part(page, { has: page.getByRole("heading", { name: "いま、命や安全があぶないとき" }) }).evaluate((e) => getComputedStyle(e).borderRadius)).not.toBe("0px");
  await page.goto(`${site.address}kids/`);
  await expect(page.getByRole("link", { name: /チャイルドライン/ }).first()).toHaveAttribute("href", "tel:0120997777");
});

test("a first visit costs no file twice, and none of other languages, of the map, of the desk", async ({ page, site }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  const files = site.asked.filter((name) => name.startsWith("assets/") || name.startsWith("data/"));
  expect(files.filter((name, at) => files.indexOf(name) !== at)).toEqual([]);
  expect(site.asked.filter((name) => /^(en|zh|vi|pt|easy|desk|embed|pictures|feeds)\/|leaflet|press|desk-|texts-|forms-(en|easy)|kit\.zip/.test(name))).toEqual([]);
});

test("a second language is kept once it is opened", async ({ page, site, context }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  await go(page, site, "en/");
  await kept(page, "whole-en");
  await context.setOffline(true);
  await go(page, site, "en/places/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find");
  await expect(told(page)).toContainText("You are seeing data saved today at");
  // A language that nobody has opened: the page in one that is there.
  await go(page, site, "vi/places/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("さがす");
});

test("whoever saves data is sent the numbers alone, and keeps what was used", async ({ page, site, context }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await go(page, site);
  await kept(page, "first-ja");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await go(page, site, "places/");
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match(location.href)))).toBe(true);
  expect((await sets(page)).filter((set) => set.includes("whole"))).toEqual([]);
  expect(site.asked.filter((name) => /seal-|forms-|^events\//.test(name))).toEqual([]);
  await context.setOffline(true);
  await go(page, site, "places/");
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
});

test("cut off while it is being kept: the site works on, and the next visit goes on from there", async ({ page, site, context }) => {
  site.instead = (name, body) => {
    if (/^assets\/seal-.*wasm/.test(name)) return { body, cut: true };
    return name === "family/index.html" ? { status: 404, body: "" } : null;
  };
  await go(page, site);
  await kept(page, "first-ja");
  await expect.poll(() => site.asked.filter((name) => name.includes("seal-")).length).toBeGreaterThan(1);
  await tab(page, "さがす").click();
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
  // The work on passphrases can be had now; one page is still missing.
  site.instead = (name) => (name === "family/index.html" ? { status: 404, body: "" } : null);
  await go(page, site);
  await expect.poll(() => site.asked.includes("family/index.html")).toBe(true);
  expect((await sets(page)).map((set) => set.split(" ")[1])).toEqual(["first-ja"]);
  site.instead = () => null;
  site.asked.length = 0;
  await go(page, site);
  await kept(page, "whole-ja");
  // What was there already was not asked for again.
  expect(site.asked.filter((name) => name.startsWith("assets/seal"))).toEqual([]);
  await context.setOffline(true);
  await go(page, site, "family/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("うちの記録");
});

test("the network goes while a worker is being installed: the first then has nothing half, a newer one leaves the former whole; the next visit goes on", async ({ page, site, context }) => {
  const installing = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing?.state ?? "");
  /** Something that has a worker installed; the network is gone as soon as the worker asks for the first of its files, which a page here does not. */
  const cut = async (begin) => {
    let goOn;
    const held = new Promise((resolve) => (goOn = resolve));
    site.asked.length = 0;
    site.wait = (name) => (name === "now/index.html" ? held : 0);
    await begin();
    await expect.poll(() => site.asked.includes("now/index.html"), { timeout: 20_000 }).toBe(true);
    expect(await installing()).toBe("installing");
    await context.setOffline(true);
    site.gone = true;
    site.wait = () => 0;
    goOn();
    await rest(page);
  };
  const back = async () => {
    site.gone = false;
    await context.setOffline(false);
  };
  await cut(() => go(page, site, "about/"));
  expect(await sets(page)).toEqual([]);
  // The page that was open is as it was.
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await back();
  await go(page, site, "about/");
  await kept(page, "whole-ja");

  site.second = true;
  await cut(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update()));
  expect((await sets(page)).filter((set) => set.startsWith("second "))).toEqual([]);
  for (const [path, title] of [["family/", "うちの記録"], ["now/", "いますぐ相談"]]) {
    await go(page, site, path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    expect(await version(page)).toBe(FIRST.start);
  }
  await back();
  await go(page, site, "about/");
  await kept(page, "whole-ja", true);
  await context.setOffline(true);
  await go(page, site, "events/");
  expect(await version(page)).toBe(SECOND.start);
});

const BROKEN = {
  "a page in the place of a program": () => ({ body: "<!doctype html><title>404</title>", type: "text/html" }),
  "half a program": (body) => ({ body, cut: true }),
  "a program that is missing": () => ({ status: 404, body: "" }),
};
for (const [what, broken] of Object.entries(BROKEN)) {
  test(`a newer version with ${what}: the former one stays whole until the newer one is`, async ({ page, site, context }) => {
    await go(page, site);
    await kept(page, "whole-ja");
    site.second = true;
    site.instead = (name, body) => (name === `assets/${SECOND.wasm}` ? broken(body) : null);
    await go(page, site);
    expect(await version(page)).toBe(FIRST.start);
    await expect.poll(() => site.asked.filter((name) => name.endsWith(SECOND.wasm)).length).toBeGreaterThan(1);
    await renewed(page);
    await go(page, site, "places/");
    expect(await version(page)).toBe(FIRST.start);
    await context.setOffline(true);
    await go(page, site, "family/");
    expect(await version(page)).toBe(FIRST.start);
    await context.setOffline(false);
    site.instead = () => null;
    await go(page, site);
    expect(await version(page)).toBe(SECOND.start);
    await kept(page, "whole-ja", true);
    await context.setOffline(true);
    await go(page, site, "events/");
    expect(await version(page)).toBe(SECOND.start);
  });
}

test("of the lists the places alone were kept: さがす goes on without a network, a page that shows more says what is missing", async ({ page, site, context }) => {
  site.dated = true;
  await go(page, site, "places/");
  await kept(page, "whole-ja");
  const lists = (take) =>
    page.evaluate(async (take) => {
      const cache = await caches.open((await caches.keys()).find((name) => name.endsWith(":data")));
      const all = await cache.keys();
      if (take) await Promise.all(all.filter(({ url }) => !url.endsWith("tsunagi-catalog.bin")).map((one) => cache.delete(one)));
      return all.map(({ url }) => url.split("/").pop());
    }, take);
  await expect.poll(() => lists(false)).toEqual(expect.arrayContaining(["tsunagi-catalog.bin", "tsunagi-events.bin"]));
  await context.setOffline(true);
  await lists(true);
  await go(page, site, "places/");
  await expect(page.getByRole("main").getByRole("listitem").getByRole("heading").first()).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "イベント" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("情報を読みこめませんでした");
});

test("a newer version is told, waits for what is being typed, and comes by a tap", async ({ page, site }) => {
  await go(page, site, "diary/");
  await kept(page, "whole-ja");
  const field = page.getByLabel("聞いたこと", { exact: false }).first();
  await field.fill("ひろばで、寝かせかたを聞いた");
  site.second = true;
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await expect(told(page)).toContainText("このサイトに新しい内容があります。", { timeout: 30_000 });
  await expect(field).toHaveValue("ひろばで、寝かせかたを聞いた");
  await page.getByRole("button", { name: "新しくする" }).click();
  await expect(told(page)).toContainText("書きかけのものがあるので、そのままにしています。");
  await expect(field).toHaveValue("ひろばで、寝かせかたを聞いた");
  expect(await version(page)).toBe(FIRST.start);
  await axe(page);
  // An old page with new files: what it loads later is no longer on the server, and is there all the same.
  const old = await page.evaluate(async (name) => (await fetch(`../assets/${name}`)).status, FIRST.wasm);
  expect(old).toBe(200);
  await field.fill("");
  await page.getByRole("button", { name: "新しくする" }).click();
  await expect.poll(() => version(page).catch(() => "")).toBe(SECOND.start);
  await started(page);
  await expect(told(page)).toHaveText("");
  // Nobody is left who would need the former one.
  await go(page, site);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(":shell:")).length)).toBe(1);
});

test("a page that is open overnight is read anew, but not while something is being typed", async ({ page, site }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T11:00:00Z"));
  await go(page, site, "diary/");
  const field = page.getByLabel("聞いたこと", { exact: false }).first();
  await field.fill("あとで");
  await page.evaluate(() => (window.before = true));
  await page.clock.setFixedTime(new Date("2026-11-21T01:00:00Z"));
  const back = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await back();
  await page.waitForTimeout(500);
  await expect(field).toHaveValue("あとで");
  expect(await page.evaluate(() => window.before)).toBe(true);
  await field.fill("");
  await back();
  await expect.poll(() => page.evaluate(() => window.before).catch(() => true)).toBeUndefined();
});

test("a slow server: what is kept is shown with its day, and read anew by a tap", async ({ page, site }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  // As if it had been kept two days ago.
  await page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(":data"));
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      const response = await cache.match(key);
      const headers = new Headers(response.headers);
      headers.set("x-tsunagi-kept", String(Date.parse("2026-11-10T00:12:00Z")));
      await cache.put(key, new Response(await response.arrayBuffer(), { headers }));
    }
  });
  await page.clock.setFixedTime(new Date("2026-11-20T11:00:00Z"));
  site.wait = () => 15_000;
  const before = Date.now();
  await go(page, site, "places/");
  expect(Date.now() - before).toBeLessThan(15_000);
  await expect(told(page)).toContainText("11月10日（火）に保存したデータを表示しています。変わっていることがあります。");
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
  site.wait = () => 0;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(told(page)).toContainText("通信がもどりました。");
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
  // The server is no longer slow, and no longer taken to be.
  await page.waitForTimeout(16_000);
  await page.getByRole("button", { name: RENEW }).click();
  await expect(told(page)).toHaveText("", { timeout: 20_000 });
});

test("a list that came as a page, or half, is not taken for the list", async ({ page, site }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  site.instead = (name, body) => {
    if (name.endsWith("event.csv")) return { body: "<!DOCTYPE html><html><title>login</title>", type: "text/html" };
    return name.endsWith("preschool.csv") ? { body, cut: true } : null;
  };
  await go(page, site, "places/");
  await expect(told(page)).toContainText("保存したデータを表示しています");
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
  await tab(page, "イベント").click();
  await expect(cards(page).first()).toBeVisible();
  // One that the city took away is gone.
  site.instead = (name) => (name.endsWith("event.csv") ? { status: 404, body: "" } : null);
  await go(page, site, "events/");
  await expect(page.getByText("いま読みこめない一覧があります")).toBeVisible();
});

test("a full storage: the site works as it does without a worker, and what was kept stays", async ({ page, site, context }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  site.second = true;
  site.instead = (name, body) =>
    name === "sw.js" ? { body: `Cache.prototype.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));\n${body}` } : null;
  await renewed(page);
  await go(page, site, "places/");
  await expect(page.getByRole("link", { name: "ひだまりひろば本町" }).first()).toBeVisible();
  expect(await version(page)).toBe(SECOND.start);
  await expect(told(page)).toHaveText("");
  expect((await sets(page)).filter((set) => set.startsWith("second"))).toEqual([]);
  await context.setOffline(true);
  await go(page, site, "family/");
  expect(await version(page)).toBe(FIRST.start);
});

test("a broken worker is replaced by the next one", async ({ page, site }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  const broken = `addEventListener("install", () => skipWaiting()); addEventListener("activate", (e) => e.waitUntil(clients.claim()));
    addEventListener("fetch", (e) => e.respondWith(Response.error()));`;
  site.instead = (name) => (name === "sw.js" ? { body: broken } : null);
  // Until it has taken over (see `kept`).
  await page.evaluate(async () => {
    const taken = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    await (await navigator.serviceWorker.getRegistration()).update();
    await taken;
  });
  const opens = () => page.goto(`${site.address}about/`, { timeout: 10_000 }).then(() => true, (error) => error.message.includes("Timeout") && "late");
  expect(await opens()).toBe(false);
  site.instead = () => null;
  await expect.poll(opens, { timeout: 45_000 }).toBe(true);
  await started(page);
});

test("the worker of two pages, as the first version had it, makes room", async ({ page, site }) => {
  site.instead = (name) => (name.startsWith("assets/keep-") ? { status: 404, body: "" } : null);
  await page.goto(`${site.address}about/`);
  site.instead = () => null;
  await page.evaluate(async () => {
    for (const scope of ["now/", "kids/"]) await navigator.serviceWorker.register("../sw.js", { scope: `../${scope}` });
    await caches.open("tsunagi-now-0123456789abcdef");
  });
  await go(page, site);
  await kept(page, "first-ja");
  const scopes = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((r) => new URL(r.scope).pathname));
  await expect.poll(scopes).toEqual(["/kosodate/"]);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("tsunagi-now-")))).toEqual([]);
});

test("the desk, the lists on other people's pages, feeds and pictures are left to the browser", async ({ page, site, context }) => {
  await go(page, site);
  await kept(page, "whole-ja");
  for (const path of ["desk/", "embed/frame/", "feeds/all.ics", "all/"]) {
    await page.goto(`${site.address}all/`);
    await context.setOffline(true);
    expect(await page.goto(site.address + path).then(() => "came", () => "failed"), path).toBe("failed");
    await context.setOffline(false);
  }
  await page.goto(`${site.address}desk/`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  site.gone = true;
  const asked = ["data/settings.csv", "embed.js", "embed/data/all.js", "desk/kit.zip", "pictures/site.png"];
  const came = await page.evaluate((names) => Promise.all(names.map((name) => fetch(`../${name}`).then(() => name, () => ""))), asked);
  expect(came.filter(Boolean)).toEqual([]);
});

test("forgetting everything takes what the worker kept as well", async ({ page, site }) => {
  await go(page, site, "keep/");
  await kept(page, "whole-ja");
  await page.getByText("消す前に確認する").click();
  await page.getByRole("button", { name: "すべて消す" }).click();
  await expect(page.getByText("すべて消しました。")).toBeVisible();
  await expect.poll(() => page.evaluate(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length])).toEqual([0, 0]);
});

test.describe("on the home screen", () => {
  const manifestOf = (page) => page.locator('link[rel="manifest"]').evaluate((link) => link.href);

  for (const [path, language, plain] of [["", "ja", "メモ"], ["en/places/", "en", "Notes"]]) {
    test(`the manifest in ${language} is whole; a Chromium that looks at such would install by it`, async ({ page, site, context }) => {
      await go(page, site, path);
      const address = await manifestOf(page);
      const home = new URL(language === "ja" ? "./" : "en/", site.address).href;
      expect(address).toBe(`${home}manifest.json`);
      const session = await context.newCDPSession(page);
      const seen = await session.send("Page.getAppManifest");
      expect(seen.errors).toEqual([]);
      // What Chromium itself says against installing it, with the worker at work.
      await kept(page, `first-${language}`);
      const against = async () => (await session.send("Page.getInstallabilityErrors")).installabilityErrors.map(({ errorId }) => errorId);
      expect(await against()).toEqual([]);
      for (const [file, name] of [["manifest.json", "しおみ子育てつなぎ"], ["memo.json", plain]]) {
        const whole = new URL(file, home).href;
        const manifest = await (await page.request.get(whole)).json();
        const from = (relative) => new URL(relative, whole).href;
        if (file === "memo.json") expect([manifest.name, manifest.short_name]).toEqual([name, name]);
        else expect(manifest.name).toBe(manifest.short_name);
        expect(manifest.lang).toBe(language);
        expect(from(manifest.scope)).toBe(site.address);
        expect(from(manifest.start_url).split("?")[0]).toBe(home);
        expect(manifest.display).toBe("standalone");
        const icons = [...manifest.icons, ...(manifest.shortcuts ?? []).flatMap((shortcut) => shortcut.icons)];
        expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(["192x192 any", "512x512 any", "512x512 maskable"]);
        const sizes = await page.evaluate(
          (all) => Promise.all(all.map(async (src) => { const image = new Image(); image.src = src; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; })),
          icons.map((icon) => from(icon.src)),
        );
        expect(sizes).toEqual(icons.map((icon) => icon.sizes));
        if (file === "memo.json") {
          // Nothing in it names the site.
          expect(JSON.stringify(manifest)).not.toMatch(/子育て|しおみ|汐見|hild|Tsunagi|つなぎ/);
          expect(manifest.shortcuts).toBeUndefined();
        } else {
          expect(manifest.shortcuts.map(({ url }) => url)).toEqual(["now/", "places/", "events/", "family/"]);
          for (const { url } of manifest.shortcuts) expect((await page.request.get(from(url))).status()).toBe(200);
        }
      }
      const apple = await page.locator('link[rel="apple-touch-icon"]').evaluate(async (link) => { const image = new Image(); image.src = link.href; await image.decode(); return image.naturalWidth; });
      expect(apple).toBe(180);
      // Whether it does look: without a manifest it would not. Chromium without its windows says nothing of it in either case.
      await page.evaluate(() => document.querySelector('link[rel="manifest"]').remove());
      if (!(process.env.TSUNAGI_CHROMIUM ?? "headless-shell").includes("headless-shell")) await expect.poll(against).toEqual(["no-manifest"]);
    });
  }

  test("the browser's own offer is made by a button, where it has one", async ({ page, site }) => {
    await go(page, site, "keep/");
    await expect(page.getByText("ブラウザのメニューから、「ホーム画面に追加」")).toBeVisible();
    await page.evaluate(() => {
      const event = new Event("beforeinstallprompt", { cancelable: true });
      event.prompt = () => Promise.resolve((window.prompted = true));
      event.userChoice = Promise.resolve({ outcome: "accepted" });
      dispatchEvent(event);
    });
    await page.getByRole("button", { name: "ホーム画面に追加する" }).click();
    await expect(page.getByText("ホーム画面に追加されています。")).toBeVisible();
    expect(await page.evaluate(() => window.prompted)).toBe(true);
  });

  test("on an iPhone it is said how", async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "userAgent", { value: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1" }));
    await go(page, site, "about/");
    await expect(page.getByText("共有ボタン（四角から上に矢印が出たしるし）を押して")).toBeVisible();
    await page.getByRole("link", { name: "名前とアイコンを目立たないものにする" }).click();
    await expect(page).toHaveURL(/keep\/$/);
  });

  test("a name and a picture that say nothing: chosen, remembered on every page, undone", async ({ page, site }) => {
    await go(page, site, "keep/");
    const own = await manifestOf(page);
    await page.getByText("名前とアイコンを目立たないものにする").click();
    await expect(page.getByText("端末の設定（アプリやサイトの一覧）を見れば、このサイトだとわかります。")).toBeVisible();
    await axe(page);
    await page.getByRole("button", { name: "目立たないものにする" }).click();
    await expect(page.getByText("これから追加するものは、「メモ」になります。")).toBeVisible();
    const looks = () =>
      page.evaluate(() => [
        document.querySelector('link[rel="manifest"]').href.split("/").pop(),
        document.querySelector('meta[name="apple-mobile-web-app-title"]').content,
        /plain-apple/.test(document.querySelector('link[rel="apple-touch-icon"]').href),
      ]);
    expect(await looks()).toEqual(["memo.json", "メモ", true]);
    // On the way through the app as well, and on pages opened later.
    await tab(page, "さがす").click();
    expect(await looks()).toEqual(["memo.json", "メモ", true]);
    await go(page, site, "place/k990019002/");
    expect(await looks()).toEqual(["memo.json", "メモ", true]);
    expect(await manifestOf(page)).toBe(own.replace("manifest.json", "memo.json"));
    await go(page, site, "keep/");
    await page.getByText("名前とアイコンを目立たないものにする").click();
    await page.getByRole("button", { name: "もとの名前とアイコンにもどす" }).click();
    await expect(page.getByText("これから追加するものは、もとの名前とアイコンになります。")).toBeVisible();
    expect(await manifestOf(page)).toBe(own);
    await page.reload();
    await started(page);
    expect(await manifestOf(page)).toBe(own);
  });
});
