// A plain static server, as a city has one: folders get their index.html, nothing is rewritten. Loopback only.
//   node scripts/serve.mjs FOLDER [--port 8080] [--base /kosodate/]
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import finalhandler from "finalhandler";
import serveStatic from "serve-static";

/** Serves a folder at http://127.0.0.1:port/base; takes the next free port where that one is taken. */
export function serve(folder, { port = 8080, base = "/", tries = 20 } = {}) {
  const files = serveStatic(folder, { index: "index.html", redirect: true });
  const server = http.createServer((request, response) => {
    const done = finalhandler(request, response);
    if (!request.url.startsWith(base)) return done();
    // serve-static redirects by originalUrl, so that the sub-path stays in the address.
    request.originalUrl = request.url;
    request.url = "/" + request.url.slice(base.length);
    files(request, response, done);
  });
  return new Promise((resolve, reject) => {
    let next = port;
    server.on("error", (error) => {
      if (error.code === "EADDRINUSE" && next < port + tries) server.listen(++next, "127.0.0.1");
      else reject(error);
    });
    server.on("listening", () => resolve({ server, address: `http://127.0.0.1:${server.address().port}${base}` }));
    server.listen(next, "127.0.0.1");
  });
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder, ...rest] = process.argv.slice(2);
  const option = (name, usual) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : usual);
  const { address } = await serve(folder, { port: Number(option("--port", "8080")), base: option("--base", "/") });
  console.log(`\n  ${address}\n\n  Ctrl-C で終わります (Ctrl-C ends it).`);
}
