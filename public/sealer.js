// The worker for passphrases and QR codes: one task, one answer. The names below are filled in by the build.
import init, { derive, qr, seal, unseal, unwrap, wrap } from "./SEAL_JS";

addEventListener("message", async ({ data: [task, passphrase, bytes, random, cost] }) => {
  try {
    await init({ module_or_path: new URL("./SEAL_WASM", import.meta.url) });
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
    else throw error;
  }
});
