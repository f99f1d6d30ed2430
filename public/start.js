// Starts the app. A file of its own, so that the page's policy needs no exception for inline scripts.
// The names below are filled in by the build.
const failed = () => {
  const notice = document.getElementById("start-failed");
  if (notice) notice.hidden = false;
};

// The address changes without a new page; a relative icon would be looked for anew, and in the wrong place.
for (const icon of document.querySelectorAll('link[rel="icon"]')) icon.href = icon.href;

import("./APP_JS")
  .then((app) => app.default({ module_or_path: new URL("./APP_WASM", import.meta.url) }))
  .catch((error) => {
    console.warn(error);
    failed();
  });

// A page left open overnight shows yesterday: it is read again when one comes back to it (days in Japan).
const today = () => Math.floor((Date.now() + 9 * 3600000) / 86400000);
const opened = today();
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && today() !== opened) location.reload();
});
