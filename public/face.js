// Putting the site on the home screen: the browser's own offer, held until it is asked for, and the name and picture under which
// it is put there. By a choice that this browser remembers these are plain ones, which say nothing of the site (docs/offline.md).
const FACE = "tsunagi.face";
const html = document.documentElement;
const tell = (name, value) => {
  html.dataset[name] = value;
  document.dispatchEvent(new Event("tsunagi-home-screen"));
};

// The address changes without a new page: what is relative is read once, from where the page lies.
const named = [...document.querySelectorAll("[data-plain]")].map((element) => {
  const property = element.localName === "meta" ? "content" : "href";
  const plain = property === "href" ? new URL(element.dataset.plain, location.href).href : element.dataset.plain;
  return { element, property, own: element[property], plain };
});
const wear = (face) => {
  for (const { element, property, own, plain } of named) element[property] = face === "plain" ? plain : own;
  tell("face", face);
};

const chosen = () => {
  try {
    return localStorage.getItem(FACE) === "plain" ? "plain" : "own";
  } catch {
    return "own";
  }
};
const choose = (face) => {
  try {
    if (face === "plain") localStorage.setItem(FACE, face);
    else localStorage.removeItem(FACE);
  } catch {
    // It holds for as long as the page is open.
  }
  // The browser's offer is of the name that the page had.
  offer = null;
  if (html.dataset.install === "offer") tell("install", "menu");
  wear(face);
};
document.addEventListener("tsunagi-face-plain", () => choose("plain"));
document.addEventListener("tsunagi-face-own", () => choose("own"));
wear(chosen());
// Another tab has chosen, or everything was forgotten.
addEventListener("storage", ({ key }) => {
  if (key === FACE || key === null) wear(chosen());
});
document.addEventListener("tsunagi-forget", () => wear(chosen()));

let offer = null;
const standing = navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;
const apple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
tell("install", standing ? "done" : apple ? "apple" : "menu");
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  tell("install", "offer");
});
addEventListener("appinstalled", () => tell("install", "done"));
document.addEventListener("tsunagi-install", async () => {
  const asked = offer;
  if (!asked) return;
  offer = null;
  await asked.prompt();
  const { outcome } = await asked.userChoice;
  if (html.dataset.install === "offer") tell("install", outcome === "accepted" ? "done" : "menu");
});
