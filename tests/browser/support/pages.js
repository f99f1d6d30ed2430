// The pages that the tests of access look at, in every language, empty and with a record, as they come and with something open; and how.
import { test, expect, open, axe, COLOUR_RULES } from "./index.js";
import { cutOff, forcedWrong, moving, sideways, small, spaced } from "./looks.js";
import { SITE } from "./hosts.js";

export { PAGES } from "./list.js";

const ASKED = { "place/": "place/?id=k990019001", "event/": "event/?id=e990019012", "programme/": "programme/?id=s990019006", "diary/": "diary/?place=k990019002" };

/** Pages beside those of the app: painted whole, and one each of those that are painted for one thing. The desk comes by itself. */
export const BESIDE = ["all/", "accessibility/", "desk/", "place/k990019001/", "event/e990019012/", "programme/s990019006/"];

/** Where a page of the app shows something: its own part of the record, or one thing of the lists; below the site's root. */
export function address(folder, record = null) {
  const own = record && {
    "child/": record.child,
    "sheet/": record.sheet,
    "paper/": record.sheet.replace("sheet/", "paper/"),
    "hand/": record.sheet.replace("sheet/", "hand/"),
    "handed/": record.handed,
    "reply/": record.reply,
  };
  return own?.[folder]?.replace(SITE, "") ?? ASKED[folder] ?? folder;
}

/** Colours as somebody may have set them; whoever forces colours often takes light on dark. */
export const SCHEMES = { light: { colorScheme: "light", forcedColors: "none" }, dark: { colorScheme: "dark", forcedColors: "none" }, forced: { colorScheme: "dark", forcedColors: "active" } };

/** The whole of axe in light, what looks at colours in dark, and what keeps its own colours where others are forced. */
export async function inEveryScheme(page, state) {
  await axe(page, { state });
  await page.emulateMedia(SCHEMES.dark);
  await axe(page, { scheme: "dark", state, rules: COLOUR_RULES });
  await page.emulateMedia(SCHEMES.forced);
  expect(await forcedWrong(page), `forced ${state}`).toEqual([]);
  await page.emulateMedia(SCHEMES.light);
}

/** A screen of 1280 by 1024 at 400 percent. */
const CLOSE = { width: 320, height: 256 };
const PHONE = { width: 390, height: 844 };

// Each of them goes on where one found something: what a whole language has is told in one run.

/** At 400 percent nothing is cut off and nothing scrolls sideways. */
export async function zoomed(page, where) {
  await page.setViewportSize(CLOSE);
  expect.soft(await sideways(page), `${where}: sideways`).toBeLessThanOrEqual(0);
  expect.soft(await cutOff(page), `${where}: cut off`).toEqual([]);
}

/** With wide spacing of lines, letters, words and paragraphs nothing is cut off, close by and on a wide screen; on a phone from then on. */
export async function spacious(page, where) {
  await spaced(page);
  await page.setViewportSize(CLOSE);
  expect.soft(await sideways(page), `${where}: spaced, sideways`).toBeLessThanOrEqual(0);
  expect.soft(await cutOff(page), `${where}: spaced, cut off`).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect.soft(await cutOff(page), `${where}: spaced, wide`).toEqual([]);
  await spaced(page, false);
}

/** Targets are 24 by 24 pixels or have that room, on a wide screen and on a phone. */
export async function roomy(page, where) {
  await page.setViewportSize({ width: 1280, height: 800 });
  expect.soft(await small(page), `${where}: small, wide`).toEqual([]);
  await page.setViewportSize(PHONE);
  expect.soft(await small(page), `${where}: small`).toEqual([]);
}

/** Nothing moves for those who ask for less motion. */
export async function calm(page, where) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect.soft(await moving(page), `${where}: moves`).toEqual([]);
  await page.emulateMedia({ reducedMotion: null });
}

/** Tells the figures (support/figures.js) that a page is measured by all of these; `state`: what is open on it. */
export function counted(page, state = "") {
  test.info().annotations.push({ type: "measured", description: JSON.stringify({ address: page.url().replace(SITE, ""), state }) });
}

/** All that is measured of a page that stands. */
export async function measured(page, where, state = "") {
  counted(page, state);
  await zoomed(page, where);
  await spacious(page, where);
  await roomy(page, where);
  await calm(page, where);
}

/** Opens a page of {@link BESIDE}. */
export async function openBeside(page, where) {
  if (where.includes("desk/")) {
    await page.goto(where);
    await expect(page.getByRole("button", { name: "ひな形で始める" })).toBeVisible();
  } else if (/^(\w+\/)?(all|accessibility)\//.test(where)) {
    await page.goto(where);
  } else {
    await open(page, where);
  }
}

/**
 * What can be opened on a page: where (with a record), what that is, and how, by what the page's language says ({@link said}).
 */
export const STATES = [
  ["places/?kind=support_hub", "conditions", (page, say) => page.getByText(say("filter.title")).click()],
  ["places/?group=care&district=浜手&only=free", "conditions that are chosen", (page, say) => page.getByText(say("filter.title_count")).click()],
  ["places/", "nearby", (page, say) => page.getByText(say("near.title")).click()],
  ["places/?kind=support_hub&view=map", "the map", (page, say) => expect(page.getByText(say("map.count", { whole: false }))).toBeVisible()],
  ["places/#q=zzzzqqq", "nothing found", (page, say) => expect(page.getByRole("heading", { name: say("places.empty_title") })).toBeVisible()],
  ["events/", "conditions of events", (page, say) => page.getByText(say("filter.title")).click()],
  ["events/?month=2026-11&day=2026-11-28", "the month", (page) => expect(page.getByRole("grid")).toBeVisible()],
  ["place/?id=k990019002", "the first call", (page, say) => page.getByText(say("call.title")).click()],
  ["family/", "adding to the family", (page, say) => page.getByText(say("family.add_title")).click()],
  ["timeline/", "a step", (page, say) => page.getByText(say("step.vaccine")).or(page.getByText(say("step.checkup"))).first().click()],
  ["keep/", "before everything is forgotten", (page, say) => page.getByText(say("keep.forget_confirm")).click()],
  ["keep/", "a passphrase that is too short", (page, say) => page.getByRole("button", { name: say("keep.backup_button") }).click()],
  ["cards/", "a voucher without a name", async (page, say) => { await page.getByText(say("cards.add_voucher")).click(); await page.getByRole("button", { name: say("family.add") }).first().click(); }],
  ["sheet/", "the whole sheet", (page, say) => page.getByRole("button", { name: say("plan.whole") }).click()],
  ["sheet/", "private words", (page, say) => page.getByText(say("plan.memo")).first().click()],
  ["hand/", "nothing chosen to hand over", (page, say) => page.getByRole("button", { name: say("hand.see_button") }).click()],
  ["receive/", "a link that is none", async (page, say) => { await page.getByLabel(say("receive.link")).fill("abc"); await page.getByRole("button", { name: say("receive.link_button") }).click(); }],
  ["now/?for=small", "lines for whom", (page) => expect(page.getByRole("button", { pressed: true })).toBeVisible()],
  ["", "the languages", (page, say) => page.getByText(say("site.language")).first().click()],
  ["about/", "what a city can mend", (page) => expect(page.getByRole("heading", { level: 1 })).toBeVisible()],
  ["spread/", "a flyer", (page) => expect(page.getByRole("heading", { level: 1 })).toBeVisible()],
];
