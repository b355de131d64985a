import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS } from "../scripts/browser.ts";

/** Two workers for two cores: each file has desks of its own, on free ports. No retries: a flaky test is a fault. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  globalSetup: "./build-first.ts",
  workers: 2,
  // Guards against hanging, never measures: a machine may stand still for half a minute.
  timeout: 300_000,
  expect: { timeout: 60_000 },
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
