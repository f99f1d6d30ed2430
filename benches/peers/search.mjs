// Every search engine over the same records and the same queries.
import { Finder, documents } from "./pkg/engine.js";
import { at } from "./times.mjs";
import MiniSearch from "minisearch";
import FlexSearch from "flexsearch";
import Fuse from "fuse.js";

const FIELDS = ["name", "reading", "kind", "text"];

/** Japanese has no spaces: two letters at a time is how engines that look words up are usually made to find it. */
const bigrams = (text) => {
  const words = text.normalize("NFKC").toLowerCase().split(/[\s、。・,;:（）()]+/).filter(Boolean);
  return words.flatMap((word) => (word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))));
};

/** Each engine made of records: `search` gives back at most 50 positions, best first; `bytes` its index, where that can be told. */
const engines = {
  Tsunagi: (records, lines) => {
    const finder = new Finder(lines.join("\n"));
    return { search: (query) => finder.search(query, 50), bytes: finder.bytes() };
  },
  "MiniSearch (words)": (records) => {
    const mini = new MiniSearch({ fields: FIELDS, searchOptions: { prefix: true, fuzzy: 0.25, combineWith: "AND", boost: { name: 3, reading: 2 } } });
    mini.addAll(records);
    return { search: (query) => mini.search(query).slice(0, 50).map((hit) => hit.id) };
  },
  "MiniSearch (bigrams)": (records) => {
    const mini = new MiniSearch({ fields: FIELDS, tokenize: bigrams, searchOptions: { combineWith: "AND", boost: { name: 3, reading: 2 } } });
    mini.addAll(records);
    return { search: (query) => mini.search(query).slice(0, 50).map((hit) => hit.id) };
  },
  "FlexSearch (full)": (records) => {
    const flex = new FlexSearch.Document({ tokenize: "full", document: { id: "id", index: FIELDS } });
    records.forEach((record) => flex.add(record));
    return { search: (query) => [...new Set(flex.search(query, { limit: 50 }).flatMap((field) => field.result))] };
  },
  "Fuse.js": (records) => {
    const fuse = new Fuse(records, { keys: FIELDS.map((name, at) => ({ name, weight: 4 - at })), ignoreLocation: true, threshold: 0.3 });
    return { search: (query) => fuse.search(query, { limit: 50 }).map((hit) => hit.item.id) };
  },
  // Its index is made beforehand and fetched in pieces as they are needed; a result's record is one more file, which is not counted.
  Pagefind: async (records, lines, index) => {
    const pagefind = await import(index.address);
    await pagefind.options({ ranking: { termFrequency: 1 } });
    await pagefind.init();
    const positions = new Map();
    return {
      search: async (query) => (await pagefind.search(query)).results.slice(0, 50),
      positions: (hits) =>
        Promise.all(
          hits.map(async (hit) => {
            if (!positions.has(hit.id)) positions.set(hit.id, Number((await hit.data()).meta.id));
            return positions.get(hit.id);
          }),
        ),
      bytes: index.bytes,
    };
  },
};

const heap = async () => {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return performance.memory?.usedJSHeapSize ?? 0;
};

/** The records of a city's files as lines, `copies` times over under other numbers, as a larger town has them. */
export function lines(files, copies) {
  const city = documents(files.map((file) => file.name), files.map((file) => file.text)).split("\n");
  return Array.from({ length: copies }, (_, n) => (n === 0 ? city : city.map((line) => line.replace("\t", `${n}\t`)))).flat();
}

export async function search(lines, judged, pagefind) {
  const records = lines.map((line, id) => {
    const [name, reading, kind, text, key, district] = line.split("\t");
    return { id, name, reading, kind, text, key, district };
  });
  const relevant = ({ kinds, names, district }) => (record) =>
    (kinds.includes(record.key) || names.some((name) => record.name.includes(name))) && (!district || record.district === district);
  const rows = [];
  for (const [name, make] of Object.entries(engines)) {
    const before = await heap();
    const started = performance.now();
    const engine = await make(records, lines, pagefind);
    const ready = performance.now() - started;
    const bytes = engine.bytes ?? Math.max(0, (await heap()) - before);
    const start = performance.now();
    await engine.search(judged[0].query);
    const first = performance.now() - start;
    const times = [];
    // The clock of a browser is coarse: what is quick is asked ten times in a row.
    const often = name === "Fuse.js" || name === "Pagefind" ? 1 : 10;
    for (const { query } of judged) {
      const start = performance.now();
      for (let round = 0; round < often; round += 1) await engine.search(query);
      times.push((performance.now() - start) / often);
    }
    let recall = 0;
    let reciprocal = 0;
    for (const query of judged) {
      const is = relevant(query);
      const hits = await engine.search(query.query);
      const found = engine.positions ? await engine.positions(hits.slice(0, 10)) : [...hits];
      const all = records.reduce((n, record) => n + (is(record) ? 1 : 0), 0);
      recall += found.slice(0, 5).filter((id) => is(records[id])).length / Math.min(5, all);
      const first = found.findIndex((id) => is(records[id]));
      reciprocal += first < 0 ? 0 : 1 / (first + 1);
    }
    rows.push({ name, ready, first, p50: at(times, 0.5), p95: at(times, 0.95), megabytes: bytes / 1e6, recall: recall / judged.length, reciprocal: reciprocal / judged.length });
  }
  return rows;
}
