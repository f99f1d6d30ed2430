// Starts the desk. The names below are filled in by the build, and what the files behind them have to be.
const checked = (name, integrity, cache = "default") => fetch(new URL(name, import.meta.url), { integrity, cache });

const start = async () => {
  if (globalThis.trustedTypes && !trustedTypes.defaultPolicy) throw new Error("trusted.js is missing");
  const wasm = checked("./DESK_WASM", "DESK_SUM_WASM");
  wasm.catch(() => {});
  await checked("./DESK_JS", "DESK_SUM_JS", "force-cache");
  const desk = await import("./DESK_JS");
  await desk.default({ module_or_path: wasm });
};

const show = (id) => {
  const notice = document.getElementById(id);
  if (notice) notice.hidden = false;
};

// A fault of its own stops the desk: what is on the page no longer answers, which is said.
const stopped = (error) => {
  if (error instanceof WebAssembly.RuntimeError) show("stopped");
};
addEventListener("error", ({ error }) => stopped(error));
addEventListener("unhandledrejection", ({ reason }) => stopped(reason));

start().catch((error) => {
  console.warn(error);
  show("start-failed");
  document.getElementById("desk-coming")?.remove();
});
