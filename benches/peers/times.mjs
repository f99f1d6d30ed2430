// How long things take.

/** The time below which a part of all lie. */
export const at = (times, part) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

/** The median of some runs, and what the last of them gave back. */
export async function timed(runs, work) {
  const times = [];
  let result;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    result = await work();
    times.push(performance.now() - start);
  }
  return { ms: at(times, 0.5), result };
}
