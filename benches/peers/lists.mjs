// Reading a city's list: the bytes of a file to rows of cells. PapaParse gets a text; that the bytes become one belongs to it.
import { cells, records } from "./pkg/engine.js";
import { timed } from "./times.mjs";

export async function lists(name, text, copies, runs) {
  const [header, ...rest] = text.split("\r\n");
  const body = rest.filter(Boolean).join("\r\n");
  const bytes = new TextEncoder().encode([header, ...Array.from({ length: copies }, () => body)].join("\r\n"));
  const papa = await timed(runs, () => globalThis.Papa.parse(new TextDecoder().decode(bytes), { skipEmptyLines: true }).data.reduce((sum, row) => sum + row.length, 0));
  const ours = await timed(runs, () => cells(bytes));
  const whole = await timed(runs, () => records(name, bytes));
  return {
    megabytes: bytes.length / 1e6,
    rows: [
      { name: "Tsunagi, cells", ms: ours.ms, found: ours.result },
      { name: "PapaParse, cells", ms: papa.ms, found: papa.result },
      { name: "Tsunagi, places with all that is understood of them", ms: whole.ms, found: whole.result },
    ],
  };
}
