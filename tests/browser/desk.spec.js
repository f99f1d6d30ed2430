// The desk of those who publish: from a file to a site, with nothing sent anywhere.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execFileSync, spawnSync } from "node:child_process";
import { serve } from "../../scripts/serve.mjs";
import { test, expect, looked } from "./support/index.js";

const top = path.resolve(import.meta.dirname, "../..");
const PLACES = "ID,名称,種別,住所,電話番号,更新日\nk1,ひだまりひろば,地域子育て支援拠点,見本市町1,0990-00-1001,2026-10-01\nk2,\"ことりの\n会\",児童館,見本市町2,でんわ,2026-10-01\n";
const EVENTS = "ID,イベント名,開始日,終了日,くりかえし,施設ID\ne1,おはなし会,2026-11-01,2030-03-31,ときどき,k1\n";
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const started = async (page) => {
  await page.goto("desk/");
  await expect(page.getByRole("button", { name: "ひな形で始める" })).toBeVisible();
};
const choose = (page, ...files) => page.getByLabel("ファイルを選ぶ").setInputFiles(files);
const problems = (page) => page.getByRole("region", { name: /^確かめたいところ/ });
const table = (page) => page.getByRole("grid");
const download = async (page, name) => {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  const got = await coming;
  return { name: got.suggestedFilename(), bytes: readFileSync(await got.path()) };
};
/** A zip laid out in a folder, by a reader that is not ours. */
const unpack = (bytes) => {
  const folder = mkdtempSync(path.join(tmpdir(), "tsunagi-desk-"));
  const zip = path.join(folder, "made.zip");
  writeFileSync(zip, bytes);
  const out = path.join(folder, "out");
  execFileSync("python3", ["-c", "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])", zip, out]);
  return { out, done: () => rmSync(folder, { recursive: true }) };
};

test("a problem stands beside its cell, is mended there, and the corrected file is taken away", async ({ page }) => {
  await started(page);
  await choose(page, file("preschool.csv", PLACES), file("event.csv", EVENTS));
  await expect(page.getByText("場所 2件、イベント 1件、制度 0件")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "子育て施設一覧・UTF-8" })).toBeVisible();
  await page.getByRole("button", { name: "preschool.csv を開く" }).click();
  await expect(problems(page).getByRole("listitem")).toHaveCount(1);
  const field = problems(page).getByLabel("直す：3行目「電話番号」");
  await expect(field).toHaveValue("でんわ");
  await expect(problems(page)).toContainText("市外局番からの電話番号");
  await field.fill("0990-00-1002");
  await field.press("Tab");
  await expect(problems(page)).toContainText("この一覧に、確かめたいところはありません。");
  await expect(page.getByRole("status").filter({ hasText: "3行目「電話番号」を直しました。確かめたいところは、あと0か所です。" })).toHaveCount(1);
  const { name, bytes } = await download(page, "直した一覧だけを受けとる");
  expect(name).toBe("preschool.csv");
  const text = bytes.toString("utf8");
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain('k2,"ことりの\n会",児童館,見本市町2,0990-00-1002,2026-10-01\r\n');
  await page.getByRole("button", { name: "ひとつ前にもどす" }).click();
  await expect(problems(page).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "直した一覧だけを受けとる" })).toBeDisabled();
});

test("the table is moved about in and changed by the keyboard alone", async ({ page }) => {
  await started(page);
  await choose(page, file("preschool.csv", PLACES));
  await problems(page).getByRole("button", { name: "表で見る" }).click();
  const cell = (text) => table(page).getByRole("gridcell", { name: text });
  await expect(cell("でんわ")).toBeFocused();
  await expect(cell("でんわ")).toContainText("確かめたいところがあります");
  await page.keyboard.press("ArrowLeft");
  await expect(cell("見本市町2")).toBeFocused();
  await page.keyboard.press("End");
  await expect(cell("2026-10-01").first()).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const field = page.getByLabel("3行目「電話番号」を直す", { exact: true });
  await expect(field).toBeFocused();
  await field.fill("0990-00-1003");
  await page.keyboard.press("Escape");
  await expect(cell("でんわ")).toBeFocused();
  await page.keyboard.press("Enter");
  await field.fill("0990-00-1004");
  await page.keyboard.press("Enter");
  await expect(problems(page)).toContainText("この一覧に、確かめたいところはありません。");
  await page.getByLabel("出す行").selectOption("すべての行");
  await expect(table(page).getByRole("row")).toHaveCount(3);
  await expect(cell("0990-00-1004")).toBeVisible();
  // A new row has the next number; it can be found, copied, deleted, and everything taken back.
  await page.getByRole("button", { name: "行を加える" }).click();
  await expect(cell("k3")).toBeFocused();
  await page.getByRole("button", { name: "この行を消す" }).click();
  await expect(cell("k3")).toHaveCount(0);
  await page.getByLabel("この表でさがす").fill("ひだまり");
  await expect(table(page).getByRole("row")).toHaveCount(2);
  await cell("ひだまりひろば").click();
  await page.getByRole("button", { name: "この行を写して加える" }).click();
  await expect(cell("k3")).toBeFocused();
  await expect(cell("ひだまりひろば")).toHaveCount(2);
});

