// Starts the desk. The names below are filled in by the build.
import("./DESK_JS")
  .then((desk) => desk.default({ module_or_path: new URL("./DESK_WASM", import.meta.url) }))
  .catch((error) => {
    console.warn(error);
    const notice = document.getElementById("start-failed");
    if (notice) notice.hidden = false;
    document.getElementById("desk-coming")?.remove();
  });
