// What protects a family: what may run, what may frame, what is left anywhere of what somebody typed, and the lock that comes back.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { test as plain, expect, open, started, axe } from "./support/index.js";
import { awaited, part } from "./support/built.js";
import { needed } from "./support/needed.js";
import { fold } from "./support/names.js";
import { beginWithName, members } from "./support/record.js";
import { SITE } from "./support/hosts.js";

const dist = path.resolve(import.meta.dirname, "../../dist");
const NOW = new Date("2026-11-21T03:00:00Z");
// What somebody types, as nothing else on the site is written.
const SECRETS = ["ひみつはなこ", "2026-09-10", "0900000111", "ないしょのメモ", "のぞかれたくない"];

/** The site from this folder with some files changed on the way: a server that somebody has been at. */
const test = plain.extend({
  tampered: async ({}, use) => {
    const servers = [];
    await use(async (change) => {
      const types = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml", csv: "text/csv", txt: "text/plain; charset=utf-8", png: "image/png" };
      const server = createServer(async (request, response) => {
        const { pathname } = new URL(request.url, "http://127.0.0.1");
        const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
        const bytes = await readFile(path.join(dist, name)).catch(() => null);
        const sent = change(name, bytes) ?? bytes;
        if (sent === null) return response.writeHead(404).end();
        response.writeHead(200, { "content-type": types[name.split(".").pop()] ?? "application/octet-stream" });
        return response.end(sent);
      });
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      servers.push(server);
      return `http://127.0.0.1:${server.address().port}/`;
    });
    for (const server of servers) server.closeAllConnections?.();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  },
});

async function begin(page, name = SECRETS[0]) {
  await page.clock.setFixedTime(NOW);
  await beginWithName(page, SECRETS[1], name);
  await expect(page.getByText("保存しました")).toBeVisible();
}

const lockPart = (page) => part(page, { has: page.getByRole("heading", { name: "鍵をかける" }) });

async function fillLock(page, passphrase) {
  await fold(lockPart(page), "鍵をかける").click();
  await lockPart(page).getByLabel("合言葉", { exact: true }).fill(passphrase);
  await lockPart(page).getByLabel("もう一度、合言葉").fill(passphrase);
  await lockPart(page).getByRole("button", { name: "鍵をかける" }).click();
}

async function lock(page, passphrase = "ひつじが3びき") {
  await open(page, "keep/");
  await fillLock(page, passphrase);
  await expect(page.getByText("鍵をかけました。")).toBeVisible({ timeout: 30_000 });
}

