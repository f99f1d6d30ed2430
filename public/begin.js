// What every program begins with; put before start.js and desk-start.js by the build (src/publish/assets.rs), so that it is there
// to say what else did not come. Scripts of pages are classic ones: a module does not run where a server calls it another type than a
// script's, a classic one does (unless the server says nosniff).
const here = document.currentScript.src;

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

const pause = () => new Promise((over) => setTimeout(over));
/**
 * A row of pieces of work that keep a phone for some milliseconds each: whoever waits for a turn begins once those before have begun, and between
 * them the browser can do something else, such as answering a tap. What takes a quick one no time follows at once.
 */
const row = () => {
  let [turn, rested] = [Promise.resolve(), 0];
  const rest = async () => {
    if (performance.now() - rested < 4) return;
    await pause();
    rested = performance.now();
  };
  return () => (turn = turn.then(rest));
};
/** For the parts of a program, which are taken up one after the other where several have come. */
globalThis.tsunagiTurn = row();

/** A file, if it is the one that was published. */
const checked = (name, integrity) => fetch(new URL(name, here), { integrity });

/** A script of ours, run once it has come. */
globalThis.tsunagiScript = (src, integrity) =>
  new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`${src} could not be loaded`));
    document.head.append(Object.assign(document.createElement("script"), { integrity, src, onload: resolve, onerror }));
  });

/** A style sheet that a server calls another type than CSS is taken as one without rules: then its text is. */
globalThis.tsunagiStyle = async ({ href, integrity, sheet: taken }) => {
  if (taken?.cssRules.length) return;
  const response = await fetch(href, { integrity });
  if (!response.ok) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
(async () => {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    // Some browsers run scripts before it has come. What has failed by then tells nothing any more.
    if (!link.sheet) await new Promise((over) => Object.assign(link, { onload: over, onerror: over }) && setTimeout(over, 1000));
    await tsunagiStyle(link).catch(() => {});
  }
})();

/**
 * The work on passphrases and codes, in a worker (public/sealer.js). A worker has no integrity of its own: its script is asked for before, and comes from
 * the browser's store then. Where a browser starts none (the server calls scripts another type, of which it is strict with workers alone), the
 * page runs the same script, and stands still while it works.
 */
globalThis.tsunagiWork = async (address, integrity, message) => {
  const script = await fetch(address, { integrity, cache: "force-cache" });
  if (!script.ok) throw new Error(`${address}: ${script.status}`);
  const answer = await new Promise((resolve, reject) => {
    const worker = new Worker(address);
    const end = (over, value) => {
      worker.terminate();
      over(value);
    };
    worker.onmessage = ({ data }) => end(resolve, { data });
    worker.onerror = (event) => {
      event.preventDefault();
      // Of what is thrown the browser gives an account; of a script that it did not take, none (HTML: run a worker).
      if (event instanceof ErrorEvent) end(reject, event.error);
      else end(resolve, null);
    };
    try {
      worker.postMessage(message);
    } catch (error) {
      end(reject, error);
    }
  });
  if (answer) return answer.data;
  if (!globalThis.tsunagiSealer) await tsunagiScript(address, integrity);
  return tsunagiSealer(message);
};

/**
 * WebAssembly made ready while it comes, where the server says what it is. Where it calls it another type it is made ready once it is there.
 */
const compiled = async (response) => {
  const type = response.headers.get("content-type") ?? "";
  const streams = /^application\/wasm\b/i.test(type) && WebAssembly.compileStreaming;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

/** Runs the program whose script stands before this one, with its WebAssembly and what that has to be. */
const begin = async (file, sum) => {
  // Where the browser asks for the gate (trusted.js) and it did not come, the program would stop half-way: the painted page stays.
  if (globalThis.trustedTypes && !trustedTypes.defaultPolicy) throw new Error("trusted.js is missing");
  const { tsunagiProgram } = globalThis;
  if (!tsunagiProgram) throw new Error("the program's script is missing");
  const program = await compiled(await checked(file, sum));
  // To make it ready and to begin it are two pieces of work.
  await pause();
  await tsunagiProgram.start({ module_or_path: program });
};

/** Says that a program could not be begun, and why to who looks. */
const failed = (error) => {
  console.warn(error);
  show("start-failed");
};
