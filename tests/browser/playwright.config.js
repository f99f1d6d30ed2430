// Real Chromium, as a person uses it: a phone and a desk, at the root of a server and at a sub-path of one.
import { defineConfig } from "@playwright/test";
import { PORTS, SITE } from "./support/hosts.js";

const executablePath = process.env.TSUNAGI_CHROMIUM || undefined;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// No name leads anywhere: what is asked of another host is told (support/watch.js), and what a browser asks by itself comes to nothing.
const alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost";

// What differs with the width is tried at both; what a person does with the record, with conditions, calendars and files
// is the same, and is tried on the phone.
const PHONE_ONLY = [
  "access",
  "budget",
  "compact",
  "desk",
  "embed",
  "family",
  "feeds",
  "hosting",
  "hub",
  "languages",
  "many",
  "narrow",
  "naughty",
  "now",
  "offline",
  "parts",
  "safety",
  "servers",
  "spread",
  "unsent",
  "watch",
];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "../../test-results",
  // Beside the list: what the tests of access counted, which the page アクセシビリティ says.
  reporter: [["list"], ["./support/figures.js"]],
  workers: 2,
  fullyParallel: true,
  // A slow machine with a whole timeline under axe: what hangs still fails.
  timeout: 60_000,
  // What fails twice fails. What fails once alone, as things may on a machine that is at work elsewhere, is told as flaky.
  retries: 1,
  use: {
    baseURL: SITE,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    // What a page shows is the server's and not a kept copy; offline.spec.js allows the worker, and tries it.
    serviceWorkers: "block",
    launchOptions: { executablePath, args: [...quiet, alone] },
  },
  projects: [
    { name: "phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    { name: "desk", testIgnore: PHONE_ONLY.map((name) => `${name}.spec.js`), use: { viewport: { width: 1280, height: 800 } } },
  ],
  // The sub-path is the usual case of these tests; the root has its own.
  webServer: [
    { command: `node scripts/serve.mjs dist --port ${PORTS.path} --base /kosodate/`, cwd: "../..", port: PORTS.path, reuseExistingServer: false },
    { command: `node scripts/serve.mjs dist --port ${PORTS.root}`, cwd: "../..", port: PORTS.root, reuseExistingServer: false },
  ],
});