test.describe("what may run", () => {
  test("no text becomes markup, a script or a script's address but through the one gate", async ({ page }) => {
    await open(page, "family/");
    const told = await page.evaluate(() => {
      const attempt = (what) => {
        try {
          what();
          return "done";
        } catch (error) {
          return error.name;
        }
      };
      const box = document.createElement("div");
      const script = () => document.createElement("script");
      return {
        handler: attempt(() => (box.innerHTML = '<img src="x" onerror="alert(1)">')),
        link: attempt(() => (box.innerHTML = '<a href="javascript:alert(1)">x</a>')),
        styled: attempt(() => (box.innerHTML = '<span style="position:fixed">x</span>')),
        sign: attempt(() => (box.innerHTML = '<span aria-hidden="true">+</span>')),
        empty: attempt(() => (box.innerHTML = "")),
        program: attempt(() => (script().text = "alert(1)")),
        json: attempt(() => (script().text = '{"a":[1]}')),
        elsewhere: attempt(() => (script().src = "https://example.com/a.js")),
        besides: attempt(() => (script().src = `${location.origin}/other/assets/a.js`)),
        data: attempt(() => (script().src = "data:text/javascript,alert(1)")),
        ours: attempt(() => (script().src = document.querySelector('script[src*="/start-"]').src)),
        worker: attempt(() => new Worker("data:text/javascript,1")),
        another: attempt(() => trustedTypes.createPolicy("another", {})),
      };
    });
    expect(told).toEqual({ handler: "TypeError", link: "TypeError", styled: "TypeError", sign: "done", empty: "done", program: "SyntaxError", json: "done", elsewhere: "TypeError", besides: "TypeError", data: "TypeError", ours: "done", worker: "TypeError", another: "TypeError" });
  });
  // The last of the attempts is told by the browser: it is what the test is about.
  test.use({ allowed: ["trusted-types", "Policy \"another\" disallowed", "policy: trusted-types", "TrustedTypePolicy", "Creating a TrustedTypePolicy"] });

  test("the shapes and signs that the app writes as markup all pass the gate", async ({ page }) => {
    const { readdir } = await import("node:fs/promises");
    const names = (await readdir(path.join(dist, "assets"))).filter((one) => /^app-[\w-]+\.wasm$/.test(one));
    const bytes = await Promise.all(names.map((name) => readFile(path.join(dist, "assets", name))));
    const all = bytes.map((part) => part.toString("latin1")).join("\0").match(/<([a-z]+)(?: [a-zA-Z-]+="[^"<>\0]*")*>[^<>\0]{0,200}<\/\1>/g) ?? [];
    // What has places to fill is text for somebody else's page (the snippet), and shown as text.
    const markup = [...new Set(all)].filter((text) => !/[^\x20-\x7e]/.test(text) && !/^<(?:script|iframe|a)\b/.test(text));
    expect(markup.length).toBeGreaterThan(3);
    await open(page, "about/");
    const refused = await page.evaluate((list) => list.filter((text) => { try { document.createElement("template").innerHTML = text; return false; } catch { return true; } }), markup);
    expect(refused).toEqual([]);
  });

  test("every script, style and WebAssembly that a page names, it names with what it has to be", async ({ page }) => {
    for (const where of ["", "family/", "desk/", "now/", "en/places/", "easy/", "all/", "embed/frame/"]) {
      const html = await (await page.request.get(where)).text();
      const tags = html.match(/<(?:script|link)\b[^>]*(?:src|rel="(?:stylesheet|modulepreload)")[^>]*>/g) ?? [];
      const bare = tags.filter((tag) => !/ integrity="sha256-[\w+/]{43}="/.test(tag));
      // The two that pages of other people load as well, whose content changes under one name. (What is preloaded is checked where it is taken up.)
      expect(bare.filter((tag) => !/embed\.js|frame\.js/.test(tag)), where).toEqual([]);
      if (where !== "all/") expect(html).toContain("require-trusted-types-for 'script'");
    }
    // The one script for browsers that know no modules is as old as they are.
    const old = /assets\/old-\w+\.js/.exec(await (await page.request.get("")).text())[0];
    expect(await (await page.request.get(old)).text()).not.toMatch(/=>|\b(const|let)\b|`/);
    // What scripts load themselves, they check.
    const { readdir } = await import("node:fs/promises");
    for (const name of (await readdir(path.join(dist, "assets"))).filter((name) => /^(start|desk-start|sealer|press|map)-\w+\.js$/.test(name))) {
      const text = await readFile(path.join(dist, "assets", name), "utf8");
      const loads = text.match(/"\.\/[\w-]+-[0-9a-f]{16}\.(?:js|wasm|css)"/g);
      expect(new Set(loads).size, name).toBe(new Set(text.match(/sha256-[\w+/]{43}=/g)).size);
      // Parts of the app are called by what they have to be.
      const parts = (name.startsWith("start-") && Object.entries(JSON.parse(/ PARTS = (\{.*?\});/.exec(text)[1]))) || [];
      expect(parts.length > 9, name).toBe(name.startsWith("start-"));
      for (const [part, sum] of parts) {
        const file = `app-${part}-${Buffer.from(sum, "base64").toString("hex", 0, 8)}.wasm`;
        expect(createHash("sha256").update(await readFile(path.join(dist, "assets", file))).digest("base64"), file).toBe(sum);
      }
      expect(text).not.toMatch(/_SUM_/);
    }
  });

  const other = (name, bytes) => (bytes[bytes.length - 1] === 0x0a ? Buffer.concat([bytes, Buffer.from("\n")]) : Buffer.concat([bytes, Buffer.from([0, 1, 0])]));
  for (const [what, which] of [["WebAssembly", /\/app-\w+\.wasm$/], ["page's part of it", /\/app-ask-\w+\.wasm$/], ["program's script", /\/app-\w+\.js$/], ["gate", /\/trusted-\w+\.js$/]]) {
    plain.describe(`the ${what} is another than was published`, () => {
      test.use({ allowed: ["integrity", "Failed to find a valid digest", "Failed to load resource", "TrustedScriptURL", "trusted-types-sink"] });
      test("it does not start, says so, and the numbers stay", async ({ page, tampered }) => {
        const site = await tampered((name, bytes) => (which.test(name) ? other(name, bytes) : null));
        await page.goto(`${site}now/`);
        await expect(page.getByRole("alert")).toContainText("画面を表示できませんでした");
        await expect(page.getByRole("link", { name: /DV相談ナビ/ })).toHaveAttribute("href", "tel:%238008");
        await expect(page.getByRole("button")).toHaveCount(0);
      });
    });
  }

  plain.describe("the passphrase work is another than was published", () => {
    test.use({ allowed: ["integrity", "Failed to find a valid digest", "Failed to load resource"] });
    for (const [what, which] of [["worker", /\/sealer-\w+\.js$/], ["its WebAssembly", /\/seal-\w+\.wasm$/]]) {
      test(`no passphrase is given to it (${what})`, async ({ page, tampered }) => {
        const site = await tampered((name, bytes) => (which.test(name) ? other(name, bytes) : null));
        await page.clock.setFixedTime(NOW);
        await page.goto(`${site}keep/`);
        await started(page);
        await fillLock(page, "ひつじが3びき");
        await expect(page.getByText("合言葉の計算ができませんでした", { exact: false })).toBeVisible();
      });
    }
  });

  test("the WebAssembly is asked for once, though it is checked", async ({ page }) => {
    const asked = [];
    page.on("request", (request) => /\/app-[\w-]+\.(wasm|js)$/.test(request.url()) && asked.push(request.url()));
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const received = [];
    session.on("Network.responseReceived", ({ response }) => /\/app-[\w-]+\.(wasm|js)$/.test(response.url) && !response.fromDiskCache && !response.fromPrefetchCache && received.push(response.url.split("/").pop()));
    await open(page);
    await expect(awaited(page)).toHaveCount(0);
    const wasm = received.filter((name) => name.endsWith(".wasm")).map((name) => name.replace(/-?\w{16}\.wasm$/, ""));
    // The program, then what reads the lists and what home shows of them.
    expect(wasm[0]).toBe("app");
    expect(wasm.slice(1).sort()).toEqual(needed("read", "home").map((name) => `app-${name}`));
    expect(new Set(asked).size).toBe(wasm.length + 1);
  });
});

test.describe("in other people's pages", () => {
  test("no page of another origin gets the record into a frame, on a server without headers either", async ({ page, context, tampered }) => {
    await begin(page);
    // Another port is another origin, and yet the same site: the browser gives the frame the very store of the record.
    const elsewhere = await tampered((name) => (name === "/host.html" ? `<!doctype html><title>host</title><iframe title="family" src="${SITE}family/" width="380" height="600"></iframe>` : null));
    const host = await context.newPage();
    await host.goto(`${elsewhere}host.html`);
    const frame = host.getByTitle("family").contentFrame();
    await expect(frame.getByRole("alert")).toContainText("ほかのページの中では開けません");
    await expect(frame.getByRole("link", { name: "この画面だけを開く" })).toHaveAttribute("target", "_blank");
    await expect(frame.getByText(SECRETS[0])).toHaveCount(0);
    // The page around sees nothing of it.
    expect(await host.evaluate(() => { try { return frames[0].localStorage.length; } catch (error) { return error.name; } })).toBe("SecurityError");
    await host.close();
  });

  test("the list for other people's pages keeps nothing of the record and reads none of it", async ({ page }) => {
    await begin(page);
    await page.goto("embed/frame/?of=events&count=2");
    await expect(page.getByRole("link").first()).toBeVisible();
    const others = await page.evaluate(() => Object.keys(localStorage).filter((key) => !key.startsWith("tsunagi.family.")));
    expect(others).toEqual([]);
    for (const name of ["embed.js", "embed/frame.js"]) {
      const script = await (await page.request.get(name)).text();
      expect(script).not.toMatch(/(?:local|session)Storage|caches|tsunagi\.family|indexedDB|document\.cookie|postMessage/);
    }
    await expect(page.getByText(SECRETS[0])).toHaveCount(0);
  });

  test("the desk's trial does not show the record that lies beside it", async ({ page }) => {
    await begin(page);
    // The policy of families' pages has no frames: only the desk's has.
    await page.goto("desk/");
    await page.getByText("一覧を開く", { exact: false }).first().waitFor();
    await page.evaluate(() => {
      window.tsunagiOnTrial = { "settings.csv": new TextEncoder().encode("項目,値,説明\nサイト名,ためし,\n") };
      const frame = document.createElement("iframe");
      frame.title = "trial";
      frame.src = "../family/";
      document.body.append(frame);
    });
    const trial = page.getByTitle("trial").contentFrame();
    await expect(trial.getByLabel("お子さんの誕生日")).toBeVisible();
    await expect(trial.getByText(SECRETS[0])).toHaveCount(0);
  });
});

test.describe("what is left of what somebody typed", () => {
  test("a name, a birthday, a number, a note: in no address, title, request, console or clipboard, in no store but the record", async ({ page, context }) => {
    const seen = [];
    // The clipboard is the machine's, and other tests copy beside this one: what this page puts there is seen where it does.
    await page.exposeFunction("tellCopied", (what) => seen.push(`clipboard ${what}`));
    await context.addInitScript(() => {
      for (const name of navigator.clipboard ? ["write", "writeText"] : []) navigator.clipboard[name] = (what) => window.tellCopied(`${name} ${what}`);
      addEventListener("copy", () => window.tellCopied("copy"));
    });
    page.on("request", (request) => seen.push(`request ${decodeURIComponent(request.url())} ${request.postData() ?? ""}`));
    page.on("console", (message) => seen.push(`console ${message.text()}`));
    page.on("framenavigated", async (frame) => seen.push(`address ${decodeURIComponent(frame.url())}`));
    const look = async () => seen.push(`title ${await page.title()}`, `address ${decodeURIComponent(page.url())}`);
    await begin(page);
    await look();
    // The household, the diary, cards, a sheet, the year and the timeline.
    await open(page, "family/");
    await page.getByText("住んでいる地区とメモ").click();
    await page.getByLabel("家族のメモ").fill(SECRETS[3]);
    await page.getByRole("button", { name: "保存する" }).click();
    await look();
    await open(page, "diary/");
    await page.getByText("行ったことを書く").first().click();
    await page.getByLabel("行ったところ", { exact: true }).fill("ひだまりひろば本町");
    await page.getByLabel("したこと、聞いたこと").fill(`電話 ${SECRETS[2]}`);
    await page.getByRole("button", { name: "保存する" }).click();
    await expect(page.getByRole("paragraph").filter({ hasText: SECRETS[2] })).toBeVisible();
    await look();
    for (const where of ["timeline/", "year/", "diary/", "cards/", "keep/", "hub/", "handed/", "plan/"]) {
      await open(page, where);
      await look();
    }
    await page.getByRole("button", { name: "あたらしく書く" }).first().click();
    await page.getByRole("main").getByRole("textbox").first().fill(SECRETS[4]);
    await look();
    // The call that one may prepare for says the child's age; the search keeps its words behind #.
    await open(page, "place/k990019002/");
    await look();
    await open(page, "");
    await look();
    expect(seen.filter((line) => SECRETS.some((secret) => line.includes(secret)))).toEqual([]);
    const stores = await page.evaluate(async () => ({
      session: JSON.stringify(Object.entries(sessionStorage)),
      local: Object.keys(localStorage),
      cookie: document.cookie,
      databases: (await indexedDB.databases()).length,
      cached: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat(),
    }));
    for (const secret of SECRETS) expect(stores.session).not.toContain(secret);
    expect(stores.local.filter((key) => !/^tsunagi\.family\.\d+$/.test(key))).toEqual([]);
    expect([stores.cookie, stores.databases, seen.filter((line) => line.startsWith("clipboard "))]).toEqual(["", 0, []]);
    expect(stores.cached.filter((url) => /[?#]/.test(url))).toEqual([]);
    // Under a lock nothing of it lies open.
    await lock(page);
    const locked = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
    for (const secret of SECRETS) expect(locked).not.toContain(secret);
    expect(seen.filter((line) => [...SECRETS, "ひつじが3びき"].some((secret) => line.includes(secret)))).toEqual([]);
  });

  plain.describe("a fault of the program", () => {
    test.use({ allowed: ["つなぎ stopped at", "unreachable", "RuntimeError", "closure invoked recursively"] });
    test("says nothing of what was worked on; the page says what to do", async ({ page }) => {
      await begin(page);
      await open(page, "family/");
      const told = [];
      page.on("console", (message) => told.push(message.text()));
      page.on("pageerror", (error) => told.push(String(error.stack)));
      // The browser refuses an element, in words that hold a name.
      await page.evaluate((name) => {
        const { createElement } = Document.prototype, { cloneNode } = Node.prototype;
        window.allow = () => Object.assign(Document.prototype, { createElement }) && Object.assign(Node.prototype, { cloneNode });
        Document.prototype.createElement = () => { throw new Error(`no element for ${name}`); };
        Node.prototype.cloneNode = Document.prototype.createElement;
      }, SECRETS[0]);
      await page.getByRole("link", { name: "イベント", exact: true }).first().click();
      // Where the small standard library could not be made it says where the fault was.
      await expect.poll(() => told.join("\n")).toMatch(/unreachable|つなぎ stopped at \S+\.rs:\d+/);
      expect(told.join("\n")).not.toContain(SECRETS[0]);
      const notice = page.getByRole("alert").filter({ hasText: "この画面が動かなくなりました" });
      await expect(notice).toBeInViewport({ ratio: 1 });
      await expect(notice.getByRole("link", { name: "いますぐ相談" })).toBeVisible();
      await page.evaluate(() => void window.allow());
      await axe(page, { state: "stopped by a fault" });
      // Whoever has to leave at once still can.
      const onTop = (e) => (({ x, y, width, height }) => e.contains(document.elementFromPoint(x + width / 2, y + height / 2)))(e.getBoundingClientRect());
      expect(await page.getByRole("link", { name: "閉じる" }).first().evaluate(onTop)).toBe(true);
      await notice.getByRole("link", { name: "もう一度読みこむ" }).click();
      await page.waitForLoadState();
      await started(page);
      await expect(page.getByText("この画面が動かなくなりました")).toBeHidden();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.getByRole("navigation").getByRole("link", { name: "うちの記録" }).click();
      await expect(members(page)).toContainText(SECRETS[0]);
    });
  });

  plain.describe("a program that runs out of stack", () => {
    test.use({ allowed: ["Maximum call stack size exceeded", "of a script"] });
    test("says so as well; the fault of a script alone does not", async ({ page }) => {
      await open(page, "events/");
      const notice = page.getByText("この画面が動かなくなりました");
      const thrown = page.waitForEvent("pageerror");
      await page.evaluate(() => void setTimeout(() => { throw new RangeError("of a script"); }));
      await thrown;
      await expect(notice).toBeHidden();
      await page.evaluate(() => {
        // One function, which calls itself.
        const bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 6, 1, 4, 0, 0x10, 0, 0x0b];
        setTimeout(new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f);
      });
      await expect(notice).toBeVisible();
    });
  });

  test("a link that is passed on has only what leads to the page", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(SITE).origin });
    await page.addInitScript(() => {
      // The phone's own sheet, which hands on what it is given.
      window.shared = [];
      Object.defineProperty(navigator, "share", { value: async (data) => void window.shared.push(data), configurable: true });
    });
    await begin(page);
    await open(page, `places/?age=0#q=${encodeURIComponent(SECRETS[4])}`);
    await open(page, `place/k990019002/?from=line&age=0#q=${encodeURIComponent(SECRETS[4])}`);
    await page.getByRole("button", { name: "共有する" }).click();
    await expect.poll(() => page.evaluate(() => window.shared.length)).toBe(1);
    const [{ title, url, text }] = await page.evaluate(() => window.shared);
    expect(text).toBeUndefined();
    expect(title).toContain("ひだまりひろば本町");
    expect(new URL(url).search + new URL(url).hash).toMatch(/^(\?id=k990019002)?$/);
  });
});

test.describe("the lock that comes back", () => {
  test("by keyboard: put on, left for five minutes, asked for again, opened, changed", async ({ page }) => {
    await begin(page);
    await page.clock.install({ time: NOW });
    await open(page, "keep/");
    const to = async (locator) => {
      for (let n = 0; n < 200; n += 1) {
        if (await locator.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error("not to be reached by Tab");
    };
    const section = lockPart(page);
    await to(fold(section, "鍵をかける"));
    await page.keyboard.press("Enter");
    await to(section.getByLabel("合言葉", { exact: true }));
    await page.keyboard.type("hitsuji 3");
    await page.keyboard.press("Tab");
    await page.keyboard.type("hitsuji 3");
    await page.keyboard.press("Enter");
    await expect(page.getByText("鍵をかけました。")).toBeVisible({ timeout: 30_000 });
    const after = page.getByLabel("使わないときは自動で鍵をかける");
    await expect(after).toHaveValue("5");
    await axe(page);
    await open(page, "family/");
    // A new page has no key: it is asked for.
    const again = page.getByLabel("合言葉");
    await to(again);
    await page.keyboard.type("hitsuji 3");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: SECRETS[0] }).first()).toBeVisible({ timeout: 30_000 });
    // Somebody who is there is left alone.
    await page.clock.fastForward("04:00");
    await page.keyboard.press("Shift");
    await page.clock.fastForward("04:00");
    await expect(page.getByRole("link", { name: SECRETS[0] }).first()).toBeVisible();
    await page.clock.fastForward("05:10");
    await expect(page.getByRole("heading", { name: "記録に鍵がかかっています" })).toBeVisible();
    await started(page);
    await expect(page.getByText(SECRETS[0])).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "記録に鍵がかかっています" })).toBeVisible();
    await expect(page.getByLabel("合言葉")).toHaveValue("");
    await axe(page);
    await to(page.getByLabel("合言葉"));
    await page.keyboard.type("hitsuji 4");
    await page.keyboard.press("Enter");
    await expect(page.getByText("合言葉がちがうようです。")).toBeVisible({ timeout: 30_000 });
    await page.getByLabel("合言葉").fill("hitsuji 3");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: SECRETS[0] }).first()).toBeVisible({ timeout: 30_000 });
    // Never by itself, if one wishes so.
    await page.getByRole("link", { name: "保存と引っこし", exact: false }).first().click();
    await page.getByLabel("使わないときは自動で鍵をかける").selectOption({ label: "かけない" });
    await page.clock.fastForward("20:00:00");
    await expect(page.getByLabel("使わないときは自動で鍵をかける")).toHaveValue("");
  });

  test("a page that slept, or is looked at again, is locked before anything is done with it; without a network too", async ({ page, context }) => {
    await begin(page);
    await page.clock.install({ time: NOW });
    await lock(page);
    await page.getByRole("link", { name: "うちの記録", exact: true }).first().click();
    await expect(page.getByRole("link", { name: SECRETS[0] }).first()).toBeVisible();
    // Left: the list of open programs shows nothing of it.
    const show = (state) =>
      page.evaluate((value) => {
        for (const [name, get] of [["visibilityState", () => value], ["hidden", () => value === "hidden"]]) Object.defineProperty(document, name, { get, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await show("hidden");
    await expect(page.getByRole("link", { name: SECRETS[0] })).toHaveCount(0);
    await show("visible");
    await expect(page.getByRole("link", { name: SECRETS[0] }).first()).toBeVisible();
    await context.setOffline(true);
    // Asleep: no clock of the page has run, the time has gone on.
    await page.clock.setSystemTime(new Date(NOW.getTime() + 6 * 60_000));
    await page.keyboard.press("Shift");
    await expect(page.getByRole("heading", { name: "記録に鍵がかかっています" })).toBeVisible();
    await expect(page.getByText(SECRETS[0])).toHaveCount(0);
    await context.setOffline(false);
  });
});

test("閉じる is on every page of the record, in view", async ({ page }) => {
  for (const where of ["family/", "child/", "timeline/", "year/", "diary/", "cards/", "keep/", "plan/", "sheet/?form=child", "paper/?form=infant", "hub/", "hand/", "handed/", "receive/", "reply/", "safety/", "now/", "kids/"]) {
    await open(page, where);
    const way = page.getByRole("link", { name: /^(閉じる|とじる)$/ });
    await expect(way, where).toHaveCount(1);
    await expect(way).toBeInViewport();
    await expect(way).toHaveAttribute("data-way-out", "");
  }
});

plain.describe("閉じる on a page of the record", () => {
  test.use({ abroad: ["navigation to www.jma.go.jp"], allowed: ["Failed to load resource"] });
  for (const [how, go] of [["a tap", (page) => page.getByRole("link", { name: "閉じる", exact: true }).click()], ["Escape twice", async (page) => { for (const key of ["Escape", "Escape"]) await page.keyboard.press(key); }]]) {
    test(`${how} leads out, and nothing of the record is behind`, async ({ page }) => {
      await page.route("https://www.jma.go.jp/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>weather</title><h1>weather</h1>" }));
      await begin(page);
      await open(page, "timeline/");
      await go(page);
      await expect(page.getByRole("heading", { name: "weather" })).toBeVisible();
      await page.goBack();
      expect(page.url()).toBe("about:blank");
    });
  }
});

