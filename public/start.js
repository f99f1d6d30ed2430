// Starts the app; what is not here stands in begin.js. A file of its own, so that the page's policy needs no exception for inline
// scripts. The names below are filled in by the build, and what the files behind them have to be.

// The address changes without a new page; a relative icon would be looked for anew, and in the wrong place.
for (const icon of document.querySelectorAll('link[rel="icon"]')) icon.href = icon.href;

// Whether somebody has begun to do something here.
for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => document.documentElement.setAttribute("data-touched", ""), { once: true, capture: true });

// A record adds to what is painted without it, and moves it: where there is one, that is not shown until the app has drawn it.
try {
  if (Object.keys(localStorage).some((name) => name.startsWith("tsunagi.family."))) document.documentElement.setAttribute("data-record", "");
} catch {
  // The browser keeps nothing, and so there is no record.
}

// Conditions stand behind ? and #, words behind # (the app's parts/query.rs).
const asks = location.search !== "" || location.hash.includes("=");

// The coming days are painted as they were when the site was made. What of them is not over in Japan is shown in the place of the list
// that is coming, unless the address asks for other days.
const japan = new Date(Date.now() + 9 * 3600000);
const today = japan.toISOString().slice(0, 10);
const minute = japan.getUTCHours() * 60 + japan.getUTCMinutes();
for (const painted of document.querySelectorAll("[data-day]")) {
  const { day, ends } = painted.dataset;
  const cards = [...painted.querySelectorAll(".card")];
  if (day === today) ends.split(" ").forEach((end, at) => end < minute && cards[at].remove());
  painted.hidden = asks || day < today || !painted.querySelector(".card");
}
// The first places are painted as well, and shown unless others are asked for.
for (const first of document.querySelectorAll("[data-first]")) first.hidden = asks;
const awaited = document.querySelector("[data-awaited]");
if (awaited) awaited.hidden = document.querySelector("[data-day]:not([hidden]), [data-first]:not([hidden])") !== null;

// What a publisher read of the city's lists, unpacked while the app is still on its way; and what the server says of each list,
// so that the app sees whether one is newer. Without an answer in good time the app reads the lists.
const LISTS = LISTS_NAMED;
const data = new URL("../data/", import.meta.url);
const placed = (response) => Date.parse(response.headers.get("last-modified"));
const ask = (name, method) => fetch(new URL(name.split("/").map(encodeURIComponent).join("/"), data), { method, cache: "no-cache" });
/** What the server says of a list: `[name, status, moment]`. */
const answer = (name) =>
  Promise.race([
    ask(name, "HEAD").then((response) => [name, response.status, placed(response)]),
    new Promise((resolve) => setTimeout(resolve, 4000)),
  ]).then((answer) => answer ?? [name, 0, NaN], () => [name, 0, NaN]);
// A phone is at work on a request for some milliseconds, in which it does nothing else: between two of them it can.
const pause = () => new Promise((resolve) => setTimeout(resolve));
const askAll = async () => {
  const answers = [];
  for (const name of LISTS) {
    await pause();
    answers.push(answer(name));
  }
  return Promise.all(answers);
};
const read = async () => {
  const answers = askAll();
  const response = await ask("CATALOG_FILE", "GET");
  if (!response.ok) return null;
  const unpacked = new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
  const kept = response.headers.get("x-tsunagi-kept");
  return { bytes: new Uint8Array(await unpacked.arrayBuffer()), placed: placed(response), kept, answers: await answers };
};

/** Whether a page of another site shows this one in a frame: it could lead somebody's taps to where they do not see them. */
const framed = () => {
  for (let inner = window; inner !== inner.parent; inner = inner.parent) {
    try {
      // Only pages of the same origin may read it, such as the desk beside its trial.
      if (inner.parent.location.origin !== location.origin) return true;
    } catch {
      return true;
    }
  }
  return false;
};

/** A part of the app that is fetched when it is needed: as the app's own script asks for it. */
const PARTS = PARTS_NAMED;
globalThis.tsunagiPart = async (name) => {
  const response = await checked(...PARTS[name]);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  // Not while it streams: servers may call it another type than WebAssembly's.
  return WebAssembly.compile(await response.arrayBuffer());
};

if (framed()) show("framed");
else {
  let reading = null;
  globalThis.tsunagiCatalog = () => (reading ??= read().catch(() => null));
  // A page that has its city's settings in it can be used before the lists are there; where there is a record, it shows some of them.
  const { settings, record } = document.documentElement.dataset;
  if (settings === undefined || record !== undefined) globalThis.tsunagiCatalog();
  begin(["./APP_JS", "APP_SUM_JS"], ["./APP_WASM", "APP_SUM_WASM"]).catch(failed);
}
