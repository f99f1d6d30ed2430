// The days of a calendar as ical.js reads them: one line each, `uid<TAB>day<TAB>off`.
//   node days.mjs UNTIL < calendar.ics
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const [until] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const zone = calendar.getFirstSubcomponent("vtimezone");
if (new ICAL.Timezone(zone).tzid !== "Asia/Tokyo") throw new Error("the zone is not Japan's");
const byId = new Map();
for (const entry of calendar.getAllSubcomponents("vevent")) {
  const uid = entry.getFirstPropertyValue("uid");
  byId.set(uid, [...(byId.get(uid) ?? []), entry]);
}
const lines = [];
for (const [uid, entries] of byId) {
  const exceptions = entries.filter((entry) => entry.hasProperty("recurrence-id"));
  const whole = entries.find((entry) => !entry.hasProperty("recurrence-id"));
  const event = new ICAL.Event(whole, { exceptions });
  const steps = event.iterator();
  for (let next = steps.next(), n = 0; next && n < 3000; next = steps.next(), n += 1) {
    const { item, startDate } = event.getOccurrenceDetails(next);
    const day = startDate.toString().slice(0, 10);
    // One that is moved may come after those that follow it.
    if (next.toString().slice(0, 10) > until) break;
    if (day <= until) lines.push([uid, day, item.component.getFirstPropertyValue("status") === "CANCELLED" ? 1 : 0]);
  }
}
lines.sort((a, b) => (a.join("\t") < b.join("\t") ? -1 : 1));
for (const line of lines) console.log(line.join("\t"));
