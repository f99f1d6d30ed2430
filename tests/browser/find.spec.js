// さがす as a parent does it.
import { test, expect, open, started, axe } from "./support/index.js";
import { awaited } from "./support/built.js";
import { cards } from "./support/names.js";

test("a name typed in kana, in other kana, or in letters finds the same place", async ({ page }) => {
  await open(page, "places/");
  for (const typed of ["さかえちょう", "ｻｶｴﾁｮｳ", "サカエチョー", "sakaecho", "栄町保"]) {
    await page.getByRole("searchbox").fill(typed);
    await expect(page.getByRole("link", { name: "汐見市立栄町保育所", exact: true })).toBeVisible();
  }
});

test("results follow each letter, and the address can be shared", async ({ page }) => {
  await open(page, "places/");
  await page.getByRole("searchbox").pressSequentially("jidoukan");
  await expect(page.getByRole("link", { name: "本町児童館", exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/kosodate\/places\/#q=jidoukan$/);
  const count = await page.getByText(/^\d+件$/).textContent();
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("jidoukan");
  await expect(page.getByText(count, { exact: true })).toBeVisible();
});

test("what was found is marked", async ({ page }) => {
  await open(page, "places/?q=" + encodeURIComponent("児童館"));
  await expect(page.getByRole("mark").first()).toHaveText("児童館");
});

test("every word counts, wherever it stands", async ({ page }) => {
  await open(page, "places/?q=" + encodeURIComponent("保育所 浜手"));
  // A 保育所 by its kind, 浜手 by its district.
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["汐見市立港保育所", "なみのおと保育園"]);
});

test("a word that nothing has is left out, and named", async ({ page }) => {
  await open(page, "places/?q=" + encodeURIComponent("児童館 ぬるぽん"));
  await expect(page.getByText("「ぬるぽん」を除いてさがしました。")).toBeVisible();
  await expect(page.getByRole("link", { name: "本町児童館", exact: true })).toBeVisible();
});

test("a purpose, then a kind, then back", async ({ page }) => {
  await open(page, "");
  await page.getByRole("link", { name: /預ける/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "さがす" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^預ける/ })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: /^病児・病後児保育/ }).click();
  await expect(page.getByText("3件", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "病児保育室 ひつじぐも", exact: true })).toBeVisible();
  await expect(page).toHaveURL(/group=care&kind=sick_child_care/);
  await page.getByRole("button", { name: /^病児・病後児保育/ }).click();
  await page.getByRole("button", { name: /^預ける/ }).click();
  await expect(page.getByText("214件のうち30件を表示しています")).toBeVisible();
});

test.describe("before the app is there", () => {
  /** さがす as painted, once its start has looked at the address: the program does not come. */
  const painted = async (page, path) => {
    await page.route("**/*.wasm", () => {});
    const asks = page.waitForRequest(/data\/tsunagi-catalog/);
    await page.goto(path, { waitUntil: "commit" });
    await asks;
  };

  test("the first places can be read and rung, and lead on to pages that can be read as well", async ({ page }) => {
    await painted(page, "places/");
    await expect(cards(page)).toHaveCount(12);
    await expect(cards(page).first()).toBeInViewport();
    await expect(awaited(page).first()).toBeHidden();
    await expect(cards(page).first().getByRole("link").last()).toHaveAttribute("href", /^tel:/);
    await page.getByText("しぼりこむ", { exact: true }).click();
    await expect(page.getByRole("group").getByText("読みこんでいます").filter({ visible: true })).toBeVisible();
    await page.getByText("しぼりこむ", { exact: true }).click();
    const name = await cards(page).first().getByRole("heading").innerText();
    await cards(page).first().getByRole("heading").getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  });

  test("they are the first that the app shows", async ({ page }) => {
    const names = () => cards(page).getByRole("heading").allInnerTexts();
    await painted(page, "places/");
    const first = await names();
    await page.unrouteAll();
    await open(page, "places/");
    await expect(cards(page)).toHaveCount(30);
    expect((await names()).slice(0, 12)).toEqual(first);
  });

  for (const asked of ["places/?group=care", "places/#q=" + encodeURIComponent("児童館")]) {
    test(`where others are asked for, those are awaited: ${asked.slice(7, 10)}`, async ({ page }) => {
      await painted(page, asked);
      await expect(cards(page).first()).toBeHidden();
      await expect(awaited(page).first()).toBeVisible();
    });
  }

  test("a purpose that is chosen is found chosen when the app comes", async ({ page }) => {
    await painted(page, "places/");
    await page.getByRole("link", { name: "預ける 16" }).click();
    await expect(awaited(page).first()).toBeVisible();
    await page.unrouteAll();
    await page.reload();
    await started(page);
    await expect(page.getByRole("button", { name: "預ける 16", pressed: true })).toBeVisible();
    await expect(cards(page)).toHaveCount(16);
  });

  test("nothing moves when the app comes", async ({ page }) => {
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("places/", { waitUntil: "commit" });
    await expect(cards(page).first()).toBeVisible();
    // The cards are made anew, which no measure of shifts sees.
    const [last, before] = [cards(page).nth(11), await cards(page).nth(11).boundingBox()];
    letGo();
    await started(page);
    await expect(cards(page)).toHaveCount(30);
    const after = await last.boundingBox();
    expect(Math.abs(after.y - before.y)).toBeLessThan(2);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });
    for (const path of ["places/", "en/places/"]) {
      test(`${path} shows them as well`, async ({ page }) => {
        await page.goto(path);
        await expect(cards(page)).toHaveCount(12);
        await expect(cards(page).last()).toBeVisible();
        await expect(awaited(page).first()).toBeHidden();
      });
    }
  });
});

