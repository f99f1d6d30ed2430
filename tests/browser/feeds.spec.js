// Events for everyone's calendar: one taken over by a tap, feeds as a reader that is not ours takes them.
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { test, expect, open, axe } from "./support/index.js";

/** Every day from one to another that a calendar shows, by ical.js: name and date, called off or not. */
const days = (text, from, to) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const entries = calendar.getAllSubcomponents("vevent");
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
  expect(zone.tzid).toBe("Asia/Tokyo");
  const found = [];
  for (const entry of entries.filter((e) => !e.hasProperty("recurrence-id"))) {
    const exceptions = entries.filter((e) => e.hasProperty("recurrence-id") && e.getFirstPropertyValue("uid") === entry.getFirstPropertyValue("uid"));
    const event = new ICAL.Event(entry, { exceptions });
    const steps = event.iterator();
    for (let next = steps.next(), n = 0; next && n < 3000; next = steps.next(), n += 1) {
      if (next.toString().slice(0, 10) > to) break;
      const { item, startDate } = event.getOccurrenceDetails(next);
      // One that is held on another day than its turn in the series stands on that.
      const day = startDate.toString().slice(0, 10);
      if (day >= from) found.push({ day, name: item.summary, off: item.component.getFirstPropertyValue("status") === "CANCELLED" });
    }
  }
  return found;
};

test("ical.js reads the city's feed as the site shows it", async ({ page, baseURL }) => {
  const text = await (await page.request.get(`${baseURL}feeds/all.ics`)).text();
  const feed = await (await page.request.get(`${baseURL}feeds/all.json`)).json();
  const stamp = new Date(Date.now() + 9 * 3600000).toISOString().slice(0, 10);
  const after = (days) => new Date(Date.now() + 9 * 3600000 + days * 86400000).toISOString().slice(0, 10);
  const all = days(text, stamp, after(60));
  expect(all.length).toBeGreaterThan(200);
  // In some months the sample calls nothing off; in every year it does.
  expect(days(text, stamp, after(400)).some(({ off }) => off)).toBe(true);
  // Each event's next day is the one that the other feed tells of.
  for (const item of feed.items) {
    const [, , day] = item.id.split("/");
    const name = item.title.replace(/^\S+ /, "");
    const next = all.filter((e) => e.name === name && !e.off).map((e) => e.day).sort();
    expect(next, item.title).toContain(day);
  }
  expect(feed.items.length).toBeGreaterThan(80);
});

test("Atom is XML, and of one place alone where that is asked for", async ({ page, baseURL }) => {
  // Our own pages let no text be read as markup.
  await page.goto("about:blank");
  const all = await (await page.request.get(`${baseURL}feeds/all.atom`)).text();
  const hub = await (await page.request.get(`${baseURL}feeds/place-k990019002.atom`)).text();
  const count = (text) =>
    page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      const ids = [...xml.querySelectorAll("feed > entry > id")].map((e) => e.textContent);
      return { broken: xml.querySelectorAll("parsererror").length, entries: ids.length, different: new Set(ids).size, dated: xml.querySelectorAll("entry > updated").length };
    }, text);
  const [whole, one] = [await count(all), await count(hub)];
  for (const feed of [whole, one]) {
    expect(feed.broken).toBe(0);
    expect(feed.different).toBe(feed.entries);
    expect(feed.dated).toBe(feed.entries);
  }
  expect(one.entries).toBeGreaterThan(1);
  expect(one.entries).toBeLessThan(whole.entries);
});

test("an event into the phone's own calendar", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T01:00:00Z"));
  await open(page, "event/?id=e990019001");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "カレンダーに入れる" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("e990019001.ics");
  const text = await readFile(await file.path(), "utf8");
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  expect(event.getFirstPropertyValue("summary")).toBe("プレパパ・プレママの日曜両親学級");
  expect(event.getFirstPropertyValue("rrule").toString()).toContain("BYDAY=3SU");
  expect(event.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger").toString()).toBe("-PT60M");
});

test("how to subscribe: to a place's events, the address copied", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "place/?id=k990019002");
  await page.getByRole("link", { name: "カレンダーで受けとる" }).click();
  await expect(page.getByLabel("受けとるイベント")).toHaveValue("place:k990019002");
  const address = `${baseURL}feeds/place-k990019002.ics`;
  await expect(page.getByLabel("カレンダーのアドレス")).toHaveValue(address);
  await expect(page.getByRole("link", { name: "カレンダーで開く" })).toHaveAttribute("href", address.replace("http://", "webcal://"));
  await page.getByRole("button", { name: "アドレスを写す" }).click();
  await expect(page.getByText("アドレスを写しました")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await axe(page);
  await page.getByLabel("受けとるイベント").focus();
  await page.getByLabel("受けとるイベント").selectOption({ label: "妊娠・出産" });
  await expect(page).toHaveURL(/kind=/);
  const kind = await page.getByLabel("カレンダーのアドレス").inputValue();
  expect((await page.request.get(kind)).ok()).toBe(true);
});
