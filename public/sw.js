// The worker behind the pages: what was opened once opens without a network (docs/offline.md).
//
// - pages: the server's, where it answers in time and all that they load is there; else those kept
// - assets/: named by their content, so that a kept one is as good as the server's
// - data/: the server's, where it answers in time; else the kept one, which says from when it is
//
// A site is fetched into a cache of its own name, file by file. Only once all of a set is there does it stand in the place of
// the former one; what was cut off goes on where it was at the next visit. The desk, the lists on other people's pages and
// whatever is not named here are left to the browser. The names below are filled in by the publisher.
const VERSION = "CONTENT";
/** By this file a page knows which version it is of. */
const START = "START_NAME";
/** The pages of each language, and those of them that are kept first, with what these load. */
const PAGES = PAGES_KEPT;
const FIRST = FIRST_KEPT;
const FIRST_ASSETS = FIRST_ASSETS_KEPT;
/** What every language's pages load, and what the pages of one load beside it. */
const ASSETS = ASSETS_KEPT;
const LANGUAGES = LANGUAGES_KEPT;
/** The SHA-256 of each of them. */
const SUMS = SUMS_KEPT;

/** How long the server may take while there is a kept copy, in milliseconds. */
const PAGE_LIMIT = 3000;
const DATA_LIMIT = 4000;
/** How long it may take, and for how long that holds, once it was too slow. */
const SLOW_LIMIT = 500;
const SLOW_FOR = 15_000;
/** How long a new version may be fetched before the worker, which may mend something, takes over without it. */
const INSTALL_LIMIT = 120_000;
/** The most that is kept of what is not part of a set, in files, and the largest list, in bytes. */
const MOST_USED = 60;
const MOST_DATA = 60;
const LARGEST = 16 * 1024 * 1024;
/** On a kept list: when it came, in milliseconds since the beginning of 1970. */
const KEPT = "x-tsunagi-kept";

const root = new URL("./", location.href);
// Another site of ours may lie on the same host, at another path.
const own = `tsunagi:${encodeURIComponent(root.pathname)}:`;
const SHELL = `${own}shell:${VERSION}`;
const USED = `${own}used`;
const DATA = `${own}data`;

const at = (name) => new URL(name, root).href;
/** Stands in a cache once all of a set does. */
const mark = (kind, tag) => at(`?kept=${kind}-${tag}`);
const below = (tag) => LANGUAGES[tag].below;
const match = (cacheName, url) => caches.match(url, { cacheName, ignoreVary: true });
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(own));
/** The caches of versions, this one's first, then the others from the newest on. */
const shells = async () => {
  const all = (await ours()).filter((name) => name.startsWith(`${own}shell:`) && name !== SHELL);
  return [SHELL, ...all.reverse()];
};

/** A promise that fails where it takes too long. */
const inTime = (promise, limit) => {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(LATE)), limit)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
const LATE = "too slow";

/** When the server was last too slow: nobody waits for each list anew. */
let slow = 0;
const answerInTime = (promise, limit) =>
  inTime(promise, Date.now() - slow < SLOW_FOR ? SLOW_LIMIT : limit).catch((error) => {
    if (error.message === LATE) slow = Date.now();
    throw error;
  });

const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml", png: "image/png", txt: "text/plain; charset=utf-8" };

/** The same answer for keeping: whole, with the right type, without what belongs to its way here. */
const whole = (bytes, response, more = {}) => {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary", KEPT]) headers.delete(name);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return new Response(bytes, { headers });
};

/** Whether bytes begin like a page: what many servers and networks send in the place of a file that is not there. */
const isPage = (bytes) => /^\s*<(!doctype|html|head|body)/i.test(new TextDecoder().decode(bytes.slice(0, 256)));

/** An asset of any version, with the type that its name says; an error where something else came. */
const asset = async (name, response) => {
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  const ending = name.split(".").pop();
  const damaged = ending === "wasm" ? String.fromCharCode(...new Uint8Array(bytes.slice(0, 4))) !== "\0asm" : isPage(bytes);
  if (damaged) throw new Error(`${name}: not the file`);
  return whole(bytes, response, TYPES[ending] ? { "content-type": TYPES[ending] } : {});
};

/** Keeps an answer. A full storage is emptied of what is not needed; then it is tried once more. */
const keep = async (cacheName, url, response) => {
  const again = response.clone();
  try {
    await (await caches.open(cacheName)).put(url, response);
  } catch {
    await makeRoom(cacheName);
    await (await caches.open(cacheName)).put(url, again);
  }
};

