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
  const laid = (parts, size, modules) => ({ parts, size, modules, cost: sum(parts.map((part) => counts[part])) * (FILE + size) });
  const together = (one, other) => laid([...new Set([...one.parts, ...other.parts])], one.size + other.size, [...one.modules, ...other.modules]);
  let all = modules.map((module) => laid(module.parts, module.size, [module]));
  for (;;) {
    let [best, pair] = [0, null];
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(0, at)) {
        const saved = one.cost + other.cost - together(one, other).cost;
        if (saved > best) [best, pair] = [saved, [one, other]];
      }
    }
    if (!pair) return all.map(({ modules }) => modules);
    all = [...all.filter((file) => !pair.includes(file)), together(...pair)];
  }
}
