// The worker for passphrases and QR codes: one task, one answer. The names below are filled in by the build, and what the files
// behind them have to be.
const checked = (name, integrity, cache = "default") => fetch(new URL(name, import.meta.url), { integrity, cache });

addEventListener("message", async ({ data: [task, passphrase, bytes, random, cost] }) => {
  try {
    const wasm = checked("./SEAL_WASM", "SEAL_SUM_WASM");
    wasm.catch(() => {});
    await checked("./SEAL_JS", "SEAL_SUM_JS", "force-cache");
    const { default: init, derive, qr, seal, unseal, unwrap, wrap } = await import("./SEAL_JS");
    await init({ module_or_path: wasm });
    const tasks = {
      seal: () => seal(passphrase, bytes, random),
      unseal: () => unseal(passphrase, bytes),
      wrap: () => wrap(passphrase, bytes, random),
      unwrap: () => unwrap(passphrase, bytes),
      qr: () => qr(passphrase, bytes),
      derive: () => derive(passphrase, bytes, cost),
    };
    postMessage(tasks[task]());
  } catch (error) {
    // A word of ours, or a worker that could not run at all.
    if (typeof error === "string") postMessage(error);
    // The page hears what is thrown, but not what a promise refuses.
    else setTimeout(() => { throw error; });
  }
});
