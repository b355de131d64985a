import base from "../playwright.config.ts";

/** What takes minutes: `npm run test:full`. */
export default { ...base, testDir: ".", testMatch: "**/*.full.ts", globalSetup: "../build-first.ts", workers: 1 };
