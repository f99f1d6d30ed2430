// Real Chromium, as a person uses it: a phone and a desk, at the root of a server and at a sub-path of one.
import { defineConfig } from "@playwright/test";

const executablePath = process.env.TSUNAGI_CHROMIUM || undefined;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "../../test-results",
  reporter: "list",
  workers: 2,
  fullyParallel: true,
  // A slow machine with a whole timeline under axe: what hangs still fails.
  timeout: 60_000,
  use: {
    baseURL: "http://127.0.0.1:8190/kosodate/",
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    launchOptions: { executablePath, args: quiet },
  },
  projects: [
    { name: "phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    // What differs with the width is tried at both; what a person does with the record, with conditions, calendars and files
    // is the same, and is tried on the phone.
    { name: "desk", testIgnore: ["desk", "embed", "languages", "family", "feeds", "hosting", "hub", "many", "narrow", "now", "spread"].map((name) => `${name}.spec.js`), use: { viewport: { width: 1280, height: 800 } } },
  ],
  // The sub-path is the usual case of these tests; the root has its own.
  webServer: [
    { command: "node scripts/serve.mjs dist --port 8190 --base /kosodate/", cwd: "../..", port: 8190, reuseExistingServer: false },
    { command: "node scripts/serve.mjs dist --port 8191", cwd: "../..", port: 8191, reuseExistingServer: false },
  ],
});
