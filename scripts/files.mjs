// Which modules of a program that is cut into parts lie together in a file.

/**
 * What a file more costs a page that fetches it, in bytes as the tool writes them (six to thirteen times what is sent): its own beginning, and what
 * it passes on to others.
 */
const FILE = 14_000;

const sum = (all) => all.reduce((sum, one) => sum + one, 0);

/**
 * `modules`: `[{ parts, size }]`, the parts that need each, and its bytes. `counts`: how much it counts what a part fetches. Gives the files, `[[module]]`, so
 * that what all parts fetch, counted so, comes to few bytes: each module begins as a file of its own; the two files that save most are laid together
 * until none save anything.
 */
export function files(modules, counts) {
  const needing = (file) => [...new Set(file.flatMap(({ parts }) => parts))];
  const cost = (file) => (file.length ? sum(needing(file).map((part) => counts[part])) * (FILE + sum(file.map(({ size }) => size))) : 0);
  const made = (modules) => ({ modules, cost: cost(modules) });
  let all = modules.map((module) => made([module]));
  for (;;) {
    let [best, pair] = [0, null];
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(0, at)) {
        const saved = one.cost + other.cost - cost([...one.modules, ...other.modules]);
        if (saved > best) [best, pair] = [saved, [one, other]];
      }
    }
    if (!pair) return all.map(({ modules }) => modules);
    all = [...all.filter((file) => !pair.includes(file)), made(pair.flatMap(({ modules }) => modules))];
  }
}
