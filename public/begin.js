// What every program begins with; put before start.js and desk-start.js by the build (src/publish/assets.rs), so that it is there
// to say what else did not come.
const show = (id) => {
  const notice = document.getElementById(id);
  if (notice) notice.hidden = false;
};

// A fault of its own stops a program: what is on the page no longer answers, which is said. Where it ran out of stack the error is of
// another kind (InternalError in Firefox), and its trace alone says whose it is.
const stopped = (error) => {
  const ranOut = /^(RangeError|InternalError)$/.test(error?.name) && /wasm/.test(error.stack);
  if (error instanceof WebAssembly.RuntimeError || ranOut) show("stopped");
};
addEventListener("error", ({ error }) => stopped(error));
addEventListener("unhandledrejection", ({ reason }) => stopped(reason));

/** A file, if it is the one that was published. What has just been loaded comes from the browser's own store. */
const checked = (name, integrity, cache = "default") => fetch(new URL(name, import.meta.url), { integrity, cache });

/** Runs a program: its script and its WebAssembly, each with what it has to be. */
const begin = async ([js, jsSum], [file, sum]) => {
  // Where the browser asks for the gate (trusted.js) and it did not come, the program would stop half-way: the painted page stays.
  if (globalThis.trustedTypes && !trustedTypes.defaultPolicy) throw new Error("trusted.js is missing");
  const wasm = checked(file, sum);
  wasm.catch(() => {});
  // The page's own tag has asked for it, and had it checked: this is that very module.
  await checked(js, jsSum, "force-cache");
  const program = await import(js);
  await program.default({ module_or_path: wasm });
};

/** Says that a program could not be begun, and why to who looks. */
const failed = (error) => {
  console.warn(error);
  show("start-failed");
};
