import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS } from "../scripts/browser.ts";

/** One worker: each file starts a whole desk of its own, and the machine has two cores. No retries: a flaky test is a fault. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  workers: 1,
  // Generous: a shared machine may give a test a tenth of a core for a while.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json"]],
  outputDir: "../dist/test/browser",
  use: {
    browserName: "chromium",
    launchOptions: {
      args: CHROMIUM_ARGS,
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    },
    locale: "en-GB",
    screenshot: "only-on-failure",
    trace: "off",
  },
});
