// The index of ours, made where it is used of records that are there, and made beforehand and fetched: what each takes, and whether they find the same.
import { Finder } from "./pkg/engine.js";
import { timed } from "./times.mjs";

const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

export async function made(lines, judged, runs) {
  const text = lines.join("\n");
  const here = await timed(runs, () => new Finder(text));
  const packed = await through(here.result.written(), new CompressionStream("gzip"));
  const there = await timed(runs, async () => Finder.read(await through(packed, new DecompressionStream("gzip"))));
  const found = (finder) => judged.map(({ query }) => finder.search(query, 50).join()).join("\n");
  return { here: here.ms, there: there.ms, bytes: packed.length, same: found(here.result) === found(there.result) };
}
