// What a page does for who must not be seen, before the app is there and after it has failed.
//
// 閉じる: leaves at once, and takes this site out of the tab's history. By a tap on it, or by Escape twice.
//
// A page may only replace the entry of the history that it stands on. So one goes back to the first page of this site in the
// tab, cuts off what lies ahead of it with an entry that leads out as well (out/), and replaces the first one. Without the
// tab's storage the first page is not known: then only the page itself is replaced.
const FIRST = "tsunagi.first";
const LEAVING = "tsunagi.leaving";

// This file lies in assets/, beside out/.
const root = new URL("../", document.currentScript.src).href;
const outPage = new URL("out/", root);

const kept = (name) => {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
};
const keep = (name, value) => {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
};

const { navigation } = globalThis;
// How long the history was when this site came into the tab: its first page's place in it.
if (!navigation && kept(FIRST) === null) keep(FIRST, String(history.length));

/** How many steps back the first page of this site is, from an entry that is the last; 0 where that is not known. */
const stepsBack = () => {
  if (!navigation) return Number(kept(FIRST)) ? history.length - Number(kept(FIRST)) : 0;
  const entries = navigation.entries();
  const here = navigation.currentEntry.index;
  let first = here;
  // Pages that send no referrer, as ours, do not tell their address to later documents.
  const ours = ({ url }) => url === null || url.startsWith(root);
  while (first > 0 && ours(entries[first - 1])) first -= 1;
  return here - first;
};

// How long a step through the history may take, in milliseconds. The page is blank by then; what goes on without having arrived
// leaves a trace, which on a slow phone is worse than a blank page.
const PATIENCE = 4000;

const blank = () => {
  document.documentElement.hidden = true;
  document.title = "";
};
const go = (to) => {
  for (const name of [FIRST, LEAVING, "tsunagi.list", "tsunagi.lists"]) keep(name, null);
  try {
    // A plan of somebody's that has come in part, sealed.
    localStorage.removeItem("tsunagi.pieces");
  } catch {
    // The browser keeps nothing.
  }
  location.replace(to);
};

// On the first page: what lies ahead is cut off, then it is replaced.
const last = (to) => {
  blank();
  addEventListener("popstate", () => go(to), { once: true });
  history.pushState(null, "", outPage);
  document.title = "";
  history.back();
  setTimeout(() => go(to), PATIENCE);
};

// Whoever is in a hurry presses more often than twice: a second going would begin where the first one is on its way.
let leaving = false;

const leave = (to) => {
  if (leaving) return;
  leaving = true;
  blank();
  if (!keep(LEAVING, to)) return location.replace(to);
  // A new entry is always the last one: from it the way back to the first can be counted.
  history.pushState(null, "", outPage);
  document.title = "";
  const steps = stepsBack();
  if (steps < 1) return go(to);
  addEventListener("popstate", () => last(to), { once: true });
  history.go(-steps);
  setTimeout(() => go(to), 2 * PATIENCE);
};

// The way back may have led to a page of this site that was loaded anew, or was kept as it had been left.
const onTheWay = () => {
  const to = kept(LEAVING);
  if (!to) return;
  leaving = true;
  last(to);
};
onTheWay();
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  onTheWay();
});

const way = () => document.querySelector("[data-way-out]");
addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-way-out]");
    if (!link || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    leave(link.href);
  },
  true,
);
let pressed = 0;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) {
    pressed = 0;
    return;
  }
  const now = Date.now();
  if (now - pressed < 1000 && way()) leave(way().href);
  pressed = now;
});

// What is typed into the search that is painted goes on behind #, where no server receives it, as the app writes it
// (parts/query.rs). The app's own search answers at each letter; when it comes, the painted notice of failure goes.
addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("form.search") || !document.getElementById("start-failed")) return;
    event.preventDefault();
    const words = form.querySelector("input").value;
    if (words === "") return;
    const to = new URL(form.action);
    const conditions = [];
    if (to.pathname === location.pathname) {
      to.search = location.search;
      conditions.push(...location.hash.slice(1).split("&").filter((one) => one.includes("=") && !one.startsWith("q=")));
    }
    to.hash = [...conditions, `q=${encodeURIComponent(words)}`].join("&");
    location.assign(to);
  },
  true,
);
