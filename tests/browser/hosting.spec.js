// The configurations of hosting/ as the servers themselves take them, at a path below the root; nothing is installed for it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { arch, tmpdir } from "node:os";
import path from "node:path";
import { test, expect, started } from "./support/index.js";
import { ROOT } from "./support/hosts.js";
import { part } from "./support/built.js";
import { cards, fold } from "./support/names.js";

const top = path.resolve(import.meta.dirname, "../..");
const servers = path.join(top, ".tools/servers");
const machine = arch() === "arm64" ? "aarch64" : "x86_64";
const env = { ...process.env, LD_LIBRARY_PATH: path.join(servers, `usr/lib/${machine}-linux-gnu`) };
const config = (name) => readFileSync(path.join(top, "hosting", name), "utf8").replaceAll("/srv/tsunagi", path.join(top, "dist"));

/** What a worker may do: run what lies on its own site, and ask that site alone. */
const WORKERS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const free = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Each server's own configuration around ours, and how it is started. */
const SERVERS = {
  nginx: (folder, port) => {
    const file = path.join(folder, "nginx.conf");
    const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n");
    const user = process.getuid() === 0 ? "user root;" : "";
    writeFileSync(file, `${user}\ndaemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${temp}\nserver {\nlisten 127.0.0.1:${port};\n${config("nginx.conf")}\n}\n}\n`);
    return ["-c", file, "-p", folder];
  },
  apache2: (folder, port) => {
    const file = path.join(folder, "apache.conf");
    const modules = path.join(servers, "usr/lib/apache2/modules");
    const load = ["mpm_event", "authz_core", "alias", "dir", "mime", "headers", "filter", "deflate"].map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join("\n");
    const user = process.getuid() === 0 ? "User daemon\nGroup daemon" : "";
    writeFileSync(path.join(folder, "mime.types"), "text/html html\ntext/css css\nimage/png png\napplication/xml xml\ntext/plain txt\n");
    writeFileSync(file, `ServerRoot ${folder}\nServerName 127.0.0.1\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\nErrorLog ${folder}/error.log\n${load}\n${user}\nTypesConfig ${folder}/mime.types\n<VirtualHost 127.0.0.1:${port}>\n${config("apache.conf")}\n</VirtualHost>\n`);
    return ["-d", folder, "-f", file, "-DFOREGROUND"];
  },
};

