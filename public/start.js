// Starts the app. A file of its own, so that the page's policy needs no exception for inline scripts.
// The names below are filled in by the build, and what the files behind them have to be.
const show = (id) => {
  const notice = document.getElementById(id);
  if (notice) notice.hidden = false;
};

// A fault of its own stops the program: what is on the page no longer answers, which is said (the app's layout.rs).
const stopped = (error) => {
  if (error instanceof WebAssembly.RuntimeError) show("stopped");
};
addEventListener("error", ({ error }) => stopped(error));
addEventListener("unhandledrejection", ({ reason }) => stopped(reason));

// The address changes without a new page; a relative icon would be looked for anew, and in the wrong place.
for (const icon of document.querySelectorAll('link[rel="icon"]')) icon.href = icon.href;

// Whether somebody has begun to do something here.
for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => document.documentElement.setAttribute("data-touched", ""), { once: true, capture: true });

// What a publisher read of the city's lists, unpacked while the app is still on its way; and what the server says of each list,
// so that the app sees whether one is newer. Without an answer in good time the app reads the lists.
const LISTS = LISTS_NAMED;
const data = new URL("../data/", import.meta.url);
const placed = (response) => Date.parse(response.headers.get("last-modified"));
const ask = (name, method) => fetch(new URL(name.split("/").map(encodeURIComponent).join("/"), data), { method, cache: "no-cache" });
const answer = (name) =>
  Promise.race([
    ask(name, "HEAD").then((response) => [name, response.status, placed(response)]),
    new Promise((resolve) => setTimeout(resolve, 4000)),
  ]).then((answer) => answer ?? [name, 0, NaN], () => [name, 0, NaN]);
const read = async () => {
  const answers = Promise.all(LISTS.map(answer));
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

/** A file, if it is the one that was published. What has just been loaded comes from the browser's own store. */
const checked = (name, integrity, cache = "default") => fetch(new URL(name, import.meta.url), { integrity, cache });

/** A part of the app that is fetched when it is needed: as the app's own script asks for it. */
const PARTS = PARTS_NAMED;
globalThis.tsunagiPart = async (name) => {
  const response = await checked(...PARTS[name]);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  // Not while it streams: servers may call it another type than WebAssembly's.
  return WebAssembly.compile(await response.arrayBuffer());
};

const start = async () => {
  // Where the browser asks for the gate (trusted.js) and it did not come, the app would stop half-way: the painted page stays.
  if (globalThis.trustedTypes && !trustedTypes.defaultPolicy) throw new Error("trusted.js is missing");
  const wasm = checked("./APP_WASM", "APP_SUM_WASM");
  wasm.catch(() => {});
  // The page's own tag has asked for it, and had it checked: this is that very module.
  await checked("./APP_JS", "APP_SUM_JS", "force-cache");
  const app = await import("./APP_JS");
  await app.default({ module_or_path: wasm });
};

if (framed()) show("framed");
else {
  globalThis.tsunagiCatalog = read().catch(() => null);
  start().catch((error) => {
    console.warn(error);
    show("start-failed");
  });
}