test("what is searched for never reaches the server", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(decodeURIComponent(request.url().split("#")[0])));
  await open(page, "places/");
  await page.getByRole("searchbox").fill("夜泣き");
  await page.getByRole("button", { name: /^相談する/ }).click();
  await expect(page).toHaveURL(/\?group=ask#q=/);
  await page.reload();
  await started(page);
  await expect(page.getByRole("searchbox")).toHaveValue("夜泣き");
  await expect(page.getByRole("button", { name: /^相談する/ })).toHaveAttribute("aria-pressed", "true");
  expect(asked.filter((url) => url.includes("夜泣き"))).toEqual([]);
});

test("on the way back from a place the list is as long as it was", async ({ page }) => {
  await open(page, "places/");
  await page.getByRole("button", { name: "つづきを見る" }).click();
  const far = page.getByRole("heading", { level: 3 }).nth(50).getByRole("link");
  await far.click();
  await expect(page.getByRole("heading", { level: 2, name: "開いている日と時間" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(60);
  await page.getByRole("searchbox").fill("園");
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(30);
});

test("a long list goes on when asked", async ({ page }) => {
  await open(page, "places/");
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(30);
  await page.getByRole("button", { name: "つづきを見る" }).click();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(60);
});

test("nothing found says what one can do, and whom one can ring", async ({ page }) => {
  await open(page, "places/?q=zzzzqqqq");
  await expect(page.getByRole("heading", { name: "見つかりませんでした" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: /電話する/ })).toHaveAttribute("href", "tel:0990001000");
  await axe(page);
});

test("typing on home shows what is found right there; Enter opens さがす with it", async ({ page }) => {
  await open(page, "");
  const field = page.getByRole("searchbox");
  await field.pressSequentially("ふぁみさぽ", { delay: 20 });
  await expect(page.getByRole("link", { name: "しおみファミリー・サポート・センター", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "ファミリー・サポート・センター利用料の助成" })).toBeVisible();
  await expect(field).toBeFocused();
  await field.press("Enter");
  await expect(page).toHaveURL(/places\/#q=/);
  await expect(page.getByRole("searchbox")).toHaveValue("ふぁみさぽ");
});

test("a Japanese keyboard may compose in the field undisturbed", async ({ page }) => {
  await open(page, "");
  await page.getByRole("searchbox").click();
  const client = await page.context().newCDPSession(page);
  for (const text of ["じ", "じど", "じどう", "じどうか", "じどうかん"]) {
    await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await expect(page.getByRole("link", { name: "本町児童館", exact: true })).toBeVisible();
  await client.send("Input.insertText", { text: "児童館" });
  await expect(page.getByRole("searchbox")).toHaveValue("児童館");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("a place's page: dial, hours, the first visit, what is on there", async ({ page }) => {
  await open(page, "places/?q=" + encodeURIComponent("ひだまりひろば"));
  await page.getByRole("link", { name: "ひだまりひろば本町", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ひだまりひろば本町" })).toBeVisible();
  await expect(page).toHaveTitle("ひだまりひろば本町｜しおみ子育てつなぎ");
  await expect(page.getByRole("link", { name: /電話する/ })).toHaveAttribute("href", /^tel:0990\d+$/);
  await expect(page.getByRole("heading", { name: "はじめての方へ" })).toBeVisible();
  await expect(page.getByRole("row", { name: /火〜日/ })).toContainText("10:00〜16:00");
  await expect(page.getByRole("heading", { name: "ここで開かれるイベント" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("ひだまりひろば");
});

test("an id that is not there is told kindly", async ({ page }) => {
  await open(page, "place/?id=nowhere");
  await expect(page.getByRole("heading", { name: "この場所は見つかりませんでした" })).toBeVisible();
});
