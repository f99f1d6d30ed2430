// The sample city as it was published on a day: what publishing reckons in days holds none that were over by then.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SITE } from "./hosts.js";

const top = path.resolve(import.meta.dirname, "../../..");

/** Published on `day` ("2026-11-23"): the scripts in the folder `under` ("embed/data/") are those of that day, the rest is as it is served. */
export async function publishedOn(page, day, under) {
  const out = mkdtempSync(path.join(tmpdir(), "tsunagi-day-"));
  const made = new Map();
  try {
    execFileSync(path.join(top, "target/debug/tsunagi"), ["build", "--app", ".tools/app", "--site", "sample", "--out", out, "--today", day], { cwd: top, stdio: "pipe" });
    for (const name of readdirSync(path.join(out, under))) made.set(SITE + under + name, readFileSync(path.join(out, under, name)));
  } finally {
    rmSync(out, { recursive: true });
  }
  await page.route(`${SITE}${under}**`, (route) => route.fulfill({ contentType: "text/javascript; charset=utf-8", body: made.get(route.request().url().split("?")[0]) }));
}