for (const [name, arrange] of Object.entries(SERVERS)) {
  test.describe(name, () => {
    const program = path.join(servers, "usr/sbin", name);
    test.skip(!existsSync(program), `${name} is not on this machine: its configuration is not tested here`);
    let child;
    let folder;
    let site;
    test.beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), `tsunagi-${name}-`));
      const port = await free();
      let told = "";
      child = spawn(program, arrange(folder, port), { env, stdio: ["ignore", "ignore", "pipe"] });
      child.stderr.on("data", (text) => (told += text));
      site = `http://127.0.0.1:${port}/kosodate/`;
      for (let n = 0; n < 50; n += 1) {
        if (await fetch(site).then((answer) => answer.ok, () => false)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`${name} did not answer: ${told}`);
    });
    test.afterAll(() => {
      child?.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    test("every kind of file with its type, kept as long as it may be, made smaller on the way", async ({ page }) => {
      const home = await (await page.request.get(site)).text();
      const asset = (ending) => new RegExp(`assets/(app|style)-\\w+\\.${ending}`).exec(home)[0];
      const kinds = [
        ["", "text/html", "no-cache", true],
        ["places/", "text/html", "no-cache", true],
        [asset("wasm"), "application/wasm", "immutable", true],
        [asset("js"), "text/javascript", "immutable", true],
        [asset("css"), "text/css", "immutable", true],
        ["data/990019_event.csv", "text/csv", "no-cache", true],
        ["feeds/all.ics", "text/calendar", "no-cache", true],
        ["feeds/all.atom", "application/atom+xml", "no-cache", true],
        ["feeds/all.json", "application/json", "no-cache", true],
        ["feeds/all.jsonld", "application/ld+json", "no-cache", true],
        ["embed.js", "text/javascript", "no-cache", true],
        ["embed/data/all.js", "text/javascript", "no-cache", true],
        ["sw.js", "text/javascript", "no-cache", true],
        ["manifest.json", "application/json", "no-cache", true],
        [/assets\/icon-apple-\w+\.png/.exec(home)[0], "image/png", "immutable", false],
        ["pictures/site.png", "image/png", "no-cache", false],
        ["data/tsunagi-catalog.bin", "application/octet-stream", "no-cache", false],
        ["data/tsunagi-events.bin", "application/octet-stream", "no-cache", false],
        ["sitemap.xml", "application/xml", "no-cache", true],
      ];
      for (const [file, type, cache, smaller] of kinds) {
        const answer = await page.request.get(site + file, { headers: { "accept-encoding": "gzip" } });
        const headers = answer.headers();
        expect([file, answer.status()]).toEqual([file, 200]);
        expect(headers["content-type"], file).toContain(type);
        expect(headers["cache-control"], file).toContain(cache);
        expect(headers["x-content-type-options"], file).toBe("nosniff");
        if (smaller) expect(headers["content-encoding"], file).toBe("gzip");
      }
      // Only the page made for it may stand in others' frames.
      const policy = async (file) => (await page.request.get(site + file)).headers()["content-security-policy"] ?? "";
      for (const personal of ["", "family/", "keep/", "plan/", "receive/", "en/family/"]) expect(await policy(personal)).toContain("frame-ancestors 'self'");
      const headers = (await page.request.get(`${site}family/`)).headers();
      expect(headers["permissions-policy"]).toContain("camera=()");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      // A worker takes the policy of its own answer.
      for (const worker of [asset("js"), "sw.js"]) expect(await policy(worker), worker).toBe(WORKERS);
      expect(await policy("embed/frame/")).toBe("");
      expect((await page.request.get(`${site}nowhere/`)).status()).toBe(404);
      expect((await page.request.get(site.slice(0, -1), { maxRedirects: 0 })).status()).toBe(301);
    });

    test.describe("the workers", () => {
      // The browser tells of what it refuses them, which is what the second half asks for.
      test.use({ allowed: ["Content Security Policy", "policy: connect-src", "TrustedScript", "Trusted Type"], serviceWorkers: "allow" });
      test("do their work under a policy of their own, and nothing else", async ({ page }) => {
        const asked = [];
        page.on("request", (request) => asked.push(request.url()));
        await page.goto(`${site}keep/`);
        await started(page);
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
        const lock = part(page, { has: page.getByRole("heading", { name: "鍵をかける" }) });
        await fold(lock, "鍵をかける").click();
        await lock.getByLabel("合言葉", { exact: true }).fill("ひつじが3びき");
        await lock.getByLabel("もう一度、合言葉").fill("ひつじが3びき");
        await lock.getByRole("button", { name: "鍵をかける" }).click();
        await expect(page.getByText("鍵をかけました。")).toBeVisible({ timeout: 30_000 });
        // The same script, with what its authors did not write into it.
        const begun = page.waitForEvent("worker");
        await page.evaluate(() => {
          const { root, sealer } = document.documentElement.dataset;
          window.sealer = new Worker(new URL(root + sealer.split(" ")[0], location.href));
        });
        const told = await (await begun).evaluate(async (other) => {
          const elsewhere = await fetch(other, { mode: "no-cors" }).then(() => "came", () => "refused");
          // What the test itself asks for is not refused: a timer of the worker's own is.
          const text = await new Promise((done) => {
            setTimeout(() => {
              try {
                done((0, eval)("'ran'"));
              } catch {
                done("refused");
              }
            });
          });
          return { elsewhere, text, own: (await fetch(location.href)).status };
        }, ROOT);
        expect(told).toEqual({ elsewhere: "refused", text: "refused", own: 200 });
        expect(asked.filter((url) => !url.startsWith(site))).toEqual([]);
      });
    });

    test("the app runs there, at its path, every address by itself, and without JavaScript", async ({ page, browser }) => {
      const fetched = [];
      page.on("request", (request) => request.method() === "GET" && fetched.push(request.url()));
      await page.goto(site);
      await started(page);
      // These servers say when each list was put there: what was read of them is used.
      await expect.poll(() => fetched.filter((url) => url.includes("/data/"))).toEqual([`${site}data/tsunagi-catalog.bin`, `${site}data/tsunagi-events.bin`]);
      await page.getByRole("link", { name: "イベント", exact: true }).first().click();
      await expect(cards(page).first()).toBeVisible();
      await page.goto(`${site}place/k990019002/`);
      await started(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("ひだまりひろば本町");
      const context = await browser.newContext({ javaScriptEnabled: false });
      const plain = await context.newPage();
      await plain.goto(`${site}all/`);
      await plain.getByRole("link", { name: "産後ケア事業" }).click();
      await expect(plain.getByRole("heading", { level: 1 })).toHaveText("産後ケア事業");
      await context.close();
    });
  });
}
