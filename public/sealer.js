// The worker for passphrases and QR codes: one task, one answer. The build puts the script of its WebAssembly before it (`program`), and fills
// in the name below and what the file behind it has to be.
// Where a browser starts no worker, a page loads this file as a script of its own (public/begin.js).
const here = globalThis.document?.currentScript.src ?? location.href;

let started = null;
const start = () =>
  (started ??= program.start({ module_or_path: fetch(new URL("./SEAL_WASM", here), { integrity: "SEAL_SUM_WASM" }) }).catch((error) => {
    started = null;
    throw error;
  }));

const work = async ([task, passphrase, bytes, random, cost]) => {
  await start();
  const { derive, qr, seal, unseal, unwrap, wrap } = program;
  const tasks = {
    seal: () => seal(passphrase, bytes, random),
    unseal: () => unseal(passphrase, bytes),
    wrap: () => wrap(passphrase, bytes, random),
    unwrap: () => unwrap(passphrase, bytes),
    qr: () => qr(passphrase, bytes),
    derive: () => derive(passphrase, bytes, cost),
  };
  try {
    return tasks[task]();
  } catch (error) {
    // A word of ours.
    if (typeof error === "string") return error;
    // What has stopped by a fault is not asked again.
    started = null;
    throw error;
  }
};

if (globalThis.document) globalThis.tsunagiSealer = work;
else {
  addEventListener("message", ({ data }) => {
    // The page hears what is thrown, but not what a promise refuses.
    work(data).then(postMessage, (error) => setTimeout(() => { throw error; }));
  });
}
