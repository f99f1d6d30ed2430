// The directory of peer/ with the sample city's places, built as its tools build for release. Gives back its folder.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import Papa from "papaparse";
import { build } from "vite";
import { text } from "../shared.mjs";

const here = import.meta.dirname;
const sample = path.resolve(here, "../../sample");
export async function peer() {
  const outDir = path.join(here, "peer-dist");
  await build({ root: path.join(here, "peer"), base: "./", plugins: [react()], logLevel: "error", build: { outDir, emptyOutDir: true } });
  const lists = readdirSync(sample).filter((name) => /_(babystation|hospital|preschool|public_facility|school|soudan)\.csv$/.test(name));
  const rows = lists.flatMap((name) => Papa.parse(text(readFileSync(path.join(sample, name))), { header: true, skipEmptyLines: true }).data);
  const places = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value)));
  writeFileSync(path.join(outDir, "places.json"), JSON.stringify(places));
  return outDir;
}
