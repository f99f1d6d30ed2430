// The compact catalog: read in the lists' place where none of them is newer, and never where one is.
import { test, expect, open, axe } from "./support/index.js";
import { awaited } from "./support/built.js";
import { cards, count } from "./support/names.js";
import { changed } from "./support/tab.js";

const LISTS = "**/data/*.csv";
const CATALOG = "**/data/tsunagi-catalog.bin";
const shown = (page) => page.getByText(/^\d+件のうち\d+件を表示しています/);

/** Notes which lists the page fetches whole. */
const fetched = (page) => {
  const names = [];
  page.on("request", (request) => {
    if (request.method() === "GET" && request.url().includes("/data/")) names.push(request.url().split("/").pop());
  });
  return names;
};

/** What a page says once it is drawn to its end: as many cards as it says. Pages that say no number are whole at once. */
const whole = async (page) => {
  await expect(awaited(page)).toHaveCount(0);
  if (await count(page).count()) {
    const said = (await count(page).first().innerText()).match(/\d+/g).at(-1);
    await expect(cards(page)).toHaveCount(Number(said));
  }
  return page.getByRole("main").innerText();
};

test("where no list is newer, none is fetched, and the pages are the same", async ({ page }) => {
  const names = fetched(page);
  await open(page, "places/");
  await expect(shown(page)).toBeVisible();
  await expect.poll(() => names).toEqual(["tsunagi-catalog.bin", "tsunagi-events.bin"]);
  const pages = ["places/", "events/", "programmes/", "about/"];
  const texts = [];
  for (const path of pages) {
    await open(page, path);
    texts.push(await whole(page));
  }
  await page.route(CATALOG, (route) => route.fulfill({ status: 200, body: "" }));
  names.length = 0;
  for (const [at, path] of pages.entries()) {
    await open(page, path);
    await expect.poll(() => whole(page)).toBe(texts[at]);
  }
  expect(names).toContain("990019_preschool.csv");
});

test("a list that is newer on the server is read, as the city put it there", async ({ page }) => {
  await page.route("**/990019_preschool.csv", (route) =>
    route.fulfill({ contentType: "text/csv", headers: { "last-modified": new Date(Date.now() + 60_000).toUTCString() }, body: "名称,住所\nあたらしい園,汐見市本町1\n" }),
  );
  await open(page, "places/?q=" + encodeURIComponent("あたらしい園"));
  await expect(page.getByRole("link", { name: "あたらしい園" })).toBeVisible();
});

test.describe("a folder that was uploaded anew as a whole: the list is another, its date says nothing", () => {
  test("it is found and shown by itself while nobody has done anything", async ({ page }) => {
    await changed(page);
    await open(page, "places/?q=" + encodeURIComponent("あたらしい園"));
    await expect(page.getByRole("link", { name: "あたらしい園" })).toBeVisible();
  });

  test("whoever is at work is told, and asks for it", async ({ page }) => {
    await changed(page);
    await open(page, "places/");
    await page.getByRole("searchbox").fill("あたらしい園");
    await expect(page.getByRole("status").filter({ hasText: "このサイトに新しい内容があります。" })).toBeVisible();
    await expect(page.getByRole("searchbox")).toHaveValue("あたらしい園");
    await expect(page.getByRole("link", { name: "あたらしい園" })).toHaveCount(0);
    await axe(page);
    await page.getByRole("button", { name: "新しくする" }).click();
    await expect(page.getByRole("link", { name: "あたらしい園" })).toBeVisible();
  });
});

test("a server that does not say when a list was put there has its lists read", async ({ page }) => {
  const names = fetched(page);
  await page.route(LISTS, async (route) => {
    const response = await route.fetch();
    const { "last-modified": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await open(page, "places/");
  await expect(shown(page)).toBeVisible();
  expect(names).toContain("990019_support.csv");
});

test.describe("what goes wrong", () => {
  test.use({ allowed: ["Failed to load resource", "net::ERR"] });

  test("a catalog cut off on its way, of another version, or missing: the lists are read", async ({ page }) => {
    const bodies = [(bytes) => bytes.subarray(0, bytes.length / 2), () => Buffer.from("of another kind"), null];
    for (const body of bodies) {
      await page.unroute(CATALOG);
      await page.route(CATALOG, async (route) => {
        if (!body) return route.fulfill({ status: 404, body: "" });
        const response = await route.fetch();
        await route.fulfill({ response, body: body(await response.body()) });
      });
      const names = fetched(page);
      await open(page, "places/");
      await expect(shown(page)).toBeVisible();
      expect(names).toContain("990019_support.csv");
    }
  });

  test("lists that do not arrive leave what was read of them", async ({ page }) => {
    await page.route(LISTS, (route) => route.abort());
    await open(page, "places/");
    await expect(shown(page)).toBeVisible();
  });
});