/** The sets that a cache holds wholly. */
const setsOf = async (cacheName) => {
  if (!(await caches.has(cacheName))) return [];
  const keys = await (await caches.open(cacheName)).keys();
  return keys.map(({ url }) => new URL(url).searchParams.get("kept")).filter(Boolean);
};

const makeRoom = async (wanted) => {
  if (wanted !== USED) await caches.delete(USED);
  for (const name of await shells()) if (name !== SHELL && (await setsOf(name)).length === 0) await caches.delete(name);
};

/** Leaves only the last so many of a cache. */
const bound = async (cacheName, most) => {
  const cache = await caches.open(cacheName);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
};

/** An asset, from whichever cache. */
const find = async (name) => {
  for (const cacheName of [...(await shells()), USED]) {
    const kept = await match(cacheName, at(name));
    if (kept) return kept;
  }
  return null;
};

// --- Keeping a set ---

/** A file of this very version, as it was published. What the browser itself has of it is as good. */
const published = async (name) => {
  for (const cache of ["force-cache", "reload"]) {
    const response = await fetch(at(name), { cache, integrity: SUMS[name] }).catch(() => null);
    if (response?.ok) return asset(name, response);
  }
  throw new Error(`${name}: not as published`);
};

/** A page of this very version: another one would ask for files that are not in its set. */
const publishedPage = async (name) => {
  const response = await fetch(at(name), { cache: "no-cache" });
  const text = response.ok && !response.redirected ? await response.text() : "";
  if (!text.includes(START) || !text.includes("</html>")) throw new Error(`${name}: not of this version`);
  return whole(text, response, { "content-type": "text/html; charset=utf-8" });
};

const begins = `assets/${START}`;

/** Keeps all of a set; what is there already is not asked for again. Whether it was not whole before. */
const keepSet = async (kind, tag) => {
  if (await match(SHELL, mark(kind, tag))) return false;
  const first = kind === "first";
  const pages = (first ? FIRST : PAGES).map((page) => below(tag) + page);
  const assets = first ? FIRST_ASSETS : [...ASSETS, ...LANGUAGES[tag].assets].filter((name) => name !== begins);
  const have = async (name) => {
    if (await match(SHELL, at(name))) return;
    // The same name is the same content, whichever version brought it. What was merely used came without a sum.
    const former = await match((await shells())[1] ?? SHELL, at(name));
    await keep(SHELL, at(name), former ?? (await published(name)));
  };
  try {
    for (const name of assets) await have(name);
    for (const name of pages) if (!(await match(SHELL, at(name)))) await keep(SHELL, at(name), await publishedPage(name));
    // Last of all: a program that starts without its lists would take the numbers off a painted page.
    if (!first) await have(begins);
    await keep(SHELL, mark(kind, tag), new Response(""));
  } catch (error) {
    // Without any room at all nothing half is left lying; else it goes on from here at the next visit.
    if (error.name === "QuotaExceededError" && (await setsOf(SHELL)).length === 0) await caches.delete(SHELL);
    throw error;
  }
  return true;
};

/** Former versions go once this one holds all that they did, and no page of theirs may be open any longer. */
const tidy = async (alone) => {
  const [, ...former] = await shells();
  const now = await setsOf(SHELL);
  const last = [];
  for (const name of former) {
    const sets = await setsOf(name);
    if (sets.length === 0) await caches.delete(name);
    else if (sets.every((set) => now.includes(set))) last.push(name);
  }
  for (const name of alone ? last : last.slice(1)) await caches.delete(name);
};

const windows = () => clients.matchAll({ type: "window", includeUncontrolled: true });
/** Tells open pages that a newer version is whole. */
const tellNewer = async () => {
  for (const client of await windows()) client.postMessage({ newest: START });
};

/** One after the other: two pages may be opened at once. */
const queue = () => {
  let turn = Promise.resolve();
  return (work) => (turn = turn.then(work).catch((error) => console.info(error.message)));
};
const inTurn = queue();
/** Lists are small, and wait for no program. */
const listsInTurn = queue();

/** What a page that was opened is to find the next time. */
const keepOpened = async (tag, start, saving) => {
  const before = (await Promise.all((await shells()).slice(1).map(setsOf))).flat();
  await keepSet("first", "ja");
  await keepSet("first", tag);
  // Whoever saves data is sent no more than that; what is used is kept all the same.
  if (saving) return;
  const done = await keepSet("whole", tag);
  if (done && before.includes(`whole-${tag}`)) await tellNewer();
  await tidy(start === START && (await windows()).length < 2);
};

