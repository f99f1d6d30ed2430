// The days of series of events over two years, as three libraries count them.
import ICAL from "ical.js";
import { days } from "./pkg/engine.js";
import { timed } from "./times.mjs";

const DAY = 86_400_000;
const NAMES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const FROM = "2026-04-01";
const TO = "2028-03-31";

/** Series as cities have them, each beginning on a day of its own rule: RFC 5545 leaves open what a first day beside the rule means. */
function series(count) {
  const begin = Date.parse(FROM);
  return Array.from({ length: count }, (_, n) => {
    const date = new Date(begin + (n % 365) * DAY);
    const name = NAMES[date.getUTCDay()];
    const week = Math.ceil(date.getUTCDate() / 7);
    const rules = [
      `FREQ=WEEKLY;BYDAY=${name}`,
      `FREQ=MONTHLY;BYDAY=${week}${name}`,
      `FREQ=WEEKLY;INTERVAL=2;BYDAY=${name}`,
      `FREQ=MONTHLY;BYMONTHDAY=${date.getUTCDate()}`,
      `FREQ=DAILY;UNTIL=20270331`,
      `FREQ=WEEKLY;BYDAY=${name};COUNT=12`,
    ];
    return { start: date.toISOString().slice(0, 10), rule: rules[n % rules.length] };
  });
}

const peers = {
  Tsunagi: (all) => [...days(all.map(({ start, rule }) => `${start}\t${rule}`).join("\n"), FROM, TO)],
  "rrule.js": (all) => {
    const [from, to] = [new Date(`${FROM}T00:00:00Z`), new Date(`${TO}T00:00:00Z`)];
    return all.flatMap(({ start, rule }) => {
      const read = globalThis.rrule.rrulestr(`DTSTART:${start.replaceAll("-", "")}T000000Z\nRRULE:${rule}`);
      return read.between(from, to, true).map((date) => date.getTime() / DAY);
    });
  },
  "ical.js": (all) => {
    const end = ICAL.Time.fromString(TO);
    return all.flatMap(({ start, rule }) => {
      const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start));
      const found = [];
      for (let next = iterator.next(); next && next.compare(end) <= 0; next = iterator.next()) found.push(Date.UTC(next.year, next.month - 1, next.day) / DAY);
      return found;
    });
  },
};

export async function repetition(count, runs) {
  const all = series(count);
  const rows = [];
  let ours;
  for (const [name, make] of Object.entries(peers)) {
    const { ms, result } = await timed(runs, () => make(all));
    ours ??= result;
    rows.push({ name, ms, found: result.length, same: result.length === ours.length && result.every((day, at) => day === ours[at]) });
  }
  return rows;
}