test("the site is seen with the lists on the desk, and what is marked there is no family's record", async ({ page }) => {
  await started(page);
  await choose(page, file("preschool.csv", PLACES.replace("でんわ", "0990-00-1002")), file("settings.csv", "項目,値,説明\nサイト名,ためしのサイト,\nデータファイル,preschool.csv,\n色,#7a1f5c,\n"));
  await page.getByRole("button", { name: "見てみる" }).click();
  const trial = page.getByTitle("ためしに開いたサイト");
  const frame = trial.contentFrame();
  await expect(frame.getByRole("banner").getByText("ためしのサイト")).toBeVisible();
  await expect.poll(() => frame.locator("html").evaluate((html) => getComputedStyle(html).getPropertyValue("--main"))).toBe("#7a1f5c");
  // As one scrolls to it: what is fixed within a frame brings the frame itself no nearer.
  await trial.evaluate((element) => element.scrollIntoView({ block: "end" }));
  await frame.getByRole("navigation").getByRole("link", { name: "さがす" }).click();
  await frame.getByRole("link", { name: "ひだまりひろば", exact: true }).click();
  await frame.getByRole("button", { name: /マイ相談先/ }).first().click();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("tsunagi")))).toEqual([]);
  // What was changed since is seen when it is opened anew.
  await choose(page, file("settings.csv", "項目,値,説明\nサイト名,直したサイト,\nデータファイル,preschool.csv,\n"));
  await page.getByRole("button", { name: "いまの内容で開き直す" }).click();
  await expect(frame.getByRole("banner").getByText("直したサイト")).toBeVisible();
});

test("a whole site comes out of the browser, and serves as the command line's does", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await started(page);
  await page.getByRole("button", { name: "ひな形で始める" }).click();
  await expect(page.getByRole("button", { name: "event.csv を開く" })).toBeVisible();
  const coming = page.waitForEvent("download", { timeout: 150_000 });
  await page.getByRole("button", { name: "サイトをまるごと受けとる（zip）" }).click();
  const got = await coming;
  expect(got.suggestedFilename()).toMatch(/^tsunagi-site-\d{4}-\d\d-\d\d\.zip$/);
  const { out, done } = unpack(readFileSync(await got.path()));
  const { server, address } = await serve(out, { port: 8290, base: "/kosodate/" });
  try {
    for (const javaScriptEnabled of [false, true]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const opened = await context.newPage();
      await opened.goto(`${address}event/e1/`);
      await expect(opened.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(opened.getByRole("banner")).toContainText("見本市子育てつなぎ");
      await context.close();
    }
    // The same by the command line, byte for byte.
    const folder = path.join(out, "..", "city");
    const run = (...args) => execFileSync(path.join(top, "target/debug/tsunagi"), args, { stdio: "pipe" });
    run("new", folder);
    const now = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
    execFileSync("python3", ["-c", "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])", path.join(out, "desk/kit.zip"), path.join(out, "../kit")]);
    run("publish", folder, "-o", path.join(out, "../site"), "--kit", path.join(out, "../kit"), "--today", now);
    const { stdout: differing } = spawnSync("diff", ["-rq", "--exclude=pictures", out, path.join(out, "../site")], { encoding: "utf8" });
    expect(differing).toBe("");
  } finally {
    server.close();
    done();
  }
});

test("workbooks, archives and what is broken are told by their names", async ({ page }) => {
  await started(page);
  const book = readFileSync(path.join(top, "tests/files/libreoffice.xlsx"));
  await choose(page, { name: "event.xlsx", mimeType: "application/octet-stream", buffer: book }, { name: "cut.zip", mimeType: "application/zip", buffer: Buffer.from("PK\u0003\u0004x") }, file("plan.docx", "x"));
  await expect(page.getByRole("button", { name: "event.csv を開く" })).toBeVisible();
  await expect(page.getByText("開けませんでした：cut.zip")).toBeVisible();
  await expect(page.getByText("plan.docx は、このサイトで使わない種類のファイルです。")).toBeVisible();
  await page.getByRole("button", { name: "plan.docx を机から外す" }).click();
  await expect(page.getByText("plan.docx は")).toHaveCount(0);
});

test("nothing leaves the device, and the page has no barrier, filled and in English", async ({ page }) => {
  const outside = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" || request.postData()) outside.push(`${request.method()} ${request.url()}`);
  });
  await started(page);
  const check = async () => expect((await looked(page, { within: { exclude: [["iframe"]] } })).violations).toEqual([]);
  await check();
  await choose(page, file("preschool.csv", PLACES), file("event.csv", EVENTS));
  await expect(problems(page).getByRole("listitem")).toHaveCount(1);
  await check();
  await page.emulateMedia({ colorScheme: "dark" });
  await check();
  await page.getByLabel("Language / 言葉").selectOption("English");
  await expect(page.getByRole("heading", { level: 1, name: "The publisher's desk" })).toBeVisible();
  await check();
  // A phone would make its window as wide as what stands out of it: the width is asked of the viewport.
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  expect(outside).toEqual([]);
});

test("families do not load the desk", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("");
  await expect(page.getByRole("navigation").getByRole("link", { name: "さがす" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked.filter((name) => /desk|press|kit/.test(name))).toEqual([]);
});

test.describe("a fault of the program", () => {
  test.use({ allowed: ["つなぎ stopped at", "unreachable", "RuntimeError", "closure invoked recursively", "Error: no element"] });
  test("is said on the page, with what to do", async ({ page }) => {
    await started(page);
    await page.evaluate(() => {
      Document.prototype.createElement = () => { throw new Error("no element"); };
      Node.prototype.cloneNode = Document.prototype.createElement;
    });
    await choose(page, file("preschool.csv", PLACES));
    const notice = page.getByRole("alert").filter({ hasText: "画面が動かなくなりました" });
    await expect(notice).toBeInViewport({ ratio: 1 });
    await notice.getByRole("link", { name: "読みこみ直す" }).click();
    await expect(page.getByRole("button", { name: "ひな形で始める" })).toBeVisible();
    await expect(page.getByText("画面が動かなくなりました")).toBeHidden();
  });
});