addEventListener("install", (event) => {
  const work = async () => {
    const former = (await Promise.all((await shells()).map(setsOf))).flat();
    const sets = new Set(["first-ja", ...former]);
    for (const set of sets) {
      const [kind, tag] = set.split("-");
      if (LANGUAGES[tag]) await keepSet(kind, tag);
    }
  };
  // It takes over even where not all of it could be had: the former version stays kept, and is what opens.
  event.waitUntil(inTime(inTurn(work), INSTALL_LIMIT).catch(() => null).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const work = async () => {
    // The caches of the first worker, which kept two pages.
    for (const name of await caches.keys()) if (name.startsWith("tsunagi-now-")) await caches.delete(name);
    await clients.claim();
    if ((await setsOf(SHELL)).some((set) => set.startsWith("whole-"))) await tellNewer();
  };
  event.waitUntil(work().catch(() => null));
});

addEventListener("message", (event) => {
  const { opened, start, saving, data } = event.data ?? {};
  if (LANGUAGES[opened]) event.waitUntil(inTurn(() => keepOpened(opened, start, saving)));
  if (Array.isArray(data)) event.waitUntil(listsInTurn(() => keepLists(data)));
});

// --- Answering ---

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || !address.href.startsWith(root.href)) return;
  const name = address.pathname.slice(root.pathname.length);
  if (request.mode === "navigate") {
    const page = pageOf(name);
    if (page) event.respondWith(answerPage(event, page, address.search));
  } else if (name.startsWith("assets/") && !/^assets\/(desk|press)-/.test(name)) {
    event.respondWith(answerAsset(event, name));
  } else if (name.startsWith("data/")) {
    event.respondWith(answerList(event, name));
  }
});

/** What a page's address asks for, where it is one of those that can be kept. */
const pageOf = (address) => {
  const name = address.replace(/(^|\/)index\.html$/, "$1");
  const tag = Object.keys(LANGUAGES).find((tag) => below(tag) && `${name}/`.startsWith(below(tag))) ?? "ja";
  const page = name === below(tag).slice(0, -1) ? "" : name.slice(below(tag).length);
  if (PAGES.includes(page)) return { name: below(tag) + page, tag, page, open: name === below(tag) + page ? null : below(tag) };
  if (PAGES.includes(`${page}/`)) return { name, tag, page, open: `${name}/` };
  // A thing has a page of its own in Japanese alone; where that is not kept, the page of all such things shows it.
  const thing = tag === "ja" && /^(place|event|programme)\/([^/]+)\/?$/.exec(page);
  if (!thing) return null;
  let id = thing[2];
  try {
    id = encodeURIComponent(decodeURIComponent(id));
  } catch {
    // As it is written, then.
  }
  return { name, tag, page, open: `${thing[1]}/?id=${id}` };
};

/** The kept page of a whole set, of the newest version that has one; else of what was used or is kept first. */
const keptPage = async ({ name, tag, page }) => {
  const all = await shells();
  const within = async (kind) => {
    for (const cacheName of all) {
      const kept = (await match(cacheName, mark(kind, tag))) && (await match(cacheName, at(name)));
      if (kept) return kept;
    }
    return null;
  };
  const kept = await within("whole");
  if (kept) return kept;
  const used = await match(USED, at(name));
  if (used) {
    const missing = await Promise.all(loads(await used.clone().text()).map(async (name) => !(await find(name))));
    if (!missing.includes(true)) return used;
  }
  return FIRST.includes(page) ? within("first") : null;
};

/** The assets without which a page is not itself; not its pictures, nor what only old browsers load. */
const loads = (html) => [...new Set([...html.matchAll(/\b(?:href|src)="[./]*(assets\/(?!old-)[\w-]+\.(?:js|css|wasm|txt))"/g)].map((found) => found[1]))];

/** Fetches an asset that no cache has and keeps it. A copy of the browser's own that is not the file is passed over. */
const useAsset = async (name, request = at(name)) => {
  let found;
  try {
    found = await asset(name, await fetch(request));
  } catch {
    found = await asset(name, await fetch(at(name), { cache: "reload" }));
  }
  await keep(USED, at(name), found.clone())
    .then(() => bound(USED, MOST_USED))
    .catch(() => null);
  return found;
};

