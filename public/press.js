// The worker that makes a whole site for the desk: files in, one zip out. The names below are filled in by the build, and
// what the files behind them have to be.
const checked = (name, integrity, cache = "default") => fetch(new URL(name, import.meta.url), { integrity, cache });

addEventListener("message", async ({ data: [files, kit, pictures, today] }) => {
  try {
    const answer = await fetch(kit, { cache: "no-cache" });
    if (!answer.ok) throw `HTTP ${answer.status} (${kit})`;
    const parts = new Uint8Array(await answer.arrayBuffer());
    const wasm = checked("./PRESS_WASM", "PRESS_SUM_WASM");
    wasm.catch(() => {});
    await checked("./PRESS_JS", "PRESS_SUM_JS", "force-cache");
    const { default: init, press } = await import("./PRESS_JS");
    await init({ module_or_path: wasm });
    const tell = (stage, done) => postMessage({ stage, done });
    const [bytes, count] = press(files, parts, pictures, today, tell);
    postMessage({ bytes, files: count }, [bytes.buffer]);
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
