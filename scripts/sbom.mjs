// What a release is made of, as CycloneDX 1.6 (JSON): node scripts/sbom.mjs FOLDER
//
//   site.cdx.json     what a family's browser loads, and the desk's
//   program.cdx.json  the command line
//
// Made from Cargo.lock and package-lock.json alone, without network, clock or chance: the same sources give the same bytes. Crates
// that only help to compile (macros, build scripts, tests) are not in what is handed on, and so not in the list.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const top = path.resolve(import.meta.dirname, "..");
const folder = process.argv[2];
if (!folder) throw new Error("node scripts/sbom.mjs FOLDER");

/** What the site serves as it is, or paints with. The others of package-lock.json are tools. */
const SERVED = ["leaflet", "supercluster", "kdbush", "@expo-google-fonts/biz-udpgothic"];

const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
// "MIT/Apache-2.0" is how crates wrote it before there was SPDX's OR.
const licences = (text) => (text ? [{ expression: text.replaceAll("/", " OR ") }] : []);

/** The checksums of Cargo.lock, by name and version. */
const checksums = new Map(
  [...readFileSync(path.join(top, "Cargo.lock"), "utf8").matchAll(/\[\[package\]\]\nname = "(.+)"\nversion = "(.+)"\n(?:source = .*\n)?checksum = "(.+)"/g)].map(([, name, version, sum]) => [`${name} ${version}`, sum]),
);

const crates = (features, target) => {
  const told = execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--features", features, "--filter-platform", target], { cwd: top, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  const { packages, resolve } = JSON.parse(told);
  const of = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const compiles = (id) => of.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
  const ways = new Map();
  const visit = (id) => {
    if (ways.has(id)) return;
    const on = nodes.get(id).deps.filter(({ pkg, dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null) && !compiles(pkg)).map(({ pkg }) => pkg);
    ways.set(id, on);
    on.forEach(visit);
  };
  visit(resolve.root);
  const reference = (id) => `pkg:cargo/${of.get(id).name}@${of.get(id).version}`;
  const all = [...ways].map(([id, on]) => {
    const { name, version, license } = of.get(id);
    const sum = checksums.get(`${name} ${version}`);
    const component = { type: "library", "bom-ref": reference(id), name, version, ...(sum && { hashes: [{ alg: "SHA-256", content: sum }] }), licenses: licences(license), purl: reference(id) };
    return { component, on: on.map(reference).sort(byName), root: id === resolve.root };
  });
  return all;
};

const served = () => {
  const { packages } = JSON.parse(readFileSync(path.join(top, "package-lock.json"), "utf8"));
  return SERVED.map((name) => {
    const one = packages[`node_modules/${name}`];
    if (!one) throw new Error(`package-lock.json does not have ${name}`);
    const purl = `pkg:npm/${name.replace("@", "%40")}@${one.version}`;
    const [, sum] = one.integrity.split("-");
    const on = Object.keys(one.dependencies ?? {}).filter((other) => SERVED.includes(other)).map((other) => `pkg:npm/${other}@${packages[`node_modules/${other}`].version}`);
    const component = { type: "library", "bom-ref": purl, name, version: one.version, hashes: [{ alg: "SHA-512", content: Buffer.from(sum, "base64").toString("hex") }], licenses: licences(one.license), purl };
    return { component, on, served: true };
  });
};

const write = (name, about, parts) => {
  const root = parts.find((part) => part.root);
  // What is served beside our own program belongs to it.
  root.on = [...root.on, ...parts.filter((part) => part.served).map(({ component }) => component["bom-ref"])].sort(byName);
  const rest = parts.filter((part) => part !== root).sort((a, b) => byName(a.component["bom-ref"], b.component["bom-ref"]));
  const list = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...root.component, type: "application", description: about } },
    components: rest.map(({ component }) => component),
    dependencies: [root, ...rest].map(({ component, on }) => ({ ref: component["bom-ref"], dependsOn: on })),
  };
  writeFileSync(path.join(folder, name), `${JSON.stringify(list, null, 1)}\n`);
  console.log(`${name}: ${rest.length} parts`);
};

write("site.cdx.json", "what a browser loads", [...crates("app,sealer,desk,presser", "wasm32-unknown-unknown"), ...served()]);
write("program.cdx.json", "the command line", crates("cli", "x86_64-unknown-linux-gnu"));
