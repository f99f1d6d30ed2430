// Keeps the pages of いますぐ相談 in the browser, so that they open without a network: numbers to ring are needed most when
// nothing else works. Its reach is those pages alone (see keep.js). The names below are filled in by the build.
const CACHE = "tsunagi-now-CONTENT";
const FILES = FILES_KEPT;

addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((name) => new Request(new URL(name, location.href), { cache: "no-cache" }))))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("tsunagi-now-") && name !== CACHE).map((name) => caches.delete(name)))),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.search = address.hash = "";
  const kept = FILES.some((name) => new URL(name, location.href).href === address.href);
  if (request.method !== "GET" || !kept) return;
  // What the city has now comes first; what was kept where there is no network, or none that answers.
  event.respondWith(
    fetch(request)
      .then((response) => (response.ok ? response : Promise.reject(new Error(`${response.status}`))))
      .catch(async (error) => (await caches.match(address.href)) ?? Promise.reject(error)),
  );
});