test("安全のために: what protects and what does not, and where to ring, from うちの記録 and このサイトについて", async ({ page }) => {
  for (const from of ["family/", "about/", "keep/"]) {
    await open(page, from);
    await page.getByRole("link", { name: "安全のために" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("安全のために");
  }
  await expect(page.getByRole("link", { name: /DV相談ナビ/ })).toHaveAttribute("href", "tel:%238008");
  await expect(page.getByRole("link", { name: /DV相談プラス/ }).first()).toHaveAttribute("href", "tel:0120279889");
  // The same who could see something that docs/safety.md names.
  const titles = ["ほかの人も使う端末では", "見られたくない人がいるとき", "ほかのホームページから", "サイトが書きかえられたとき", "端末をなくしたとき"];
  for (const name of titles) await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  await axe(page);
  for (const language of ["easy", "en", "zh", "vi", "pt"]) {
    await open(page, `${language}/safety/`);
    await expect(page.getByRole("heading", { level: 2 })).toHaveCount(9);
    await expect(page.getByRole("link", { name: /8008/ })).toBeVisible();
  }
});

plain("nothing that is published says where it was made", async () => {
  const folders = [`${homedir()}/`, path.resolve(dist, "..") + "/"];
  const files = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(100);
  for (const { parentPath, name } of files) {
    const bytes = await readFile(path.join(parentPath, name));
    expect(folders.filter((folder) => bytes.includes(folder)), name).toEqual([]);
  }
});
