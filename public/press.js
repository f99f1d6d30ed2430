// The worker that makes a whole site for the desk: files in, one zip out. The names below are filled in by the build.
import init, { press } from "./PRESS_JS";

addEventListener("message", async ({ data: [files, kit, pictures, today] }) => {
  try {
    const answer = await fetch(kit, { cache: "no-cache" });
    if (!answer.ok) throw `HTTP ${answer.status} (${kit})`;
    const parts = new Uint8Array(await answer.arrayBuffer());
    await init({ module_or_path: new URL("./PRESS_WASM", import.meta.url) });
    const tell = (stage, done) => postMessage({ stage, done });
    const [bytes, count] = press(files, parts, pictures, today, tell);
    postMessage({ bytes, files: count }, [bytes.buffer]);
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
