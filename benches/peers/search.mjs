// Runs in Chromium: every engine over the same records and the same queries.
import init, { Finder, documents } from "./pkg/finder.js";
import MiniSearch from "minisearch";
import FlexSearch from "flexsearch";
import Fuse from "fuse.js";

const FIELDS = ["name", "reading", "kind", "text"];

/** Japanese has no spaces: two letters at a time is how engines that look words up are usually made to find it. */
const bigrams = (text) => {
  const words = text.normalize("NFKC").toLowerCase().split(/[\s、。・,;:（）()]+/).filter(Boolean);
  return words.flatMap((word) => (word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))));
};

const engines = {
  Tsunagi: (records, lines) => {
    const finder = new Finder(lines);
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
};

const heap = () => {
  globalThis.gc?.();
  return performance.memory?.usedJSHeapSize ?? 0;
};

const at = (times, part) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

globalThis.measure = async (files, judged, copies) => {
  await init();
  const city = documents(files.map((file) => file.name), files.map((file) => file.text)).split("\n");
  // A larger town: the same places under other numbers.
  const lines = Array.from({ length: copies }, (_, n) => (n === 0 ? city : city.map((line) => line.replace("\t", `${n}\t`)))).flat();
  const records = lines.map((line, id) => {
    const [name, reading, kind, text, key, district] = line.split("\t");
    return { id, name, reading, kind, text, key, district };
  });
  const relevant = ({ kinds, names, district }) => (record) =>
    (kinds.includes(record.key) || names.some((name) => record.name.includes(name))) && (!district || record.district === district);
  const rows = [];
  for (const [name, make] of Object.entries(engines)) {
    const before = heap();
    const started = performance.now();
    const engine = make(records, lines.join("\n"));
    const ready = performance.now() - started;
    const bytes = engine.bytes ?? heap() - before;
    const times = [];
    let recall = 0;
    let reciprocal = 0;
    for (const query of judged) {
      const is = relevant(query);
      const found = engine.search(query.query);
      const all = records.reduce((n, record) => n + (is(record) ? 1 : 0), 0);
      recall += [...found].slice(0, 5).filter((id) => is(records[id])).length / Math.min(5, all);
      const first = [...found].findIndex((id) => is(records[id]));
      reciprocal += first < 0 ? 0 : 1 / (first + 1);
    }
    // The slowest of them are asked less often.
    const rounds = name === "Fuse.js" && copies > 5 ? 1 : 5;
    for (let round = 0; round < rounds; round += 1) {
      for (const { query } of judged) {
        const start = performance.now();
        engine.search(query);
        times.push(performance.now() - start);
      }
    }
    rows.push({ name, records: records.length, ready, p50: at(times, 0.5), p95: at(times, 0.95), megabytes: bytes / 1e6, recall: recall / judged.length, reciprocal: reciprocal / judged.length });
  }
  return rows;
};
