// What a page does for its own keeping: it gives the browser a worker that keeps the site (sw.js), hears of newer versions, and
// is read anew when asked to or on another day. Nothing that somebody is typing is lost by that. Where the browser has no
// workers nothing is lost but what they do.
const root = new URL("../", document.currentScript.src);
const html = document.documentElement;
const tell = (name) => document.dispatchEvent(new Event(name));

addEventListener("online", () => tell("tsunagi-online"));

// What somebody has done in a form is nowhere but on the page until it is sent. What is searched stands in the address; what is kept at
// each stroke, or does something at once, is marked (data-jotted), and so is a form that keeps nothing when it is sent (data-held).
const WRITTEN = "main :is(input:not([type=search], [type=hidden], [type=button], [type=submit]), textarea, select)";
const chosen = (field) => field.matches("select, [type=checkbox], [type=radio], [type=range]");
/** Choices that somebody has made: the app sets some of them itself, so that none tells by its state. */
const touched = new WeakSet();
/** Texts as they were when their form was sent. */
const sent = new WeakMap();
for (const kind of ["input", "change"]) {
  addEventListener(kind, ({ target }) => target instanceof Element && target.matches(WRITTEN) && chosen(target) && touched.add(target), true);
}
addEventListener(
  "submit",
  ({ target: form }) => {
    if (form.matches("[data-held]")) return;
    // By then the app has taken it, or says beside a field what is wrong.
    requestAnimationFrame(() => {
      if (form.querySelector("[aria-invalid=true]")) return;
      for (const field of form.elements) {
        touched.delete(field);
        sent.set(field, field.value);
      }
    });
  },
  true,
);
const unsent = () =>
  [...document.querySelectorAll(WRITTEN)].some((field) => {
    if (field.closest("[data-jotted]")) return false;
    if (!chosen(field)) return field.value !== (sent.get(field) ?? field.defaultValue);
    // A button of the form may have ticked it.
    return touched.has(field) || (field.closest("[data-held]") !== null && field.checked === true && !field.defaultChecked);
  });

// 新しくする: the page says so itself where something is being typed (see the app's parts/standing.rs).
document.addEventListener("tsunagi-renew", () => {
  if (unsent()) tell("tsunagi-unsent");
  else location.reload();
});

// A page left open overnight shows yesterday: it is read again when one comes back to it (days in Japan).
const today = () => Math.floor((Date.now() + 9 * 3600000) / 86400000);
const opened = today();
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && today() !== opened && !unsent()) location.reload();
});

// What has come in part of a plan that somebody hands over waits for the rest of it on the same day (the app's browser/store.rs).
try {
  const day = localStorage.getItem("tsunagi.pieces")?.split(" ")[0];
  if (day && Date.parse(day) / 86400000 !== opened) localStorage.removeItem("tsunagi.pieces");
} catch {
  // The browser keeps nothing.
}

/** The file by which a version is known. */
const start = () => document.querySelector('script[src*="assets/start-"]')?.src.split("/").pop();

const workers = navigator.serviceWorker;
/** How long the app may take to draw the page, once all that the page names has come, in milliseconds. */
const DRAWING = 10_000;
/** How often an open page looks for a newer version, in milliseconds. */
const LOOK = 3_600_000;

const register = async () => {
  // The first worker had two reaches of its own.
  const script = new URL("sw.js", root).href;
  for (const registration of await workers.getRegistrations()) {
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    if (worker?.scriptURL === script && registration.scope !== root.href) await registration.unregister();
  }
  // The browser's own copy of the worker would keep a broken one in its place.
  const registration = await workers.register(script, { scope: root.pathname, updateViaCache: "none" });
  if (!registration) return;
  let looked = Date.now();
  const look = () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < LOOK) return;
    looked = Date.now();
    registration.update().catch(() => null);
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);

  const send = async (message) => (await workers.ready).active?.postMessage(message);
  const open = () => send({ opened: html.dataset.language ?? "ja", start: start(), saving: navigator.connection?.saveData === true });
  await open();
  // The next worker has its own list of what is kept.
  workers.addEventListener("controllerchange", open);
  // The lists that were read before there was a worker, and those that are read later.
  const lists = new URL("data/", root).href;
  new PerformanceObserver((list) => {
    // A question whether a list is new brings none of it.
    const whole = list.getEntries().filter((entry) => entry.decodedBodySize > 0);
    const data = whole.map((entry) => entry.name).filter((name) => name.startsWith(lists));
    if (data.length > 0) send({ data });
  }).observe({ type: "resource", buffered: true });
};

// Not in the frames of the desk and of others' pages, and not before the page itself is there.
if (workers && self === top) {
  workers.addEventListener("message", ({ data }) => {
    if (!data?.newest || data.newest === start()) return;
    html.dataset.newer = "";
    tell("tsunagi-newer");
  });
  // Its work would keep a slow phone from starting the app. Where that does not start, a newer worker may mend what is wrong.
  const whole = new Promise((resolve) => (document.readyState === "complete" ? resolve() : addEventListener("load", resolve)));
  const drawn = new Promise((resolve) => {
    if (!start() || html.hasAttribute("data-drawn")) resolve();
    document.addEventListener("tsunagi-drawn", resolve);
    whole.then(() => setTimeout(resolve, DRAWING));
  });
  const soon = () => (self.requestIdleCallback ?? setTimeout)(() => register().catch((error) => console.info(error.message)));
  Promise.all([whole, drawn]).then(soon);
}

// すべて消す: what the worker has kept goes as well; it shows which pages were read here.
document.addEventListener("tsunagi-forget", async () => {
  const own = `tsunagi:${encodeURIComponent(root.pathname)}:`;
  for (const registration of (await workers?.getRegistrations()) ?? []) if (registration.scope === root.href) await registration.unregister();
  for (const name of (await self.caches?.keys()) ?? []) if (name.startsWith(own)) await caches.delete(name);
});
