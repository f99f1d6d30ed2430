// What a tab remembers of the site, and a list that makes it remember something.
import { expect, open } from "./index.js";

/** The names under which the tab keeps something. */
export const remembered = (page) => page.evaluate(() => Object.keys(sessionStorage));

/** Serves a list that is another than the publisher read, and whose date does not say so. */
export const changed = (page) =>
  page.route("**/990019_preschool.csv", (route) =>
    route.fulfill({ contentType: "text/csv", headers: { "last-modified": new Date(0).toUTCString() }, body: "名称,住所\nあたらしい園,汐見市本町1\n" }),
  );

/** Opens the site with such a list, and waits until the tab has found it out. */
export async function newerLists(page) {
  await changed(page);
  await open(page, "places/?q=" + encodeURIComponent("あたらしい園"));
  // The lists are compared once the page has come to rest.
  await expect(page.getByRole("link", { name: "あたらしい園" })).toBeVisible({ timeout: 20_000 });
}
