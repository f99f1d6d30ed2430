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
const data = new URL("../data/", here);
const placed = (response) => Date.parse(response.headers.get("last-modified"));
const ask = (name, method) => fetch(new URL(name.split("/").map(encodeURIComponent).join("/"), data), { method, cache: "no-cache" });
/** What the server says of a list: `[name, status, moment]`. */
const answer = (name) =>
  Promise.race([
    ask(name, "HEAD").then((response) => [name, response.status, placed(response)]),
    new Promise((resolve) => setTimeout(resolve, 4000)),
  ]).then((answer) => answer ?? [name, 0, NaN], () => [name, 0, NaN]);
const turnToAsk = row();
const askAll = () =>
  Promise.all(
    LISTS.map(async (name) => {
      await turnToAsk();
      return answer(name);
    }),
  );
const unpacked = async (response) => new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
const read = async () => {
  const answers = askAll();
  const response = await ask("CATALOG_FILE", "GET");
  if (!response.ok) return null;
  const kept = response.headers.get("x-tsunagi-kept");
  return { bytes: await unpacked(response), placed: placed(response), kept, answers: await answers };
};
/** A packed file of the app, such as the forms: what it holds, none where it does not come. */
globalThis.tsunagiUnpacked = async (address) => {
  const response = await fetch(address);
  return response.ok ? unpacked(response) : null;
};
/** What さがす and some other pages can be used without: the events, and what else is shown elsewhere. */
const readRest = async () => {
  const response = await ask("REST_FILE", "GET");
  return response.ok ? unpacked(response) : null;
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

// Whatever is asked for shares the line. What the program needs beside itself (its parts, the lists, texts) is asked for once the painted page
// is seen, when the program is on its way: on a slow line the page is there sooner, and the program no later. Where a worker has kept
// all of it, there is nothing to share.
const seen = new Promise((resolve) => {
  if (document.hidden || navigator.serviceWorker?.controller) return resolve();
  requestAnimationFrame(() => setTimeout(resolve));
  // No frame comes in a tab that is put aside.
  setTimeout(resolve, 1000);
});

/** The SHA-256 of each file that parts of the app lie in, by what it is called; the file is named by the beginning of it. */
const PARTS = PARTS_NAMED;
const hex = (letter) => letter.charCodeAt().toString(16).padStart(2, "0");
/** A part of the app; what did not come is asked for anew. */
const coming = {};
const fetchPart = async (name) => {
  await turnToAsk();
  const digits = [...atob(PARTS[name]).slice(0, 8)].map(hex).join("");
  const response = await checked(`./app-${name}-${digits}.wasm`, `sha256-${PARTS[name]}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return compiled(response);
};
const part = (name) =>
  (coming[name] ??= fetchPart(name).catch((error) => {
    delete coming[name];
    throw error;
  }));
/** As the app's own script asks for one when it is needed. */
globalThis.tsunagiPart = (name) => seen.then(() => part(name));
/** What the page names is on its way before the program asks for it: parts of the app by what they are called, texts by their files. */
const fetchBeside = async (files) => {
  await seen;
  for (const file of files) {
    if (file in PARTS) {
      // Whoever needs it hears of what goes wrong.
      part(file).catch(() => {});
      continue;
    }
    await turnToAsk();
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: new URL(`../${file}`, here).href }));
  }
};

if (framed()) show("framed");
else {
  const once = (read) => {
    let reading = null;
    return () => (reading ??= seen.then(read).catch(() => null).then((found) => found ?? ((reading = null), null)));
  };
  globalThis.tsunagiCatalog = once(read);
  globalThis.tsunagiRest = once(readRest);
  const { settings, record, apart, beside } = document.documentElement.dataset;
  // A page that has its city's settings in it can be used before the lists are there, and one that begins
  // apart before the events are; where there is a record, they show some of them.
  if (settings === undefined || record !== undefined) {
    globalThis.tsunagiCatalog();
    if (apart === undefined || record !== undefined) globalThis.tsunagiRest();
  }
  if (beside) fetchBeside(beside.split(" "));
  begin("./APP_WASM", "APP_SUM_WASM").catch(failed);
}