/** A page's answer from the server: of whichever version, but with all that it loads. */
const servedPage = async (request, page, kept) => {
  const response = await fetch(request, { cache: "no-cache" });
  // The browser follows it by itself.
  if (response.type === "opaqueredirect") return response;
  if (!response.ok) throw response;
  if (kept || (await hasWhole(page.tag))) {
    await haveLoads(await response.clone().text());
  }
  return response;
};

/** Makes sure that all is there that a page loads. */
const haveLoads = (html) => Promise.all(loads(html).map(async (name) => (await find(name)) ?? useAsset(name)));

const hasWhole = async (tag) => {
  for (const cacheName of await shells()) if (await match(cacheName, mark("whole", tag))) return true;
  return false;
};

/** Until a set is whole, pages are kept as they are used. */
const usePage = async (page, response) => {
  if (response.type === "opaqueredirect" || (await hasWhole(page.tag))) return;
  const text = await response.text();
  await haveLoads(text);
  await keep(USED, at(page.name), whole(text, response, { "content-type": "text/html; charset=utf-8" }));
  await bound(USED, MOST_USED);
};

const answerPage = async (event, page, search) => {
  const kept = await keptPage(page);
  const served = servedPage(event.request, page, kept);
  const used = served.then((response) => usePage(page, response.clone())).catch(() => null);
  event.waitUntil(used);
  try {
    return await (kept ? answerInTime(served, PAGE_LIMIT) : served);
  } catch (trouble) {
    return kept ?? (await instead(page, search)) ?? (trouble instanceof Response ? trouble : Response.error());
  }
};

/** Another page that says the same, where the one asked for is not to be had. */
const instead = async (page, search) => {
  if (page.open) {
    const open = pageOf(page.open.replace(/\?.*/, ""));
    if (open && (await keptPage(open))) return Response.redirect(at(page.open + (page.open.includes("?") ? "" : search)));
  }
  for (const tag of Object.keys(LANGUAGES)) {
    const name = below(tag) + page.page;
    if (tag !== page.tag && PAGES.includes(page.page) && (await keptPage({ ...page, name, tag }))) return Response.redirect(at(name + search));
  }
  return null;
};

const answerAsset = async (event, name) => {
  const kept = await find(name);
  if (kept) return kept;
  // Whatever came in its place is shown to the page as it came.
  return useAsset(name, event.request).catch(() => fetch(event.request));
};

/** The desk reads what the server has now, and nothing else. */
const isDesk = async (event) => (await clients.get(event.clientId))?.url.startsWith(at("desk/")) ?? false;

/** A list as it came, kept with the moment at which the server sent it. */
const takeList = async (name, response) => {
  const bytes = await response.arrayBuffer();
  if (isPage(bytes)) throw new Error(`${name}: a page came instead`);
  const sent = Date.parse(response.headers.get("date") ?? "");
  const moment = sent <= Date.now() ? sent : Date.now();
  if (bytes.byteLength <= LARGEST) {
    const cache = await caches.open(DATA);
    // The last one used is the last to go.
    await cache.delete(at(name));
    await keep(DATA, at(name), whole(bytes, response, { [KEPT]: String(moment) }))
      .then(() => bound(DATA, MOST_DATA))
      .catch(() => null);
  }
  return whole(bytes, response);
};

const servedList = async (request, name) => {
  const response = await fetch(request);
  // A list that the city has taken away is no longer shown.
  if (response.status === 404 || response.status === 410) {
    await (await caches.open(DATA)).delete(at(name));
    return response;
  }
  if (!response.ok) throw response;
  return takeList(name, response);
};

const answerList = async (event, name) => {
  if (await isDesk(event)) return fetch(event.request);
  const kept = await match(DATA, at(name));
  const served = servedList(event.request, name);
  event.waitUntil(served.catch(() => null));
  try {
    return await (kept ? answerInTime(served, DATA_LIMIT) : served);
  } catch (trouble) {
    return kept ?? (trouble instanceof Response ? trouble : Response.error());
  }
};

/** The lists that a page read before it had a worker. The browser's own copies of a moment ago are the same. */
const keepLists = async (addresses) => {
  for (const address of addresses) {
    if (!String(address).startsWith(at("data/"))) continue;
    const name = new URL(address).pathname.slice(root.pathname.length);
    if (await match(DATA, at(name))) continue;
    const response = await fetch(at(name), { cache: "force-cache" }).catch(() => null);
    if (response?.ok) await takeList(name, response).catch(() => null);
  }
};
