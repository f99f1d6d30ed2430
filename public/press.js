// The worker that makes a whole site for the desk: files in, one zip out. The build puts the script of its WebAssembly before it
// (`program`), and fills in the name below and what the file behind it has to be.
addEventListener("message", async ({ data: [files, kit, pictures, today] }) => {
  try {
    const answer = await fetch(kit, { cache: "no-cache" });
    if (!answer.ok) throw `HTTP ${answer.status} (${kit})`;
    const parts = new Uint8Array(await answer.arrayBuffer());
    await program.start({ module_or_path: fetch(new URL("./PRESS_WASM", location.href), { integrity: "PRESS_SUM_WASM" }) });
    const tell = (stage, done) => postMessage({ stage, done });
    const [bytes, count] = program.press(files, parts, pictures, today, tell);
    postMessage({ bytes, files: count }, [bytes.buffer]);
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
