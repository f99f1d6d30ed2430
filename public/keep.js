// Lets the browser keep the pages of いますぐ相談 (see sw.js). Where it may not, nothing is lost but that.
const root = new URL("../", import.meta.url);
if ("serviceWorker" in navigator) {
  addEventListener("load", () => {
    for (const page of ["now/", "kids/"]) {
      navigator.serviceWorker.register(new URL("sw.js", root), { scope: new URL(page, root).pathname }).catch((error) => console.info(error.message));
    }
  });
}
